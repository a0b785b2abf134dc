//! A file that was chosen or dropped: what stands in it becomes the text of the form's field.

use super::{CsrFault, MAX_BYTES, from_der, holds_private_key, pem, private_key};

/// The text that goes into the form, whatever the file is: text in UTF-8, UTF-16 (as certreq of Windows writes it) or
/// Latin-1, or DER, of which PEM is made. A private key is never returned.
///
/// # Errors
/// The file is too large, is a private key, or is neither a text nor a request.
pub fn from_file(bytes: &[u8]) -> Result<String, CsrFault> {
    if bytes.len() > MAX_BYTES {
        return Err(CsrFault::TooLarge);
    }
    if private_key::is_private_key(bytes) {
        return Err(CsrFault::IsPrivateKey);
    }
    match from_der(bytes.to_vec()) {
        Ok(csr) => Ok(pem::write(csr.source.label(), bytes)),
        Err(fault) => match decode(bytes) {
            Some(text) if holds_private_key(&text) => Err(CsrFault::IsPrivateKey),
            Some(text) => Ok(text),
            None if bytes.first() == Some(&0x30) => Err(fault),
            None => Err(CsrFault::NotPem),
        },
    }
}

/// The text in a file; nothing where it is none.
fn decode(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => Some(eight_bits(rest)),
        // PEM begins in ASCII, of which UTF-16 makes every second byte zero.
        [first, 0, ..] if *first != 0 => utf16(bytes, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => utf16(bytes, u16::from_be_bytes),
        _ => Some(eight_bits(bytes)),
    };
    // 0x1a ends files of old systems.
    let is_foreign = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}');
    text.filter(|text| !text.contains(is_foreign))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units = bytes.chunks(2).map(|pair| pair.try_into().map(unit));
    String::from_utf16(&units.collect::<Result<Vec<u16>, _>>().ok()?).ok()
}

fn eight_bits(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}
