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
use crate::store::entity::order_events;
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
        if locked(&tx, of).await?.is_none() {
            return Ok(RenewalDraft::Missing);
        }
        if let Some(before) = begun_before(&tx, of).await? {
            return Ok(RenewalDraft::BegunBefore(before));
        }
        let draft = insert(&tx, Origin::Renewal(of), owner, form, now).await?;
        let event = EventKind::RenewalDrafted { draft: draft.id };
        journal::add(&tx, of, owner, now, &event).await?;
        tx.commit().await?;
        Ok(RenewalDraft::Begun(draft))
    }
}

/// The newest renewal that was not discarded, given up, canceled, rejected or revoked.
async fn begun_before(tx: &DatabaseTransaction, of: OrderId) -> Result<Option<Order>, StoreError> {
    let query = order_events::Entity::find()
        .filter(order_events::Column::OrderId.eq(of.0))
        .order_by_desc(order_events::Column::Id);
    for row in query.all(tx).await? {
        let EventKind::RenewalDrafted { draft } = Event::try_from(row)?.kind else {
            continue;
        };
        if let Some(order) = locked(tx, draft).await?.filter(may_become_it) {
            return Ok(Some(order));
        }
    }
    Ok(None)
}

fn may_become_it(order: &Order) -> bool {
    let status = order.remote.as_ref().and_then(|remote| remote.status.as_ref());
    order.state != State::Released && !status.is_some_and(RemoteStatus::is_lost)
}
