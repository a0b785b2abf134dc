//! Orders whose answer did not come: putting them in doubt, and what looking for them at DigiCert brought.

use jiff::Timestamp;
use sea_orm::sea_query::IntoCondition;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::record::{Recorded, holder_of};
use super::row::remote_columns;
use super::transition::{Transition, locked};
use super::{Orders, journal};
use crate::domain::ids::OrderId;
use crate::domain::operator::Actor;
use crate::domain::order::event::Doubt;
use crate::domain::order::{EventKind, Order, RemoteOrder, State};
use crate::store::StoreError;
use crate::store::encoding::millis;
use crate::store::entity::orders;
use crate::store::transaction::WriteTransaction;

impl Orders {
    /// Puts in doubt what has been on its way for longer than its lease, and says which orders.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn release_lapsed(&self, now: Timestamp) -> Result<Vec<OrderId>, StoreError> {
        self.release(orders::Column::LeaseUntil.lt(millis(now)), now).await
    }

    /// Puts in doubt what other desks were sending, and says which orders. For the start of a desk that is the only
    /// one on its database: whoever sent them is gone.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn release_all_of_other_holders(&self, holder: &str, now: Timestamp) -> Result<Vec<OrderId>, StoreError> {
        self.release(orders::Column::LeaseHolder.ne(holder), now).await
    }

    async fn release(&self, which: impl IntoCondition, now: Timestamp) -> Result<Vec<OrderId>, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let rows = orders::Entity::find()
            .filter(orders::Column::State.eq(State::Sending.word()))
            .filter(
                Condition::any()
                    .add(which.into_condition())
                    .add(orders::Column::LeaseUntil.is_null()),
            )
            .order_by_asc(orders::Column::Id)
            .lock_exclusive()
            .all(&*tx)
            .await?;
        let mut released = Vec::with_capacity(rows.len());
        for row in rows {
            let order = Order::try_from(row)?;
            let step = Transition {
                to: State::InDoubt,
                columns: orders::ActiveModel::default(),
                event: EventKind::InDoubt {
                    why: Doubt::DeskStopped,
                },
                actor: journal::desk(),
                at: now,
            };
            released.push(step.take(&tx, &order).await?.id);
        }
        tx.commit().await?;
        Ok(released)
    }

    /// An order in doubt was found at DigiCert, so that it is placed.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_found(
        &self,
        id: OrderId,
        remote: &RemoteOrder,
        actor: Option<&Actor>,
        now: Timestamp,
    ) -> Result<Recorded, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(Recorded::Missing);
        };
        if order.state != State::InDoubt {
            return Ok(Recorded::Ignored(order));
        }
        if let Some(other) = holder_of(&tx, remote.id).await? {
            return Ok(Recorded::OfOther(other));
        }
        let step = Transition {
            to: State::Placed,
            columns: remote_columns(remote)?,
            event: EventKind::Found { remote_id: remote.id },
            actor: actor.cloned().unwrap_or_else(journal::desk),
            at: now,
        };
        let order = step.take(&tx, &order).await?;
        tx.commit().await?;
        Ok(Recorded::Recorded(order))
    }

    /// An order in doubt was looked for at DigiCert, and not exactly one was found. It stays in doubt.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_looked_for(
        &self,
        id: OrderId,
        found: u32,
        actor: Option<&Actor>,
        now: Timestamp,
    ) -> Result<Recorded, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(Recorded::Missing);
        };
        if order.state != State::InDoubt {
            return Ok(Recorded::Ignored(order));
        }
        let actor = actor.cloned().unwrap_or_else(journal::desk);
        journal::add(&tx, id, &actor, now, &EventKind::LookedFor { found }).await?;
        tx.commit().await?;
        Ok(Recorded::Recorded(order))
    }
}
