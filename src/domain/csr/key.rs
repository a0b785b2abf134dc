//! The public key: its kind and its size.

use std::fmt;

use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912::{
    ID_DSA, ID_EC_PUBLIC_KEY, ID_RSASSA_PSS, RSA_ENCRYPTION, SECP_224_R_1, SECP_256_R_1, SECP_384_R_1, SECP_521_R_1,
};
use const_oid::db::rfc8410::{ID_ED_448, ID_ED_25519};
use der::asn1::{AnyRef, UintRef};
use der::{Decode, Reader, SliceReader};
use x509_cert::spki::SubjectPublicKeyInfoRef;

/// The kind and size of a public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA, with the length of its modulus.
    Rsa {
        /// Bits of the modulus.
        bits: usize,
        /// Whether it can work at all: modulus and exponent are odd, and the exponent is larger than 1.
        is_sound: bool,
    },
    /// RSA that is bound to RSASSA-PSS (RFC 4055 1.2).
    RsaPss,
    /// A named elliptic curve (RFC 5480).
    Ec {
        /// Its usual name, where it is a usual curve.
        curve: Option<&'static str>,
    },
    /// Ed25519 or Ed448 (RFC 8410).
    Edwards {
        /// Its name.
        curve: &'static str,
    },
    /// DSA.
    Dsa,
    /// Anything else.
    Other(ObjectIdentifier),
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rsa { bits, .. } => write!(f, "RSA {bits}"),
            Self::RsaPss => f.write_str("RSA-PSS"),
            Self::Ec { curve: Some(curve) } => write!(f, "EC {curve}"),
            Self::Ec { curve: None } => f.write_str("EC"),
            Self::Edwards { curve } => f.write_str(curve),
            Self::Dsa => f.write_str("DSA"),
            Self::Other(oid) => oid.fmt(f),
        }
    }
}

/// The curves people use, by their usual names (RFC 5639, RFC 5480, SEC 2).
const CURVES: &[(ObjectIdentifier, &str)] = &[
    (SECP_224_R_1, "P-224"),
    (SECP_256_R_1, "P-256"),
    (SECP_384_R_1, "P-384"),
    (SECP_521_R_1, "P-521"),
    (ObjectIdentifier::new_unwrap("1.3.132.0.10"), "secp256k1"),
    (ObjectIdentifier::new_unwrap("1.3.36.3.3.2.8.1.1.7"), "brainpoolP256r1"),
    (ObjectIdentifier::new_unwrap("1.3.36.3.3.2.8.1.1.11"), "brainpoolP384r1"),
    (ObjectIdentifier::new_unwrap("1.3.36.3.3.2.8.1.1.13"), "brainpoolP512r1"),
];

/// What key it is; nothing where an RSA key cannot be read.
pub(in crate::domain) fn read(key: &SubjectPublicKeyInfoRef<'_>) -> Option<KeyKind> {
    Some(match key.algorithm.oid {
        RSA_ENCRYPTION => {
            let (modulus, exponent) = rsa_numbers(key.subject_public_key.as_bytes()?)?;
            KeyKind::Rsa {
                bits: bits(modulus)?,
                is_sound: is_odd(modulus) && is_odd(exponent) && exponent != [1],
            }
        }
        ID_RSASSA_PSS => KeyKind::RsaPss,
        ID_EC_PUBLIC_KEY => KeyKind::Ec {
            curve: key.algorithm.parameters.and_then(curve_name),
        },
        ID_ED_25519 => KeyKind::Edwards { curve: "Ed25519" },
        ID_ED_448 => KeyKind::Edwards { curve: "Ed448" },
        ID_DSA => KeyKind::Dsa,
        other => KeyKind::Other(other),
    })
}

fn curve_name(parameters: AnyRef<'_>) -> Option<&'static str> {
    let curve: ObjectIdentifier = parameters.decode_as().ok()?;
    CURVES.iter().find(|(oid, _)| *oid == curve).map(|(_, name)| *name)
}

/// Modulus and exponent of an `RSAPublicKey` (RFC 8017 A.1.1), without leading zeros.
pub(super) fn rsa_numbers(key: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut fields = super::inside(key)?;
    let modulus = UintRef::decode(&mut fields).ok()?;
    let exponent = UintRef::decode(&mut fields).ok()?;
    SliceReader::finish(fields, (modulus.as_bytes(), exponent.as_bytes())).ok()
}

fn bits(number: &[u8]) -> Option<usize> {
    let whole = number.len().checked_mul(8)?;
    whole.checked_sub(usize::try_from(number.first()?.leading_zeros()).ok()?)
}

fn is_odd(number: &[u8]) -> bool {
    number.last().is_some_and(|last| last & 1 == 1)
}
