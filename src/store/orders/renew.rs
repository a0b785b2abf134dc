//! A draft that renews an order: one at a time.

use jiff::Timestamp;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use super::draft::insert;
use super::transition::locked;
use super::{Orders, journal};
use crate::domain::ids::OrderId;
use crate::domain::operator::Actor;
use crate::domain::order::{Event, EventKind, Order, OrderForm, Origin, RemoteStatus, State};
use crate::store::StoreError;
use crate::store::entity::{order_events, orders};
use crate::store::transaction::WriteTransaction;

/// What became of a wish to renew an order.
#[derive(Clone, Debug, PartialEq)]
pub enum RenewalDraft {
    /// This draft renews it.
    Begun(Order),
    /// This one was begun before, and may still become its renewal or is it.
    BegunBefore(Order),
    /// There is no such order.
    Missing,
}

impl Orders {
    /// Stores a draft that renews an order, unless one was begun before; both journals tell it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn draft_renewal(
        &self,
        of: OrderId,
        owner: &Actor,
        form: &OrderForm,
        now: Timestamp,
    ) -> Result<RenewalDraft, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let renewed = locked(&tx, of).await?;
        let Some(remote_id) = renewed.map(|order| order.remote.map(|remote| remote.id)) else {
            return Ok(RenewalDraft::Missing);
        };
        if let Some(before) = begun_before(&tx, of).await? {
            return Ok(RenewalDraft::BegunBefore(before));
        }
        let draft = insert(&tx, Origin::Renewal(of, remote_id), owner, form, now).await?;
        let event = EventKind::RenewalDrafted { draft: draft.id };
        journal::add(&tx, of, owner, now, &event).await?;
        tx.commit().await?;
        Ok(RenewalDraft::Begun(draft))
    }
}

/// What takes the place of an order that was given up renews what that one was to renew; its journal tells it. The journal of
/// the order to be renewed, which whoever begins a renewal has locked, is left alone.
pub(super) async fn pass_on(
    tx: &DatabaseTransaction,
    given_up: OrderId,
    draft: OrderId,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), StoreError> {
    let query = order_events::Entity::find().filter(order_events::Column::OrderId.eq(given_up.0));
    for row in query.all(tx).await? {
        let event = Event::try_from(row)?.kind;
        if matches!(event, EventKind::DraftedForRenewal { .. }) {
            return journal::add(tx, draft, actor, now, &event).await;
        }
    }
    Ok(())
}

/// The newest renewal that was not discarded, given up, canceled, rejected or revoked; the draft in the place of one that
/// was given up is one.
async fn begun_before(tx: &DatabaseTransaction, of: OrderId) -> Result<Option<Order>, StoreError> {
    let query = order_events::Entity::find()
        .filter(order_events::Column::OrderId.eq(of.0))
        .order_by_desc(order_events::Column::Id);
    for row in query.all(tx).await? {
        let EventKind::RenewalDrafted { draft } = Event::try_from(row)?.kind else {
            continue;
        };
        // Read, not locked: who sends or approves a draft locks it first, and then the ones before it. That one renewal begins
        // at a time is due to the lock on the order.
        let mut next = Some(draft);
        while let Some(id) = next {
            let row = orders::Entity::find_by_id(id.0).one(tx).await?;
            let Some(order) = row.map(Order::try_from).transpose()? else {
                break;
            };
            if may_become_it(&order) {
                return Ok(Some(order));
            }
            next = order.replaced_by;
        }
    }
    Ok(None)
}

fn may_become_it(order: &Order) -> bool {
    let status = order.remote.as_ref().and_then(|remote| remote.status.as_ref());
    order.state != State::Released && !status.is_some_and(RemoteStatus::is_lost)
}
