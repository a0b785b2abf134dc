//! What is read of certificates, which of several is whose issuer, and what does not fit an order.

use super::*;
use crate::domain::validity::Validity;
use jiff::ToSpan;
use jiff::tz::TimeZone;

const ROOT: &str = include_str!("../testdata/certificates/root.pem");
const INTERMEDIATE: &str = include_str!("../testdata/certificates/intermediate.pem");
const LEAF: &str = include_str!("../testdata/certificates/leaf.pem");
const ELLIPTIC: &str = include_str!("../testdata/certificates/elliptic.pem");

fn read_one(pem: &str) -> Certificate {
    read_bundle(pem).unwrap().remove(0)
}

fn chain(pems: &[&str]) -> Chain {
    Chain::of(read_bundle(&pems.concat()).unwrap(), None).unwrap()
}

fn subjects(chain: &Chain) -> Vec<String> {
    chain.iter().map(|it| it.subject.short()).collect()
}

#[test]
fn everything_is_read() {
    let leaf = read_one(LEAF);
    assert_eq!(
        leaf.subject.to_string(),
        "C=NL, O=Gemeente Voorbeeld, serialNumber=00000099123456789000, CN=dienst.voorbeeld.nl"
    );
    assert_eq!(leaf.issuer.to_string(), "C=NL, O=Test, CN=Test Intermediate");
    assert_eq!(leaf.serial_number, "F1E2D3C4B5A69788");
    assert_eq!(leaf.not_after.duration_since(leaf.not_before).as_hours(), 397 * 24);
    assert_eq!(leaf.key.to_string(), "RSA 2048");
    assert_eq!(leaf.signed_with.name, "RSA, SHA-256");
    assert_eq!(leaf.names(), ["dienst.voorbeeld.nl", "API.voorbeeld.nl"]);
    assert_eq!(
        (leaf.thumbprint().len(), leaf.sha256().len(), leaf.spki_sha256().len()),
        (40, 64, 64)
    );
    let extensions = &leaf.extensions;
    assert!(!extensions.is_authority);
    assert_eq!(extensions.key_usages, ["digitalSignature", "keyEncipherment"]);
    assert_eq!(extensions.purposes, ["serverAuth", "clientAuth"]);
    assert_eq!(extensions.policies, ["2.16.528.1.1003.1.2.8.6"]);
    assert_eq!(extensions.ocsp, ["http://ocsp.test.example"]);
    assert_eq!(extensions.issuers, ["http://ca.test.example/i.cer"]);
    assert_eq!(extensions.revocation_lists, ["http://crl.test.example/i.crl"]);
    let intermediate = read_one(INTERMEDIATE);
    assert_eq!(extensions.authority_key_id, intermediate.extensions.subject_key_id);
    assert!(intermediate.extensions.is_authority && !intermediate.is_self_issued());
    assert!(read_one(ROOT).is_self_issued());
    assert_eq!(read_one(ELLIPTIC).key.to_string(), "EC P-256");
    assert_eq!(leaf.pem().trim(), LEAF.trim());
}

#[test]
fn a_bundle_is_read_however_it_is_written() {
    let crlf = LEAF.replace('\n', "\r\n");
    let with_text = format!("subject=CN=x\n{LEAF}\n\n0 s:/C=NL\n   i:/C=NL\n{INTERMEDIATE}{ROOT}");
    let half = LEAF.split_at(LEAF.len() / 2).0;
    for (text, expected) in [
        (LEAF.to_owned(), Ok(1)),
        (crlf.clone() + &crlf, Ok(2)),
        (with_text, Ok(3)),
        (ROOT.repeat(20), Ok(20)),
        (ROOT.repeat(21), Err(CertificateFault::TooLarge)),
        (" ".repeat(600_000), Err(CertificateFault::TooLarge)),
        (half.to_owned(), Err(CertificateFault::Damaged)),
        (format!("{LEAF}{half}"), Err(CertificateFault::Damaged)),
        (LEAF.replacen("MI", "QQ", 1), Err(CertificateFault::Damaged)),
        (String::new(), Err(CertificateFault::Absent)),
        ("<html>not here</html>".to_owned(), Err(CertificateFault::Absent)),
        (
            include_str!("../testdata/rsa-2048.csr").to_owned(),
            Err(CertificateFault::Absent),
        ),
    ] {
        assert_eq!(read_bundle(&text).map(|found| found.len()), expected, "{text:.60}");
    }
    let leaf = read_one(LEAF);
    assert_eq!(read_file(leaf.der()), Ok(vec![leaf.clone()]));
    assert_eq!(read_file(LEAF.as_bytes()), Ok(vec![leaf]));
}

#[test]
fn a_file_holds_the_very_certificate_or_not() {
    let leaf = read_one(LEAF);
    let mut other = leaf.der().to_vec();
    *other.last_mut().unwrap() ^= 1;
    let with_tail = [leaf.der(), b"more"].concat();
    let wrapped = [b"\x30\x84 as in PKCS #7", leaf.der()].concat();
    for (file, expected) in [
        (leaf.der().to_vec(), true),
        (LEAF.as_bytes().to_vec(), true),
        (LEAF.replace('\n', "\r\n").into_bytes(), true),
        ([ROOT, INTERMEDIATE, LEAF].concat().into_bytes(), true),
        (wrapped.clone(), true),
        (pem::write("PKCS7", &wrapped).into_bytes(), true),
        (with_tail, true),
        ([INTERMEDIATE, ROOT].concat().into_bytes(), false),
        (ELLIPTIC.as_bytes().to_vec(), false),
        (pem::write("CERTIFICATE", &other).into_bytes(), false),
        (other, false),
        (LEAF.split_at(LEAF.len() / 2).0.as_bytes().to_vec(), false),
        ([LEAF.as_bytes(), &[b' '; 600_000]].concat(), false),
        (Vec::new(), false),
    ] {
        assert_eq!(holds(&file, &leaf), expected, "{:.60}", String::from_utf8_lossy(&file));
    }
}

#[test]
fn a_chain_is_put_in_order_whatever_order_it_came_in() {
    let whole = ["dienst.voorbeeld.nl", "Test Intermediate", "Test Root"];
    for pems in [
        [LEAF, INTERMEDIATE, ROOT],
        [LEAF, ROOT, INTERMEDIATE],
        [INTERMEDIATE, LEAF, ROOT],
        [INTERMEDIATE, ROOT, LEAF],
        [ROOT, LEAF, INTERMEDIATE],
        [ROOT, INTERMEDIATE, LEAF],
    ] {
        let chain = chain(&pems);
        assert_eq!(subjects(&chain), whole);
        assert!(chain.has_root() && chain.strangers.is_empty());
        let signatures: Vec<_> = chain.links().iter().map(|link| link.signature).collect();
        assert_eq!(signatures, [Signature::Verified; 3]);
    }
    let without_root = chain(&[INTERMEDIATE, LEAF]);
    assert_eq!((subjects(&without_root).len(), without_root.has_root()), (2, false));
    assert_eq!(without_root.links()[1].signature, Signature::Absent);
    let twice = chain(&[LEAF, LEAF, INTERMEDIATE, INTERMEDIATE, ROOT]);
    assert_eq!(
        (subjects(&twice), twice.strangers.len()),
        (whole.map(str::to_owned).to_vec(), 0)
    );
    let alone = chain(&[ROOT, LEAF]);
    assert_eq!((subjects(&alone).len(), alone.strangers.len()), (1, 1));
    let authorities = chain(&[ROOT, INTERMEDIATE]);
    assert_eq!(subjects(&authorities), ["Test Intermediate", "Test Root"]);
    assert_eq!(Chain::of(Vec::new(), None), None);
}

#[test]
fn of_several_certificates_the_one_of_that_serial_number_is_the_leaf() {
    let found = read_bundle(&[ELLIPTIC, LEAF, INTERMEDIATE].concat()).unwrap();
    for (serial_number, expected) in [
        (None, "elliptic.test.example"),
        (Some("00:f1:e2:d3:c4:b5:a6:97:88"), "dienst.voorbeeld.nl"),
        (Some("4"), "elliptic.test.example"),
        (Some("99"), "elliptic.test.example"),
    ] {
        let chain = Chain::of(found.clone(), serial_number).unwrap();
        assert_eq!(chain.leaf.subject.short(), expected, "{serial_number:?}");
        assert_eq!((chain.issuers.len(), chain.strangers.len()), (1, 1));
    }
}

/// What fits the leaf.
fn expected() -> Expected {
    let leaf = read_one(LEAF);
    Expected {
        serial_number: Some("f1e2d3c4b5a69788".to_owned()),
        thumbprint: Some(leaf.thumbprint()),
        issuer_name: Some("Test intermediate".to_owned()),
        spki_sha256: Some(leaf.spki_sha256()),
        names: vec!["Dienst.voorbeeld.nl".to_owned(), "api.voorbeeld.nl".to_owned()],
        oin: ExpectedOin::Exactly("00000099123456789000".to_owned()),
        organization_name: Some("Gemeente  voorbeeld.".to_owned()),
        validity: Some(Validity::Days(397)),
        last_day: None,
        ordered_at: Some(leaf.not_before),
    }
}

#[test]
fn what_does_not_fit_is_found() {
    use Aspect::*;
    type Change = fn(&mut Expected);
    let cases: &[(Change, &[Aspect])] = &[
        (|_| {}, &[]),
        (|it| *it = Expected::default(), &[KeyUnknown]),
        (|it| it.serial_number = Some("01".to_owned()), &[OtherSerial]),
        (|it| it.thumbprint = Some("AB".to_owned()), &[OtherThumbprint]),
        // The chain holds by itself, and is another authority's.
        (
            |it| it.issuer_name = Some("QuoVadis PKIoverheid Private Services CA - G1".to_owned()),
            &[IssuerOther],
        ),
        (|it| it.issuer_name = None, &[]),
        (|it| it.spki_sha256 = Some("00".repeat(32)), &[OtherKey]),
        (|it| it.names.push("more.voorbeeld.nl".to_owned()), &[NameMissing]),
        (|it| it.names.truncate(1), &[NameExtra]),
        (|it| it.names.clear(), &[]),
        (
            |it| it.oin = ExpectedOin::Exactly("00000099000000001000".to_owned()),
            &[OinOther],
        ),
        (|it| it.oin = ExpectedOin::Any, &[]),
        (|it| it.oin = ExpectedOin::Absent, &[OinUnwanted]),
        (|it| it.oin = ExpectedOin::Unknown, &[]),
        (
            |it| it.organization_name = Some("Gemeente Elders".to_owned()),
            &[OrganizationOther],
        ),
        (
            |it| it.organization_name = Some(format!("Gemeente Voorbeeld {}", "en omstreken ".repeat(4))),
            &[OrganizationShortened],
        ),
        (|it| it.validity = Some(Validity::Days(396)), &[]),
        (|it| it.validity = Some(Validity::Days(395)), &[LastsTooLong]),
        (|it| it.validity = Some(Validity::Days(30)), &[]),
        (|it| it.validity = Some(Validity::Default), &[]),
        (|it| it.validity = Some(Validity::Years(1)), &[LastsTooLong]),
        (|it| it.validity = Some(Validity::Years(2)), &[]),
        (
            |it| it.last_day = Some(read_one(LEAF).not_before.to_zoned(TimeZone::UTC).date()),
            &[LastsTooLong],
        ),
        (|it| it.ordered_at = it.ordered_at.map(|at| at + 47.hours()), &[]),
        (
            |it| it.ordered_at = it.ordered_at.map(|at| at + 49.hours()),
            &[BeginsTooEarly],
        ),
    ];
    let chain = chain(&[LEAF, INTERMEDIATE, ROOT]);
    for (number, (change, found)) in cases.iter().enumerate() {
        let mut expected = expected();
        change(&mut expected);
        let verdict = expected.check(&chain);
        let aspects: Vec<_> = verdict.mismatches.iter().map(|it| it.aspect).collect();
        assert_eq!(aspects, *found, "case {number}");
        assert_eq!(verdict.is_held(), found.iter().any(|it| it.holds()), "case {number}");
        let stored = serde_json::to_string(&verdict).unwrap();
        assert_eq!(serde_json::from_str::<Verdict>(&stored).unwrap(), verdict);
    }
}

#[test]
fn a_certificate_without_an_oin_and_another_one_are_told_apart() {
    let mut chain = chain(&[ELLIPTIC, INTERMEDIATE, ROOT]);
    for (oin, found) in [
        (
            ExpectedOin::Exactly("00000099123456789000".to_owned()),
            Some(Aspect::OinMissing),
        ),
        (ExpectedOin::Any, Some(Aspect::OinUnvalidated)),
        (ExpectedOin::Absent, None),
        (ExpectedOin::Unknown, None),
    ] {
        let expected = Expected {
            oin,
            spki_sha256: Some(chain.leaf.spki_sha256()),
            ..Expected::default()
        };
        let verdict = expected.check(&chain);
        assert_eq!(verdict.mismatches.first().map(|it| it.aspect), found);
    }
    // An issuer whose key is of another kind than RSA proves nothing, and that is told.
    chain.issuers = vec![read_one(ELLIPTIC)];
    assert!(Expected::default().check(&chain).has(Aspect::IssuerNotAuthority));
}

#[test]
fn a_chain_that_does_not_hold_is_found() {
    let mut der = read_one(LEAF).der().to_vec();
    *der.last_mut().unwrap() ^= 1;
    let changed = Certificate::from_der(&der).unwrap().pem();
    let spki_sha256 = Some(read_one(LEAF).spki_sha256());
    for (pems, found, is_held) in [
        (vec![changed.as_str(), INTERMEDIATE, ROOT], Aspect::SignatureWrong, true),
        (vec![LEAF], Aspect::IssuerMissing, true),
        (vec![LEAF, ROOT], Aspect::IssuerMissing, true),
        (vec![LEAF, INTERMEDIATE], Aspect::RootMissing, false),
        (vec![LEAF, INTERMEDIATE, ROOT, ELLIPTIC], Aspect::Strangers, false),
        (vec![INTERMEDIATE, ROOT], Aspect::IsAuthority, true),
    ] {
        let chain = Chain::of(read_bundle(&pems.concat()).unwrap(), Some("F1E2D3C4B5A69788")).unwrap();
        let expected = Expected {
            spki_sha256: spki_sha256.clone(),
            ..Expected::default()
        };
        let verdict = expected.check(&chain);
        assert!(verdict.has(found), "{found:?}: {verdict:?}");
        assert_eq!(verdict.is_held(), is_held, "{found:?}: {verdict:?}");
    }
}

#[test]
fn a_verdict_of_a_later_version_holds() {
    let later: Verdict = serde_json::from_str(r#"{"mismatches":[{"aspect":"moon_phase"}]}"#).unwrap();
    assert!(later.is_held() && later.has(Aspect::Unknown));
    assert!(!serde_json::from_str::<Verdict>("{}").unwrap().is_held());
}

#[test]
fn what_is_damaged_anywhere_is_read_or_refused() {
    let leaf = read_one(LEAF);
    let der = leaf.der();
    for end in 0..der.len() {
        assert_eq!(Certificate::from_der(&der[..end]), Err(CertificateFault::Damaged));
    }
    for position in 0..der.len() {
        for flipped in [0x01, 0x80, 0xff] {
            let mut damaged = der.to_vec();
            damaged[position] ^= flipped;
            if let Ok(read) = Certificate::from_der(&damaged) {
                assert_ne!(read, leaf);
                let chain = Chain::of(vec![read], None).unwrap();
                let _ = (expected().check(&chain), file_name(&chain.leaf, ""));
            }
        }
    }
}

#[test]
fn numbers_are_the_same_however_they_are_written() {
    for (one, other, expected) in [
        ("0A1B", "a1b", true),
        ("0a:1b", "0A1B", true),
        ("00", "", true),
        ("0A1B", "0A1C", false),
        ("A1", "A100", false),
    ] {
        assert_eq!(is_same_number(one, other), expected, "{one} {other}");
    }
}

#[test]
fn files_say_what_they_are() {
    let leaf = read_one(LEAF);
    let day = leaf.not_after.to_zoned(TimeZone::UTC).date();
    let names: Vec<_> = FileKind::ALL
        .iter()
        .map(|kind| file_name(&leaf, kind.ending()))
        .collect();
    let expected = ["-fullchain.pem", ".pem", "-chain.pem", ".der", ".p7b", ".zip"];
    assert_eq!(names, expected.map(|end| format!("dienst.voorbeeld.nl-{day}{end}")));
    for (common_name, expected) in [
        ("*.Voorbeeld.nl", "_.voorbeeld.nl"),
        ("../../etc/passwd\"\r\n", "_.._etc_passwd___"),
        ("é", "_"),
        ("", "api.voorbeeld.nl"),
    ] {
        let mut odd = leaf.clone();
        odd.subject = Name(vec![("CN".to_owned(), common_name.to_owned())]);
        odd.extensions.names.dns_names = vec!["api.voorbeeld.nl".to_owned()];
        assert_eq!(
            file_name(&odd, ".pem"),
            format!("{expected}-{day}.pem"),
            "{common_name}"
        );
    }
    for kind in FileKind::ALL {
        assert_eq!(FileKind::of_word(kind.word()), Some(kind));
    }
    assert_eq!(FileKind::of_word("exe"), None);
}
