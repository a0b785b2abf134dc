//! Every state of an order, and where its gates stand then.
#![expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]

use super::*;
use crate::domain::directory::validation::VerifiedPerson;
use crate::domain::directory::{Dcv, PersonDetails, Validation, ValidationKind};
use crate::domain::ids::{OperatorId, OrderId, Reference, RemoteOrderId};
use crate::domain::operator::Actor;
use crate::domain::order::approval::Given;
use crate::domain::order::event::Doubt;
use crate::domain::order::{
    Approval, Attempt, NameValidation, OrderDomain, OrderForm, RemoteOrder, RequestRecord, SentFrom,
};

/// An order with everything that is known of it.
struct Case {
    order: Order,
    events: Vec<Event>,
    record: Option<OrderRecord>,
    validation: Option<OrderValidation>,
    domains: Vec<Domain>,
    approval: bool,
    certificate: CertificateKept,
}

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(minute * 60).unwrap()
}

fn actor(name: &str) -> Actor {
    Actor {
        id: Some(OperatorId(1)),
        name: name.to_owned(),
    }
}

impl Case {
    /// An order of which nothing left yet.
    fn ours(state: State) -> Self {
        let form = OrderForm {
            csr: "a CSR".to_owned(),
            ..OrderForm::default()
        };
        let order = Order {
            id: OrderId(1),
            version: 1,
            state,
            owner: actor("Rik"),
            form,
            created_at: at(1),
            updated_at: at(2),
            attempt: None,
            remote: None,
            product: None,
            refusal: Vec::new(),
            organization_name: Some("Balans".to_owned()),
            approval: None,
            search: None,
            replaces: None,
            replaced_by: None,
        };
        Self {
            order,
            events: Vec::new(),
            record: None,
            validation: None,
            domains: Vec::new(),
            approval: false,
            certificate: CertificateKept::NotLooked,
        }
    }

    /// An order that was sent.
    fn sent(state: State) -> Self {
        let mut case = Self::ours(state);
        case.order.attempt = Some(Attempt {
            reference: Reference("pkio-a".to_owned()),
            body_sha256: String::new(),
            spki_sha256: None,
            price_terms: None,
            agreement_sha256: None,
            common_name: None,
            organization_id: None,
            container_id: None,
            sent_from: SentFrom::Draft,
            actor: actor("Rik"),
            at: at(10),
        });
        case
    }

    /// An order that DigiCert has, of that status, its validation not read.
    fn placed(status: Option<&str>) -> Self {
        let mut case = Self::sent(State::Placed);
        case.order.remote = Some(RemoteOrder {
            id: RemoteOrderId(7),
            certificate_id: None,
            status: status.map(RemoteStatus::of_word),
            status_read_at: None,
            domains: vec![
                named(5, "Voorbeeld.nl", "a.voorbeeld.nl"),
                named(5, "voorbeeld.nl", "A.Voorbeeld.nl"),
            ],
            price: None,
            vanished_at: None,
            reference: None,
        });
        case
    }

    /// The same, read in full: one organization, one verified contact, one domain, all of them pending.
    fn read(status: &str) -> Self {
        let mut case = Self::placed(Some(status));
        case.record = Some(record());
        let organization = Validation {
            kind: ValidationKind("ov".to_owned()),
            description: String::new(),
            status: Some("pending".to_owned()),
            since: Some(at(12)),
            until: None,
            people: vec![person("Ada", "pending")],
            details: vec![
                ("address_verification".to_owned(), "pending".to_owned()),
                ("request_authenticity".to_owned(), "pending".to_owned()),
            ],
        };
        case.validation = Some(OrderValidation {
            organization: vec![organization],
            names: vec![proof(Some(5), "voorbeeld.nl", "pending", &["a.voorbeeld.nl"])],
            name_scope: None,
            dcv_method: Some("email".to_owned()),
        });
        case
    }

    fn organization(&mut self) -> &mut Validation {
        self.validation.as_mut().unwrap().organization.first_mut().unwrap()
    }

    /// The same with everything validated.
    fn validated(mut self) -> Self {
        let organization = self.organization();
        organization.status = Some("active".to_owned());
        organization.people = vec![person("Ada", "approved")];
        for (_, word) in &mut organization.details {
            "complete".clone_into(word);
        }
        self.validation.as_mut().unwrap().names = vec![proof(Some(5), "voorbeeld.nl", "approved", &["a.voorbeeld.nl"])];
        self
    }

    fn request(mut self, kind: &str, status: &str) -> Self {
        self.record.as_mut().unwrap().requests.push(RequestRecord {
            id: "9".to_owned(),
            at: Some(at(30)),
            kind: kind.to_owned(),
            status: status.to_owned(),
            comments: String::new(),
        });
        self
    }

    fn event(mut self, minute: i64, kind: EventKind) -> Self {
        self.events.push(Event {
            at: at(minute),
            actor: actor("Rik"),
            kind,
        });
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    fn gates(&self) -> Vec<Gate> {
        gates(&self.known())
    }

    fn known(&self) -> Known<'_> {
        Known {
            order: &self.order,
            events: &self.events,
            record: self.record.as_ref(),
            is_detailed: self.record.is_some(),
            validation: self.validation.as_ref(),
            domains: &self.domains,
            approval_is_needed: self.approval,
            certificate: self.certificate,
            now: at(100),
        }
    }

    /// The gates in one line, and on which of them the order waits, for whom, since when, and what to do.
    fn told(&self) -> (String, String) {
        let gates = self.gates();
        let all: Vec<String> = gates
            .iter()
            .map(|gate| format!("{} {}", gate.kind.word(), gate.stand.word()))
            .collect();
        let present = present(&gates)
            .and_then(|nth| gates.get(nth))
            .map_or_else(String::new, |gate| {
                let since = gate
                    .since
                    .map_or_else(|| "?".to_owned(), |at| (at.as_second() / 60).to_string());
                let advice = gate.advice.map_or("-", Advice::word);
                format!("{}: {} since {since}, {advice}", gate.kind.word(), gate.owner.word())
            });
        (all.join(", "), present)
    }
}

fn named(id: i64, name: &str, dns_name: &str) -> OrderDomain {
    OrderDomain {
        id: RemoteDomainId(id),
        name: name.to_owned(),
        dns_name: dns_name.to_owned(),
    }
}

fn proof(id: Option<i64>, scope: &str, status: &str, names: &[&str]) -> NameValidation {
    NameValidation {
        domain: id.map(RemoteDomainId),
        name_scope: scope.to_owned(),
        status: status.to_owned(),
        method: None,
        dns_names: names.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn person(name: &str, status: &str) -> VerifiedPerson {
    VerifiedPerson {
        person: PersonDetails {
            first_name: name.to_owned(),
            email: format!("{name}@voorbeeld.nl"),
            ..PersonDetails::default()
        },
        status: Some(status.to_owned()),
        ..VerifiedPerson::default()
    }
}

fn record() -> OrderRecord {
    let mut record: OrderRecord = serde_json::from_str(r#"{"id":7,"organization_name":"De Balans"}"#).unwrap();
    record.created = Some(at(11));
    record.certificate.csr = Some("a CSR".to_owned());
    record
}

fn changed(from: &str, to: &str) -> EventKind {
    EventKind::StatusChanged {
        from: Some(from.to_owned()),
        to: to.to_owned(),
    }
}

fn approval(is_given: bool) -> Approval {
    Approval {
        request_sha256: String::new(),
        asked_by: actor("Rik"),
        asked_at: at(3),
        remark: String::new(),
        written_by: Default::default(),
        given: is_given.then(|| Given {
            by: actor("Ans"),
            at: at(4),
            until: at(9),
        }),
    }
}

#[track_caller]
fn check(name: &str, case: &Case, all: &str, present: &str) {
    assert_eq!(case.told(), (all.to_owned(), present.to_owned()), "{name}");
}

const REST: &str = "organization ahead, domain ahead, issuance ahead";

#[test]
fn before_it_is_sent() {
    use State::{Approved, AwaitingApproval, Draft, Refused};
    let needed = |state| Case::ours(state).with(|case| case.approval = true);
    let asked = |state, is_given| needed(state).with(|case| case.order.approval = Some(approval(is_given)));
    for (name, case, ours, present) in [
        (
            "a draft",
            Case::ours(Draft),
            "sending waiting",
            "sending: requester since 2, send",
        ),
        (
            "a draft, approval needed",
            needed(Draft),
            "approval waiting, sending ahead",
            "approval: requester since 2, ask-approval",
        ),
        (
            "asked for",
            asked(AwaitingApproval, false),
            "approval waiting, sending ahead",
            "approval: approver since 3, approve",
        ),
        (
            "approved, even long ago",
            asked(Approved, true),
            "approval done, sending waiting",
            "sending: requester since 4, send",
        ),
        (
            "refused",
            Case::sent(Refused).event(20, EventKind::Refused { errors: Vec::new() }),
            "sending waiting",
            "sending: requester since 20, mend",
        ),
        (
            "refused, approval needed",
            needed(Refused),
            "approval waiting, sending ahead",
            "approval: requester since 2, ask-approval",
        ),
    ] {
        check(name, &case, &format!("{ours}, {REST}"), present);
    }
    let without_csr = Case::ours(Draft).with(|case| case.order.form.csr.clear());
    let (all, _) = without_csr.told();
    assert_eq!(
        all,
        "sending waiting, organization ahead, domain ahead, csr ahead, issuance ahead"
    );
}

#[test]
fn while_it_is_sent_and_in_doubt() {
    let sending = Case::sent(State::Sending);
    let rest = format!("sending waiting, {REST}");
    check("sending", &sending, &rest, "sending: desk since 10, await-answer");
    let doubt = EventKind::InDoubt { why: Doubt::TimedOut };
    let in_doubt = Case::sent(State::InDoubt).event(13, doubt);
    check("in doubt", &in_doubt, &rest, "sending: requester since 13, settle");
    let given_up = Case::sent(State::Released).with(|case| case.order.replaced_by = Some(OrderId(2)));
    check(
        "given up",
        &given_up,
        "sending stopped",
        "sending: requester since 10, go-on-in-its-place",
    );
    assert_eq!(given_up.gates().first().unwrap().order, Some(OrderId(2)));
}

#[test]
fn at_digicert() {
    let ours = "sending done";
    let validation = "organization waiting, verified-contact waiting, domain waiting, csr done";
    let passed = "organization done, verified-contact done, domain done, csr done";
    let not_read = "organization unknown, domain unknown, csr done";
    let no_csr = |case: &mut Case| {
        case.order.form.csr.clear();
        case.record.as_mut().unwrap().certificate.csr = None;
    };
    for (name, case, rest, present) in [
        (
            "never read",
            Case::placed(None),
            format!("{not_read}, issuance unknown"),
            "organization: digicert since ?, read-status",
        ),
        (
            "pending, validation never read",
            Case::placed(Some("pending")),
            format!("{not_read}, issuance waiting"),
            "issuance: digicert since 10, read-status",
        ),
        (
            "pending",
            Case::read("pending"),
            format!("{validation}, issuance ahead"),
            "organization: digicert since 12, await-validation",
        ),
        (
            "processing, all validated",
            Case::read("processing").validated(),
            format!("{passed}, issuance waiting"),
            "issuance: digicert since 11, await-issuance",
        ),
        (
            "needs approval",
            Case::read("needs_approval").request("new_request", "pending"),
            "remote-approval waiting, organization ahead, verified-contact ahead, domain ahead, csr done, issuance ahead"
                .to_owned(),
            "remote-approval: remote-approver since 30, approve-there",
        ),
        (
            "approved since, and read again since then",
            Case::read("pending")
                .request("new_request", "approved")
                .event(40, changed("needs_approval", "pending")),
            format!("remote-approval done, {validation}, issuance ahead"),
            "organization: digicert since 12, await-validation",
        ),
        (
            "needs a CSR",
            Case::read("needs_csr").validated().with(no_csr).event(41, changed("pending", "needs_csr")),
            "organization done, verified-contact done, domain done, csr waiting, issuance ahead".to_owned(),
            "csr: requester since 41, hand-in-csr",
        ),
        (
            "pending, sent without a CSR",
            Case::read("pending").validated().with(no_csr),
            "organization done, verified-contact done, domain done, csr waiting, issuance ahead".to_owned(),
            "csr: requester since 11, hand-in-csr",
        ),
        (
            "a word nobody knows",
            Case::read("awaiting_moon").event(50, changed("pending", "awaiting_moon")),
            format!("{validation}, issuance unknown"),
            "organization: digicert since 12, await-validation",
        ),
        (
            "a word nobody knows, all validated",
            Case::read("awaiting_moon").validated().event(50, changed("pending", "awaiting_moon")),
            format!("{passed}, issuance unknown"),
            "issuance: digicert since 50, ask-digicert",
        ),
        (
            "vanished",
            Case::read("pending").with(|case| case.order.remote.as_mut().unwrap().vanished_at = Some(at(60))),
            "organization ahead, verified-contact ahead, domain ahead, csr done, issuance stopped".to_owned(),
            "issuance: digicert since 60, look-in-certcentral",
        ),
    ] {
        check(name, &case, &format!("{ours}, {rest}"), present);
    }
}

#[test]
fn at_its_end() {
    let passed = "organization done, verified-contact done, domain done, csr done, issuance done";
    let ended = "organization ahead, verified-contact ahead, domain ahead, csr done, issuance stopped";
    let kept = |case: &mut Case| case.certificate = CertificateKept::Kept(at(70));
    for (name, case, rest, present) in [
        ("issued", Case::read("issued"), passed.to_owned(), ""),
        (
            "ready to be fetched",
            Case::read("waiting_pickup"),
            passed.to_owned(),
            "",
        ),
        (
            "issued, fetched",
            Case::read("issued").with(kept),
            format!("{passed}, certificate done"),
            "",
        ),
        (
            "issued, not fetched",
            Case::read("issued")
                .with(|case| case.certificate = CertificateKept::Missing)
                .event(61, changed("pending", "issued")),
            format!("{passed}, certificate waiting"),
            "certificate: desk since 61, await-fetching",
        ),
        (
            "issued, held",
            Case::read("issued").with(|case| case.certificate = CertificateKept::Held(at(71))),
            format!("{passed}, certificate waiting"),
            "certificate: requester since 71, see-certificate",
        ),
        ("expired", Case::read("expired"), passed.to_owned(), ""),
        (
            "revoked",
            Case::read("revoked").event(80, changed("issued", "revoked")),
            format!("{passed}, revocation stopped"),
            "revocation: digicert since 80, order-anew",
        ),
        (
            "revocation asked for",
            Case::read("issued").request("revoke", "submitted"),
            format!("{passed}, revocation waiting"),
            "revocation: remote-approver since 30, approve-there",
        ),
        (
            "reissue asked for",
            Case::read("issued").request("reissue", "pending"),
            format!("{passed}, reissue waiting"),
            "reissue: remote-approver since 30, approve-there",
        ),
        (
            "reissue under way, all validated",
            Case::read("reissue_pending").validated().request("reissue", "approved"),
            format!("{passed}, reissue waiting"),
            "reissue: digicert since 30, await-reissue",
        ),
        (
            "reissue under way, a domain to prove again",
            Case::read("reissue_pending"),
            "organization waiting, verified-contact waiting, domain waiting, csr done, issuance done, reissue ahead"
                .to_owned(),
            "organization: digicert since 12, await-validation",
        ),
        (
            "rejected",
            Case::read("rejected").event(81, changed("pending", "rejected")),
            ended.to_owned(),
            "issuance: digicert since 81, order-anew",
        ),
        (
            "its request rejected",
            Case::read("rejected")
                .request("new_request", "rejected")
                .event(81, changed("pending", "rejected")),
            format!("remote-approval stopped, {ended}"),
            "remote-approval: remote-approver since 81, order-anew",
        ),
        (
            "canceled",
            Case::read("canceled").event(82, changed("pending", "canceled")),
            ended.to_owned(),
            "issuance: digicert since 82, order-anew",
        ),
    ] {
        check(name, &case, &format!("sending done, {rest}"), present);
    }
}

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
    assert_eq!(present, "organization: verified-contact since 12, answer-digicert");
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
