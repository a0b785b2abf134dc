//! The gates at DigiCert.

use jiff::Timestamp;

use super::{Advice, CertificateKept, Gate, GateKind, Known, Owner, Part, PartKind, Stand, domains};
use crate::domain::directory::people::PersonKey;
use crate::domain::directory::validation::VerifiedPerson;
use crate::domain::directory::{PersonDetails, Standing, Validation};
use crate::domain::order::{EventKind, RemoteStatus, RequestRecord, State};

/// What DigiCert verifies by hearing the verified contact (CertCentral: Order validation status, `verification_details`).
const BY_CONTACT: &str = "request_authenticity";

pub(super) fn gates(known: &Known<'_>) -> Vec<Gate> {
    if known.order.remote.is_none() {
        return ahead(known);
    }
    let mut gates: Vec<Gate> = requests(known);
    gates.extend(organizations(known));
    gates.extend(verified_contacts(known));
    gates.extend(domains::gates(known));
    gates.extend(csr(known));
    let waits = gates.iter().any(|gate| gate.stand == Stand::Waiting);
    gates.push(issuance(known, waits));
    gates.extend(certificate(known));
    gates.extend(reissue(known, waits));
    gates.extend(revocation(known));
    gates
}

/// What lies ahead of an order that is not at DigiCert yet; nothing of one that was given up.
fn ahead(known: &Known<'_>) -> Vec<Gate> {
    if known.order.state == State::Released {
        return Vec::new();
    }
    let gate = |kind, owner| Gate::new(kind, Stand::Ahead, owner);
    let name = known.order.organization_name.clone().unwrap_or_default();
    let csr = known.order.form.csr.trim().is_empty();
    let csr = csr.then(|| gate(GateKind::Csr, Owner::Requester));
    [
        gate(GateKind::Organization, Owner::DigiCert).about(name),
        gate(GateKind::Domain, Owner::DomainOwner),
    ]
    .into_iter()
    .chain(csr)
    .chain([gate(GateKind::Issuance, Owner::DigiCert)])
    .collect()
}

impl Known<'_> {
    /// Where a gate of validation stands, whether it is done being known or not.
    pub(super) fn stand(&self, is_done: Option<bool>) -> Stand {
        let is_past = self.status().is_some_and(RemoteStatus::has_certificate);
        match (self.status(), is_done) {
            _ if is_past => Stand::Done,
            (_, Some(true)) => Stand::Done,
            (Some(RemoteStatus::Rejected | RemoteStatus::Canceled | RemoteStatus::NeedsApproval), _) => Stand::Ahead,
            _ if self.vanished_at().is_some() => Stand::Ahead,
            (_, Some(false)) => Stand::Waiting,
            (_, None) => Stand::Unknown,
        }
    }

    /// Since when DigiCert does not know it any more.
    fn vanished_at(&self) -> Option<Timestamp> {
        self.order.remote.as_ref().and_then(|remote| remote.vanished_at)
    }

    fn requests(&self) -> &[RequestRecord] {
        self.record.map_or(&[], |record| record.requests.as_slice())
    }

    fn has_ended(&self) -> bool {
        matches!(self.status(), Some(RemoteStatus::Rejected | RemoteStatus::Canceled))
    }
}

/// The approval in CertCentral: of the order itself, and of what this desk has no other gate for.
fn requests(known: &Known<'_>) -> Vec<Gate> {
    let gate = |stand| Gate::new(GateKind::RemoteApproval, stand, Owner::RemoteApprover).next(Advice::ApproveThere);
    let status = known.status();
    let needs_approval = status == Some(&RemoteStatus::NeedsApproval);
    let mut gates = Vec::new();
    let own = known.requests().iter().find(|request| request.kind == "new_request");
    let gate_of_own = match own {
        _ if needs_approval => {
            let asked = own.and_then(|request| request.at);
            Some(gate(Stand::Waiting).since(known.status_since().or(asked).or_else(|| known.placed_at())))
        }
        Some(request) if request.status == "rejected" => {
            let gate = gate(Stand::Stopped).since(known.status_since());
            Some(gate.next(Advice::OrderAnew))
        }
        // The copy of a request may be older than the order's status, which says that it was approved.
        Some(request) if request.is_waiting() && !known.was_issued() && !known.has_ended() => {
            Some(gate(Stand::Waiting).since(request.at))
        }
        Some(_) => Some(gate(Stand::Done)),
        None => None,
    };
    let word = own.map(|request| request.status.clone());
    gates.extend(gate_of_own.map(|gate| Gate {
        remote_word: word,
        ..gate
    }));
    let has_gate = ["new_request", "reissue", "duplicate", "revoke"];
    let others = known.requests().iter().filter(|request| request.is_waiting());
    let others = others.filter(|request| !has_gate.contains(&request.kind.as_str()));
    gates.extend(others.map(|request| Gate {
        remote_word: Some(request.status.clone()),
        ..gate(Stand::Waiting).since(request.at).about(request.kind.clone())
    }));
    gates
}

fn organization_name(known: &Known<'_>) -> String {
    let told = known.record.map(|record| record.organization_name.clone());
    let told = told.filter(|name| !name.is_empty());
    told.or_else(|| known.order.organization_name.clone())
        .unwrap_or_default()
}

/// The validations of the organization that count for the order.
fn organizations(known: &Known<'_>) -> Vec<Gate> {
    let name = organization_name(known);
    let gate = |is_done| Gate::new(GateKind::Organization, known.stand(is_done), Owner::DigiCert).about(name.clone());
    let validations = match known.validation {
        Some(validation) if !validation.organization.is_empty() => &validation.organization,
        _ => return vec![gate(None).next(Advice::ReadStatus)],
    };
    let one = |validation: &Validation| {
        let gate = gate(Some(validation.standing(known.now) == Standing::Valid));
        let waits = gate.stand == Stand::Waiting;
        let on_contact = waits && waits_on_contact(validation);
        let name = if validations.len() > 1 {
            format!("{} ({})", gate.subject, validation.kind.0)
        } else {
            gate.subject.clone()
        };
        let gate = gate.about(name).next(if on_contact {
            Advice::AnswerDigiCert
        } else {
            Advice::AwaitValidation
        });
        Gate {
            owner: if on_contact {
                Owner::VerifiedContact
            } else {
                Owner::DigiCert
            },
            since: waits.then(|| validation.since.max(known.open_since())).flatten(),
            remote_word: validation.status.clone(),
            parts: validation
                .details
                .iter()
                .map(|(name, word)| detail(name, word))
                .collect(),
            ..gate
        }
    };
    validations.iter().map(one).collect()
}

/// Whether all is verified but what a verified contact has to say.
fn waits_on_contact(validation: &Validation) -> bool {
    let mut open = validation.details.iter().filter(|(_, word)| !is_done(word)).peekable();
    open.peek().is_some()
        && open.all(|(name, _)| name == BY_CONTACT)
        && validation.people.iter().any(|person| !has_answered(person))
}

fn detail(name: &str, word: &str) -> Part {
    Part {
        kind: PartKind::Detail,
        name: name.to_owned(),
        email: String::new(),
        word: word.to_owned(),
        is_done: is_done(word),
    }
}

fn is_done(word: &str) -> bool {
    matches!(word, "complete" | "completed" | "approved" | "active" | "valid")
}

fn has_answered(person: &VerifiedPerson) -> bool {
    person.status.as_deref().is_some_and(is_done)
}

/// The verified contacts, each with whether they answered. It is not documented whether one answer is enough; what
/// DigiCert says of the whole tells that.
fn verified_contacts(known: &Known<'_>) -> Option<Gate> {
    let mut people: Vec<(PersonDetails, Option<String>)> = Vec::new();
    let validations = known
        .validation
        .map_or(&[][..], |validation| validation.organization.as_slice());
    for person in validations.iter().flat_map(|validation| &validation.people) {
        add_person(&mut people, &person.person, person.status.clone());
    }
    for person in known.record.iter().flat_map(|record| &record.verified_contacts) {
        add_person(&mut people, person, None);
    }
    if people.is_empty() {
        return None;
    }
    let is_valid = |validation: &Validation| {
        let mut details = validation.details.iter();
        validation.standing(known.now) == Standing::Valid
            || details.any(|(name, word)| name == BY_CONTACT && is_done(word))
    };
    let all_answered = people.iter().all(|(_, word)| word.as_deref().is_some_and(is_done));
    let is_told = !validations.is_empty();
    let done = all_answered || (is_told && validations.iter().all(is_valid));
    let gate = Gate::new(
        GateKind::VerifiedContact,
        known.stand(is_told.then_some(done)),
        Owner::VerifiedContact,
    );
    let parts = people.into_iter().map(|(person, word)| Part {
        kind: PartKind::Person,
        name: person.full_name(),
        email: person.email,
        is_done: word.as_deref().is_some_and(is_done),
        word: word.unwrap_or_default(),
    });
    let parts: Vec<Part> = parts.collect();
    let advice = match gate.stand {
        Stand::Unknown => Advice::ReadStatus,
        _ => Advice::AnswerDigiCert,
    };
    let since = (gate.stand == Stand::Waiting).then(|| known.open_since()).flatten();
    let gate = gate.next(advice).since(since);
    let gate = Gate { parts, ..gate };
    let open: Vec<&str> = gate.open_parts().map(|part| part.name.as_str()).collect();
    let who = open.join(", ");
    Some(if gate.stand == Stand::Waiting {
        gate.by(&who)
    } else {
        gate
    })
}

fn add_person(people: &mut Vec<(PersonDetails, Option<String>)>, person: &PersonDetails, word: Option<String>) {
    let key = PersonKey::of(person);
    if !people.iter().any(|(known, _)| PersonKey::of(known) == key) {
        people.push((person.clone(), word));
    }
}

/// The CSR. Whether it came with the order is not known of every order that was placed elsewhere.
fn csr(known: &Known<'_>) -> Option<Gate> {
    let gate = |stand| Gate::new(GateKind::Csr, stand, Owner::Requester).next(Advice::HandInCsr);
    let is_needed = known.status() == Some(&RemoteStatus::NeedsCsr);
    let of_record = known.record.and_then(|record| record.certificate.csr.as_ref());
    let was_sent = known.order.attempt.is_some() && !known.order.form.csr.trim().is_empty();
    if is_needed {
        let gate = gate(Stand::Waiting).since(known.status_since().or_else(|| known.placed_at()));
        let remote_word = known.status().map(|status| status.word().to_owned());
        return Some(Gate { remote_word, ..gate });
    }
    if was_sent || of_record.is_some() || known.was_issued() {
        return Some(gate(Stand::Done));
    }
    if known.order.attempt.is_some() {
        // Sent without one on purpose: so it is to follow.
        let gate = gate(known.stand(known.is_detailed.then_some(false)));
        let since = (gate.stand == Stand::Waiting).then(|| known.placed_at()).flatten();
        return Some(gate.next(Advice::HandInCsr).since(since));
    }
    None
}

fn issuance(known: &Known<'_>, others_wait: bool) -> Gate {
    let gate = |stand| Gate::new(GateKind::Issuance, stand, Owner::DigiCert);
    let since = known.status_since();
    let vanished = known.vanished_at();
    let issued = known.record.and_then(|record| record.certificate.issued);
    let gate = match known.status() {
        _ if vanished.is_some() => gate(Stand::Stopped).next(Advice::LookInCertCentral).since(vanished),
        _ if known.was_issued() => {
            let by_journal = || since.filter(|_| known.status() == Some(&RemoteStatus::Issued));
            gate(Stand::Done).since(issued.or_else(by_journal))
        }
        Some(RemoteStatus::Rejected | RemoteStatus::Canceled) => {
            gate(Stand::Stopped).next(Advice::OrderAnew).since(since)
        }
        Some(RemoteStatus::NeedsApproval | RemoteStatus::NeedsCsr) => gate(Stand::Ahead),
        Some(RemoteStatus::Other(_)) => gate(Stand::Unknown).next(Advice::AskDigiCert).since(since),
        None => gate(Stand::Unknown).next(Advice::ReadStatus),
        Some(_) if others_wait => gate(Stand::Ahead),
        Some(_) => {
            let advice = if known.validation.is_some() {
                Advice::AwaitIssuance
            } else {
                Advice::ReadStatus
            };
            gate(Stand::Waiting).next(advice).since(known.open_since())
        }
    };
    let word = known.status().map(|status| status.word().to_owned());
    Gate {
        remote_word: word.filter(|_| gate.stand != Stand::Ahead),
        ..gate
    }
}

/// A reissue that is asked for, or under way.
fn reissue(known: &Known<'_>, others_wait: bool) -> Option<Gate> {
    let gate = |stand, owner| Gate::new(GateKind::Reissue, stand, owner);
    let is_one = |request: &&RequestRecord| matches!(request.kind.as_str(), "reissue" | "duplicate");
    let asked = known
        .requests()
        .iter()
        .filter(is_one)
        .find(|request| request.is_waiting());
    if let Some(request) = asked {
        let gate = gate(Stand::Waiting, Owner::RemoteApprover).next(Advice::ApproveThere);
        return Some(with_word(gate.since(request.at), request));
    }
    if known.status() != Some(&RemoteStatus::ReissuePending) {
        return None;
    }
    let last: Option<Timestamp> = known
        .requests()
        .iter()
        .filter(is_one)
        .filter_map(|request| request.at)
        .max();
    let stand = if others_wait { Stand::Ahead } else { Stand::Waiting };
    let gate = gate(stand, Owner::DigiCert).next(Advice::AwaitReissue);
    Some(gate.since(known.status_since().or(last)))
}

/// A revocation that is asked for, or done.
fn revocation(known: &Known<'_>) -> Option<Gate> {
    let gate = |stand, owner| Gate::new(GateKind::Revocation, stand, owner);
    if known.status() == Some(&RemoteStatus::Revoked) {
        let gate = gate(Stand::Stopped, Owner::DigiCert).next(Advice::OrderAnew);
        return Some(gate.since(known.status_since()));
    }
    let mut asked = known.requests().iter().filter(|request| request.kind == "revoke");
    let request = asked.find(|request| request.is_waiting())?;
    let gate = gate(Stand::Waiting, Owner::RemoteApprover).next(Advice::ApproveThere);
    Some(with_word(gate.since(request.at), request))
}

fn with_word(gate: Gate, request: &RequestRecord) -> Gate {
    Gate {
        remote_word: Some(request.status.clone()),
        ..gate
    }
}

/// The certificate at this desk, once there is one.
fn certificate(known: &Known<'_>) -> Option<Gate> {
    if !known.was_issued() {
        return None;
    }
    let gate = |stand, owner| Gate::new(GateKind::Certificate, stand, owner);
    // Of one that is over nobody waits for the certificate, though the desk fetches it.
    let is_over = known.status().is_some_and(RemoteStatus::is_over);
    let is_there = !is_over && known.status().is_some_and(RemoteStatus::has_certificate);
    Some(match known.certificate {
        CertificateKept::NotLooked => return None,
        CertificateKept::Held(_) if is_over => return None,
        CertificateKept::Missing if !is_there => return None,
        CertificateKept::Missing => {
            let issued = known.record.and_then(|record| record.certificate.issued);
            let since = issued.or_else(|| known.status_since());
            gate(Stand::Waiting, Owner::Desk)
                .next(Advice::AwaitFetching)
                .since(since)
        }
        CertificateKept::Kept(at) => gate(Stand::Done, Owner::Desk).since(Some(at)),
        // It may be fetched again and again, and held each time.
        CertificateKept::Held(at) => {
            let gate = gate(Stand::Waiting, Owner::Requester).next(Advice::SeeCertificate);
            let held = known.last(|kind| matches!(kind, EventKind::CertificateHeld { .. }));
            gate.since(held.or(Some(at)))
        }
    })
}
