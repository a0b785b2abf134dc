//! What came of an attempt. An answer counts only for the attempt it belongs to, and only while that attempt is
//! awaited; a late yes still counts after the order was put in doubt or given up.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;

use super::remote::{Place, make_room};
use super::row::remote_columns;
use super::search::search_columns;
use super::transition::{Step, locked};
use super::{Orders, journal};
use crate::domain::ids::{OrderId, Reference, RemoteOrderId};
use crate::domain::order::event::{Doubt, NotSent};
use crate::domain::order::{EventKind, Order, RemoteError, RemoteOrder, Search};
use crate::store::StoreError;
use crate::store::encoding::to_json;
use crate::store::entity::orders;
use crate::store::transaction::WriteTransaction;

/// Whether what was learnt about an order could be written down.
#[derive(Clone, Debug, PartialEq)]
pub enum Recorded {
    /// It was.
    Recorded(Order),
    /// The order is not in a state where that can happen, or another attempt was meant; its state was not changed.
    Ignored(Order),
    /// DigiCert's id belongs to this other order already; nothing was changed. Somebody must look at it.
    OfOther(Order),
    /// There is no such order.
    Missing,
}

impl Orders {
    /// DigiCert took the order.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_placed(
        &self,
        id: OrderId,
        reference: &Reference,
        remote: &RemoteOrder,
        now: Timestamp,
    ) -> Result<Recorded, StoreError> {
        let columns = orders::ActiveModel {
            refusal: Set("[]".to_owned()),
            ..remote_columns(remote)?
        };
        let event = EventKind::Placed {
            remote_id: remote.id,
            certificate_id: remote.certificate_id,
        };
        self.record(id, reference, |_| event, columns, now).await
    }

    /// DigiCert refused the order.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_refused(
        &self,
        id: OrderId,
        reference: &Reference,
        errors: &[RemoteError],
        now: Timestamp,
    ) -> Result<Recorded, StoreError> {
        let columns = orders::ActiveModel {
            refusal: Set(to_json(&errors)?),
            ..orders::ActiveModel::default()
        };
        let event = EventKind::Refused {
            errors: errors.to_vec(),
        };
        self.record(id, reference, |_| event, columns, now).await
    }

    /// Nothing left, so that the order is what it was before.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_not_sent(
        &self,
        id: OrderId,
        reference: &Reference,
        why: NotSent,
        now: Timestamp,
    ) -> Result<Recorded, StoreError> {
        let event = |order: &Order| EventKind::NotSent {
            why,
            back_to: order
                .attempt
                .as_ref()
                .map(|attempt| attempt.sent_from)
                .unwrap_or_default(),
        };
        self.record(id, reference, event, orders::ActiveModel::default(), now)
            .await
    }

    /// It is not known whether DigiCert took the order.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_in_doubt(
        &self,
        id: OrderId,
        reference: &Reference,
        why: Doubt,
        now: Timestamp,
    ) -> Result<Recorded, StoreError> {
        let columns = search_columns(&Search::from(now))?;
        self.record(id, reference, |_| EventKind::InDoubt { why }, columns, now)
            .await
    }

    async fn record(
        &self,
        id: OrderId,
        reference: &Reference,
        event: impl FnOnce(&Order) -> EventKind,
        columns: orders::ActiveModel,
        now: Timestamp,
    ) -> Result<Recorded, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(Recorded::Missing);
        };
        let Some(attempt) = order.attempt.as_ref().filter(|attempt| attempt.reference == *reference) else {
            return Ok(Recorded::Ignored(order));
        };
        let actor = attempt.actor.clone();
        let event = event(&order);
        if order.state.after(&event).is_none() {
            if let Some(late) = late_no(&order, event) {
                journal::add(&tx, id, &actor, now, &late).await?;
                tx.commit().await?;
            }
            return Ok(Recorded::Ignored(order));
        }
        if let Set(Some(remote_id)) = columns.remote_id
            && let Place::Taken(other) = make_room(&tx, RemoteOrderId(remote_id), id).await?
        {
            return Ok(Recorded::OfOther(*other));
        }
        let step = Step {
            event,
            columns,
            actor,
            at: now,
        };
        let Some(order) = step.take(&tx, &order).await? else {
            return Ok(Recorded::Ignored(order));
        };
        tx.commit().await?;
        Ok(Recorded::Recorded(order))
    }
}

/// A no that comes after the order was put in doubt. The doubt stays, since somebody may be acting on it; but whoever
/// decides shall know.
fn late_no(order: &Order, event: EventKind) -> Option<EventKind> {
    if !order.state.may_exist_unknown() {
        return None;
    }
    match event {
        EventKind::Refused { errors } => Some(EventKind::AnsweredLate { errors }),
        EventKind::NotSent { why, .. } => Some(EventKind::NotSentLate { why }),
        _ => None,
    }
}
