//! The journal of an order.

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Orders;
use crate::domain::ids::{OperatorId, OrderId};
use crate::domain::operator::Actor;
use crate::domain::order::{Event, EventKind};
use crate::store::StoreError;
use crate::store::encoding::{from_json, millis, storable, timestamp, to_json};
use crate::store::entity::order_events;

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

/// The desk itself, where it acts on its own.
pub(super) fn desk() -> Actor {
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

pub(super) async fn add(
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
