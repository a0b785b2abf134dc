//! The corpus of signing requests: each file gets the verdict that its name states, pasted and as a file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;
use crate::domain::order::Switches;
use crate::domain::product::PRIVATE_SERVICES_SERVER;

/// The order's names, as the corpus supposes them.
const NAMES: [&str; 2] = ["dienst.voorbeeld.nl", "www.dienst.voorbeeld.nl"];

fn files() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain/testdata/csr");
    let named = |path: PathBuf| {
        let name = path.file_name()?.to_str()?.to_owned();
        name.contains("--").then(|| (name, fs::read(&path).unwrap()))
    };
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries.filter_map(|entry| named(entry.unwrap().path())).collect();
    files.sort();
    assert!(files.len() >= 60, "{} files", files.len());
    files
}

fn form(text: &str) -> OrderForm {
    OrderForm::from_fields([("csr", text), ("common_name", NAMES[0]), ("dns_names", NAMES[1])])
}

/// The rules that were found about the CSR of a form, without the `csr-` before each.
fn verdict(form: &OrderForm) -> String {
    let mut findings = Findings::default();
    let circumstances = Circumstances {
        profile: &PRIVATE_SERVICES_SERVER,
        today: jiff::civil::date(2026, 11, 22),
        switches: Switches::default(),
        is_service_user: false,
        multi_year_plans: None,
        key_used_by: None,
        precedent: crate::domain::order::Precedent::Unknown,
    };
    check(form, &NAMES, &circumstances, &mut findings);
    let found: BTreeSet<_> = findings
        .iter()
        .map(|finding| finding.rule.id.trim_start_matches("csr-"))
        .collect();
    if found.is_empty() {
        return "accepted".to_owned();
    }
    Vec::from_iter(found).join("+")
}

fn verdict_on_fault(fault: CsrFault) -> &'static str {
    rule_of(fault).id.trim_start_matches("csr-")
}

#[test]
fn each_file_gets_the_verdict_of_its_name() {
    let mut wrong = Vec::new();
    for (name, bytes) in files() {
        let (expected, _) = name.split_once("--").unwrap();
        let as_file = match csr::from_file(&bytes) {
            Ok(text) => verdict(&form(&text)),
            Err(fault) => verdict_on_fault(fault).to_owned(),
        };
        if as_file != expected {
            wrong.push(format!("{name} as a file: {as_file}"));
        }
        // What a browser gives of a text field: whole characters, without the mark at the beginning.
        let pasted = std::str::from_utf8(&bytes).ok().filter(|text| !text.contains('\0'));
        if let Some(found) = pasted
            .map(|text| verdict(&form(text)))
            .filter(|found| found != expected)
        {
            wrong.push(format!("{name} pasted: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_about_what_a_csr_is_has_a_file() {
    let names: Vec<_> = files().into_iter().map(|(name, _)| name).collect();
    let has_file = |rule: &&&Rule| {
        let id = rule.id.trim_start_matches("csr-");
        let stated = names.iter().filter_map(|name| name.split_once("--"));
        stated
            .into_iter()
            .any(|(verdict, _)| verdict.split('+').any(|stated| stated == id))
    };
    let without: Vec<_> = rules::ALL
        .iter()
        .filter(|rule| rule.id.starts_with("csr-") && !has_file(rule))
        .map(|rule| rule.id)
        .collect();
    // Private keys are not stored; the rest is about the answer beside the field, or about another order.
    let elsewhere = [
        "csr-choice-missing",
        "csr-follows",
        "csr-not-wanted",
        "csr-is-private-key",
        "csr-key-used-before",
    ];
    assert_eq!(without, elsewhere);
}

proptest! {
    #[test]
    fn any_bytes_get_a_verdict(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        if let Ok(text) = csr::from_file(&bytes) {
            prop_assert!(!verdict(&form(&text)).is_empty());
        }
    }

    #[test]
    fn any_text_gets_a_verdict(text in any::<String>(), label in "(NEW )?(CERTIFICATE REQUEST|PUBLIC KEY|[A-Z ]{0,9})") {
        let block = format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----");
        prop_assert_ne!(verdict(&form(&text)), "accepted");
        prop_assert_ne!(verdict(&form(&block)), "accepted");
    }

    /// A file of the corpus with some bytes changed, taken out or put in, in its text and in its DER.
    #[test]
    fn damage_never_panics(
        which in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..6),
    ) {
        let files = files();
        let (_, bytes) = which.get(&files);
        let whole = String::from_utf8_lossy(bytes).into_owned();
        let der = csr::read(&whole).map(|csr| csr.der().to_vec()).unwrap_or_default();
        for mut damaged in [bytes.clone(), der] {
            for (place, byte, kind) in &changes {
                if damaged.is_empty() {
                    continue;
                }
                let place = place.index(damaged.len());
                match kind {
                    0 => damaged[place] = *byte,
                    1 => drop(damaged.remove(place)),
                    _ => damaged.insert(place, *byte),
                }
            }
            if let Ok(text) = csr::from_file(&damaged) {
                prop_assert!(!verdict(&form(&text)).is_empty());
            }
            prop_assert!(!verdict(&form(&String::from_utf8_lossy(&damaged))).is_empty());
        }
    }
}

#[test]
fn key_sizes() {
    for (bits, expected) in [
        (1024, Some("csr-key-too-short")),
        (2047, Some("csr-key-too-short")),
        (2048, Some("csr-key-below-advice")),
        (2560, Some("csr-key-odd-size")),
        (3072, None),
        (4096, None),
        (8192, Some("csr-key-odd-size")),
    ] {
        let mut findings = Findings::default();
        let key = KeyKind::Rsa { bits, is_sound: true };
        check_key(key, &PRIVATE_SERVICES_SERVER, &mut findings);
        let found: Vec<_> = findings.iter().map(|finding| finding.rule.id).collect();
        assert_eq!(found, Vec::from_iter(expected), "{bits}");
    }
}

#[test]
fn long_values_are_not_repeated_whole() {
    assert_eq!(shortened("dienst.voorbeeld.nl"), "dienst.voorbeeld.nl");
    assert_eq!(shortened(&"é".repeat(81)), format!("{}…", "é".repeat(80)));
}
