//! Which order at DigiCert is ours, when it is looked for, and when it may be given up.

use super::*;
use crate::domain::ids::Reference;
use crate::domain::operator::Actor;
use crate::domain::order::state::SentFrom;

const MINUTE: i64 = 60;
const DAY: i64 = 86_400;
/// When the attempt was written down.
const BEGUN: i64 = 100 * DAY;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or_default()
}

fn attempt(spki: Option<&str>) -> Attempt {
    Attempt {
        reference: Reference("pkio-ours".to_owned()),
        body_sha256: String::new(),
        spki_sha256: spki.map(str::to_owned),
        price_terms: None,
        agreement_sha256: None,
        common_name: None,
        organization_id: None,
        container_id: None,
        sent_from: SentFrom::Draft,
        actor: Actor {
            id: None,
            name: String::new(),
        },
        at: at(BEGUN),
    }
}

fn there(id: i64, reference: Option<&str>, spki: Option<&str>, created: Option<i64>) -> Candidate {
    Candidate {
        id: RemoteOrderId(id),
        certificate_id: None,
        status: None,
        reference: reference.map(str::to_owned),
        spki_sha256: spki.map(str::to_owned),
        created_at: created.map(|after| at(BEGUN + after)),
        common_name: None,
        organization: None,
        linked_to: None,
    }
}

fn linked(candidate: Candidate) -> Candidate {
    Candidate {
        linked_to: Some(OrderId(7)),
        ..candidate
    }
}

/// `certainly 1`, `perhaps 1 2` or `no`.
fn shape(identified: &Identified) -> String {
    match identified {
        Identified::Certainly(candidate, _) => format!("certainly {}", candidate.id),
        Identified::Perhaps(several) => {
            let ids: Vec<String> = several.iter().map(|candidate| candidate.id.to_string()).collect();
            format!("perhaps {}", ids.join(" "))
        }
        Identified::No => "no".to_owned(),
    }
}

#[test]
fn which_order_is_ours() {
    let (ours, other, key) = (Some("pkio-ours"), Some("pkio-other"), Some("k"));
    for (why, spki, is_shared, found, expected) in [
        ("nothing there", key, false, vec![], "no"),
        (
            "our reference",
            key,
            false,
            vec![there(1, ours, key, Some(5))],
            "certainly 1",
        ),
        (
            "our reference is enough",
            None,
            false,
            vec![there(1, ours, None, None)],
            "certainly 1",
        ),
        (
            "our reference, though the key is shared",
            key,
            true,
            vec![there(1, ours, key, Some(5))],
            "certainly 1",
        ),
        (
            "our reference with another key",
            key,
            false,
            vec![there(1, ours, Some("x"), Some(5))],
            "perhaps 1",
        ),
        (
            "our reference, but placed before",
            key,
            false,
            vec![there(1, ours, key, Some(-DAY))],
            "perhaps 1",
        ),
        (
            "our reference, days later",
            key,
            false,
            vec![there(1, ours, key, Some(3 * DAY))],
            "certainly 1",
        ),
        (
            "our reference, but another order has it",
            key,
            false,
            vec![linked(there(1, ours, key, Some(5)))],
            "perhaps 1",
        ),
        (
            "our reference twice",
            key,
            false,
            vec![there(1, ours, key, Some(5)), there(2, ours, key, Some(6))],
            "perhaps 1 2",
        ),
        (
            "the one with our reference",
            key,
            false,
            vec![there(1, None, key, Some(5)), there(2, ours, key, Some(6))],
            "certainly 2",
        ),
        (
            "the reference of somebody else",
            key,
            false,
            vec![there(1, other, key, Some(5))],
            "no",
        ),
        ("our key", key, false, vec![there(1, None, key, Some(5))], "certainly 1"),
        (
            "our key, clocks apart",
            key,
            false,
            vec![there(1, None, key, Some(-9 * MINUTE))],
            "certainly 1",
        ),
        (
            "our key, but placed before",
            key,
            false,
            vec![there(1, None, key, Some(-11 * MINUTE))],
            "perhaps 1",
        ),
        (
            "our key, but a day later",
            key,
            false,
            vec![there(1, None, key, Some(DAY + 1))],
            "perhaps 1",
        ),
        (
            "our key at an unknown time",
            key,
            false,
            vec![there(1, None, key, None)],
            "perhaps 1",
        ),
        (
            "our key, which another order shares",
            key,
            true,
            vec![there(1, None, key, Some(5))],
            "perhaps 1",
        ),
        (
            "our key, but another order has it",
            key,
            false,
            vec![linked(there(1, None, key, Some(5)))],
            "no",
        ),
        (
            "our key twice",
            key,
            false,
            vec![there(1, None, key, Some(5)), there(2, None, key, Some(6))],
            "perhaps 1 2",
        ),
        (
            "another key",
            key,
            false,
            vec![there(1, None, Some("x"), Some(5))],
            "no",
        ),
        (
            "a key DigiCert does not tell",
            key,
            false,
            vec![there(1, None, None, Some(5))],
            "perhaps 1",
        ),
        (
            "we sent no key",
            None,
            false,
            vec![there(1, None, Some("x"), Some(5))],
            "perhaps 1",
        ),
        (
            "our key and an untold one",
            key,
            false,
            vec![there(1, None, key, Some(5)), there(2, None, None, Some(5))],
            "perhaps 1 2",
        ),
    ] {
        assert_eq!(shape(&identify(&attempt(spki), &found, is_shared)), expected, "{why}");
    }
}

#[test]
fn the_pauses_grow_up_to_an_hour() {
    let mut search = Search::from(at(0));
    let mut moments = vec![0];
    for _ in 0..9 {
        search = search.unanswered(search.next_at);
        moments.push(search.next_at.as_second() / MINUTE);
    }
    assert_eq!(moments, [0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
    let far = Search {
        looks: u32::MAX,
        ..search
    };
    assert_eq!(far.unanswered(at(0)).next_at, at(60 * MINUTE));
}

#[test]
fn given_up_only_after_enough_clean_answers_and_enough_time() {
    let rule = ReleaseRule::default();
    let mut search = Search::from(at(0));
    for second in [0, 60, 180] {
        assert!(!rule.allows(&search, at(DAY)));
        search = search.answered(Vec::new(), at(second));
    }
    assert!(!rule.allows(&search, at(15 * MINUTE - 1)));
    assert!(rule.allows(&search, at(15 * MINUTE)));
    let quick = search.answered(Vec::new(), at(181));
    assert_eq!(quick.clean, search.clean, "a second click is not a second answer");
    let silent = search.unanswered(at(200));
    assert!(rule.allows(&silent, at(15 * MINUTE)), "no answer takes nothing away");
    let several = search.answered(vec![there(1, None, None, None)], at(300));
    assert!(!rule.allows(&several, at(DAY)));
    let dismissed = several.dismissing(at(DAY));
    assert_eq!((dismissed.dismissed.len(), dismissed.next_at), (1, at(DAY)));
    assert!(!rule.allows(&dismissed, at(DAY)), "the count begins anew");
}
