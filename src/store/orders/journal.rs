//! The journal of an order.

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Orders;
use super::transition::locked;
use crate::domain::ids::{OperatorId, OrderId, RemoteOrderId};
use crate::domain::operator::Actor;
use crate::domain::order::{Event, EventKind};
use crate::store::StoreError;
use crate::store::encoding::{from_json, millis, storable, timestamp, to_json};
use crate::store::entity::{order_events, orders};
use crate::store::transaction::WriteTransaction;

impl Orders {
    /// What happened to an order, the newest first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn events(&self, id: OrderId) -> Result<Vec<Event>, StoreError> {
        let query = order_events::Entity::find()
            .filter(order_events::Column::OrderId.eq(id.0))
            .order_by_desc(order_events::Column::Id);
        query
            .all(&self.store.connection)
            .await?
            .into_iter()
            .map(Event::try_from)
            .collect()
    }
}

impl Orders {
    /// Writes down that somebody downloaded a support bundle of an order; whether there is such an order. Nothing about
    /// the order changes.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_bundle(&self, id: OrderId, actor: &Actor, now: Timestamp) -> Result<bool, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        if locked(&tx, id).await?.is_none() {
            return Ok(false);
        }
        add(&tx, id, actor, now, &EventKind::BundleDownloaded).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// The desk itself, where it acts on its own.
pub(in crate::store) fn desk() -> Actor {
    Actor {
        id: None,
        name: "PKIo Desk".to_owned(),
    }
}

/// Whether just that event is in the journal of an order already.
pub(super) async fn has(tx: &DatabaseTransaction, order: OrderId, event: &EventKind) -> Result<bool, StoreError> {
    let query = order_events::Entity::find()
        .filter(order_events::Column::OrderId.eq(order.0))
        .filter(order_events::Column::Event.eq(to_json(event)?))
        .limit(1);
    Ok(query.one(tx).await?.is_some())
}

/// Who wrote the draft and who changed it, by its journal.
pub(super) async fn writers(tx: &DatabaseTransaction, order: OrderId) -> Result<Vec<OperatorId>, StoreError> {
    let query = order_events::Entity::find().filter(order_events::Column::OrderId.eq(order.0));
    let mut writers = Vec::new();
    for row in query.all(tx).await? {
        let event = Event::try_from(row)?;
        if event.kind.is_writing() {
            writers.extend(event.actor.id);
        }
    }
    Ok(writers)
}

pub(in crate::store) async fn add(
    tx: &DatabaseTransaction,
    order: OrderId,
    actor: &Actor,
    at: Timestamp,
    event: &EventKind,
) -> Result<(), StoreError> {
    order_events::Entity::insert(row(order, actor, at, event)?)
        .exec(tx)
        .await?;
    Ok(())
}

/// Writes one event each of many orders, in one statement.
pub(super) async fn add_all(
    tx: &DatabaseTransaction,
    events: impl Iterator<Item = (OrderId, EventKind)>,
    actor: &Actor,
    at: Timestamp,
) -> Result<(), StoreError> {
    let rows: Result<Vec<_>, _> = events.map(|(order, event)| row(order, actor, at, &event)).collect();
    order_events::Entity::insert_many(rows?)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

fn row(
    order: OrderId,
    actor: &Actor,
    at: Timestamp,
    event: &EventKind,
) -> Result<order_events::ActiveModel, StoreError> {
    Ok(order_events::ActiveModel {
        id: NotSet,
        order_id: Set(order.0),
        at: Set(millis(at)),
        actor_id: Set(actor.id.map(|id| id.0)),
        actor_name: Set(storable(&actor.name)),
        event: Set(to_json(event)?),
    })
}

/// Writes into the journal of the order DigiCert knows by that id, where one is here.
pub(in crate::store) async fn tell_of_action(
    tx: &DatabaseTransaction,
    remote_id: RemoteOrderId,
    actor: &Actor,
    at: Timestamp,
    event: &EventKind,
) -> Result<(), StoreError> {
    let query = orders::Entity::find()
        .select_only()
        .column(orders::Column::Id)
        .filter(orders::Column::RemoteId.eq(remote_id.0));
    match query.into_tuple::<i64>().one(tx).await? {
        Some(id) => add(tx, OrderId(id), actor, at, event).await,
        None => Ok(()),
    }
}

impl TryFrom<order_events::Model> for Event {
    type Error = StoreError;

    fn try_from(row: order_events::Model) -> Result<Self, StoreError> {
        Ok(Self {
            at: timestamp(row.at)?,
            actor: Actor {
                id: row.actor_id.map(OperatorId),
                name: row.actor_name,
            },
            kind: from_json("an event of an order", &row.event)?,
        })
    }
}
