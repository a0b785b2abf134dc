//! The gates that an order passes on its way to a certificate, and on whom each of them waits: our approval, sending,
//! DigiCert's approval, the organization, its verified contacts, each domain, the CSR, issuance, the certificate itself;
//! then reissues and revocations.
//!
//! Read from what is known and never asked of anybody. No gate ever times out: PKIo orders take days, and an age is shown,
//! never taken for a failure. What DigiCert says in a word of its own is shown as it came.

mod domains;
mod ours;
mod remote;
mod terms;
#[cfg(test)]
mod tests;

use jiff::Timestamp;

pub use domains::{DomainNames, of_order as domains_of};
pub use terms::{Advice, GateKind, Owner, Stand};

use super::{Event, EventKind, Order, OrderRecord, OrderValidation, RemoteStatus, State};
use crate::domain::directory::Domain;
use crate::domain::ids::{OrderId, RemoteDomainId};

/// What is known of an order, from which its gates are read.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The order here.
    pub order: &'a Order,
    /// Its journal.
    pub events: &'a [Event],
    /// The order at DigiCert, as it was last read.
    pub record: Option<&'a OrderRecord>,
    /// Whether that was read in full at least once: only then people, requests and the CSR are known.
    pub is_detailed: bool,
    /// How far its validation is, where that was read.
    pub validation: Option<&'a OrderValidation>,
    /// The domains that its names belong to, as far as they are known.
    pub domains: &'a [Domain],
    /// Whether an order needs the approval of a second person here.
    pub approval_is_needed: bool,
    /// What the desk has of the certificate.
    pub certificate: CertificateKept,
    /// As of when.
    pub now: Timestamp,
}

/// What the desk has of an order's certificate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CertificateKept {
    /// Nobody looked.
    #[default]
    NotLooked,
    /// Not fetched yet.
    Missing,
    /// Fetched then, and as ordered.
    Kept(Timestamp),
    /// Fetched then, and held back because it is not as ordered.
    Held(Timestamp),
}

/// One of several things that a gate is about: what is verified, a person, a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What sort of thing.
    pub kind: PartKind,
    /// What it is called: DigiCert's word, a person's name, a DNS name.
    pub name: String,
    /// A person's e-mail address.
    pub email: String,
    /// Where it stands, in DigiCert's word; empty where that is not known.
    pub word: String,
    /// Whether it is done.
    pub is_done: bool,
}

/// What sort of thing a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Something that DigiCert verifies.
    Detail,
    /// A person who answers.
    Person,
    /// A name on the order.
    Name,
}

/// One gate of one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Which.
    pub kind: GateKind,
    /// Where it stands.
    pub stand: Stand,
    /// Who has to act, or had to.
    pub owner: Owner,
    /// What it is about, besides its kind: an organization, a domain; or empty.
    pub subject: String,
    /// Who it was or is, where that is known.
    pub who: Option<String>,
    /// Since when it stands there.
    pub since: Option<Timestamp>,
    /// What to do next.
    pub advice: Option<Advice>,
    /// DigiCert's own word for where it stands.
    pub remote_word: Option<String>,
    /// The things it is about, where there are several.
    pub parts: Vec<Part>,
    /// The domain, where it is about one that is known in the account.
    pub domain: Option<RemoteDomainId>,
    /// The order that took the place of this one.
    pub order: Option<OrderId>,
}

impl Gate {
    fn new(kind: GateKind, stand: Stand, owner: Owner) -> Self {
        Self {
            kind,
            stand,
            owner,
            subject: String::new(),
            who: None,
            since: None,
            advice: None,
            remote_word: None,
            parts: Vec::new(),
            domain: None,
            order: None,
        }
    }

    fn about(self, subject: impl Into<String>) -> Self {
        let subject = subject.into();
        Self { subject, ..self }
    }

    fn since(self, since: Option<Timestamp>) -> Self {
        Self { since, ..self }
    }

    /// What to do next, which is said only where somebody has to act or the order ended.
    fn next(self, advice: Advice) -> Self {
        let is_said = matches!(self.stand, Stand::Waiting | Stand::Stopped | Stand::Unknown);
        let advice = is_said.then_some(advice);
        Self { advice, ..self }
    }

    fn by(self, who: &str) -> Self {
        let who = Some(who.to_owned()).filter(|who| !who.is_empty());
        Self { who, ..self }
    }

    /// Those of its parts that are not done.
    pub fn open_parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| !part.is_done)
    }
}

/// All gates of an order, in the order of its life.
#[must_use]
pub fn gates(known: &Known<'_>) -> Vec<Gate> {
    let mut gates = ours::gates(known);
    gates.extend(remote::gates(known));
    gates
}

/// The gate that the order is at: the CSR where DigiCert's status asks for just that, else the first that waits, or else that
/// at which it ended, or else the first of which nothing is known. None where all is done. An organization that waits on
/// its verified contact has a gate of its own for that.
#[must_use]
pub fn present(gates: &[Gate]) -> Option<usize> {
    let first = |stand| gates.iter().position(|gate| gate.stand == stand);
    let is_asked =
        |gate: &Gate| gate.kind == GateKind::Csr && gate.stand == Stand::Waiting && gate.remote_word.is_some();
    let on_contact = |gate: &Gate| gate.owner == Owner::VerifiedContact && gate.stand == Stand::Waiting;
    let contact = |gate: &Gate| gate.kind == GateKind::VerifiedContact && on_contact(gate);
    let contact = || gates.iter().position(contact);
    let waiting = || match first(Stand::Waiting) {
        Some(nth) if gates.get(nth).is_some_and(on_contact) => contact().or(Some(nth)),
        waiting => waiting,
    };
    gates
        .iter()
        .position(is_asked)
        .or_else(waiting)
        .or_else(|| first(Stand::Stopped))
        .or_else(|| first(Stand::Unknown))
}

impl Known<'_> {
    /// DigiCert's status as it was last read.
    fn status(&self) -> Option<&RemoteStatus> {
        let remote = self.order.remote.as_ref()?;
        remote
            .status
            .as_ref()
            .or_else(|| self.record.and_then(|record| record.status.as_ref()))
    }

    /// Since when the status is what it is; none where the journal does not tell.
    fn status_since(&self) -> Option<Timestamp> {
        let word = self.status()?.word();
        self.last(|kind| matches!(kind, EventKind::StatusChanged { to, .. } if to == word))
    }

    /// When something last happened.
    fn last(&self, is_it: impl Fn(&EventKind) -> bool) -> Option<Timestamp> {
        let those = self.events.iter().filter(|event| is_it(&event.kind));
        those.map(|event| event.at).max()
    }

    /// When DigiCert took it, by its own word where that is known.
    fn placed_at(&self) -> Option<Timestamp> {
        let told = self.record.and_then(|record| record.created);
        let answered = || self.last(|kind| matches!(kind, EventKind::Placed { .. } | EventKind::Found { .. }));
        let attempted = || self.order.attempt.as_ref().map(|attempt| attempt.at);
        let seen = || (self.order.state == State::Elsewhere).then_some(self.order.created_at);
        told.or_else(answered).or_else(attempted).or_else(seen)
    }

    /// Since when DigiCert works on it: it was placed, or approved later.
    fn open_since(&self) -> Option<Timestamp> {
        let is_open = |kind: &EventKind| matches!(kind, EventKind::StatusChanged { from: Some(from), to } if to == "pending" && from == "needs_approval");
        self.last(is_open).max(self.placed_at())
    }

    /// Whether a certificate came of it.
    fn was_issued(&self) -> bool {
        let is_reissued = self.status() == Some(&RemoteStatus::ReissuePending);
        let by_status = is_reissued || self.status().is_some_and(RemoteStatus::has_certificate);
        let certificate = self.record.map(|record| &record.certificate);
        by_status || certificate.is_some_and(|it| it.issued.is_some() || it.serial_number.is_some())
    }
}
