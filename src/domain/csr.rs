//! The certificate signing request (RFC 2986), or the bare public key that the reference allows in its place.
//!
//! Reading is tolerant of how people paste (line breaks, text around the PEM, the older `NEW` label) and strict about
//! what it is. A private key is recognised so that it can be refused before it is stored anywhere.

use base64ct::{Base64, Encoding};
use const_oid::db::rfc5912::RSA_ENCRYPTION;
use der::asn1::UintRef;
use der::{Decode, Encode, Reader, SliceReader};
use sha2::{Digest, Sha256};
use x509_cert::request::CertReq;
use x509_cert::spki::SubjectPublicKeyInfoOwned;

/// The largest request read, in bytes of PEM.
pub const MAX_BYTES: usize = 64 * 1024;

/// Why a text is not a usable request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsrFault {
    /// There is no PEM block in it.
    NotPem,
    /// The block begins but does not end, or its base64 or ASN.1 is cut.
    Truncated,
    /// It is a certificate.
    IsCertificate,
    /// It is, or holds, a private key.
    IsPrivateKey,
    /// Larger than [`MAX_BYTES`].
    TooLarge,
    /// A PEM block of another kind.
    OtherKind,
}

/// The kind and size of a public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA, with the length of its modulus.
    Rsa {
        /// Bits of the modulus.
        bits: usize,
    },
    /// Anything else; PKIo Private Services Server takes RSA only.
    Other,
}

/// What stood in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A signing request: possession of the key can be proven.
    Request,
    /// A bare public key: nothing proves possession and no names can be read from it.
    PublicKey,
}

/// A signing request or public key that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Csr {
    /// What it is.
    pub source: Source,
    /// Its key.
    pub key: KeyKind,
    der: Vec<u8>,
    spki: Vec<u8>,
}

impl Csr {
    /// The PEM on one line with its header and footer, as the order endpoint asks for it.
    #[must_use]
    pub fn one_line_pem(&self) -> String {
        let label = match self.source {
            Source::Request => "CERTIFICATE REQUEST",
            Source::PublicKey => "PUBLIC KEY",
        };
        format!(
            "-----BEGIN {label}-----{}-----END {label}-----",
            Base64::encode_string(&self.der)
        )
    }

    /// SHA-256 over the `SubjectPublicKeyInfo` in DER, in lower-case hexadecimal: the fingerprint of the key itself.
    #[must_use]
    pub fn spki_sha256(&self) -> String {
        hex(&Sha256::digest(&self.spki))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a text holds a private key. Such a text must not be stored, logged or shown again.
#[must_use]
pub fn holds_private_key(text: &str) -> bool {
    let spaced = text.to_ascii_uppercase();
    spaced.contains("PRIVATE KEY-----")
}

/// Reads what was pasted.
///
/// # Errors
/// Says why the text is not a usable request.
pub fn read(text: &str) -> Result<Csr, CsrFault> {
    if text.len() > MAX_BYTES {
        return Err(CsrFault::TooLarge);
    }
    if holds_private_key(text) {
        return Err(CsrFault::IsPrivateKey);
    }
    let (label, body) = first_block(text)?;
    match label {
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => {
            let der = decode(body)?;
            let request = CertReq::from_der(&der).map_err(|_| CsrFault::Truncated)?;
            described(Source::Request, &request.info.public_key, der)
        }
        "PUBLIC KEY" => {
            let der = decode(body)?;
            let key = SubjectPublicKeyInfoOwned::from_der(&der).map_err(|_| CsrFault::Truncated)?;
            described(Source::PublicKey, &key, der)
        }
        "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => Err(CsrFault::IsCertificate),
        _ => Err(CsrFault::OtherKind),
    }
}

fn described(source: Source, key: &SubjectPublicKeyInfoOwned, der: Vec<u8>) -> Result<Csr, CsrFault> {
    let spki = key.to_der().map_err(|_| CsrFault::Truncated)?;
    Ok(Csr {
        source,
        key: kind(key),
        der,
        spki,
    })
}

/// The label and the base64 text of the first PEM block (RFC 7468), wherever the line breaks are.
fn first_block(text: &str) -> Result<(&str, &str), CsrFault> {
    let (_, rest) = text.split_once("-----BEGIN ").ok_or(CsrFault::NotPem)?;
    let (label, rest) = rest.split_once("-----").ok_or(CsrFault::Truncated)?;
    let (body, _) = rest.split_once("-----END ").ok_or(CsrFault::Truncated)?;
    Ok((label.trim(), body))
}

fn decode(body: &str) -> Result<Vec<u8>, CsrFault> {
    let compact: String = body.chars().filter(|c| !c.is_whitespace()).collect();
    Base64::decode_vec(&compact).map_err(|_| CsrFault::Truncated)
}

fn kind(key: &SubjectPublicKeyInfoOwned) -> KeyKind {
    if key.algorithm.oid != RSA_ENCRYPTION {
        return KeyKind::Other;
    }
    key.subject_public_key
        .as_bytes()
        .and_then(modulus_bits)
        .map_or(KeyKind::Other, |bits| KeyKind::Rsa { bits })
}

/// The length of the modulus in an `RSAPublicKey` (RFC 8017 A.1.1).
fn modulus_bits(key: &[u8]) -> Option<usize> {
    let mut reader = SliceReader::new(key).ok()?;
    let modulus = reader
        .sequence(|fields| {
            let modulus = UintRef::decode(fields)?;
            let _exponent = UintRef::decode(fields)?;
            Ok(modulus.as_bytes().to_vec())
        })
        .ok()?;
    let first = modulus.first()?;
    let whole = modulus.len().checked_mul(8)?;
    whole.checked_sub(usize::try_from(first.leading_zeros()).ok()?)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use super::*;

    const RSA_2048: &str = include_str!("testdata/rsa-2048.csr");
    const EC_P256: &str = include_str!("testdata/ec-p256.csr");
    const PUBLIC_KEY: &str = include_str!("testdata/rsa-2048.pub");
    const CERTIFICATE: &str = include_str!("testdata/certificate.pem");

    #[test]
    fn a_request_is_read_with_and_without_line_breaks() {
        let csr = read(RSA_2048).unwrap();
        assert_eq!((csr.source, csr.key), (Source::Request, KeyKind::Rsa { bits: 2048 }));
        let line = csr.one_line_pem();
        assert!(!line.contains(['\n', '\r']));
        assert_eq!(read(&line).unwrap(), csr);
        let windows = format!(
            "some text\r\n{}",
            RSA_2048.replace('\n', "\r\n").replace("BEGIN CERT", "BEGIN NEW CERT")
        );
        assert_eq!(read(&windows).unwrap(), csr);
    }

    #[test]
    fn the_key_of_a_request_and_the_bare_key_have_one_fingerprint() {
        let bare = read(PUBLIC_KEY).unwrap();
        assert_eq!(bare.source, Source::PublicKey);
        assert_eq!(bare.spki_sha256(), read(RSA_2048).unwrap().spki_sha256());
        assert_eq!(bare.spki_sha256().len(), 64);
    }

    #[test]
    fn what_is_no_request_is_named() {
        assert_eq!(read(EC_P256).unwrap().key, KeyKind::Other);
        assert_eq!(read(CERTIFICATE), Err(CsrFault::IsCertificate));
        assert_eq!(
            read("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"),
            Err(CsrFault::IsPrivateKey)
        );
        assert_eq!(read("hello"), Err(CsrFault::NotPem));
        assert_eq!(read(""), Err(CsrFault::NotPem));
        assert_eq!(read(RSA_2048.split_at(200).0), Err(CsrFault::Truncated));
        assert_eq!(
            read("-----BEGIN CERTIFICATE REQUEST-----AAAA-----END CERTIFICATE REQUEST-----"),
            Err(CsrFault::Truncated)
        );
        assert_eq!(
            read("-----BEGIN PGP MESSAGE-----AAAA-----END PGP MESSAGE-----"),
            Err(CsrFault::OtherKind)
        );
        assert_eq!(read(&"x".repeat(MAX_BYTES + 1)), Err(CsrFault::TooLarge));
    }
}
