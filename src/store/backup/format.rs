//! The lines of a backup.

use std::collections::BTreeMap;
use std::io::{BufRead, Read, Write};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::BackupError;
use crate::domain::digest::hexadecimal;

/// What the first line calls itself.
pub(super) const FORMAT: &str = "pkio-desk-backup";
/// The version of the lines; that of the rows is the schema's.
pub(super) const VERSION: u32 = 1;
/// No line is longer, so that a file that is no backup is not read into memory. The largest row is an exchange.
const LINE_BYTES: u64 = 16 * 1024 * 1024;

/// The first line.
#[derive(Serialize, Deserialize)]
pub(super) struct Header {
    pub(super) format: String,
    pub(super) version: u32,
    pub(super) schema: usize,
    pub(super) created_at: Timestamp,
}

/// A line in between, as it is written.
#[derive(Serialize)]
pub(super) struct RowOut<'a, R: Serialize> {
    pub(super) table: &'a str,
    pub(super) row: &'a R,
}

/// The last line.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Footer {
    pub(super) rows: BTreeMap<String, u64>,
    pub(super) sha256: String,
}

/// Any line but the first, as it is read.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Line {
    Row { table: String, row: Value },
    Footer(Footer),
}

/// Writes lines and keeps their hash.
pub(super) struct LineWriter<W> {
    writer: W,
    hash: Sha256,
}

impl<W: Write> LineWriter<W> {
    pub(super) fn new(writer: W) -> Self {
        Self {
            writer,
            hash: Sha256::new(),
        }
    }

    pub(super) fn write<L: Serialize>(&mut self, line: &L) -> Result<(), BackupError> {
        let mut text = serde_json::to_vec(line).map_err(|error| BackupError::Write { source: error.into() })?;
        text.push(b'\n');
        self.hash.update(&text);
        self.writer
            .write_all(&text)
            .map_err(|source| BackupError::Write { source })
    }

    /// SHA-256 of the lines so far.
    pub(super) fn sha256(&self) -> String {
        hexadecimal(&self.hash.clone().finalize())
    }

    pub(super) fn finish(mut self) -> Result<(), BackupError> {
        self.writer.flush().map_err(|source| BackupError::Write { source })
    }
}

/// Reads lines and keeps the hash of those before the current one.
pub(super) struct LineReader<R> {
    reader: R,
    hash: Sha256,
    line: Vec<u8>,
}

impl<R: BufRead> LineReader<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            hash: Sha256::new(),
            line: Vec::new(),
        }
    }

    /// The next line; nothing at the end. A line without its line feed was cut off.
    pub(super) fn next(&mut self) -> Result<Option<&[u8]>, BackupError> {
        self.hash.update(&self.line);
        self.line.clear();
        let mut limited = Read::by_ref(&mut self.reader).take(LINE_BYTES);
        let length = limited
            .read_until(b'\n', &mut self.line)
            .map_err(|source| BackupError::Read { source })?;
        match (length, self.line.last()) {
            (0, _) => Ok(None),
            (_, Some(b'\n')) => Ok(Some(&self.line)),
            _ => Err(BackupError::Damaged {
                what: "a line is cut off",
            }),
        }
    }

    /// SHA-256 of the lines before the one that was read last.
    pub(super) fn sha256_before(&self) -> String {
        hexadecimal(&self.hash.clone().finalize())
    }
}

impl Header {
    /// Reads the first line, and refuses what this version cannot restore.
    pub(super) fn read(line: Option<&[u8]>, schema: usize) -> Result<Self, BackupError> {
        let value: Value = line
            .and_then(|line| serde_json::from_slice(line).ok())
            .ok_or(BackupError::NotABackup)?;
        if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(BackupError::NotABackup);
        }
        // Looked at first: the rest of the line may have another shape in another version.
        if value.get("version").and_then(Value::as_u64) != Some(u64::from(VERSION)) {
            return Err(BackupError::TooNew);
        }
        let header: Self =
            serde_json::from_value(value).map_err(|_| BackupError::Damaged { what: "its first line" })?;
        if header.schema > schema {
            return Err(BackupError::TooNew);
        }
        Ok(header)
    }
}

impl Line {
    pub(super) fn read(line: &[u8]) -> Result<Self, BackupError> {
        serde_json::from_slice(line).map_err(|_| BackupError::Damaged {
            what: "a line is neither a row nor the end",
        })
    }
}
