//! Every kind of change in every variant that is sent differently: how a person makes it, which one call DigiCert gets,
//! and what is other there afterwards, field by field.

mod domains;
mod organizations;

use pkio_desk::domain::change::{Change, ChangeKind, Subject};
use pkio_desk::domain::ids::{OrganizationId, RemoteDomainId};
use reqwest::Method;
use serde_json::{Value, json};

use super::super::harness::Desk;
use super::super::visitor::{Page, Visitor};
use super::{begin, fill, send};

/// Stands for anything but nothing: numbers that DigiCert gives, its random values and its times.
pub(super) const ANY: &str = "*";

/// One change as a person makes it.
#[derive(Clone)]
pub(super) struct Case {
    pub(super) kind: ChangeKind,
    pub(super) variant: &'static str,
    pub(super) subject: Subject,
    /// What is typed over what the form comes with.
    pub(super) typed: Vec<(&'static str, &'static str)>,
    /// What happens at DigiCert first: a path of the sandbox's control endpoint.
    pub(super) first: Option<String>,
    /// Method and path of the one call that changes something.
    pub(super) call: (&'static str, String),
    /// Whether the answer has a body.
    pub(super) has_answer: bool,
    /// Every place that is other afterwards, and what is there then. A `*` as a part of a place stands for one or more of
    /// a list, `+` for what was created.
    pub(super) expected: Vec<(String, Value)>,
}

impl Case {
    fn of(kind: ChangeKind, variant: &'static str, subject: Subject) -> Self {
        let (place, id) = match subject {
            Subject::NewOrganization => ("organization", String::new()),
            Subject::Organization(id) => ("organization", format!("/{id}")),
            Subject::NewDomain => ("domain", String::new()),
            Subject::Domain(id) => ("domain", format!("/{id}")),
            Subject::Order(_) => unreachable!("orders have cases of their own"),
        };
        let (method, rest) = match kind {
            ChangeKind::CreateOrganization | ChangeKind::AddDomain => ("POST", ""),
            ChangeKind::ChangeOrganization => ("PUT", ""),
            ChangeKind::ChangeContacts => ("PUT", "/contact"),
            ChangeKind::SubmitOrganization | ChangeKind::SubmitDomain => ("POST", "/validation"),
            ChangeKind::ActivateOrganization | ChangeKind::ActivateDomain => ("PUT", "/activate"),
            ChangeKind::DeactivateOrganization | ChangeKind::DeactivateDomain => ("PUT", "/deactivate"),
            ChangeKind::ChangeDcvMethod => ("PUT", "/dcv/method"),
            ChangeKind::NewDcvToken => ("POST", "/dcv/token"),
            ChangeKind::ResendDcvEmails => ("POST", "/dcv/emails"),
            ChangeKind::CheckDcv => ("PUT", "/dcv/validate-token"),
            kind => unreachable!("{kind:?} is about orders"),
        };
        let with_body = [
            ChangeKind::CreateOrganization,
            ChangeKind::AddDomain,
            ChangeKind::ChangeDcvMethod,
            ChangeKind::NewDcvToken,
            ChangeKind::CheckDcv,
        ];
        Self {
            kind,
            variant,
            subject,
            typed: Vec::new(),
            first: None,
            call: (method, format!("/{place}{id}{rest}")),
            has_answer: with_body.contains(&kind),
            expected: Vec::new(),
        }
    }

    fn typing(mut self, typed: &[(&'static str, &'static str)]) -> Self {
        self.typed.extend(typed);
        self
    }

    /// Expects these members of the record, and no others, to be other.
    fn changes(mut self, members: &[(&str, Value)]) -> Self {
        let record = match self.subject {
            Subject::NewOrganization => "/organizations/+".to_owned(),
            Subject::Organization(id) => format!("/organizations/{id}"),
            Subject::NewDomain => "/domains/+".to_owned(),
            Subject::Domain(id) => format!("/domains/{id}"),
            Subject::Order(id) => format!("/orders/{id}"),
        };
        let members = members.iter();
        self.expected
            .extend(members.map(|(member, value)| (format!("{record}{member}"), value.clone())));
        self
    }

    /// Whether DigiCert has something afterwards that it had not before.
    pub(super) fn creates(&self) -> bool {
        matches!(self.subject, Subject::NewOrganization | Subject::NewDomain)
    }

    pub(super) fn title(&self) -> String {
        format!("{} ({})", self.kind.word(), self.variant)
    }

    /// Makes the change over the pages, up to and with the button that sends it.
    pub(super) async fn make(&self, visitor: &Visitor) -> Page {
        let subject = match self.subject {
            Subject::Organization(id) => format!("/organizations/{id}"),
            Subject::Domain(id) => format!("/domains/{id}"),
            Subject::NewOrganization => "/organizations/new".to_owned(),
            Subject::NewDomain => "/domains/new".to_owned(),
            Subject::Order(id) => format!("/orders/{id}"),
        };
        if self.creates() {
            let saved = fill(visitor, &subject, &self.typed).await;
            assert_eq!(saved.status, 303, "{}: {:?}", self.title(), saved.text("main"));
            return send(visitor, saved.location().trim_end_matches("/check")).await;
        }
        if self.kind.is_immediate() {
            return visitor
                .post(&format!("{subject}/changes"), &[("kind", self.kind.word())])
                .await;
        }
        let change = begin(visitor, &subject, self.kind.word()).await;
        if self.kind.has_form() {
            let saved = fill(visitor, &format!("{change}/edit"), &self.typed).await;
            assert_eq!(saved.status, 303, "{}: {:?}", self.title(), saved.text("main"));
        }
        if !self.kind.needs_confirmation() {
            return send(visitor, &change).await;
        }
        let path = format!("{change}/send");
        let mut fields = visitor.page(&format!("{change}/check")).await.fields(&path);
        fields.retain(|(name, _)| name != "confirmation");
        let typed = self
            .typed
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        fields.extend(typed);
        visitor.post(&path, &fields).await
    }

    /// Lets happen at DigiCert what must happen first. Nothing there moves on by itself afterwards.
    pub(super) async fn prepare(&self, desk: &Desk) {
        let still = json!({ "validate_after": null, "issue_after": null });
        desk.control(Method::POST, "/settings", Some(still)).await;
        if let Some(path) = &self.first {
            desk.control(Method::POST, path, Some(json!({}))).await;
        }
        desk.control(Method::DELETE, "/calls", None).await;
    }

    /// The change as the desk has it: the newest of its subject.
    pub(super) async fn stored(&self, desk: &Desk) -> Change {
        let mut found = desk.fresh.store.changes().of_subject(self.subject, 1).await.unwrap();
        found.pop().expect("the change")
    }

    /// The calls that DigiCert got and that change something.
    pub(super) async fn calls(&self, desk: &Desk) -> Vec<(String, String)> {
        let log = desk.control(Method::GET, "/calls", None).await;
        let text = |call: &Value, name: &str| call[name].as_str().unwrap().to_owned();
        let calls = log["calls"].as_array().unwrap().iter();
        let calls = calls.map(|call| (text(call, "method"), text(call, "path")));
        calls.filter(|(method, _)| method != "GET").collect()
    }

    /// That DigiCert got the one call so many times, and no other that changes anything.
    pub(super) async fn assert_sent(&self, desk: &Desk, times: usize, when: &str) {
        let (method, path) = &self.call;
        let expected = vec![((*method).to_owned(), path.clone()); times];
        assert_eq!(self.calls(desk).await, expected, "{} {when}", self.title());
    }
}

fn new(kind: ChangeKind, variant: &'static str) -> Case {
    let subject = match kind {
        ChangeKind::AddDomain => Subject::NewDomain,
        _ => Subject::NewOrganization,
    };
    Case::of(kind, variant, subject)
}

fn organization(kind: ChangeKind, variant: &'static str, id: i64) -> Case {
    Case::of(kind, variant, Subject::Organization(OrganizationId(id)))
}

fn domain(kind: ChangeKind, variant: &'static str, id: i64) -> Case {
    Case::of(kind, variant, Subject::Domain(RemoteDomainId(id)))
}

/// All of them; the first of a kind is the plainest.
pub(super) fn cases() -> Vec<Case> {
    [organizations::cases(), switches(), domains::cases()].concat()
}

/// One case of each kind.
pub(super) fn one_of_each() -> Vec<Case> {
    let mut one: Vec<Case> = Vec::new();
    for case in cases() {
        if !one.iter().any(|known| known.kind == case.kind) {
            one.push(case);
        }
    }
    one
}

fn switches() -> Vec<Case> {
    vec![
        organization(ChangeKind::ActivateOrganization, "an inactive one", 2_042_717)
            .changes(&[("/is_active", json!(true))]),
        organization(ChangeKind::DeactivateOrganization, "an active one", 2_042_730)
            .typing(&[("confirmation", "Notariskantoor De Witte en Partners")])
            .changes(&[("/is_active", json!(false))]),
        domain(ChangeKind::ActivateDomain, "an inactive one", 4_815_016).changes(&[("/is_active", json!(true))]),
        domain(ChangeKind::DeactivateDomain, "an active one", 4_815_003)
            .typing(&[("confirmation", "debalans.example")])
            .changes(&[("/is_active", json!(false))]),
    ]
}
