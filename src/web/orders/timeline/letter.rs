//! Mails to those who have to act, ready to be copied.

use super::{owner, title};
use crate::domain::directory::Domain;
use crate::domain::order::gates::{Gate, Owner, Part};
use crate::web::domains::to_publish;
use crate::web::orders::details::Shown;

/// A text to be copied.
pub(super) struct Letter {
    /// To whom.
    pub(super) to: String,
    /// What it says.
    pub(super) text: String,
}

/// The mails that a gate asks for: one to each verified contact who has not answered, else one to whoever has to act.
/// Nothing where that is the desk, or whoever reads the page.
pub(super) fn letters(shown: &Shown, gate: &Gate, domain: Option<&Domain>) -> Vec<Letter> {
    match gate.owner {
        Owner::Requester | Owner::Desk => Vec::new(),
        Owner::VerifiedContact => {
            let people: Vec<&Part> = gate.open_parts().filter(|part| !part.email.is_empty()).collect();
            people
                .into_iter()
                .map(|person| to_contact(shown, gate, person))
                .collect()
        }
        Owner::DomainOwner => vec![to_domain_owner(shown, gate, domain)],
        Owner::Approver | Owner::RemoteApprover | Owner::DigiCert => vec![to_owner(shown, gate)],
    }
}

/// The values that all letters have: which order it is.
fn values(shown: &Shown) -> [(&'static str, String); 6] {
    let order = &shown.order;
    let organization = shown.record().map(|record| record.organization_name.clone());
    let organization = organization
        .filter(|name| !name.is_empty())
        .or_else(|| order.organization_name.clone());
    let remote = order.remote.as_ref().map(|remote| remote.id.to_string());
    let name = order.form.headline();
    let name = Some(name).filter(|name| !name.is_empty());
    let of_record = || shown.record().map(|record| record.certificate.common_name.clone());
    let base = shown
        .state
        .public_url()
        .unwrap_or_default()
        .trim_end_matches('/')
        .to_owned();
    [
        ("order", order.id.to_string()),
        ("remote", remote.unwrap_or_default()),
        ("name", name.or_else(of_record).unwrap_or_default()),
        ("organization", organization.unwrap_or_default()),
        ("address", format!("{base}{}", shown.address())),
        ("me", shown.operator.name.clone()),
    ]
}

fn told(shown: &Shown, key: &str, more: Vec<(&'static str, String)>) -> String {
    let values = values(shown).into_iter().chain(more);
    shown.words.with(key, values.map(|(name, value)| (name, value.into())))
}

fn to_contact(shown: &Shown, gate: &Gate, person: &Part) -> Letter {
    let since = gate.since.map(|at| shown.words.day(at)).unwrap_or_default();
    let values = vec![("person", person.name.clone()), ("since", since)];
    let who = [
        ("person", person.name.as_str().into()),
        ("email", person.email.as_str().into()),
    ];
    Letter {
        to: shown.words.with("gate-letter-to-person", who),
        text: told(shown, "gate-letter-verified-contact", values),
    }
}

fn to_domain_owner(shown: &Shown, gate: &Gate, domain: Option<&Domain>) -> Letter {
    let words = shown.words;
    let what = match domain.and_then(to_publish) {
        Some((key, record)) => format!("{}\n\n{record}", words.text(key)),
        None => domain.map_or_else(String::new, mails),
    };
    let what = if what.is_empty() {
        super::gate::advice(words, gate).unwrap_or_default()
    } else {
        what
    };
    let values = vec![("domain", gate.subject.clone()), ("what", what)];
    Letter {
        to: words.with("gate-letter-to", [("owner", owner(words, gate).into())]),
        text: told(shown, "gate-letter-domain-owner", values),
    }
}

/// The addresses of which one must answer, a line each.
fn mails(domain: &Domain) -> String {
    let addresses: Vec<&str> = domain.dcv.emails.iter().map(|email| email.address.as_str()).collect();
    addresses.join("\n")
}

fn to_owner(shown: &Shown, gate: &Gate) -> Letter {
    let words = shown.words;
    let since = gate.since.map(|at| words.day(at)).unwrap_or_default();
    let values = vec![("gate", title(words, gate)), ("since", since)];
    Letter {
        to: words.with("gate-letter-to", [("owner", owner(words, gate).into())]),
        text: told(shown, &format!("gate-letter-{}", gate.owner.word()), values),
    }
}
