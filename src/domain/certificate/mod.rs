//! Certificates (RFC 5280): what one says, which of several is whose issuer, and whether one is what was ordered.
//!
//! Reading is tolerant of how bundles are written and passes over what it does not know; what is signed is looked at
//! byte for byte as it came. Nothing here trusts anybody: [`Chain`] tells whether signatures hold, [`fit`] whether the
//! certificate is the one that was ordered. Which authority to trust is the reader's matter.

mod bundle;
mod chain;
mod expected;
mod extensions;
mod file_name;
pub mod fit;
mod later;

use std::fmt;

use der::asn1::{BitStringRef, IntRef};
use der::{Decode, Reader, SliceReader};
use jiff::Timestamp;
use sha1::{Digest, Sha1};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoRef};
use x509_cert::time::Time;

pub use bundle::{holds, read_bundle, read_file};
pub use chain::{Chain, Link};
pub use expected::{Expected, ExpectedOin};
pub use extensions::Extensions;
pub use file_name::{FileKind, file_name};
pub use fit::{Aspect, Mismatch, Verdict};
pub use later::Later;

use super::csr::details::distinguished_name;
use super::csr::{KeyKind, Proof, Signature, SignatureAlgorithm, inside, key, pem, signature};
use super::digest::{hexadecimal, sha256};

/// Why a text or a file holds no usable certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateFault {
    /// There is nothing in it that looks like one.
    #[error("there is no certificate in it")]
    Absent,
    /// One of them is cut off or damaged, or is none.
    #[error("a certificate in it cannot be read")]
    Damaged,
    /// It is larger, or holds more certificates, than any chain.
    #[error("it is larger than any chain of certificates")]
    TooLarge,
}

/// A distinguished name: short names or object identifiers, and values, in the order of the certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name(pub Vec<(String, String)>);

impl Name {
    /// The first value of an attribute, by its short name, such as `CN`; empty where it has none.
    #[must_use]
    pub fn value(&self, attribute: &str) -> &str {
        let found = self.0.iter().find(|(name, _)| name == attribute);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// What people call it: its common name, or else all of it.
    #[must_use]
    pub fn short(&self) -> String {
        match self.value("CN") {
            "" => self.to_string(),
            name => name.to_owned(),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{name}={value}")?;
        }
        Ok(())
    }
}

/// A certificate that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Whose it is.
    pub subject: Name,
    /// Who issued it.
    pub issuer: Name,
    /// Its serial number, in upper-case hexadecimal, as DigiCert writes it.
    pub serial_number: String,
    /// Its first moment.
    pub not_before: Timestamp,
    /// Its last moment.
    pub not_after: Timestamp,
    /// Its key.
    pub key: KeyKind,
    /// How its issuer signed it.
    pub signed_with: SignatureAlgorithm,
    /// What else it says.
    pub extensions: Extensions,
    der: Vec<u8>,
    spki: Vec<u8>,
    subject_der: Vec<u8>,
    issuer_der: Vec<u8>,
    proof: Proof,
}

impl Certificate {
    /// Reads DER.
    ///
    /// # Errors
    /// [`CertificateFault::Damaged`] where it is no certificate.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateFault> {
        read(der).ok_or(CertificateFault::Damaged)
    }

    /// Its bytes.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// It as PEM, with lines of the usual length.
    #[must_use]
    pub fn pem(&self) -> String {
        pem::write("CERTIFICATE", &self.der)
    }

    /// SHA-256 over the `SubjectPublicKeyInfo` in DER, in lower-case hexadecimal: the same as that of the CSR.
    #[must_use]
    pub fn spki_sha256(&self) -> String {
        sha256(&self.spki)
    }

    /// SHA-256 over all of it, in lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        sha256(&self.der)
    }

    /// SHA-1 over all of it, in upper-case hexadecimal: DigiCert's thumbprint. It identifies and proves nothing.
    #[must_use]
    pub fn thumbprint(&self) -> String {
        hexadecimal(&Sha1::digest(&self.der)).to_ascii_uppercase()
    }

    /// The names it is for, each once, without regard to case: the common name, where it is a host, and the alternative
    /// names.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let common_name = Some(self.subject.value("CN")).filter(|name| !name.is_empty());
        super::names::as_used(common_name, &self.extensions.names.dns_names)
    }

    /// Whether its subject issued it, as a root's did.
    #[must_use]
    pub fn is_self_issued(&self) -> bool {
        self.subject_der == self.issuer_der
    }

    /// Whether that one's name, and key where both tell, say that it issued this one.
    #[must_use]
    pub fn names_as_issuer(&self, issuer: &Self) -> bool {
        let keys = (&self.extensions.authority_key_id, &issuer.extensions.subject_key_id);
        let is_other_key = matches!(keys, (Some(authority), Some(subject)) if authority != subject);
        self.issuer_der == issuer.subject_der && !is_other_key
    }

    /// Verifies its signature with the key of that one.
    #[must_use]
    pub fn verify(&self, issuer: &Self) -> Signature {
        signature::verify(&self.proof, &issuer.spki)
    }
}

/// `Certificate` (RFC 5280 4.1).
fn read(der: &[u8]) -> Option<Certificate> {
    let mut parts = inside(der)?;
    let signed = parts.tlv_bytes().ok()?;
    let algorithm: AlgorithmIdentifierOwned = parts.decode().ok()?;
    let signature = parts.decode::<BitStringRef<'_>>().ok()?.as_bytes()?.to_vec();
    parts.finish(()).ok()?;

    let mut fields = inside(signed)?;
    if fields.peek_tag().ok()?.is_context_specific() {
        let _version = fields.tlv_bytes().ok()?;
    }
    let serial_number = serial_number(fields.decode().ok()?);
    let _algorithm = fields.tlv_bytes().ok()?;
    let issuer = fields.tlv_bytes().ok()?;
    let (not_before, not_after) = validity(inside(fields.tlv_bytes().ok()?)?)?;
    let subject = fields.tlv_bytes().ok()?;
    let spki = fields.tlv_bytes().ok()?;
    let extensions = extensions::read(&mut fields)?;
    fields.finish(()).ok()?;

    Some(Certificate {
        subject: Name(distinguished_name(inside(subject)?)),
        issuer: Name(distinguished_name(inside(issuer)?)),
        serial_number,
        not_before,
        not_after,
        key: key::read(&SubjectPublicKeyInfoRef::from_der(spki).ok()?)?,
        signed_with: SignatureAlgorithm::of(&algorithm),
        extensions,
        der: der.to_vec(),
        spki: spki.to_vec(),
        subject_der: subject.to_vec(),
        issuer_der: issuer.to_vec(),
        proof: Proof {
            signed: signed.to_vec(),
            algorithm,
            signature,
        },
    })
}

fn serial_number(number: IntRef<'_>) -> String {
    let bytes = number.as_bytes();
    // The nought that only says that the number is positive.
    let bytes = match bytes {
        [0, rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    hexadecimal(bytes).to_ascii_uppercase()
}

fn validity(mut fields: SliceReader<'_>) -> Option<(Timestamp, Timestamp)> {
    let (from, till): (Time, Time) = (fields.decode().ok()?, fields.decode().ok()?);
    fields.finish(()).ok()?;
    let moment = |time: Time| {
        let seconds = i64::try_from(time.to_unix_duration().as_secs()).ok()?;
        Timestamp::from_second(seconds).ok()
    };
    Some((moment(from)?, moment(till)?))
}

/// Whether two texts are the same number in hexadecimal, however it is written: case, colons, leading noughts.
#[must_use]
pub fn is_same_number(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_hexdigit).collect();
        digits.trim_start_matches('0').to_ascii_uppercase()
    };
    plain(one) == plain(other)
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]
mod tests;
