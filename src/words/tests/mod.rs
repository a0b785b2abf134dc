//! Holds the catalogues against the code.

mod actions;
mod certificates;
mod gates;
mod history;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use fluent_templates::fluent_bundle::{FluentBundle, FluentResource};

use super::*;
use crate::domain::card::CardForm;
use crate::domain::contact::{ContactRole, ContactType};
use crate::domain::instance::Instance;
use crate::domain::oin::Register;
use crate::domain::operator::Role;
use crate::domain::order::Extra;
use crate::domain::order::changes::ChangeKind;
use crate::domain::order::event::{Doubt, NotSent};
use crate::domain::order::refusal;
use crate::domain::order::search::{Agreement, Timing};
use crate::domain::order::{Progress, RemoteStatus, Section, State};
use crate::domain::payment::PaymentMethod;
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::domain::rules;
use crate::domain::{change, directory};
use crate::web::failure::Failure;
use crate::web::session::Notice;

fn sources(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.path())
    {
        if path.is_dir() {
            found.extend(sources(&path, extension));
        } else if path.extension().is_some_and(|known| known == extension) {
            found.push(path);
        }
    }
    found
}

fn read_all(folder: &str, extension: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let texts = sources(&folder, extension).into_iter().map(std::fs::read_to_string);
    texts.filter_map(Result::ok).collect()
}

/// The English catalogue as Fluent reads it, to ask which messages there are. [`CATALOGUE`] cannot be asked that: a
/// message with values in it and without them given counts as a failure there.
fn english() -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(vec![CATALOGUE.fallback().clone()]);
    for text in read_all("src/words/en", "ftl") {
        let resource = FluentResource::try_new(text);
        assert!(resource.is_ok(), "{:?}", resource.err().map(|(_, errors)| errors));
        let added = resource.map(|resource| bundle.add_resource(resource));
        assert!(matches!(added, Ok(Ok(()))), "a message stands in the catalogue twice");
    }
    bundle
}

/// Whether a string can be a key: words of small letters, parted by dashes. Only such strings are looked at.
fn is_key(text: &str) -> bool {
    text.contains('-')
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte))
}

/// The string literals in the first argument of a call, of which `rest` is what follows its opening parenthesis. So
/// `text(if live { "a-b" } else { "c-d" })` names two keys, and `field("field-oin", "f-oin")` one.
fn literals_of_first_argument(rest: &str) -> Vec<String> {
    let (mut literals, mut literal, mut depth) = (Vec::new(), None::<String>, 0);
    for character in rest.chars() {
        match (&mut literal, character) {
            (Some(_), '"') => literals.extend(literal.take()),
            (Some(text), _) => text.push(character),
            (None, '"') => literal = Some(String::new()),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ',') if depth == 0 => break,
            (None, ')' | ']' | '}') => depth -= 1,
            (None, _) => {}
        }
    }
    literals
}

/// The keys that the pages name in calls of `words.text(…)`, `words.with(…)` and what takes a key on their behalf.
/// Tests in the sources are left out, and so are keys put together by `format!`: those are in [`keys_of_types`].
fn keys_in_code() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for code in read_all("src/web", "rs") {
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for call in [
            ".text(",
            ".with(",
            ".fill(",
            ".fill_optional(",
            ".fill_contact(",
            " row(",
        ] {
            let calls = code.split(call).skip(1);
            keys.extend(calls.flat_map(literals_of_first_argument).filter(|key| is_key(key)));
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
    let doubts = [
        Doubt::TimedOut,
        Doubt::ConnectionLost,
        Doubt::UnclearAnswer(500),
        Doubt::DeskStopped,
    ];
    let events = "drafted drafted-from-order drafted-from-released drafted-from-template changed approval-asked approved \
        rejected withdrawn approval-lapsed sending placed refused looked-for found dismissed answered-late released \
        seen-elsewhere adopted drifted vanished reappeared status-changed bundle-downloaded drafted-for-renewal \
        renewal-drafted unknown certificate-fetched certificate-held";
    let views = "all drafts awaiting-approval approved in-doubt refused sending placed given-up elsewhere";
    let mut keys = Vec::new();
    let mut add = |prefix: &str, words: &mut dyn Iterator<Item = String>, suffixes: &[&str]| {
        for word in words {
            keys.extend(suffixes.iter().map(|suffix| format!("{prefix}-{word}{suffix}")));
        }
    };
    let plain = |word: &str| word.to_owned();
    let progress =
        Progress::ALL
            .iter()
            .map(|it| it.word())
            .chain(["blocked", "ready", "awaiting-approval", "approved"]);
    add("progress", &mut progress.map(plain), &[""]);
    add("section", &mut Section::ALL.iter().map(|it| plain(it.word())), &[""]);
    add(
        "finding",
        &mut rules::ALL
            .iter()
            .chain(rules::CHANGES)
            .chain(rules::ACTIONS)
            .map(|rule| plain(rule.id)),
        &[""],
    );
    add(
        "finding",
        &mut std::iter::once(plain(rules::REFUSED_BY_DIGICERT.id)),
        &[""],
    );
    let codes = refusal::CODES.iter();
    add(
        "refused",
        &mut codes.map(|(code, _)| code.replace(['_', '|'], "-")),
        &[""],
    );
    let weights = ["error", "warning", "note"];
    add("rules", &mut weights.into_iter().map(plain), &["", "-intro"]);
    add("register", &mut Register::ALL.iter().map(|it| plain(it.word())), &[""]);
    add("state", &mut State::ALL.iter().map(|it| plain(it.word())), &[""]);
    add("remote-status", &mut statuses.iter().map(|it| plain(it.word())), &[""]);
    add(
        "banner",
        &mut instances.iter().map(|it| plain(it.word())),
        &["", "-text"],
    );
    add("role", &mut Role::ALL.iter().map(|it| plain(it.word())), &["", "-hint"]);
    add(
        "failure",
        &mut Failure::ALL.iter().map(|it| plain(it.word())),
        &["", "-advice"],
    );
    add("notice", &mut Notice::ALL.iter().map(|it| plain(it.word())), &[""]);
    add("event", &mut events.split(' ').map(plain), &[""]);
    add("event-in-doubt", &mut doubts.iter().map(|it| plain(it.word())), &[""]);
    let agreements = [Agreement::Same, Agreement::Other, Agreement::Unknown].map(|it| plain(it.word()));
    add("evidence-reference", &mut agreements.iter().cloned(), &[""]);
    add("evidence-key", &mut agreements.iter().cloned(), &[""]);
    add("compare", &mut agreements.into_iter(), &[""]);
    add(
        "compare-time",
        &mut Timing::ALL.iter().map(|it| plain(it.word())),
        &[""],
    );
    let reasons = [NotSent::NoConnection, NotSent::RateLimited, NotSent::HeldUp];
    for event in ["event-not-sent", "event-not-sent-late"] {
        add(event, &mut reasons.iter().map(|it| plain(it.word())), &[""]);
    }
    for key in ["contact-type", "contact-kind"] {
        add(key, &mut ContactRole::ALL.iter().map(|it| plain(it.word())), &[""]);
    }
    let profile = &PRIVATE_SERVICES_SERVER;
    add("dcv-method", &mut profile.dcv_methods.iter().map(|it| plain(it)), &[""]);
    add(
        "dcv-scope",
        &mut profile.dcv_scopes.iter().map(|it| it.replace('_', "-")),
        &[""],
    );
    let payments = PaymentMethod::ALL.iter();
    add(
        "payment",
        &mut payments.map(|it| it.word().replace('_', "-")),
        &["", "-hint"],
    );
    let extras = Extra::ALL.iter().map(|it| it.word().replace('_', "-"));
    add("field", &mut extras.clone(), &[""]);
    let explained = ["custom-fields", "additional-emails"];
    add(
        "field",
        &mut extras.filter(|it| explained.contains(&it.as_str())),
        &["-hint"],
    );
    let card_fields = CardForm::FIELDS.iter().map(|it| it.replace('_', "-"));
    add("field", &mut card_fields.clone(), &[""]);
    let explained = card_fields.filter(|it| it.starts_with("card-"));
    add("field", &mut explained.into_iter(), &["-hint"]);
    let changes = [
        ChangeKind::ReplacesContact(ContactType::OrganizationContact),
        ChangeKind::ReplacesContact(ContactType::TechnicalContact),
        ChangeKind::OverwritesUser(String::new()),
        ChangeKind::AddsVerifiedContact,
        ChangeKind::CreatesOrganization(String::new()),
    ];
    add("change", &mut changes.iter().map(|it| plain(it.word())), &[""]);
    add("history-view", &mut views.split(' ').map(plain), &[""]);
    keys.extend(keys_of_directory());
    keys.extend(actions::keys());
    keys.extend(certificates::keys());
    keys.extend(gates::keys());
    keys.extend(history::keys());
    keys
}

/// The keys that the pages of organizations, contacts and domains put together.
fn keys_of_directory() -> Vec<String> {
    let kinds = change::form::ChangeKind::ALL;
    let of_kinds = kinds.iter().flat_map(|kind| {
        let keys = ["change-title", "change-follows", "change-submit"];
        keys.map(|key| format!("{key}-{}", kind.word()))
    });
    let is_begun_by_button = |kind: &&change::form::ChangeKind| {
        !matches!(
            kind,
            change::form::ChangeKind::CreateOrganization | change::form::ChangeKind::AddDomain
        )
    };
    let begun = kinds.iter().filter(is_begun_by_button);
    let begun = begun.map(|kind| format!("change-start-{}", kind.word()));
    let created = ["create-organization", "add-domain"].map(|kind| format!("change-title-{kind}-new"));
    let states = change::ChangeState::ALL.iter();
    let states = states.map(|state| format!("change-state-{}", state.word().replace('_', "-")));
    let events = "drafted changed rebased sending done done-created reused refused read-back-made \
        read-back-not-made read-back-unclear found found-created not-there settled settled-created taken-back unknown \
        approval-asked approved rejected withdrawn approval-lapsed";
    let events = events.split(' ').map(|word| format!("change-event-{word}"));
    let standings = directory::Standing::ALL
        .iter()
        .map(|it| format!("standing-{}", it.word()));
    let validations = directory::ValidationKind::WORDS.iter();
    let validations = validations.map(|kind| format!("validation-kind-{}", kind.replace('_', "-")));
    let methods = directory::DcvMethod::ALL
        .iter()
        .map(|it| format!("dcv-method-hint-{}", it.word()));
    let reused = ["create-organization", "add-domain"].map(|kind| format!("change-reused-{kind}"));
    let reused = reused.into_iter().flat_map(|key| [format!("{key}-text"), key]);
    let alike = [
        directory::lookalike::Likeness::Name,
        directory::lookalike::Likeness::Address,
    ];
    let alike = alike.map(|it| format!("alike-{}", it.word()));
    let texts = ["change-gone", "change-unread", "list-first-reading", "list-unreachable"];
    let texts = texts.map(|key| format!("{key}-text"));
    of_kinds
        .chain(created)
        .chain(states)
        .chain(events)
        .chain(reused)
        .chain(alike)
        .chain(standings)
        .chain(validations)
        .chain(methods)
        .chain(texts)
        .chain(begun)
        .collect()
}

#[test]
fn every_key_the_code_names_has_an_english_text() {
    let (english, literal) = (english(), keys_in_code());
    assert!(
        literal.len() > 150,
        "the search for keys in the code found only {}",
        literal.len()
    );
    let missing: Vec<_> = literal
        .into_iter()
        .chain(keys_of_types())
        .filter(|key| !english.has_message(key))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_rule_can_be_told_without_an_order() {
    let words = Words::choose(None, None, None);
    for rule in rules::ALL.iter().chain(rules::CHANGES).chain(rules::ACTIONS) {
        let told = words.outline(&format!("finding-{}", rule.id));
        assert!(!told.starts_with('[') && !told.contains('$'), "{}: {told}", rule.id);
    }
    assert!(words.outline("finding-csr-key-too-short").contains("has … bits"));
}

#[test]
fn every_english_text_is_used() {
    let code = read_all("src", "rs").concat();
    let of_types: BTreeSet<String> = keys_of_types().into_iter().collect();
    let unused: Vec<String> = read_all("src/words/en", "ftl")
        .concat()
        .lines()
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()))
        .filter(|key| is_key(key) && !of_types.contains(key) && !code.contains(&format!("\"{key}\"")))
        // The hint of a field belongs to its label.
        .filter(|key| {
            !key.strip_suffix("-hint")
                .is_some_and(|label| code.contains(&format!("\"{label}\"")))
        })
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn the_search_finds_the_keys_and_nothing_else() {
    for (rest, literals) in [
        ("\"order-title\", [(\"number\", x)])", &["order-title"][..]),
        (
            "if live() { \"check-live\" } else { \"check-play\" })",
            &["check-live", "check-play"],
        ),
        ("\n    \"form-save\",\n    1)", &["form-save"]),
        ("key) + \"no-key\"", &[]),
    ] {
        assert_eq!(literals_of_first_argument(rest), literals, "{rest}");
    }
    for (text, expected) in [
        ("order-title", true),
        ("f-{}", false),
        ("text/html", false),
        ("–", false),
        ("#s-x", false),
    ] {
        assert_eq!(is_key(text), expected, "{text}");
    }
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
