//! Private keys in every dress are recognised, and what only speaks of them is not. The keys are put together here:
//! stored ones would alarm whoever searches for leaked secrets.

use base64ct::{Base64, Encoding};

use super::super::{CsrFault, from_file, read};
use super::*;

fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let [high, low] = u16::try_from(content.len()).unwrap().to_be_bytes();
    let length = match (high, low) {
        (0, 0..=127) => vec![low],
        (0, _) => vec![0x81, low],
        _ => vec![0x82, high, low],
    };
    [vec![tag], length, content].concat()
}

const RSA: &[u8] = &[
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
];
const PBES2: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d];
const PKCS12_RC2: &[u8] = &[0x06, 0x0a, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01, 0x06];
const DATA: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];

/// DER that begins as private keys do: PKCS #8, its version 2, PKCS #1, SEC 1, encrypted by both families, PKCS #12.
fn keys() -> Vec<Vec<u8>> {
    let number = tlv(2, &[&[0x5a; 256]]);
    let octets = tlv(4, &[&[0x5a; 300]]);
    vec![
        tlv(0x30, &[&[2, 1, 0], &tlv(0x30, &[RSA]), &octets]),
        tlv(0x30, &[&[2, 1, 1], &tlv(0x30, &[RSA]), &octets]),
        tlv(0x30, &[&[2, 1, 0], &number, &[2, 3, 1, 0, 1], &number]),
        tlv(0x30, &[&[2, 1, 1], &tlv(4, &[&[0x5a; 32]])]),
        tlv(0x30, &[&tlv(0x30, &[PBES2, &tlv(0x30, &[&[0x5a; 40]])]), &octets]),
        tlv(0x30, &[&tlv(0x30, &[PKCS12_RC2, &tlv(0x30, &[&[0x5a; 40]])]), &octets]),
        tlv(0x30, &[&[2, 1, 3], &tlv(0x30, &[DATA, &tlv(0xa0, &[&octets])])]),
        [&[0x30, 0x80, 2, 1, 3, 0x30, 0x80][..], DATA, &[0xa0, 0x80], &octets].concat(),
    ]
}

#[test]
fn keys_are_recognised_as_files_and_as_base64_with_any_label_or_none() {
    for (index, key) in keys().iter().enumerate() {
        assert_eq!(from_file(key), Err(CsrFault::IsPrivateKey), "file {index}");
        assert_eq!(from_file(&key[..30]), Err(CsrFault::IsPrivateKey), "cut file {index}");
        let base64 = Base64::encode_string(key);
        let lines: String = base64
            .as_bytes()
            .chunks(64)
            .flat_map(|line| [line, b"\n"].concat())
            .map(char::from)
            .collect();
        for text in [
            base64.clone(),
            lines.clone(),
            format!("Hier is hij: {base64}"),
            format!("{{\"key\":\"{base64}\"}}"),
            format!("-----BEGIN CERTIFICATE REQUEST-----\n{lines}-----END CERTIFICATE REQUEST-----"),
            lines.replace('\n', "\r\n  "),
            base64[..48].to_owned(),
        ] {
            assert!(holds_private_key(&text), "text {index}: {text}");
            assert_eq!(read(&text), Err(CsrFault::IsPrivateKey));
        }
        let windows: Vec<u8> = lines.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(from_file(&windows), Err(CsrFault::IsPrivateKey), "UTF-16 {index}");
    }
    assert_eq!(
        from_file(&[0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2]),
        Err(CsrFault::IsPrivateKey)
    );
}

#[test]
fn labels_are_recognised_in_every_dress() {
    for kind in ["", "RSA ", "EC ", "DSA ", "ENCRYPTED ", "OPENSSH ", "ANY "] {
        let label = format!("-----BEGIN {kind}PRIVATE KEY-----");
        for dressed in [
            label.clone(),
            label.to_lowercase(),
            label.replace(' ', "\n"),
            label.replace(' ', "   "),
            label.replace("PRIVATE", "PRI\r\nVATE"),
            label.replace("-----", "—–"),
            label.replace("-----", "---"),
            label.replace("BEGIN", "END"),
            label.trim_end_matches('-').to_owned(),
            label.trim_start_matches('-').to_owned(),
            format!("tekst ervoor\n{label}\nMIIE"),
            label.replace("PRIVATE", "\u{200b}PRIVATE"),
        ] {
            assert!(holds_private_key(&dressed), "{dressed}");
        }
    }
    for other in [
        "-----BEGIN PGP PRIVATE KEY BLOCK-----",
        "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----",
        "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none",
        "<RSAKeyValue><Modulus>AA==</Modulus><D>AA==</D></RSAKeyValue>",
        r#"{ "kty": "RSA", "n": "AA", "d": "AA" }"#,
        "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU",
    ] {
        assert!(holds_private_key(other), "{other}");
    }
}

#[test]
fn ordinary_text_is_no_private_key() {
    for text in [
        "De private key houd ik zelf.",
        "Private key\n-----------\nstaat op de server",
        "my private key -- it is on the server",
        "We begin with a private key -- then a CSR",
        "my private key — it is on the server",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE REQUEST-----\nprivate key\n-----END CERTIFICATE REQUEST-----",
        r#"{"kty": "RSA", "n": "AA", "e": "AQAB"}"#,
        "MIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMII",
        "M",
        "",
    ] {
        assert!(!holds_private_key(text), "{text}");
    }
}
