//! An order through its facts: just those that an action overwrites or rests on.

use super::OrderSnapshot;
use crate::domain::change::compare::{Fact, contacts, merged_contacts, people};
use crate::domain::change::form::{ChangeForm, ChangeKind, ContactsForm, KEEP, ReissueForm};
use crate::domain::csr;
use crate::domain::names;
use crate::domain::order::{CertificateRecord, OrderRecord, RemoteStatus};

/// The facts of an order that an action is about.
#[must_use]
pub fn facts(kind: ChangeKind, order: &OrderSnapshot) -> Vec<Fact> {
    let record = &order.record;
    let certificate = &record.certificate;
    let id = || {
        fact(
            "certificate_id",
            certificate.id.map(|id| id.to_string()).unwrap_or_default(),
        )
    };
    match kind {
        ChangeKind::CancelOrder => vec![status(record)],
        ChangeKind::AddCsr => vec![status(record), fact("csr_key", key(certificate))],
        ChangeKind::ReissueOrder => vec![
            status(record),
            id(),
            fact("common_name", certificate.common_name.clone()),
            fact("dns_names", further(&certificate.common_name, &certificate.dns_names)),
            fact("csr_key", key(certificate)),
        ],
        ChangeKind::RevokeCertificate | ChangeKind::RevokeOrder => vec![status(record), id()],
        ChangeKind::ChangeOrderContacts => {
            people(record.organization_contact.as_ref(), record.technical_contact.as_ref())
        }
        ChangeKind::OrderDcvMethod
        | ChangeKind::ResendOrderEmails
        | ChangeKind::CheckOrderDcv
        | ChangeKind::NewOrderToken => {
            vec![fact("dcv_method", record.dcv_method.clone().unwrap_or_default())]
        }
        // A note stands beside others. The other kinds are not about orders.
        _ => Vec::new(),
    }
}

/// The facts as the action would have them, with what is said beside; what it leaves to DigiCert is absent.
#[must_use]
pub fn wanted(form: &ChangeForm, order: &OrderSnapshot) -> Vec<Fact> {
    match form {
        ChangeForm::CancelOrder { note } => {
            let becomes = match order.record.status {
                Some(RemoteStatus::ReissuePending) => RemoteStatus::Issued,
                _ => RemoteStatus::Canceled,
            };
            said(vec![fact("order_status", becomes.word())], &[("note", note)])
        }
        ChangeForm::AddCsr(csr) => vec![fact("csr_key", csr.key().unwrap_or_default())],
        ChangeForm::ReissueOrder(form) => reissued(form),
        ChangeForm::RevokeCertificate(form) => said(
            Vec::new(),
            &[("revocation_reason", &form.reason), ("comments", &form.comments)],
        ),
        ChangeForm::RevokeOrder(form) => said(
            vec![fact("order_status", RemoteStatus::Revoked.word())],
            &[("revocation_reason", &form.reason), ("comments", &form.comments)],
        ),
        ChangeForm::ChangeOrderContacts(form) => contacts(form, facts(ChangeKind::ChangeOrderContacts, order)),
        ChangeForm::OrderDcvMethod { dcv_method } => vec![fact("dcv_method", dcv_method.clone())],
        ChangeForm::AddOrderNote { text } => said(Vec::new(), &[("note_text", text)]),
        _ => Vec::new(),
    }
}

fn reissued(form: &ReissueForm) -> Vec<Fact> {
    let common_name = names::to_ascii(&names::tidy(&form.common_name));
    let dns_names: Vec<String> = names::tidy_list(&form.dns_names);
    let dns_names: Vec<String> = dns_names.iter().map(|name| names::to_ascii(name)).collect();
    let facts = vec![
        fact("dns_names", further(&common_name, &dns_names)),
        fact("common_name", common_name),
        fact("csr_key", form.csr.key().unwrap_or_default()),
    ];
    said(facts, &[("comments", &form.comments)])
}

/// What a reissue begins with: everything as it is but the key, of which the new certificate is to have another one.
#[must_use]
pub fn reissue_form(order: &OrderRecord) -> ReissueForm {
    let certificate = &order.certificate;
    ReissueForm {
        common_name: certificate.common_name.clone(),
        dns_names: further_names(&certificate.common_name, &certificate.dns_names).join("\n"),
        ..ReissueForm::default()
    }
}

/// What a change of an order's contacts begins with.
#[must_use]
pub fn contacts_form(order: &OrderRecord) -> ContactsForm {
    ContactsForm {
        organization_contact: order.organization_contact.clone().unwrap_or_default(),
        technical_choice: KEEP.to_owned(),
        technical_contact: order.technical_contact.clone().unwrap_or_default(),
    }
}

/// What was typed, carried over to what DigiCert has now.
#[must_use]
pub fn rebased(form: &ChangeForm, base: &OrderSnapshot, now: &OrderSnapshot) -> ChangeForm {
    match form {
        ChangeForm::ChangeOrderContacts(ours) => {
            let (base, now) = (contacts_form(&base.record), contacts_form(&now.record));
            ChangeForm::ChangeOrderContacts(Box::new(merged_contacts(ours, &base, &now)))
        }
        ChangeForm::ReissueOrder(ours) => {
            let (before, after) = (reissue_form(&base.record), reissue_form(&now.record));
            let carried = |ours: &str, before: &str, after: &str| {
                let is_untouched = ours.trim() == before;
                if is_untouched { after } else { ours }.to_owned()
            };
            ChangeForm::ReissueOrder(Box::new(ReissueForm {
                common_name: carried(&ours.common_name, &before.common_name, &after.common_name),
                dns_names: carried(&ours.dns_names, &before.dns_names, &after.dns_names),
                ..ReissueForm::clone(ours)
            }))
        }
        form => form.clone(),
    }
}

/// SHA-256 of the key in the CSR that DigiCert has, in hexadecimal.
#[must_use]
pub fn key(certificate: &CertificateRecord) -> String {
    let csr = certificate.csr.as_deref().and_then(|csr| csr::read(csr).ok());
    csr.map(|csr| csr.spki_sha256()).unwrap_or_default()
}

fn status(order: &OrderRecord) -> Fact {
    fact("order_status", order.status.as_ref().map_or("", RemoteStatus::word))
}

/// The names beside the common name, each once and in one order: DigiCert's list has the common name too.
fn further(common_name: &str, dns_names: &[String]) -> String {
    further_names(common_name, dns_names).join(", ")
}

fn further_names(common_name: &str, dns_names: &[String]) -> Vec<String> {
    let names = dns_names.iter().map(|name| name.to_lowercase());
    let names = names.filter(|name| *name != common_name.to_lowercase());
    let names: std::collections::BTreeSet<String> = names.collect();
    names.into_iter().collect()
}

fn fact(name: &str, value: impl Into<String>) -> Fact {
    (name.to_owned(), value.into())
}

/// The same with what somebody said beside it, as far as something was said.
fn said(mut facts: Vec<Fact>, more: &[(&str, &String)]) -> Vec<Fact> {
    let more = more.iter().filter(|(_, text)| !text.trim().is_empty());
    facts.extend(more.map(|(name, text)| fact(name, text.trim())));
    facts
}
