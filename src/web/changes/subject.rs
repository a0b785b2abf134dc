//! What a change is about, for people: its name, its page, and who may do that with it.

use crate::domain::change::form::{ChangeForm, ChangeKind};
use crate::domain::change::order::{Dropped, word_of};
use crate::domain::change::{Change, Snapshot, Subject};
use crate::domain::operator::{Act, Operator};
use crate::domain::order::RemoteStatus;
use crate::web::failure::Failure;
use crate::web::state::AppState;
use crate::web::ui::Link;
use crate::words::Words;

/// What a person must be allowed for a kind of change. Taking something out of use is for administrators; what ends or
/// replaces a certificate is for approvers.
pub(crate) fn act_of(kind: ChangeKind) -> Act {
    match kind {
        ChangeKind::DeactivateOrganization | ChangeKind::DeactivateDomain => Act::DeactivateAtDigiCert,
        ChangeKind::CancelOrder => Act::Cancel,
        ChangeKind::ReissueOrder => Act::Reissue,
        ChangeKind::RevokeCertificate | ChangeKind::RevokeOrder => Act::Revoke,
        ChangeKind::AddCsr
        | ChangeKind::ChangeOrderContacts
        | ChangeKind::OrderDcvMethod
        | ChangeKind::ResendOrderEmails
        | ChangeKind::CheckOrderDcv
        | ChangeKind::NewOrderToken
        | ChangeKind::AddOrderNote => Act::Follow,
        _ => Act::ChangeOrganizations,
    }
}

/// Whether a person may do that with it: some things only with what is their own.
pub(crate) async fn permitted(
    state: &AppState,
    operator: &Operator,
    kind: ChangeKind,
    subject: Subject,
) -> Result<bool, Failure> {
    if !operator.may(act_of(kind)) {
        return Ok(false);
    }
    match (kind, subject) {
        (ChangeKind::CancelOrder, Subject::Order(id)) if !operator.may(Act::CancelAny) => {
            let order = state.orders().store().orders().find_by_remote_id(id).await?;
            // What somebody adopted is theirs to follow. What was not sent from here is not theirs to end.
            Ok(order.is_some_and(|order| order.owner.id == Some(operator.id) && order.attempt.is_some()))
        }
        _ => Ok(true),
    }
}

/// The same for the pages and forms of a change, which are denied where it is not.
///
/// # Errors
/// It is not, or the store failed.
pub(super) async fn must_be_permitted(state: &AppState, operator: &Operator, change: &Change) -> Result<(), Failure> {
    if permitted(state, operator, change.form.kind(), change.subject).await? {
        Ok(())
    } else {
        Err(Failure::Forbidden)
    }
}

/// What people call the subject of a change.
pub(super) fn subject_name(change: &Change) -> String {
    match (&change.base, &change.form) {
        (Some(Snapshot::Organization(organization)), _) => organization.details.display_name(),
        (Some(Snapshot::Domain(domain)), _) => domain.name.clone(),
        (Some(Snapshot::Order(order)), _) if order.record.certificate.common_name.is_empty() => {
            order.record.id.to_string()
        }
        (Some(Snapshot::Order(order)), _) => order.record.certificate.common_name.clone(),
        (_, ChangeForm::CreateOrganization(form)) => form.details.name.clone(),
        (_, ChangeForm::AddDomain(form)) => form.name.clone(),
        _ => String::new(),
    }
}

/// The page of what a change is about; of all such things where it is not there yet, or not here any more.
pub(super) async fn subject_link(words: Words, state: &AppState, change: &Change) -> Result<Link, Failure> {
    let name = subject_name(change);
    Ok(match (change.subject, change.created) {
        (Subject::Organization(id), _) => Link::new(format!("/organizations/{id}"), name),
        (Subject::Domain(id), _) => Link::new(format!("/domains/{id}"), name),
        (Subject::NewOrganization, Some(id)) => Link::new(format!("/organizations/{id}"), name),
        (Subject::NewDomain, Some(id)) => Link::new(format!("/domains/{id}"), name),
        (Subject::NewOrganization, None) => Link::new("/organizations", words.text("organizations-title")),
        (Subject::NewDomain, None) => Link::new("/domains", words.text("domains-title")),
        (Subject::Order(id), _) => match state.orders().store().orders().find_by_remote_id(id).await? {
            Some(order) => {
                let label = words.with("order-title", [("number", order.id.to_string().into())]);
                Link::new(format!("/orders/{}", order.id), label)
            }
            None => Link::new("/orders", words.text("order-back")),
        },
    })
}

/// The heading of the pages of a change: what is to be done, to what.
pub(crate) fn title(words: Words, change: &Change) -> String {
    let name = subject_name(change);
    if name.is_empty() && change.subject_is_new() {
        return words.text(&format!("change-title-{}-new", change.form.kind().word()));
    }
    let name = if name.is_empty() { "…".to_owned() } else { name };
    words.with(&format!("change-title-{}", change.word()), [("name", name.into())])
}

/// In message keys, the word for what comes of it.
pub(crate) fn word_of_effect(kind: ChangeKind, status: Option<&RemoteStatus>) -> &'static str {
    match (kind, Dropped::of(status)) {
        (ChangeKind::CancelOrder, Dropped::Ready) => "cancel-ready",
        _ => word_of(kind, status),
    }
}
