//! Recognises private keys, whole or cut, so that none is stored, logged or shown again. It errs on the side of
//! refusing, but ordinary text about private keys is no private key.

use base64ct::{Base64, Encoding};
use const_oid::ObjectIdentifier;
use der::{Decode, Header, Length, Reader, SliceReader, Tag};

use super::pem::with_plain_dashes;

/// How much of a base64 text is decoded to see what it begins with: 48 bytes of DER.
const LOOKED_AT: usize = 64;

/// Of Java's key stores, the older kind.
const JAVA_KEY_STORES: [[u8; 4]; 2] = [[0xfe, 0xed, 0xfe, 0xed], [0xce, 0xce, 0xce, 0xce]];

/// Base64 of `openssh-key-v1`, with which every key of OpenSSH begins.
const OPENSSH: &str = "b3BlbnNzaC1rZXktdjE";

/// A `PFX` in the indefinite lengths of BER, as Java and Windows write it.
const BER_PFX: [u8; 8] = [0x30, 0x80, 0x02, 0x01, 0x03, 0x30, 0x80, 0x06];

/// From this length in bytes on, a number is part of a key and no version.
const LARGE: Length = Length::new(16);

/// Password-based encryption (RFC 8018, RFC 7292 appendix C): what encrypts a private key begins with it.
const ENCRYPTIONS: [ObjectIdentifier; 2] = [
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.5"),
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1"),
];

/// Kinds of the field that a curve is over (X9.62, RFC 3279 2.3.5).
const FIELDS_OF_CURVES: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.1");

/// Whether a text holds a private key. Such a text must not be stored, logged or shown again.
#[must_use]
pub fn holds_private_key(text: &str) -> bool {
    let text = with_plain_dashes(text);
    has_label(&text) || has_members(&text) || has_base64(&text)
}

/// Whether a file holds a private key: DER, a key store, or text.
pub(super) fn is_private_key(bytes: &[u8]) -> bool {
    begins_private_key(bytes) || JAVA_KEY_STORES.iter().any(|magic| bytes.starts_with(magic))
}

/// PEM, OpenSSH, PGP: a label that says so, whatever happened to its dashes, blanks and letters.
fn has_label(text: &str) -> bool {
    if text.to_ascii_uppercase().contains("PRIVATE KEY-----") {
        return true;
    }
    let squeezed: String = text
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let is_label = |(before, after): (&str, &str)| {
        let (dashes, words) = before.rsplit_once('-').unwrap_or(("", before));
        let after = after.strip_prefix("BLOCK").unwrap_or(after);
        let is_marked = after.starts_with("--") || dashes.ends_with('-');
        is_marked && (words.starts_with("BEGIN") || words.starts_with("END")) && words.len() <= 32
    };
    let keys = squeezed.match_indices("PRIVATEKEY");
    let mut around = keys.filter_map(|(at, word)| {
        let (before, after) = squeezed.split_at_checked(at)?;
        Some((before, after.strip_prefix(word)?))
    });
    around.any(is_label)
}

/// Formats that name their parts: `PuTTY`, XML (`RSAKeyValue`), JWK (RFC 7517).
fn has_members(text: &str) -> bool {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    squeezed.contains("PuTTY-User-Key-File-")
        || squeezed.contains(OPENSSH)
        || (squeezed.contains("<RSAKeyValue>") && squeezed.contains("<D>"))
        || (squeezed.contains("\"kty\":") && squeezed.contains("\"d\":"))
}

/// Base64 of a private key, with a wrong label or none. A `SEQUENCE` begins with M.
fn has_base64(text: &str) -> bool {
    let is_base64 = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/');
    text.match_indices('M').any(|(at, _)| {
        let rest = text.get(at..).unwrap_or_default();
        let letters = rest.chars().filter(|c| !c.is_whitespace()).take_while(is_base64);
        let mut start: String = letters.take(LOOKED_AT).collect();
        start.truncate(start.len() / 4 * 4);
        Base64::decode_vec(&start).is_ok_and(|der| begins_private_key(&der))
    })
}

/// Whether DER begins as a private key does; the rest may be missing.
///
/// `PrivateKeyInfo` (RFC 5208) and `OneAsymmetricKey` (RFC 5958): version, algorithm. `RSAPrivateKey` (RFC 8017) and DSA:
/// version, large number. `ECPrivateKey` (RFC 5915): version 1, octets. `PFX` (RFC 7292): version 3, content.
/// `EncryptedPrivateKeyInfo` (RFC 5208): an algorithm that encrypts by password.
pub(super) fn begins_private_key(der: &[u8]) -> bool {
    der.starts_with(&BER_PFX) || begins(der).unwrap_or(false)
}

fn begins(der: &[u8]) -> Option<bool> {
    let mut rest = SliceReader::new(der).ok()?;
    step_into(&mut rest, Tag::Sequence)?;
    if rest.peek_tag().ok()? == Tag::Sequence {
        step_into(&mut rest, Tag::Sequence)?;
        let algorithm: ObjectIdentifier = rest.decode().ok()?;
        return Some(ENCRYPTIONS.iter().any(|family| is_within(algorithm, *family)));
    }
    let version: u8 = rest.decode().ok()?;
    let next = Header::decode(&mut rest).ok()?;
    Some(match (version, next.tag) {
        (0 | 1, Tag::Integer) => next.length >= LARGE,
        (1, Tag::OctetString) => true,
        (0 | 1 | 3, Tag::Sequence) => {
            let kind = rest.decode::<ObjectIdentifier>().ok()?;
            // Explicit parameters of a curve, which stand in public keys, begin alike.
            !is_within(kind, FIELDS_OF_CURVES)
        }
        _ => false,
    })
}

fn step_into(rest: &mut SliceReader<'_>, tag: Tag) -> Option<()> {
    (Header::decode(rest).ok()?.tag == tag).then_some(())
}

fn is_within(oid: ObjectIdentifier, family: ObjectIdentifier) -> bool {
    oid.arcs().count() > family.arcs().count() && family.arcs().zip(oid.arcs()).all(|(a, b)| a == b)
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]
mod tests;
