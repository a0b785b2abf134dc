//! Downloads of certificates: a file in a format of DigiCert's choice, as it came, or the chain in JSON.

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde::Deserialize;

use super::answer::Answer;
use super::client::DigiCert;
use super::failure::{ReadError, judge};
use super::wire::errors;
use crate::domain::ids::CertificateId;

/// The formats a certificate can be asked for in, each with how its file's name ends (CertCentral: Glossary, certificate
/// formats).
pub const FORMATS: [(&str, &str); 10] = [
    ("pem_all", ".pem"),
    ("pem_noroot", ".pem"),
    ("pem_nointermediate", ".pem"),
    ("p7b", ".p7b"),
    ("cer", ".cer"),
    ("crt", ".crt"),
    ("apache", ".zip"),
    ("default", ".zip"),
    ("default_pem", ".zip"),
    ("default_cer", ".zip"),
];

/// A file from DigiCert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What DigiCert says that it is.
    pub content_type: Option<String>,
}

impl Download {
    /// A body as a file, where it looks like one that holds certificates: PEM, DER or an archive. A page is none, and
    /// neither is JSON, whatever was asked for and whatever its header says.
    pub(super) fn of(headers: &HeaderMap, bytes: &[u8]) -> Option<Self> {
        let is_page = bytes.trim_ascii_start().starts_with(b"<");
        let holds_pem = || bytes.windows(PEM.len()).any(|window| window == PEM);
        let is_file = match bytes {
            // A sequence of more than 127 bytes in DER; the first local header of an archive.
            [0x30, 0x80..=0xff, ..] | [b'P', b'K', 3, 4, ..] => true,
            [b'{' | b'[', ..] => false,
            _ => !is_page && holds_pem(),
        };
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        is_file.then(|| Self {
            bytes: bytes.to_vec(),
            content_type: content_type.map(str::to_owned),
        })
    }
}

const PEM: &[u8] = b"-----BEGIN ";

/// The chain of a certificate. The certificate itself stands among the intermediates.
#[derive(Debug, Deserialize)]
struct ChainAnswer {
    #[serde(default)]
    intermediates: Vec<ChainLink>,
}

#[derive(Debug, Deserialize)]
struct ChainLink {
    #[serde(default)]
    pem: String,
}

impl DigiCert {
    /// A certificate as a file, in one of DigiCert's formats (CertCentral: Download certificate by format).
    ///
    /// # Errors
    /// As for every reading call. An answer that is no file of certificates is [`ReadError::NotJson`], or what its JSON
    /// says.
    pub async fn certificate_file(&self, id: CertificateId, format: &str) -> Result<Download, ReadError> {
        let path = ["certificate", &id.to_string(), "download", "format", format];
        file_in(self.fetch(&path, &[]).await?)
    }

    /// A certificate with those above it as one text in PEM (CertCentral: Certificate chain).
    ///
    /// # Errors
    /// As for every reading call.
    pub async fn certificate_chain(&self, id: CertificateId) -> Result<String, ReadError> {
        let answer: ChainAnswer = self.read(&["certificate", &id.to_string(), "chain"], &[]).await?;
        Ok(answer.intermediates.into_iter().map(|link| link.pem + "\n").collect())
    }
}

fn file_in(mut answer: Answer) -> Result<Download, ReadError> {
    let is_whole = answer.is_success() && answer.cut.is_none();
    if let Some(file) = answer.download.take().filter(|_| is_whole) {
        return Ok(file);
    }
    let status = answer.status;
    let json = judge(answer)?;
    Err(ReadError::Refused {
        status,
        errors: errors::of(&json),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_file_of_certificates() {
        for (body, expected) in [
            (&b"-----BEGIN CERTIFICATE-----\r\nMII"[..], true),
            (b"subject=CN=a\n-----BEGIN PKCS7-----", true),
            (b"\x30\x82\x01\x00", true),
            (b"PK\x03\x04rest", true),
            (b"<html><pre>-----BEGIN CERTIFICATE-----</pre>", false),
            (b"\n <!doctype html>-----BEGIN CERTIFICATE-----", false),
            (b"{\"errors\":[{\"message\":\"-----BEGIN CERTIFICATE-----\"}]}", false),
            (b"0123", false),
            (b"Service unavailable", false),
            (b"", false),
        ] {
            let file = Download::of(&HeaderMap::new(), body);
            assert_eq!(file.is_some(), expected, "{}", String::from_utf8_lossy(body));
        }
    }
}
