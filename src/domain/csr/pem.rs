//! Finds the DER in a text: PEM (RFC 7468) as people paste it, or the base64 alone.

use std::borrow::Cow;

use base64ct::{Base64, Base64Unpadded, Encoding};

use super::CsrFault;

/// The shortest text that can be the base64 of a request: what is shorter is a word.
const SHORTEST: usize = 64;

/// How long a line of base64 is (RFC 7468 2).
const LINE: usize = 64;

/// One block: its label, and what stands in it, which is nothing where the block does not end.
pub(in crate::domain) struct Block<'a> {
    label: &'a str,
    body: Option<&'a str>,
}

/// The DER of the first request or public key in the text; where there is none, says what the first block is instead.
pub(super) fn find(text: &str) -> Result<Vec<u8>, CsrFault> {
    let text = with_plain_dashes(text);
    let blocks = blocks(&text);
    let wanted = blocks.iter().find(|block| is_request(block.label));
    match wanted.or(blocks.first()) {
        Some(Block { label, body }) if is_request(label) => body.and_then(decode).ok_or(CsrFault::Truncated),
        Some(Block { label, .. }) if is_certificate(label) => Err(CsrFault::IsCertificate),
        Some(Block { body: None, .. }) => Err(CsrFault::Truncated),
        Some(_) => Err(CsrFault::OtherKind),
        // The first line was left out.
        None if text.contains("-END ") => Err(CsrFault::Truncated),
        None => bare(&text),
    }
}

/// PEM with lines of the usual length.
pub(in crate::domain) fn write(label: &str, der: &[u8]) -> String {
    let body = Base64::encode_string(der);
    let mut pem = format!("-----BEGIN {label}-----\n");
    for (index, letter) in body.chars().enumerate() {
        if index > 0 && index % LINE == 0 {
            pem.push('\n');
        }
        pem.push(letter);
    }
    pem.push_str(&format!("\n-----END {label}-----\n"));
    pem
}

/// Word processors and mail programs make long dashes of short ones.
pub(super) fn with_plain_dashes(text: &str) -> Cow<'_, str> {
    let is_long = |c: char| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}');
    if text.contains(is_long) {
        Cow::Owned(text.replace(is_long, "-"))
    } else {
        Cow::Borrowed(text)
    }
}

/// All blocks, wherever the line breaks are and however many of the dashes were lost.
pub(in crate::domain) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("-BEGIN") {
        let (label, after) = after.split_once('-').unwrap_or((after, ""));
        let inside = after.trim_start_matches('-');
        found.push(Block {
            label,
            body: inside.split_once('-').map(|(body, _)| body),
        });
        rest = after;
    }
    found
}

impl Block<'_> {
    /// What stands in it, where it is a certificate; nothing of one that is cut off or damaged.
    pub(in crate::domain) fn certificate(&self) -> Option<Option<Vec<u8>>> {
        is_certificate(self.label).then(|| self.body.and_then(decode))
    }

    /// What stands in it, whatever it is; nothing of one that is cut off or damaged.
    pub(in crate::domain) fn der(&self) -> Option<Vec<u8>> {
        self.body.and_then(decode)
    }
}

fn is_request(label: &str) -> bool {
    is_any_of(label, &["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST", "PUBLIC KEY"])
}

fn is_certificate(label: &str) -> bool {
    is_any_of(label, &["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"])
}

/// Whether the label is one of these, without regard to case and to the white space between its words.
fn is_any_of(label: &str, known: &[&str]) -> bool {
    let words = || label.split_whitespace().map(str::to_ascii_uppercase);
    known.iter().any(|known| words().eq(known.split(' ')))
}

/// Base64 without a label. A text that cannot be it is none at all.
fn bare(text: &str) -> Result<Vec<u8>, CsrFault> {
    let compact = compact(text);
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    if compact.len() < SHORTEST || !compact.chars().all(is_base64) {
        return Err(CsrFault::NotPem);
    }
    match decode(&compact) {
        Some(der) if der.first() == Some(&0x30) => Ok(der),
        // DER of such a length begins like this: it is one, and damaged.
        None if compact.starts_with("MI") => Err(CsrFault::Truncated),
        _ => Err(CsrFault::NotPem),
    }
}

fn decode(body: &str) -> Option<Vec<u8>> {
    Base64Unpadded::decode_vec(compact(body).trim_end_matches('=')).ok()
}

/// Without what only parts the lines: white space, marks of no width, and line breaks written as in JSON.
fn compact(body: &str) -> String {
    let body = body.replace("\\r", "").replace("\\n", "");
    body.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}'))
        .collect()
}
