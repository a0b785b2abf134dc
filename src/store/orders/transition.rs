//! The one way an order's row changes: read under a lock, written where it is still what was read.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};

use super::journal;
use crate::domain::ids::OrderId;
use crate::domain::operator::Actor;
use crate::domain::order::{EventKind, Order, State};
use crate::store::StoreError;
use crate::store::encoding::millis;
use crate::store::entity::orders;
use crate::store::history;

/// Reads an order and keeps others from changing it until the transaction ends. SQLite needs no lock on the row: the
/// transaction holds the only right to write.
pub(in crate::store) async fn locked(tx: &DatabaseTransaction, id: OrderId) -> Result<Option<Order>, StoreError> {
    orders::Entity::find_by_id(id.0)
        .lock_exclusive()
        .one(tx)
        .await?
        .map(Order::try_from)
        .transpose()
}

/// A step in the life of an order: what happened, and the columns that change with it. Where it leads is not the
/// caller's to say: that is [`State::after`].
pub(super) struct Step {
    pub(super) event: EventKind,
    /// State, version, lease and time are seen to here.
    pub(super) columns: orders::ActiveModel,
    pub(super) actor: Actor,
    pub(super) at: Timestamp,
}

impl Step {
    /// Writes the step and its event. Nothing, where it is not possible in the order's state.
    pub(super) async fn take(self, tx: &DatabaseTransaction, order: &Order) -> Result<Option<Order>, StoreError> {
        let Some(next) = order.state.after(&self.event) else {
            return Ok(None);
        };
        let mut columns = self.columns;
        columns.state = Set(next.word().to_owned());
        columns.version = Set(order.version.saturating_add(1));
        columns.updated_at = Set(millis(self.at));
        if next != State::Sending {
            columns.lease_until = Set(None);
            columns.lease_holder = Set(None);
        }
        // What is approved is one request as it stands; what is typed next is another.
        if matches!(next, State::Draft | State::Refused | State::Released) {
            columns.approval = Set(None);
        }
        write(tx, order, columns).await?;
        journal::add(tx, order.id, &self.actor, self.at, &self.event).await?;
        reread(tx, order.id).await.map(Some)
    }
}

/// Writes columns where the order is still what was read. The lock makes sure of it; the condition makes sure of the
/// lock. The history follows.
pub(super) async fn write(
    tx: &DatabaseTransaction,
    order: &Order,
    columns: orders::ActiveModel,
) -> Result<(), StoreError> {
    let written = orders::Entity::update_many()
        .set(columns)
        .filter(orders::Column::Id.eq(order.id.0))
        .filter(orders::Column::Version.eq(order.version))
        .filter(orders::Column::State.eq(order.state.word()))
        .exec(tx)
        .await?;
    match written.rows_affected {
        1 => history::refresh(tx, &[order.id.0]).await,
        _ => Err(StoreError::TryAgain { source: None }),
    }
}

pub(super) async fn reread(tx: &DatabaseTransaction, id: OrderId) -> Result<Order, StoreError> {
    let row = orders::Entity::find_by_id(id.0).one(tx).await?;
    row.ok_or_else(|| StoreError::corrupt("an order that was just written"))?
        .try_into()
}
