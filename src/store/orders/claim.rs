//! The write-ahead: who claims an order is the only one to send it, and it is written down before anything leaves.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;

use super::Orders;
use super::transition::{Step, locked};
use crate::domain::ids::OrderId;
use crate::domain::order::{Attempt, EventKind, Order, State};
use crate::store::encoding::{millis, storable, to_json};
use crate::store::entity::orders;
use crate::store::reconciliations::restored;
use crate::store::transaction::WriteTransaction;
use crate::store::{Restored, StoreError};

/// For how long an attempt is believed to be alive, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// After this the order is in doubt, unless its answer came.
    pub until: Timestamp,
    /// The running desk that makes the attempt; another name after each start.
    pub holder: String,
}

/// Who may send an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    /// The caller, and nobody else.
    Claimed(Order),
    /// Somebody else sends it or has sent it.
    AlreadyUnderWay(Order),
    /// Somebody changed the order meanwhile, into this.
    Conflict(Order),
    /// It needs an approval of just this request, and has none that is still good.
    NotApproved(Order),
    /// It takes the place of an order that was given up, and that one turned up at DigiCert, or may have.
    TurnedUp(Order),
    /// A backup was restored, and not everything was compared with DigiCert since: this may have been sent already.
    NotCompared(Restored),
    /// There is no such order.
    Missing,
}

impl Orders {
    /// Claims an order for sending, where it is still at that version and has not left; where an approval is necessary,
    /// only with one for the request of that digest. It is committed when this returns.
    ///
    /// # Errors
    /// See [`StoreError`]; nothing may be sent then. [`StoreError::Taken`] where another order has the attempt's
    /// reference.
    pub async fn claim(
        &self,
        id: OrderId,
        version: i64,
        attempt: &Attempt,
        lease: &Lease,
        to_be_approved: Option<&str>,
    ) -> Result<Claim, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(Claim::Missing);
        };
        if !order.state.is_editable() {
            return Ok(Claim::AlreadyUnderWay(order));
        }
        if order.version != version {
            return Ok(Claim::Conflict(order));
        }
        let is_approved = |digest: &str| {
            let approval = order.approval.as_ref();
            order.state == State::Approved && approval.is_some_and(|approval| approval.covers(digest, attempt.at))
        };
        if order.state.sent_from().is_none() || !to_be_approved.is_none_or(is_approved) {
            return Ok(Claim::NotApproved(order));
        }
        if let Some(restored) = restored(&*tx).await? {
            return Ok(Claim::NotCompared(restored));
        }
        if let Some(found) = turned_up(&tx, &order).await? {
            return Ok(Claim::TurnedUp(found));
        }
        let columns = orders::ActiveModel {
            reference: Set(Some(attempt.reference.0.clone())),
            attempt: Set(Some(to_json(attempt)?)),
            spki_sha256: Set(attempt.spki_sha256.clone()),
            price_terms: Set(attempt.price_terms.clone()),
            lease_until: Set(Some(millis(lease.until))),
            lease_holder: Set(Some(storable(&lease.holder))),
            search: Set(None),
            next_look_at: Set(None),
            ..orders::ActiveModel::default()
        };
        let event = EventKind::Sending {
            reference: attempt.reference.clone(),
            body_sha256: attempt.body_sha256.clone(),
            agreement_sha256: attempt.agreement_sha256.clone(),
        };
        let step = Step {
            event,
            columns,
            actor: attempt.actor.clone(),
            at: attempt.at,
        };
        let Some(order) = step.take(&tx, &order).await? else {
            return Ok(Claim::AlreadyUnderWay(order));
        };
        tx.commit().await?;
        Ok(Claim::Claimed(order))
    }
}

/// The order in whose place this one would be sent, and that turned up at DigiCert or may have. Each order that was given
/// up may itself have taken the place of another.
async fn turned_up(tx: &DatabaseTransaction, order: &Order) -> Result<Option<Order>, StoreError> {
    let mut next = order.replaces;
    while let Some(id) = next {
        let Some(replaced) = locked(tx, id).await? else {
            break;
        };
        if replaced.may_have_turned_up() {
            return Ok(Some(replaced));
        }
        next = replaced.replaces;
    }
    Ok(None)
}
