//! What became of an action whose answer was lost, told from what DigiCert has of the order now.

use super::OrderSnapshot;
use super::facts::{facts, key, wanted};
use crate::domain::change::Effect;
use crate::domain::change::form::{ChangeForm, CsrTyped};
use crate::domain::order::{OrderRecord, RemoteStatus};

/// Tells it.
#[must_use]
pub fn effect(form: &ChangeForm, before: &OrderSnapshot, now: &OrderSnapshot) -> Effect {
    let (was, is) = (&before.record, &now.record);
    match form {
        ChangeForm::CancelOrder { .. } => moved_to(was, is, &canceled(was)),
        ChangeForm::AddCsr(csr) => has_csr(csr, was, is),
        ChangeForm::ReissueOrder(_) => yes_or_no(has_new_request(was, is, "reissue") || was_replaced(was, is)),
        ChangeForm::RevokeOrder(_) => yes_or_no(is_being_revoked(was, is)),
        // One certificate may be revoked and leave no trace on an order that stays issued (CertCentral: Revoke certificate).
        ChangeForm::RevokeCertificate(_) if is_being_revoked(was, is) => Effect::Made(None),
        ChangeForm::RevokeCertificate(_) => Effect::Unclear,
        ChangeForm::ChangeOrderContacts(_) | ChangeForm::OrderDcvMethod { .. } => overwritten(form, before, now),
        // A look that found nothing leaves no trace.
        ChangeForm::CheckOrderDcv => Effect::Made(None),
        ChangeForm::ResendOrderEmails => yes_or_no(mails(before) != mails(now)),
        ChangeForm::NewOrderToken => yes_or_no(tokens(before) != tokens(now)),
        ChangeForm::AddOrderNote { text } => {
            let with_it = |order: &OrderRecord| {
                order
                    .notes
                    .iter()
                    .filter(|note| note.text.trim() == text.trim())
                    .count()
            };
            yes_or_no(with_it(is) > with_it(was))
        }
        _ => Effect::Unclear,
    }
}

/// Whether the order has that CSR. Where Order info tells none, only its status is left. What leads out of `needs_csr` is a
/// CSR, an end, or something that is not documented, and whose CSR it was the status does not tell (CertCentral: Glossary,
/// order status): somebody may have handed in another one in CertCentral. So an order that moved on tells neither yes nor no.
fn has_csr(csr: &CsrTyped, was: &OrderRecord, is: &OrderRecord) -> Effect {
    let (before, now) = (key(&was.certificate), key(&is.certificate));
    let has_moved = is.status != was.status;
    if csr.key().is_some_and(|key| key == now) {
        Effect::Made(None)
    } else if before == now && !(now.is_empty() && has_moved) {
        Effect::NotMade
    } else {
        Effect::Unclear
    }
}

fn yes_or_no(is_made: bool) -> Effect {
    if is_made { Effect::Made(None) } else { Effect::NotMade }
}

/// Whether the order says that it is being, or was, revoked.
fn is_being_revoked(was: &OrderRecord, is: &OrderRecord) -> bool {
    has_new_request(was, is, "revoke") || is.status == Some(RemoteStatus::Revoked)
}

/// What canceling leads to: a reissue that is dropped leaves the order with the certificate it has.
fn canceled(was: &OrderRecord) -> RemoteStatus {
    match was.status {
        Some(RemoteStatus::ReissuePending) => RemoteStatus::Issued,
        _ => RemoteStatus::Canceled,
    }
}

fn moved_to(was: &OrderRecord, is: &OrderRecord, wanted: &RemoteStatus) -> Effect {
    if is.status.as_ref() == Some(wanted) && !was_replaced_by_another(was, is) {
        Effect::Made(None)
    } else if is.status == was.status {
        Effect::NotMade
    } else {
        Effect::Unclear
    }
}

/// A reissue that came to its end is no reissue that was dropped, though the order is issued after either.
fn was_replaced_by_another(was: &OrderRecord, is: &OrderRecord) -> bool {
    was.status == Some(RemoteStatus::ReissuePending)
        && (was.certificate.serial_number != is.certificate.serial_number || is.reissues > was.reissues)
}

/// Whether the order says that its certificate is being, or was, issued anew.
fn was_replaced(was: &OrderRecord, is: &OrderRecord) -> bool {
    let is_pending = |order: &OrderRecord| order.status == Some(RemoteStatus::ReissuePending);
    (is_pending(is) && !is_pending(was)) || is.reissues > was.reissues || is.certificate.id != was.certificate.id
}

/// Whether there is a request of that kind that was not there before.
fn has_new_request(was: &OrderRecord, is: &OrderRecord, kind: &str) -> bool {
    let mut those = is.requests.iter().filter(|request| request.kind == kind);
    those.any(|request| !was.requests.iter().any(|known| known.id == request.id))
}

/// For what replaces something that DigiCert shows.
fn overwritten(form: &ChangeForm, before: &OrderSnapshot, now: &OrderSnapshot) -> Effect {
    let (was, is) = (facts(form.kind(), before), facts(form.kind(), now));
    let wanted = wanted(form, before);
    let value = |facts: &[(String, String)], name: &str| {
        let fact = facts.iter().find(|(known, _)| known == name);
        fact.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let changing: Vec<_> = wanted
        .iter()
        .filter(|(name, wanted)| value(&was, name) != *wanted)
        .collect();
    if changing.iter().all(|(name, wanted)| value(&is, name) == *wanted) {
        Effect::Made(None)
    } else if changing.iter().all(|(name, _)| value(&is, name) == value(&was, name)) {
        Effect::NotMade
    } else {
        Effect::Unclear
    }
}

/// When the last mail was sent for each domain.
fn mails(order: &OrderSnapshot) -> Vec<Option<jiff::Timestamp>> {
    let domains = order.domains.iter();
    domains
        .map(|domain| domain.dcv.emails.iter().filter_map(|mail| mail.sent_at).max())
        .collect()
}

fn tokens(order: &OrderSnapshot) -> Vec<Option<&str>> {
    order.domains.iter().map(|domain| domain.dcv.token.as_deref()).collect()
}
