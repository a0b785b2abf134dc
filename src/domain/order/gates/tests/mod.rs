//! Every state of an order, and where its gates stand then.
#![expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]

mod details;
mod states;

use super::*;
use crate::domain::approval::{Approval, Given};
use crate::domain::directory::validation::VerifiedPerson;
use crate::domain::directory::{PersonDetails, Validation, ValidationKind};
use crate::domain::ids::{OperatorId, OrderId, Reference, RemoteOrderId};
use crate::domain::operator::Actor;
use crate::domain::order::{Attempt, NameValidation, OrderDomain, OrderForm, RemoteOrder, RequestRecord, SentFrom};

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
