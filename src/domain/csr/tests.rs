//! What is read, and what is refused.

use super::*;

const RSA_2048: &str = include_str!("../testdata/rsa-2048.csr");
const EC_P256: &str = include_str!("../testdata/ec-p256.csr");
const PUBLIC_KEY: &str = include_str!("../testdata/rsa-2048.pub");
const CERTIFICATE: &str = include_str!("../testdata/certificate.pem");

const RSA: KeyKind = KeyKind::Rsa {
    bits: 2048,
    is_sound: true,
};

#[test]
fn a_request_is_read_with_and_without_line_breaks() {
    let csr = read(RSA_2048).unwrap();
    assert_eq!((csr.source, csr.key), (Source::Request, RSA));
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
    assert_eq!(read(EC_P256).unwrap().key, KeyKind::Ec { curve: Some("P-256") });
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

#[test]
fn what_a_request_says_is_read() {
    let csr = read(include_str!("../testdata/csr/accepted--openssl-subject-oin.pem")).unwrap();
    let subject: Vec<_> = csr
        .details
        .subject
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(
        subject,
        [
            "C=NL",
            "O=Voorbeeld",
            "organizationIdentifier=NTRNL-27124701",
            "serialNumber=00000003271247010000",
            "CN=dienst.voorbeeld.nl"
        ]
    );
    assert_eq!(Vec::from_iter(csr.details.common_names()), ["dienst.voorbeeld.nl"]);
    assert_eq!(csr.signed_with.as_ref().unwrap().name, "RSA, SHA-256");
    assert_eq!(csr.verify(), Signature::Verified);
}

#[test]
fn alternative_names_of_each_kind_are_read() {
    let csr = read(include_str!("../testdata/csr/accepted--openssl-names-of-each-kind.pem")).unwrap();
    assert_eq!(
        csr.details.dns_names,
        ["dienst.voorbeeld.nl", "www.dienst.voorbeeld.nl"]
    );
    let others = &csr.details.other_names;
    assert_eq!(others.len(), 5);
    for expected in ["192.0.2.1", "2001:db8::1", "https://voorbeeld.nl/"] {
        assert!(others.iter().any(|name| name == expected), "{expected} in {others:?}");
    }
    let email = read(include_str!(
        "../testdata/csr/holds-email--openssl-email-among-names.pem"
    ))
    .unwrap();
    assert_eq!(Vec::from_iter(email.details.email_addresses()), ["jan@voorbeeld.nl"]);
}

#[test]
fn strings_of_other_alphabets_and_strange_ones_are_shown() {
    for (text, expected) in [
        (
            include_str!("../testdata/csr/accepted--by-hand-bmp-string.pem"),
            "dienst.voorbeeld.nl",
        ),
        (
            include_str!("../testdata/csr/common-name-not-ordered--by-hand-teletex-string.pem"),
            "café",
        ),
        (
            include_str!("../testdata/csr/common-name-not-ordered--by-hand-broken-utf-8.pem"),
            "#0c02fffe",
        ),
    ] {
        assert_eq!(read(text).unwrap().details.common_names().next(), Some(expected));
    }
    let unknown = read(include_str!(
        "../testdata/csr/accepted--cryptography-unknown-attribute.pem"
    ))
    .unwrap();
    assert_eq!(unknown.details.subject[1], ("1.2.3.4.5".to_owned(), "iets".to_owned()));
}

#[test]
fn keys_and_algorithms_are_named() {
    for (text, key, algorithm) in [
        (
            include_str!("../testdata/csr/key-not-rsa--openssl-ec-p-384.pem"),
            "EC P-384",
            "ECDSA, SHA-256",
        ),
        (
            include_str!("../testdata/csr/key-not-rsa--openssl-ed25519.pem"),
            "Ed25519",
            "Ed25519",
        ),
        (
            include_str!("../testdata/csr/key-not-rsa--openssl-dsa-2048.pem"),
            "DSA",
            "2.16.840.1.101.3.4.3.2",
        ),
        (
            include_str!("../testdata/csr/accepted--openssl-pss-sha384.pem"),
            "RSA 3072",
            "RSA-PSS, SHA-384",
        ),
        (
            include_str!("../testdata/csr/signature-broken--openssl-md5.pem"),
            "RSA 3072",
            "RSA, MD5",
        ),
    ] {
        let csr = read(text).unwrap();
        assert_eq!(
            (csr.key.to_string().as_str(), csr.signed_with.unwrap().name.as_str()),
            (key, algorithm)
        );
    }
}

/// A file of DER becomes PEM that reads as the same request.
#[test]
fn a_file_becomes_the_text_of_the_field() {
    let der = include_bytes!("../testdata/csr/accepted--pasted-der.der");
    let text = from_file(der).unwrap();
    assert!(text.starts_with("-----BEGIN CERTIFICATE REQUEST-----\n"));
    assert!(text.ends_with("\n-----END CERTIFICATE REQUEST-----\n"));
    assert!(text.lines().all(|line| line.len() <= 64));
    assert_eq!(read(&text).unwrap().der(), der);
    let windows = include_bytes!("../testdata/csr/accepted--windows-utf-16-le.txt");
    assert!(
        from_file(windows)
            .unwrap()
            .starts_with("-----BEGIN NEW CERTIFICATE REQUEST-----\r\n")
    );
}
