//! The account at DigiCert through the pages: organizations, contacts and domains, what DigiCert receives, and that nothing
//! else changes there.

mod alike;
mod cases;
mod changing;
mod conflicts;
mod creating;
mod doubt;
mod faults;
mod lists;
mod refusing;
mod settling;
mod untouched;

use reqwest::Method;
use serde_json::Value;

use super::harness::Desk;
use super::visitor::{Page, Visitor};

/// One of the organizations every sandbox begins with.
pub(super) const BALANS: i64 = 2_042_712;

pub(super) async fn begin(visitor: &Visitor, subject: &str, kind: &str) -> String {
    let answer = visitor.post(&format!("{subject}/changes"), &[("kind", kind)]).await;
    answer
        .location()
        .trim_end_matches("/edit")
        .trim_end_matches("/check")
        .to_owned()
}

/// Fills a form in as a browser would, with some fields typed anew, and presses its first button.
pub(super) async fn fill(visitor: &Visitor, path: &str, typed: &[(&str, &str)]) -> Page {
    let mut fields = visitor.page(path).await.fields(path);
    fields.retain(|(name, _)| !typed.iter().any(|(known, _)| known == name));
    fields.extend(
        typed
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    fields.push(("action".to_owned(), "check".to_owned()));
    visitor.post(path, &fields).await
}

pub(super) async fn send(visitor: &Visitor, change: &str) -> Page {
    let fields = visitor
        .page(&format!("{change}/check"))
        .await
        .fields("/actions/submit-change");
    assert!(!fields.is_empty(), "there is no button to send with");
    visitor.post("/actions/submit-change", &fields).await
}

pub(super) async fn state(desk: &Desk) -> Value {
    desk.control(Method::GET, "/state", None).await
}

/// Every place in which two states differ, as JSON pointers.
fn differences(before: &Value, after: &Value, at: &str, found: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(one), Value::Object(other)) => {
            let names: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
            for name in names {
                let (one, other) = (
                    one.get(name).unwrap_or(&Value::Null),
                    other.get(name).unwrap_or(&Value::Null),
                );
                differences(one, other, &format!("{at}/{name}"), found);
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            let at_place = |list: &Vec<Value>, nth: usize| list.get(nth).cloned().unwrap_or_default();
            for nth in 0..one.len().max(other.len()) {
                let place = format!("{at}/{nth}");
                differences(&at_place(one, nth), &at_place(other, nth), &place, found);
            }
        }
        _ if before == after => {}
        _ => found.push(at.to_owned()),
    }
}

pub(super) fn differing(before: &Value, after: &Value) -> Vec<String> {
    let mut found = Vec::new();
    differences(before, after, "", &mut found);
    found
}

/// Asserts that all differences are below one record, and that they are just these members of it.
pub(super) fn assert_only(before: &Value, after: &Value, record: &str, members: &[&str]) {
    let found = differing(before, after);
    assert!(!found.is_empty(), "nothing changed");
    for place in &found {
        let (_, below) = place
            .split_once(record)
            .unwrap_or_else(|| panic!("{place} is not in {record}: {found:?}"));
        let below = below.trim_start_matches('/');
        assert!(
            members.iter().any(|member| below.starts_with(member)),
            "{below} changed, too: {found:?}"
        );
    }
    for member in members {
        assert!(
            found.iter().any(|place| place.contains(member)),
            "{member} did not change: {found:?}"
        );
    }
}

pub(super) fn organization(id: i64) -> String {
    format!("/organizations/{id}")
}

const NEW: [(&str, &str); 7] = [
    ("name", "Nieuwe Zaak B.V."),
    ("address", "Kade 9"),
    ("zip", "3511 AB"),
    ("city", "Utrecht"),
    ("state", "Utrecht"),
    ("country", "NL"),
    ("telephone", "+31 30 555 0400"),
];

async fn create(visitor: &Visitor) -> String {
    let saved = fill(visitor, "/organizations/new", &NEW).await;
    saved.location().trim_end_matches("/check").to_owned()
}

async fn count_named(desk: &Desk, name: &str) -> usize {
    let text = state(desk).await.to_string();
    text.matches(&format!("\"name\":\"{name}\"")).count()
}
