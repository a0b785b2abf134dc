//! Holds the catalogues against the code.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::*;
use crate::domain::contact::ContactType;
use crate::domain::instance::Instance;
use crate::domain::oin::Register;
use crate::domain::operator::Role;
use crate::domain::order::{RemoteStatus, State};
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::domain::rules;
use crate::web::failure::Failure;
use crate::web::session::Notice;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.path());
    entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .collect()
}

/// The keys that the code names literally: every literal in `web` of the form of a key, that begins like one.
fn keys_in_code() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web");
    let mut keys = BTreeSet::new();
    for path in sources(&root)
        .iter()
        .filter(|path| path.extension().is_some_and(|ext| ext == "rs"))
    {
        let code: String = std::fs::read_to_string(path)
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        for call in [
            "text(\"",
            ".with(\"",
            "fill(\"",
            "fill_optional(\"",
            "fill_contact(\"",
            "row(\"",
        ] {
            let called = code.split(call).skip(1).filter_map(|rest| rest.split_once('"'));
            keys.extend(called.map(|(key, _)| key.to_owned()).filter(|key| key.contains('-')));
        }
    }
    keys
}

/// The keys that the code puts together from the words of its types.
fn keys_of_types() -> Vec<String> {
    let statuses = [
        RemoteStatus::Pending,
        RemoteStatus::Processing,
        RemoteStatus::NeedsApproval,
        RemoteStatus::NeedsCsr,
        RemoteStatus::ReissuePending,
        RemoteStatus::WaitingPickup,
        RemoteStatus::Issued,
        RemoteStatus::Expired,
        RemoteStatus::Revoked,
        RemoteStatus::Rejected,
        RemoteStatus::Canceled,
    ];
    let instances = [
        Instance::Sandbox,
        Instance::Europe,
        Instance::UnitedStates,
        Instance::Other,
    ];
    let mut keys = Vec::new();
    keys.extend(rules::ALL.iter().map(|rule| format!("finding-{}", rule.id)));
    keys.extend(
        Register::ALL
            .iter()
            .map(|register| format!("register-{}", register.word())),
    );
    keys.extend(State::ALL.iter().map(|state| format!("state-{}", state.word())));
    keys.extend(statuses.iter().map(|status| format!("remote-status-{}", status.word())));
    keys.extend(instances.iter().map(|instance| format!("banner-{}", instance.word())));
    keys.extend(
        instances
            .iter()
            .map(|instance| format!("banner-{}-text", instance.word())),
    );
    keys.extend(
        Role::ALL
            .iter()
            .flat_map(|role| ["", "-hint"].map(|end| format!("role-{}{end}", role.word()))),
    );
    keys.extend(Notice::ALL.iter().map(|notice| format!("notice-{}", notice.word())));
    keys.extend(
        Failure::ALL
            .iter()
            .flat_map(|it| ["", "-advice"].map(|end| format!("failure-{}{end}", it.word()))),
    );
    keys.extend(
        ContactType::ALL
            .iter()
            .map(|kind| format!("contact-type-{}", kind.word())),
    );
    keys.extend(
        PRIVATE_SERVICES_SERVER
            .dcv_methods
            .iter()
            .map(|word| format!("dcv-method-{word}")),
    );
    keys.extend(
        PRIVATE_SERVICES_SERVER
            .dcv_scopes
            .iter()
            .map(|word| format!("dcv-scope-{}", word.replace('_', "-"))),
    );
    keys
}

#[test]
fn every_key_the_code_names_has_an_english_text() {
    let english: LanguageIdentifier = CATALOGUE.fallback().clone();
    let literal = keys_in_code();
    assert!(
        literal.len() > 50,
        "the search for keys in the code found only {}",
        literal.len()
    );
    let missing: Vec<_> = literal
        .into_iter()
        .chain(keys_of_types())
        .filter(|key| {
            CATALOGUE
                .lookup_single_language::<&str>(&english, key, None)
                .is_err_and(|error| format!("{error:?}").starts_with("MessageRetrieval"))
        })
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn a_language_is_chosen_by_person_then_browser_then_english() {
    assert_eq!(Words::choose(Some("en"), Some("fr"), None).tag(), "en");
    assert_eq!(Words::choose(None, Some("xx-XX, en-GB;q=0.8"), None).tag(), "en");
    assert_eq!(Words::choose(Some("not a tag"), None, None).tag(), "en");
}

#[test]
fn times_name_their_zone() {
    let words = Words::choose(None, None, None);
    assert_eq!(words.moment(Timestamp::UNIX_EPOCH), "1970-01-01 01:00 CET");
    assert_eq!(
        Words::choose(None, None, Some("UTC")).moment(Timestamp::UNIX_EPOCH),
        "1970-01-01 00:00 UTC"
    );
}
