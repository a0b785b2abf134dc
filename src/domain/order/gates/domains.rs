//! The domains of an order: several names on it may be proven by one domain, and DigiCert does not keep to one case.

use super::{Advice, Gate, GateKind, Known, Owner, Part, PartKind, Stand};
use crate::domain::directory::{DcvMethod, Domain};
use crate::domain::ids::RemoteDomainId;
use crate::domain::order::NameValidation;

/// A domain, and the names on the order that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainNames {
    /// The domain in the account, where it is known.
    pub id: Option<RemoteDomainId>,
    /// Its name.
    pub name: String,
    /// The names on the order, each once.
    pub dns_names: Vec<String>,
    /// Where it stands, in DigiCert's word; none where that was not read.
    pub word: Option<String>,
    /// Whether control is proven, where that was read.
    pub is_proven: Option<bool>,
    /// How, in DigiCert's word.
    pub method: Option<String>,
}

impl DomainNames {
    fn is(&self, id: Option<RemoteDomainId>, name: &str) -> bool {
        match (self.id, id) {
            (Some(own), Some(other)) => own == other,
            _ => self.name.eq_ignore_ascii_case(name),
        }
    }

    fn add_name(&mut self, name: &str) {
        if !self.dns_names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            self.dns_names.push(name.to_owned());
        }
    }

    fn add_validation(&mut self, entry: &NameValidation) {
        let is_proven = entry.is_proven();
        // What is not proven yet is what matters.
        if self.is_proven != Some(false) {
            self.word = Some(entry.status.clone()).filter(|word| !word.is_empty());
            self.is_proven = Some(is_proven);
        }
        if self.method.is_none() {
            self.method.clone_from(&entry.method);
        }
        for name in &entry.dns_names {
            self.add_name(name);
        }
    }
}

/// The domains of an order with their names: from the state of its validation, or from the answer to the order where that
/// was not read.
#[must_use]
pub fn of_order(known: &Known<'_>) -> Vec<DomainNames> {
    let mut groups: Vec<DomainNames> = Vec::new();
    for entry in known.validation.iter().flat_map(|validation| &validation.names) {
        let id = entry.domain.or_else(|| mirrored(known.domains, &entry.name_scope));
        group(&mut groups, id, &entry.name_scope).add_validation(entry);
    }
    if groups.is_empty() {
        for entry in known.order.remote.iter().flat_map(|remote| &remote.domains) {
            group(&mut groups, Some(entry.id), &entry.name).add_name(&entry.dns_name);
        }
    }
    for group in &mut groups {
        let domain = known.domains.iter().find(|domain| Some(domain.id) == group.id);
        let of_domain = domain.and_then(|domain| domain.dcv.method.clone());
        let of_order = known.validation.and_then(|validation| validation.dcv_method.clone());
        group.method = group.method.take().or(of_domain).or(of_order);
    }
    groups
}

fn mirrored(domains: &[Domain], name: &str) -> Option<RemoteDomainId> {
    let found = domains.iter().find(|domain| domain.name.eq_ignore_ascii_case(name));
    found.map(|domain| domain.id)
}

fn group<'a>(groups: &'a mut Vec<DomainNames>, id: Option<RemoteDomainId>, name: &str) -> &'a mut DomainNames {
    let place = groups.iter().position(|group| group.is(id, name));
    let place = place.unwrap_or(groups.len());
    let new = || DomainNames {
        id,
        name: name.to_owned(),
        dns_names: Vec::new(),
        word: None,
        is_proven: None,
        method: None,
    };
    if place == groups.len() {
        groups.push(new());
    }
    #[expect(clippy::indexing_slicing, reason = "it was found there, or has just been put there")]
    &mut groups[place]
}

/// A gate for each domain.
pub(super) fn gates(known: &Known<'_>) -> Vec<Gate> {
    of_order(known).into_iter().map(|names| gate(known, names)).collect()
}

fn gate(known: &Known<'_>, names: DomainNames) -> Gate {
    let stand = known.stand(names.is_proven);
    let advice = match names.method.as_deref().and_then(DcvMethod::of_word) {
        _ if stand == Stand::Unknown => Advice::ReadStatus,
        Some(DcvMethod::Email) => Advice::AnswerMail,
        Some(DcvMethod::DnsTxt | DcvMethod::DnsCname) => Advice::PublishRecord,
        Some(DcvMethod::Http) => Advice::PublishFile,
        None => Advice::SeeDomain,
    };
    let is_proven = stand == Stand::Done;
    let part = |name: String| Part {
        kind: PartKind::Name,
        name,
        email: String::new(),
        word: String::new(),
        is_done: is_proven,
    };
    let gate = Gate::new(GateKind::Domain, stand, Owner::DomainOwner)
        .about(names.name)
        .next(advice);
    let gate = match stand {
        Stand::Waiting => gate.since(known.open_since()),
        _ => gate,
    };
    Gate {
        remote_word: names.word,
        parts: names.dns_names.into_iter().map(part).collect(),
        domain: names.id,
        ..gate
    }
}
