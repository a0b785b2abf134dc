//! The key of a request: read from a certificate signing request or a bare public key.
//!
//! The names in a signing request are ignored (CertCentral: Order PKIo Private Services Server); only RSA keys are
//! taken.

use base64ct::{Base64, Encoding};
use der::{Decode, Encode};
use rsa::{
    RsaPublicKey,
    pkcs1v15::{Signature, VerifyingKey},
    signature::Verifier,
    traits::PublicKeyParts,
};
use sha2::{Digest, Sha256, Sha384, Sha512};
use x509_cert::{request::CertReq, spki::SubjectPublicKeyInfoOwned};

/// The smallest key that is taken, in bits.
const SMALLEST: usize = 2048;

/// A public key that may be certified.
#[derive(Clone, Debug)]
pub(crate) struct SubjectKey {
    pub(crate) spki: SubjectPublicKeyInfoOwned,
    pub(crate) bits: usize,
    /// SHA-256 of the DER form, in lower-case hexadecimal digits.
    pub(crate) sha256: String,
}

/// Why a key was refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum KeyFault {
    #[error("it is no signing request or public key in PEM form")]
    Unparseable,
    #[error("the signature of the request does not fit its key")]
    Signature,
    #[error("the key is not an RSA key")]
    NotRsa,
    #[error("the RSA key is smaller than 2048 bits")]
    TooSmall,
    #[error("the RSA key is larger than 4096 bits")]
    TooLarge,
}

impl SubjectKey {
    /// Reads a PEM text, with or without line breaks.
    pub(crate) fn read(pem: &str) -> Result<Self, KeyFault> {
        let (label, der) = unwrap_pem(pem).ok_or(KeyFault::Unparseable)?;
        match label {
            "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => {
                let request = CertReq::from_der(&der).map_err(|_| KeyFault::Unparseable)?;
                let key = Self::take(request.info.public_key.clone())?;
                if has_wrong_signature(&request, &key) {
                    return Err(KeyFault::Signature);
                }
                Ok(key)
            }
            "PUBLIC KEY" => {
                let spki = SubjectPublicKeyInfoOwned::from_der(&der).map_err(|_| KeyFault::Unparseable)?;
                Self::take(spki)
            }
            _ => Err(KeyFault::Unparseable),
        }
    }

    /// Takes a public key if it is of an allowed kind.
    pub(crate) fn take(spki: SubjectPublicKeyInfoOwned) -> Result<Self, KeyFault> {
        if spki.algorithm.oid != const_oid::db::rfc5912::RSA_ENCRYPTION {
            return Err(KeyFault::NotRsa);
        }
        let bits = modulus_bits(&spki).ok_or(KeyFault::Unparseable)?;
        if bits < SMALLEST {
            return Err(KeyFault::TooSmall);
        }
        if bits > 4096 {
            return Err(KeyFault::TooLarge);
        }
        let der = spki.to_der().map_err(|_| KeyFault::Unparseable)?;
        let sha256 = hex(&Sha256::digest(&der));
        Ok(Self { spki, bits, sha256 })
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The label and the content of the first PEM block.
fn unwrap_pem(text: &str) -> Option<(&str, Vec<u8>)> {
    let (_, rest) = text.split_once("-----BEGIN ")?;
    let (label, rest) = rest.split_once("-----")?;
    let (content, _) = rest.split_once(&format!("-----END {label}-----"))?;
    let compact: String = content.chars().filter(|sign| !sign.is_ascii_whitespace()).collect();
    Base64::decode_vec(&compact).ok().map(|der| (label, der))
}

fn public_key(spki: &SubjectPublicKeyInfoOwned) -> Option<RsaPublicKey> {
    let der = spki.to_der().ok()?;
    <RsaPublicKey as rsa::pkcs8::DecodePublicKey>::from_public_key_der(&der).ok()
}

/// The size of an RSA modulus; read by hand because the `rsa` crate refuses large keys while it parses them.
fn modulus_bits(spki: &SubjectPublicKeyInfoOwned) -> Option<usize> {
    let bytes = spki.subject_public_key.as_bytes()?;
    let key = rsa::pkcs1::RsaPublicKey::from_der(bytes).ok()?;
    let modulus = key.modulus.as_bytes();
    let first = modulus.first()?;
    let unused = usize::try_from(first.leading_zeros()).ok()?;
    (modulus.len() * 8).checked_sub(unused)
}

/// Whether a signature of a known kind does not fit; signatures of other kinds are let through unread.
fn has_wrong_signature(request: &CertReq, key: &SubjectKey) -> bool {
    use const_oid::db::rfc5912::{
        SHA_256_WITH_RSA_ENCRYPTION, SHA_384_WITH_RSA_ENCRYPTION, SHA_512_WITH_RSA_ENCRYPTION,
    };
    let (Some(public), Ok(content)) = (public_key(&key.spki), request.info.to_der()) else {
        return true;
    };
    debug_assert!(public.size() >= SMALLEST / 8);
    let Ok(signature) = Signature::try_from(request.signature.raw_bytes()) else {
        return true;
    };
    let outcome = match request.algorithm.oid {
        SHA_256_WITH_RSA_ENCRYPTION => VerifyingKey::<Sha256>::new(public).verify(&content, &signature),
        SHA_384_WITH_RSA_ENCRYPTION => VerifyingKey::<Sha384>::new(public).verify(&content, &signature),
        SHA_512_WITH_RSA_ENCRYPTION => VerifyingKey::<Sha512>::new(public).verify(&content, &signature),
        _ => Ok(()),
    };
    outcome.is_err()
}
