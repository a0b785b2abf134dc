//! Beginning a change: the subject is read first, so that it is known later what it was when somebody began.

use super::Changes;
use crate::causes::causes;
use crate::domain::change::compare::contacts_form;
use crate::domain::change::form::{ChangeForm, ChangeKind, CsrTyped, RevokeForm, ValidationForm};
use crate::domain::change::order::{facts, possible};
use crate::domain::change::{Change, ChangeState, Snapshot, Subject};
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::OrderRecord;
use crate::store::StoreError;

/// What became of the wish to change something.
#[derive(Clone, Debug, PartialEq)]
pub enum Starting {
    /// A change was begun, or the person's own one of that kind is still open: go on with it.
    Begun(Change),
    /// Another change of the same subject is being sent or in doubt.
    Busy(Change),
    /// DigiCert did not tell what it has now, and the desk does not know it well enough.
    Unread,
    /// DigiCert has none of that id.
    Missing,
    /// As the order stands at DigiCert, that cannot be done with it; its page says why.
    NotPossible,
}

impl Changes {
    /// Begins a change of what DigiCert has, filled in with what is stored there now.
    ///
    /// # Errors
    /// The store failed.
    pub async fn start(&self, operator: &Operator, subject: Subject, kind: ChangeKind) -> Result<Starting, StoreError> {
        let open = self.store.changes().open_of(subject).await?;
        if let Some(busy) = open
            .iter()
            .find(|it| matches!(it.state, ChangeState::Sending | ChangeState::InDoubt))
        {
            return Ok(Starting::Busy(busy.clone()));
        }
        let is_own = |change: &&Change| change.owner.id == Some(operator.id) && change.form.kind() == kind;
        if let Some(own) = open.iter().find(is_own) {
            return Ok(Starting::Begun(own.clone()));
        }
        let base = match self.read_there(subject, kind).await {
            Ok(Some(now)) => now,
            Ok(None) => return Ok(Starting::Missing),
            Err(error) => {
                tracing::warn!(error = causes(&error), "the subject of a change could not be read");
                match self.mirror.snapshot(subject).await? {
                    Some(known) => known,
                    None => return Ok(Starting::Unread),
                }
            }
        };
        if let Snapshot::Order(order) = &base
            && possible(kind, &order.record).is_err()
        {
            return Ok(Starting::NotPossible);
        }
        let Some(form) = filled_in(kind, &base) else {
            return Ok(Starting::Missing);
        };
        let (actor, now) = (Actor::from(operator), self.clock.now());
        let change = self
            .store
            .changes()
            .start(subject, &form, Some(&base), &actor, now)
            .await?;
        Ok(Starting::Begun(change))
    }

    /// Begins the creation of something DigiCert does not have.
    ///
    /// # Errors
    /// The store failed.
    pub async fn create(&self, operator: &Operator, form: &ChangeForm) -> Result<Change, StoreError> {
        let subject = match form {
            ChangeForm::AddDomain(_) => Subject::NewDomain,
            _ => Subject::NewOrganization,
        };
        let (actor, now) = (Actor::from(operator), self.clock.now());
        self.store.changes().start(subject, form, None, &actor, now).await
    }
}

/// The form of a change of that kind, with what is stored.
fn filled_in(kind: ChangeKind, base: &Snapshot) -> Option<ChangeForm> {
    let form = match (kind, base) {
        (ChangeKind::ChangeOrganization, Snapshot::Organization(stored)) => {
            ChangeForm::ChangeOrganization(stored.details.clone())
        }
        (ChangeKind::ChangeContacts, Snapshot::Organization(stored)) => {
            ChangeForm::ChangeContacts(Box::new(contacts_form(stored)))
        }
        (ChangeKind::SubmitOrganization, Snapshot::Organization(_)) => ChangeForm::SubmitOrganization(ValidationForm {
            kinds: vec!["ov".to_owned()],
            ..ValidationForm::default()
        }),
        (ChangeKind::ActivateOrganization, Snapshot::Organization(_)) => ChangeForm::ActivateOrganization,
        (ChangeKind::DeactivateOrganization, Snapshot::Organization(_)) => ChangeForm::DeactivateOrganization,
        (ChangeKind::SubmitDomain, Snapshot::Domain(stored)) => ChangeForm::SubmitDomain {
            kinds: vec!["ov".to_owned()],
            dcv_method: stored.dcv.method.clone().unwrap_or_default(),
        },
        (ChangeKind::ChangeDcvMethod, Snapshot::Domain(stored)) => ChangeForm::ChangeDcvMethod {
            dcv_method: stored.dcv.method.clone().unwrap_or_default(),
        },
        (ChangeKind::NewDcvToken, Snapshot::Domain(_)) => ChangeForm::NewDcvToken,
        (ChangeKind::ResendDcvEmails, Snapshot::Domain(_)) => ChangeForm::ResendDcvEmails,
        (ChangeKind::CheckDcv, Snapshot::Domain(_)) => ChangeForm::CheckDcv,
        (ChangeKind::ActivateDomain, Snapshot::Domain(_)) => ChangeForm::ActivateDomain,
        (ChangeKind::DeactivateDomain, Snapshot::Domain(_)) => ChangeForm::DeactivateDomain,
        (kind, Snapshot::Order(stored)) => return for_order(kind, &stored.record),
        _ => return None,
    };
    Some(form)
}

/// The form of something to be done with an order, with what is stored.
fn for_order(kind: ChangeKind, stored: &OrderRecord) -> Option<ChangeForm> {
    let form = match kind {
        ChangeKind::CancelOrder => ChangeForm::CancelOrder { note: String::new() },
        ChangeKind::AddCsr => ChangeForm::AddCsr(CsrTyped::default()),
        ChangeKind::ReissueOrder => ChangeForm::ReissueOrder(Box::new(facts::reissue_form(stored))),
        ChangeKind::RevokeCertificate => ChangeForm::RevokeCertificate(RevokeForm::default()),
        ChangeKind::RevokeOrder => ChangeForm::RevokeOrder(RevokeForm::default()),
        ChangeKind::ChangeOrderContacts => ChangeForm::ChangeOrderContacts(Box::new(facts::contacts_form(stored))),
        ChangeKind::OrderDcvMethod => ChangeForm::OrderDcvMethod {
            dcv_method: stored.dcv_method.clone().unwrap_or_default(),
        },
        ChangeKind::ResendOrderEmails => ChangeForm::ResendOrderEmails,
        ChangeKind::CheckOrderDcv => ChangeForm::CheckOrderDcv,
        ChangeKind::NewOrderToken => ChangeForm::NewOrderToken,
        ChangeKind::AddOrderNote => ChangeForm::AddOrderNote { text: String::new() },
        _ => return None,
    };
    Some(form)
}
