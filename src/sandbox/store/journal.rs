//! The journal on disk: one JSON array of records a line, appended and flushed before an answer is given.
//!
//! A line is a whole transaction. A line cut short by a crash is dropped at the next start, so a transaction is there
//! completely or not at all. At start the journal is written anew when it holds much that was superseded.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{Container, Domain, Order, Organization, User};
use crate::sandbox::{money::Money, seed::History};

/// One remembered thing, as it is after a change.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Record {
    Order(Box<Order>),
    /// The request body an order came with, byte for byte.
    RequestBody {
        order: u64,
        text: String,
    },
    Organization(Box<Organization>),
    Container(Container),
    User(User),
    Domain(Box<Domain>),
    Balance(Money),
    /// Orders that are invented anew at each start; those among them that changed stand behind it.
    History(History),
}

impl Record {
    /// The record as one that stands in the journal.
    pub(super) fn kept(mut self) -> Self {
        if let Self::Order(order) = &mut self {
            order.is_invented = false;
        }
        self
    }
}

/// Why the sandbox could not read or write its data folder.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// The operating system refused.
    #[error("the data folder could not be used: {}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another sandbox uses the folder.
    #[error("another sandbox uses the data folder {}", path.display())]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// A line that is not the last one is damaged.
    #[error("line {line} of {} cannot be read", path.display())]
    Damaged {
        /// The journal.
        path: PathBuf,
        /// Counted from one.
        line: usize,
    },
    /// A record could not be written as JSON.
    #[error("a record could not be written as JSON")]
    Encode(#[from] serde_json::Error),
    /// The sandbox was stopped.
    #[error("the sandbox was stopped")]
    Closed,
}

impl DiskError {
    /// Names the file a system error belongs to.
    pub(crate) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
}

/// The open journal of a data folder.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: Option<File>,
    lock: Option<File>,
    length: u64,
}

impl Journal {
    /// Takes the data folder and opens its journal, giving every transaction to `take`; the second value counts
    /// records.
    pub(crate) fn open(folder: &Path, mut take: impl FnMut(Record)) -> Result<(Self, usize), DiskError> {
        fs::create_dir_all(folder).map_err(DiskError::at(folder))?;
        let lock = lock(folder)?;
        let path = folder.join("journal.jsonl");
        let mut options = OpenOptions::new();
        let file = options
            .read(true)
            .append(true)
            .create(true)
            .open(&path)
            .map_err(DiskError::at(&path))?;
        let mut reader = BufReader::with_capacity(1 << 20, &file);
        let (mut length, mut count, mut line, mut number) = (0_u64, 0_usize, Vec::new(), 0_usize);
        loop {
            line.clear();
            let read = reader.read_until(b'\n', &mut line).map_err(DiskError::at(&path))?;
            if read == 0 {
                break;
            }
            number += 1;
            let Some(text) = line.strip_suffix(b"\n") else { break };
            let Ok(records) = serde_json::from_slice::<Vec<Record>>(text) else {
                let is_last = reader.fill_buf().map_err(DiskError::at(&path))?.is_empty();
                if is_last {
                    break;
                }
                return Err(DiskError::Damaged { path, line: number });
            };
            count += records.len();
            records.into_iter().for_each(&mut take);
            length += u64::try_from(read).unwrap_or(u64::MAX);
        }
        drop(reader);
        file.set_len(length).map_err(DiskError::at(&path))?;
        Ok((
            Self {
                path,
                file: Some(file),
                lock: Some(lock),
                length,
            },
            count,
        ))
    }

    /// Appends one transaction and waits until it is on the disk.
    pub(crate) fn append(&mut self, records: &[Record]) -> Result<(), DiskError> {
        let file = self.file.as_mut().ok_or(DiskError::Closed)?;
        let mut line = serde_json::to_vec(records)?;
        line.push(b'\n');
        let outcome = file.write_all(&line).and_then(|()| file.sync_data());
        if let Err(source) = outcome {
            // Half a line must not stay in front of the next one.
            let _ = file.set_len(self.length);
            return Err(DiskError::Io {
                path: self.path.clone(),
                source,
            });
        }
        self.length += u64::try_from(line.len()).unwrap_or(u64::MAX);
        Ok(())
    }

    /// Writes the journal anew with the given records and puts it in the place of the old one in a single step.
    pub(crate) fn rewrite(&mut self, records: impl Iterator<Item = Record>) -> Result<(), DiskError> {
        let next = self.path.with_extension("jsonl.new");
        let file = File::create(&next).map_err(DiskError::at(&next))?;
        let mut writer = BufWriter::with_capacity(1 << 20, file);
        for record in records {
            serde_json::to_writer(&mut writer, &[record])?;
            writer.write_all(b"\n").map_err(DiskError::at(&next))?;
        }
        let file = writer
            .into_inner()
            .map_err(|error| DiskError::at(&next)(error.into_error()))?;
        file.sync_all().map_err(DiskError::at(&next))?;
        fs::rename(&next, &self.path).map_err(DiskError::at(&self.path))?;
        sync_folder(&self.path);
        let file = OpenOptions::new()
            .append(true)
            .open(&self.path)
            .map_err(DiskError::at(&self.path))?;
        self.length = file.metadata().map_err(DiskError::at(&self.path))?.len();
        self.file = Some(file);
        Ok(())
    }

    /// Gives the data folder back; later writes are refused.
    pub(crate) fn close(&mut self) {
        self.file = None;
        self.lock = None;
    }
}

/// Writes a file so that it is there completely or not at all.
pub(crate) fn write_whole(path: &Path, content: &[u8]) -> Result<(), DiskError> {
    let next = path.with_extension("new");
    let mut file = File::create(&next).map_err(DiskError::at(&next))?;
    file.write_all(content)
        .and_then(|()| file.sync_all())
        .map_err(DiskError::at(&next))?;
    fs::rename(&next, path).map_err(DiskError::at(path))?;
    sync_folder(path);
    Ok(())
}

/// Makes a rename last; not every file system can, so a refusal is not an error.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}

/// Takes the folder for this process alone.
fn lock(folder: &Path) -> Result<File, DiskError> {
    let path = folder.join("lock");
    let file = File::create(&path).map_err(DiskError::at(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(DiskError::InUse {
            path: folder.to_owned(),
        }),
        Err(fs::TryLockError::Error(source)) => Err(DiskError::Io { path, source }),
    }
}
