//! What came of an attempt. An answer counts only for the attempt it belongs to, and only while that attempt is
//! awaited; a late yes still counts after the order was put in doubt.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::Orders;
use super::row::remote_columns;
use super::transition::{Transition, locked};
use crate::domain::ids::{OrderId, Reference, RemoteOrderId};
use crate::domain::order::event::{Doubt, NotSent};
use crate::domain::order::{EventKind, Order, RemoteError, RemoteOrder, State};
use crate::store::StoreError;
use crate::store::encoding::to_json;
use crate::store::entity::orders;
use crate::store::transaction::WriteTransaction;

/// Whether what was learnt about an order could be written down.
#[derive(Clone, Debug, PartialEq)]
pub enum Recorded {
    /// It was.
    Recorded(Order),
    /// The order is not in a state where that can happen, or another attempt was meant; nothing was changed.
    Ignored(Order),
    /// DigiCert's id belongs to this other order already; nothing was changed. Somebody must look at it.
    OfOther(Order),
    /// There is no such order.
    Missing,
}

/// An answer to the attempt, and the state it leads to.
struct Answer {
    to: State,
    columns: orders::ActiveModel,
    event: EventKind,
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
        let event = EventKind::Placed {
            remote_id: remote.id,
            certificate_id: remote.certificate_id,
        };
        self.record(
            id,
            reference,
            Answer {
                to: State::Placed,
                columns: orders::ActiveModel {
                    refusal: Set("[]".to_owned()),
                    ..remote_columns(remote)?
                },
                event,
            },
            now,
        )
        .await
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
        self.record(
            id,
            reference,
            Answer {
                to: State::Refused,
                columns,
                event,
            },
            now,
        )
        .await
    }

    /// Nothing left, so that the order is a draft again.
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
        let event = EventKind::NotSent { why };
        self.record(
            id,
            reference,
            Answer {
                to: State::Draft,
                columns: orders::ActiveModel::default(),
                event,
            },
            now,
        )
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
        let event = EventKind::InDoubt { why };
        self.record(
            id,
            reference,
            Answer {
                to: State::InDoubt,
                columns: orders::ActiveModel::default(),
                event,
            },
            now,
        )
        .await
    }

    async fn record(
        &self,
        id: OrderId,
        reference: &Reference,
        answer: Answer,
        now: Timestamp,
    ) -> Result<Recorded, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(Recorded::Missing);
        };
        let is_awaited = matches!(order.state, State::Sending | State::InDoubt) && order.state.may_become(answer.to);
        let attempt = order
            .attempt
            .as_ref()
            .filter(|attempt| is_awaited && attempt.reference == *reference);
        let Some(attempt) = attempt else {
            return Ok(Recorded::Ignored(order));
        };
        if let Set(Some(remote_id)) = answer.columns.remote_id
            && let Some(other) = holder_of(&tx, RemoteOrderId(remote_id)).await?
        {
            return Ok(Recorded::OfOther(other));
        }
        let actor = attempt.actor.clone();
        let step = Transition {
            to: answer.to,
            columns: answer.columns,
            event: answer.event,
            actor,
            at: now,
        };
        let order = step.take(&tx, &order).await?;
        tx.commit().await?;
        Ok(Recorded::Recorded(order))
    }
}

/// The order that has DigiCert's id already.
pub(super) async fn holder_of(tx: &DatabaseTransaction, remote_id: RemoteOrderId) -> Result<Option<Order>, StoreError> {
    let query = orders::Entity::find().filter(orders::Column::RemoteId.eq(remote_id.0));
    query.one(tx).await?.map(Order::try_from).transpose()
}
