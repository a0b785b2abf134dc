//! What was not meant to change at DigiCert did not: everything the sandbox has before and after each kind of change,
//! field by field.

use pkio_desk::domain::change::{ChangeKind, ChangeState, Topic};
use pkio_desk::domain::operator::Role;
use serde_json::Value;

use super::super::harness::desk;
use super::cases::{ANY, Case, cases};
use super::{differing, state};

/// Asserts that the places expected are other, as expected, and no other place is.
pub(super) fn assert_just(case: &Case, before: &Value, after: &Value) {
    let found = differing(before, after);
    let title = case.title();
    for place in &found {
        let expected = case.expected.iter().find(|(pattern, _)| fits(pattern, place));
        let Some((_, value)) = expected else {
            panic!("{title}: {place} changed, too: {found:?}")
        };
        let now = after.pointer(place).unwrap_or(&Value::Null);
        assert!(is_as(value, now), "{title}: {place} is {now}, not {value}");
    }
    for (pattern, _) in &case.expected {
        let is_there = found.iter().any(|place| fits(pattern, place));
        assert!(is_there, "{title}: {pattern} did not change: {found:?}");
    }
}

/// Whether a place is one of those a pattern stands for.
fn fits(pattern: &str, place: &str) -> bool {
    let (pattern, place): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), place.split('/').collect());
    pattern.len() == place.len()
        && pattern
            .iter()
            .zip(&place)
            .all(|(part, found)| matches!(*part, "*" | "+") || part == found)
}

/// Whether a value is what is expected, member by member.
fn is_as(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::String(text), found) if text == ANY => !found.is_null(),
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, value)| other.get(name).is_some_and(|found| is_as(value, found)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(value, found)| is_as(value, found))
        }
        (expected, found) => expected == found,
    }
}

#[test]
fn every_kind_of_change_has_a_case() {
    let cases = cases();
    // Those of orders are in `desk::order_actions`.
    for kind in ChangeKind::ALL.into_iter().filter(|kind| kind.topic() != Topic::Order) {
        assert!(cases.iter().any(|case| case.kind == kind), "{} has none", kind.word());
    }
    for case in &cases {
        assert!(!case.expected.is_empty(), "{} changes nothing", case.title());
    }
}

#[test]
fn a_pattern_fits_its_places_only() {
    for (pattern, place, expected) in [
        ("/a/1/b", "/a/1/b", true),
        ("/a/1/b", "/a/1/c", false),
        ("/a/1", "/a/1/b", false),
        ("/a/*/b", "/a/7/b", true),
        ("/a/+", "/a/7", true),
    ] {
        assert_eq!(fits(pattern, place), expected, "{pattern} {place}");
    }
}

#[test]
fn a_change_changes_what_it_says_and_nothing_else() {
    desk(async |desk| {
        let bea = desk.person(Role::Administrator).await;
        for case in cases() {
            case.prepare(desk).await;
            let before = state(desk).await;
            let answer = case.make(&bea).await;
            assert_ne!(answer.location(), "", "{}: {:?}", case.title(), answer.text("main"));
            let change = case.stored(desk).await;
            assert_eq!(
                change.state,
                ChangeState::Done,
                "{}: {:?}",
                case.title(),
                change.refusal
            );
            case.assert_sent(desk, 1, "").await;
            assert_just(&case, &before, &state(desk).await);
        }
    });
}
