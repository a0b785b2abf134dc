//! People, domains, and what a gate is told by.
#![expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]

use jiff::Timestamp;

use super::{Case, at, person, proof};
use crate::domain::directory::{Dcv, Domain};
use crate::domain::ids::RemoteDomainId;
use crate::domain::order::State;
use crate::domain::order::gates::{Advice, GateKind, Stand, gates};

#[test]
fn an_order_placed_elsewhere_begins_at_digicert() {
    let mut case = Case::placed(Some("pending"));
    case.order.state = State::Elsewhere;
    case.order.attempt = None;
    let (all, _) = case.told();
    assert_eq!(
        all,
        "sending done, organization unknown, domain unknown, issuance waiting"
    );
    assert_eq!(case.gates().first().unwrap().since, Some(at(1)));
}

#[test]
fn what_only_a_contact_can_say_waits_on_the_contact() {
    let mut case = Case::read("pending");
    let details = &mut case.organization().details;
    "complete".clone_into(&mut details.first_mut().unwrap().1);
    let (_, present) = case.told();
    assert_eq!(present, "verified-contact: verified-contact since 11, answer-digicert");
    case.organization().people = vec![person("Ada", "approved")];
    let (all, present) = case.told();
    assert!(all.contains("verified-contact done"), "{all}");
    assert_eq!(present, "organization: digicert since 12, await-validation");
}

#[test]
fn each_person_is_named_once_with_their_answer() {
    let mut case = Case::read("pending");
    case.organization().people = vec![person("Ada", "approved"), person("Bo", "pending")];
    case.record.as_mut().unwrap().verified_contacts = vec![person("Ada", "").person, person("Cas", "").person];
    let gates = case.gates();
    let gate = gates
        .iter()
        .find(|gate| gate.kind == GateKind::VerifiedContact)
        .unwrap();
    let told: Vec<(&str, &str, bool)> = gate
        .parts
        .iter()
        .map(|part| (part.name.as_str(), part.word.as_str(), part.is_done))
        .collect();
    assert_eq!(
        told,
        [("Ada", "approved", true), ("Bo", "pending", false), ("Cas", "", false)]
    );
    assert_eq!(gate.open_parts().count(), 2);
    assert_eq!(gate.stand, Stand::Waiting);
}

#[test]
fn domains_are_grouped_by_id_and_without_regard_to_case() {
    let mut case = Case::read("pending");
    case.validation.as_mut().unwrap().names = vec![
        proof(Some(5), "voorbeeld.nl", "approved", &["a.voorbeeld.nl"]),
        proof(
            Some(5),
            "Voorbeeld.NL",
            "pending",
            &["A.VOORBEELD.nl", "b.voorbeeld.nl"],
        ),
        proof(None, "Ander.nl", "pending", &["x.ander.nl"]),
        proof(None, "ander.nl", "pending", &["X.ander.nl", "y.ander.nl"]),
        proof(None, "derde.nl", "odd", &[]),
    ];
    case.domains = vec![Domain {
        id: RemoteDomainId(6),
        name: "ANDER.nl".to_owned(),
        is_active: true,
        organization: None,
        organization_name: String::new(),
        container: None,
        created: None,
        validations: Vec::new(),
        dcv_until: None,
        dcv: Dcv {
            method: Some("dns-txt-token".to_owned()),
            ..Dcv::default()
        },
    }];
    let gates = case.gates();
    let told: Vec<String> = gates
        .iter()
        .filter(|gate| gate.kind == GateKind::Domain)
        .map(|gate| {
            let names: Vec<&str> = gate.parts.iter().map(|part| part.name.as_str()).collect();
            let id = gate.domain.map_or_else(|| "-".to_owned(), |id| id.to_string());
            let word = gate.remote_word.as_deref().unwrap_or("-");
            let advice = gate.advice.map_or("-", Advice::word);
            format!("{id} {} {word} {advice}: {}", gate.subject, names.join(" "))
        })
        .collect();
    assert_eq!(
        told,
        [
            "5 voorbeeld.nl pending answer-mail: a.voorbeeld.nl b.voorbeeld.nl",
            "6 Ander.nl pending publish-record: x.ander.nl y.ander.nl",
            "- derde.nl odd answer-mail: ",
        ]
    );
}

#[test]
fn nothing_times_out() {
    let case = Case::read("pending");
    let mut known = case.known();
    let (first, later) = (gates(&known), {
        known.now = Timestamp::MAX;
        gates(&known)
    });
    assert_eq!(first, later);
}
