//! The certificate signing request (RFC 2986), or the bare public key that the reference allows in its place.
//!
//! Reading is tolerant of how people paste and save (line breaks, text around the PEM, the older `NEW` label, DER) and
//! strict about what it is. A private key is recognised so that it can be refused before it is stored anywhere. What
//! the order needs of it is decided in [`super::order::check`].

mod commands;
pub(in crate::domain) mod details;
mod file;
pub(in crate::domain) mod key;
pub(in crate::domain) mod pem;
mod private_key;
pub(in crate::domain) mod signature;

pub use commands::Commands;
pub use details::Details;
pub use file::from_file;
pub use key::KeyKind;
pub use private_key::holds_private_key;
pub use signature::{Signature, SignatureAlgorithm};

use base64ct::{Base64, Encoding};
use der::asn1::{BitStringRef, IntRef};
use der::{Decode, Header, Reader, SliceReader, Tag};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoRef};

use crate::domain::digest;

/// The largest request read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;

/// Why a text or a file is not a usable request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsrFault {
    /// There is nothing in it that looks like one.
    NotPem,
    /// The block begins but does not end, or its base64 or ASN.1 is cut.
    Truncated,
    /// It is a certificate.
    IsCertificate,
    /// It is, or holds, a private key.
    IsPrivateKey,
    /// Larger than [`MAX_BYTES`].
    TooLarge,
    /// A PEM block, or DER, of another kind.
    OtherKind,
}

/// What stood in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A signing request: possession of the key can be proven.
    Request,
    /// A bare public key: nothing proves possession and no names can be read from it.
    PublicKey,
}

impl Source {
    fn label(self) -> &'static str {
        match self {
            Self::Request => "CERTIFICATE REQUEST",
            Self::PublicKey => "PUBLIC KEY",
        }
    }
}

/// A signing request or public key that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Csr {
    /// What it is.
    pub source: Source,
    /// Its key.
    pub key: KeyKind,
    /// What it says about its owner; empty for a bare public key.
    pub details: Details,
    /// How it is signed; a bare public key is not.
    pub signed_with: Option<SignatureAlgorithm>,
    der: Vec<u8>,
    spki: Vec<u8>,
    proof: Option<Proof>,
}

/// What a verification needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::domain) struct Proof {
    /// The bytes that were signed, as they came: encoding them anew might change them.
    pub(in crate::domain) signed: Vec<u8>,
    pub(in crate::domain) algorithm: AlgorithmIdentifierOwned,
    pub(in crate::domain) signature: Vec<u8>,
}

impl Csr {
    /// The PEM on one line with its header and footer, as the order endpoint asks for it.
    #[must_use]
    pub fn one_line_pem(&self) -> String {
        let label = self.source.label();
        format!(
            "-----BEGIN {label}-----{}-----END {label}-----",
            Base64::encode_string(&self.der)
        )
    }

    /// Its bytes.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// SHA-256 over the `SubjectPublicKeyInfo` in DER, in lower-case hexadecimal: the fingerprint of the key itself.
    #[must_use]
    pub fn spki_sha256(&self) -> String {
        digest::sha256(&self.spki)
    }

    /// Verifies the signature that the request makes with its own key. It is not done while reading, so that a page
    /// for which the arithmetic is too heavy can go without.
    #[must_use]
    pub fn verify(&self) -> Signature {
        match &self.proof {
            Some(proof) => signature::verify(proof, &self.spki),
            None => Signature::Absent,
        }
    }
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
    from_der(pem::find(text)?)
}

/// Reads DER, whatever label it stood under.
fn from_der(der: Vec<u8>) -> Result<Csr, CsrFault> {
    if private_key::begins_private_key(&der) {
        return Err(CsrFault::IsPrivateKey);
    }
    let found = request(&der).or_else(|| public_key(&der));
    match found {
        Some(csr) => Ok(csr),
        None => Err(name_other(&der)),
    }
}

/// `CertificationRequest` (RFC 2986 4.2). The attributes may be left out: some programs do, and OpenSSL takes it.
fn request(der: &[u8]) -> Option<Csr> {
    let mut parts = inside(der)?;
    let signed = parts.tlv_bytes().ok()?;
    let algorithm: AlgorithmIdentifierOwned = parts.decode().ok()?;
    let signature = parts.decode::<BitStringRef<'_>>().ok()?.as_bytes()?.to_vec();
    parts.finish(()).ok()?;

    let mut info = inside(signed)?;
    let _version: u8 = info.decode().ok()?;
    let subject = info.tlv_bytes().ok()?;
    let spki = info.tlv_bytes().ok()?;
    let attributes = if info.is_finished() {
        &[]
    } else {
        info.tlv_bytes().ok()?
    };
    info.finish(()).ok()?;

    let details = details::read(inside(subject)?, attributes);
    Some(Csr {
        source: Source::Request,
        key: key::read(&SubjectPublicKeyInfoRef::from_der(spki).ok()?)?,
        details,
        signed_with: Some(SignatureAlgorithm::of(&algorithm)),
        der: der.to_vec(),
        spki: spki.to_vec(),
        proof: Some(Proof {
            signed: signed.to_vec(),
            algorithm,
            signature,
        }),
    })
}

/// `SubjectPublicKeyInfo` (RFC 5280 4.1).
fn public_key(der: &[u8]) -> Option<Csr> {
    Some(Csr {
        source: Source::PublicKey,
        key: key::read(&SubjectPublicKeyInfoRef::from_der(der).ok()?)?,
        details: Details::default(),
        signed_with: None,
        der: der.to_vec(),
        spki: der.to_vec(),
        proof: None,
    })
}

/// What a DER that is no request is instead.
fn name_other(der: &[u8]) -> CsrFault {
    let Some(mut parts) = inside(der) else {
        return CsrFault::Truncated;
    };
    match parts.peek_tag() {
        // PKCS #7 and its like begin with the name of what they hold.
        Ok(Tag::ObjectIdentifier) => CsrFault::OtherKind,
        Ok(Tag::Sequence) if begins_certificate(&mut parts).is_some() => CsrFault::IsCertificate,
        _ => CsrFault::Truncated,
    }
}

/// `TBSCertificate` (RFC 5280 4.1) begins with an explicit version. In version 1 it is a serial number, algorithm, issuer
/// and validity; a revocation list, which begins alike, has one time there.
fn begins_certificate(parts: &mut SliceReader<'_>) -> Option<()> {
    let mut fields = inside(parts.tlv_bytes().ok()?)?;
    if fields.peek_tag().ok()?.is_context_specific() {
        return Some(());
    }
    let _serial = fields.decode::<IntRef<'_>>().ok()?;
    for _ in 0..3 {
        inside(fields.tlv_bytes().ok()?)?;
    }
    Some(())
}

/// A reader of what stands inside one `SEQUENCE` that is all of the bytes.
pub(in crate::domain) fn inside(bytes: &[u8]) -> Option<SliceReader<'_>> {
    within(bytes, Tag::Sequence)
}

/// A reader of what stands inside one value of this tag that is all of the bytes.
fn within(bytes: &[u8], tag: Tag) -> Option<SliceReader<'_>> {
    let mut reader = SliceReader::new(bytes).ok()?;
    let header = Header::decode(&mut reader).ok()?;
    let content = reader.read_slice(header.length).ok()?;
    reader.finish(()).ok()?;
    (header.tag == tag).then(|| SliceReader::new(content).ok())?
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]
mod tests;
