//! Orders whose answer did not come: put in doubt, found at DigiCert, or given up by a person.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::IntoCondition;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::draft::insert;
use super::record::Recorded;
use super::remote::{Place, make_room};
use super::row::remote_columns;
use super::search::search_columns;
use super::transition::{Step, locked};
use super::{Orders, journal};
use crate::domain::ids::OrderId;
use crate::domain::operator::Actor;
use crate::domain::order::event::Doubt;
use crate::domain::order::search::{Evidence, ReleaseRule};
use crate::domain::order::{EventKind, Order, Origin, RemoteOrder, Search, State};
use crate::store::StoreError;
use crate::store::encoding::millis;
use crate::store::entity::orders;
use crate::store::transaction::WriteTransaction;

/// What became of giving an order up.
#[derive(Clone, Debug, PartialEq)]
pub enum GivenUp {
    /// It is given up, and this draft takes its place.
    Replaced(Order),
    /// It may not be given up yet.
    TooEarly(Order),
    /// It is not in doubt.
    NotInDoubt(Order),
    /// There is no such order.
    Missing,
}

impl Orders {
    /// Puts in doubt what has been on its way for longer than its lease, and says which orders.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn release_lapsed(&self, now: Timestamp) -> Result<Vec<OrderId>, StoreError> {
        self.put_in_doubt(orders::Column::LeaseUntil.lt(millis(now)), now).await
    }

    /// Puts in doubt what other desks were sending, and says which orders. For the start of a desk that is the only
    /// one on its database: whoever sent them is gone.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn release_all_of_other_holders(&self, holder: &str, now: Timestamp) -> Result<Vec<OrderId>, StoreError> {
        self.put_in_doubt(orders::Column::LeaseHolder.ne(holder), now).await
    }

    async fn put_in_doubt(&self, which: impl IntoCondition, now: Timestamp) -> Result<Vec<OrderId>, StoreError> {
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
        let mut in_doubt = Vec::with_capacity(rows.len());
        for row in rows {
            let order = Order::try_from(row)?;
            let step = Step {
                event: EventKind::InDoubt {
                    why: Doubt::DeskStopped,
                },
                columns: search_columns(&Search::from(now))?,
                actor: journal::desk(),
                at: now,
            };
            in_doubt.extend(step.take(&tx, &order).await?.map(|order| order.id));
        }
        tx.commit().await?;
        Ok(in_doubt)
    }

    /// An order in doubt, or one that was given up, was found at DigiCert, so that it is placed.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_found(
        &self,
        id: OrderId,
        remote: &RemoteOrder,
        evidence: Evidence,
        actor: Option<&Actor>,
        now: Timestamp,
    ) -> Result<Recorded, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(Recorded::Missing);
        };
        let event = EventKind::Found {
            remote_id: remote.id,
            evidence,
        };
        if order.state.after(&event).is_none() {
            return Ok(Recorded::Ignored(order));
        }
        if let Place::Taken(other) = make_room(&tx, remote.id, id).await? {
            return Ok(Recorded::OfOther(*other));
        }
        let step = Step {
            event,
            columns: remote_columns(remote)?,
            actor: actor.cloned().unwrap_or_else(journal::desk),
            at: now,
        };
        let Some(order) = step.take(&tx, &order).await? else {
            return Ok(Recorded::Ignored(order));
        };
        tx.commit().await?;
        Ok(Recorded::Recorded(order))
    }

    /// Gives an order in doubt up, where the rule allows it, and puts a draft in its place. The draft carries what was
    /// typed, the key included, but not the agreement: agreeing is an act of its own.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn give_up(
        &self,
        id: OrderId,
        reason: &str,
        rule: ReleaseRule,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<GivenUp, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(GivenUp::Missing);
        };
        if order.state != State::InDoubt {
            return Ok(GivenUp::NotInDoubt(order));
        }
        if !order.search.as_ref().is_some_and(|search| rule.allows(search, now)) {
            return Ok(GivenUp::TooEarly(order));
        }
        let form = order.form.for_another_attempt();
        let draft = insert(&tx, Origin::Released(id), actor, &form, now).await?;
        let step = Step {
            event: EventKind::Released {
                reason: reason.to_owned(),
                replaced_by: draft.id,
            },
            columns: orders::ActiveModel {
                replaced_by: Set(Some(draft.id.0)),
                ..orders::ActiveModel::default()
            },
            actor: actor.clone(),
            at: now,
        };
        if step.take(&tx, &order).await?.is_none() {
            return Ok(GivenUp::NotInDoubt(order));
        }
        tx.commit().await?;
        Ok(GivenUp::Replaced(draft))
    }
}
