//! The write-ahead: who claims an order is the only one to send it, and it is written down before anything leaves.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;

use super::Orders;
use super::transition::{Transition, locked};
use crate::domain::ids::OrderId;
use crate::domain::order::{Attempt, EventKind, Order, State};
use crate::store::StoreError;
use crate::store::encoding::{millis, storable, to_json};
use crate::store::entity::orders;
use crate::store::transaction::WriteTransaction;

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
    /// There is no such order.
    Missing,
}

impl Orders {
    /// Claims an order for sending, where it is still at that version and has not left. It is committed when this
    /// returns.
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
        let columns = orders::ActiveModel {
            reference: Set(Some(attempt.reference.0.clone())),
            attempt: Set(Some(to_json(attempt)?)),
            spki_sha256: Set(attempt.spki_sha256.clone()),
            price_terms: Set(attempt.price_terms.clone()),
            lease_until: Set(Some(millis(lease.until))),
            lease_holder: Set(Some(storable(&lease.holder))),
            ..orders::ActiveModel::default()
        };
        let event = EventKind::Sending {
            reference: attempt.reference.clone(),
            body_sha256: attempt.body_sha256.clone(),
            agreement_sha256: attempt.agreement_sha256.clone(),
        };
        let step = Transition {
            to: State::Sending,
            columns,
            event,
            actor: attempt.actor.clone(),
            at: attempt.at,
        };
        let order = step.take(&tx, &order).await?;
        tx.commit().await?;
        Ok(Claim::Claimed(order))
    }
}
