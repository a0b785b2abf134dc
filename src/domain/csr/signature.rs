//! The signature that a request makes with its own key: which algorithm, and whether it is right.

use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912::{
    ECDSA_WITH_SHA_224, ECDSA_WITH_SHA_256, ECDSA_WITH_SHA_384, ECDSA_WITH_SHA_512, ID_RSASSA_PSS, ID_SHA_1,
    ID_SHA_224, ID_SHA_256, ID_SHA_384, ID_SHA_512, MD_2_WITH_RSA_ENCRYPTION, MD_5_WITH_RSA_ENCRYPTION,
    SHA_1_WITH_RSA_ENCRYPTION, SHA_224_WITH_RSA_ENCRYPTION, SHA_256_WITH_RSA_ENCRYPTION, SHA_384_WITH_RSA_ENCRYPTION,
    SHA_512_WITH_RSA_ENCRYPTION,
};
use const_oid::db::rfc8410::{ID_ED_448, ID_ED_25519};
use der::asn1::ContextSpecific;
use der::{Decode, Encode, SliceReader, TagNumber};
use rsa::{BigUint, Pkcs1v15Sign, Pss, RsaPublicKey};
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoRef};

use super::{Proof, key};

/// The largest RSA key whose signature is verified, in bits: the limit of OpenSSL, beyond which the time it takes
/// could be used against the desk.
const MAX_BITS: usize = 16_384;

/// What a verification found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// Made with the key in the request, over what the request says.
    Verified,
    /// Not made with that key, or something was changed afterwards.
    Wrong,
    /// The desk cannot verify this algorithm, or this key.
    NotChecked,
    /// There is none: it is a bare public key.
    Absent,
}

/// How a request is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureAlgorithm {
    /// Its usual name, or its object identifier.
    pub name: String,
    /// Whether its hash is broken: SHA-1, MD5 and older.
    pub is_broken: bool,
}

impl SignatureAlgorithm {
    pub(in crate::domain) fn of(algorithm: &AlgorithmIdentifierOwned) -> Self {
        let (name, is_broken) = if algorithm.oid == ID_RSASSA_PSS {
            match pss_hash(algorithm) {
                Some(ID_SHA_1) => ("RSA-PSS, SHA-1", true),
                Some(ID_SHA_224) => ("RSA-PSS, SHA-224", false),
                Some(ID_SHA_256) => ("RSA-PSS, SHA-256", false),
                Some(ID_SHA_384) => ("RSA-PSS, SHA-384", false),
                Some(ID_SHA_512) => ("RSA-PSS, SHA-512", false),
                _ => ("RSA-PSS", false),
            }
        } else {
            let known = ALGORITHMS.iter().find(|(oid, ..)| *oid == algorithm.oid);
            match known {
                Some((_, name, is_broken)) => (*name, *is_broken),
                None => return Self::unknown(algorithm.oid),
            }
        };
        Self {
            name: name.to_owned(),
            is_broken,
        }
    }

    fn unknown(oid: ObjectIdentifier) -> Self {
        Self {
            name: oid.to_string(),
            is_broken: false,
        }
    }
}

/// The algorithms by name, and whether their hash is broken.
const ALGORITHMS: &[(ObjectIdentifier, &str, bool)] = &[
    (SHA_256_WITH_RSA_ENCRYPTION, "RSA, SHA-256", false),
    (SHA_384_WITH_RSA_ENCRYPTION, "RSA, SHA-384", false),
    (SHA_512_WITH_RSA_ENCRYPTION, "RSA, SHA-512", false),
    (SHA_224_WITH_RSA_ENCRYPTION, "RSA, SHA-224", false),
    (SHA_1_WITH_RSA_ENCRYPTION, "RSA, SHA-1", true),
    (MD_5_WITH_RSA_ENCRYPTION, "RSA, MD5", true),
    (ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.3"), "RSA, MD4", true),
    (MD_2_WITH_RSA_ENCRYPTION, "RSA, MD2", true),
    // The older name of the same, by the OSI Implementors' Workshop.
    (ObjectIdentifier::new_unwrap("1.3.14.3.2.29"), "RSA, SHA-1", true),
    (
        ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.14"),
        "RSA, SHA3-256",
        false,
    ),
    (
        ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.15"),
        "RSA, SHA3-384",
        false,
    ),
    (
        ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.16"),
        "RSA, SHA3-512",
        false,
    ),
    (ObjectIdentifier::new_unwrap("1.2.840.10045.4.1"), "ECDSA, SHA-1", true),
    (ECDSA_WITH_SHA_224, "ECDSA, SHA-224", false),
    (ECDSA_WITH_SHA_256, "ECDSA, SHA-256", false),
    (ECDSA_WITH_SHA_384, "ECDSA, SHA-384", false),
    (ECDSA_WITH_SHA_512, "ECDSA, SHA-512", false),
    (ObjectIdentifier::new_unwrap("1.2.840.10040.4.3"), "DSA, SHA-1", true),
    (ID_ED_25519, "Ed25519", false),
    (ID_ED_448, "Ed448", false),
];

/// Verifies what can be verified: RSA with SHA-2, PKCS #1 v1.5 or PSS (RFC 8017).
pub(in crate::domain) fn verify(proof: &Proof, spki: &[u8]) -> Signature {
    let Some(key) = rsa_key(spki) else {
        return Signature::NotChecked;
    };
    let algorithm = &proof.algorithm;
    let verified = match algorithm.oid {
        SHA_224_WITH_RSA_ENCRYPTION => verify_v15::<Sha224>(&key, proof),
        SHA_256_WITH_RSA_ENCRYPTION => verify_v15::<Sha256>(&key, proof),
        SHA_384_WITH_RSA_ENCRYPTION => verify_v15::<Sha384>(&key, proof),
        SHA_512_WITH_RSA_ENCRYPTION => verify_v15::<Sha512>(&key, proof),
        ID_RSASSA_PSS => match verify_pss(&key, proof) {
            Some(verified) => verified,
            None => return Signature::NotChecked,
        },
        // An algorithm for another kind of key cannot have made a signature with this one.
        other if is_not_rsa(other) => false,
        _ => return Signature::NotChecked,
    };
    if verified {
        Signature::Verified
    } else {
        Signature::Wrong
    }
}

fn rsa_key(spki: &[u8]) -> Option<RsaPublicKey> {
    let spki = SubjectPublicKeyInfoRef::from_der(spki).ok()?;
    key::read(&spki).filter(|kind| matches!(kind, key::KeyKind::Rsa { .. }))?;
    let (modulus, exponent) = key::rsa_numbers(spki.subject_public_key.as_bytes()?)?;
    let (modulus, exponent) = (BigUint::from_bytes_be(modulus), BigUint::from_bytes_be(exponent));
    RsaPublicKey::new_with_max_size(modulus, exponent, MAX_BITS).ok()
}

fn is_not_rsa(oid: ObjectIdentifier) -> bool {
    ALGORITHMS
        .iter()
        .any(|(known, name, _)| *known == oid && !name.starts_with("RSA"))
}

fn verify_v15<D: Digest + const_oid::AssociatedOid>(key: &RsaPublicKey, proof: &Proof) -> bool {
    key.verify(Pkcs1v15Sign::new::<D>(), &D::digest(&proof.signed), &proof.signature)
        .is_ok()
}

/// Whether the PSS signature is right; nothing where its parameters are none the desk can verify.
fn verify_pss(key: &RsaPublicKey, proof: &Proof) -> Option<bool> {
    let Parameters { hash, mask, salt } = pss_parameters(&proof.algorithm)?;
    // The mask is made with the hash itself, as RFC 8017 A.2.3 recommends and every known program does.
    if mask != hash || salt > MAX_BITS / 8 {
        return None;
    }
    let (scheme, digest) = match hash {
        ID_SHA_256 => (
            Pss::new_with_salt::<Sha256>(salt),
            Sha256::digest(&proof.signed).to_vec(),
        ),
        ID_SHA_384 => (
            Pss::new_with_salt::<Sha384>(salt),
            Sha384::digest(&proof.signed).to_vec(),
        ),
        ID_SHA_512 => (
            Pss::new_with_salt::<Sha512>(salt),
            Sha512::digest(&proof.signed).to_vec(),
        ),
        _ => return None,
    };
    Some(key.verify(scheme, &digest, &proof.signature).is_ok())
}

/// `RSASSA-PSS-params` (RFC 8017 A.2.3). Read here because the struct of `pkcs1` has no room for the long salts of
/// OpenSSL 1.1.
struct Parameters {
    hash: ObjectIdentifier,
    mask: ObjectIdentifier,
    salt: usize,
}

fn pss_parameters(algorithm: &AlgorithmIdentifierOwned) -> Option<Parameters> {
    let whole = algorithm.parameters.as_ref()?.to_der().ok()?;
    let mut fields = super::inside(&whole)?;
    let hash: Option<AlgorithmIdentifierOwned> = explicit(&mut fields, TagNumber::N0)?;
    let mask: Option<AlgorithmIdentifierOwned> = explicit(&mut fields, TagNumber::N1)?;
    let salt: Option<u16> = explicit(&mut fields, TagNumber::N2)?;
    let mask = match mask {
        None => ID_SHA_1,
        Some(mask) => mask.parameters?.decode_as::<AlgorithmIdentifierOwned>().ok()?.oid,
    };
    Some(Parameters {
        hash: hash.map_or(ID_SHA_1, |hash| hash.oid),
        mask,
        salt: salt.map_or(20, usize::from),
    })
}

/// A field that is left out where it has its default.
fn explicit<'a, T: Decode<'a>>(fields: &mut SliceReader<'a>, number: TagNumber) -> Option<Option<T>> {
    let field = ContextSpecific::<T>::decode_explicit(fields, number).ok()?;
    Some(field.map(|field| field.value))
}

fn pss_hash(algorithm: &AlgorithmIdentifierOwned) -> Option<ObjectIdentifier> {
    pss_parameters(algorithm).map(|parameters| parameters.hash)
}
