//! The orders and their journals: one verb per thing that may happen to an order.
//!
//! Every verb reads the row under a lock, decides, writes the row where it is still the one it read, and writes the
//! event, in one transaction. What may happen in which state is said in [`State::after`] and nowhere else.

mod approve;
mod claim;
mod doubt;
mod draft;
mod journal;
mod record;
mod remote;
mod renew;
mod row;
mod search;
mod status;
mod transition;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{changes, orders};
use super::{Store, StoreError};
use crate::domain::change::ChangeState;
use crate::domain::ids::{OrderId, RemoteOrderId};
use crate::domain::order::{Order, PriceTerms, State};

pub use claim::{Claim, Lease};
pub use doubt::GivenUp;
pub(super) use draft::rewrite_unsent;
pub use draft::{Changed, Discarded};
pub(super) use journal::{add as write_event, desk, tell_of_action};
pub use record::Recorded;
pub use remote::{Seen, Sight};
pub use renew::RenewalDraft;
pub(super) use row::{listed, state, stored_form};
pub use status::StatusReading;
pub(super) use transition::locked;

/// The orders.
#[derive(Clone, Debug)]
pub struct Orders {
    store: Store,
}

impl Orders {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// The order of that id.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn find(&self, id: OrderId) -> Result<Option<Order>, StoreError> {
        orders::Entity::find_by_id(id.0)
            .one(&self.store.connection)
            .await?
            .map(Order::try_from)
            .transpose()
    }

    /// The newest order but `except` that was sent with that key and may exist at DigiCert: placed, in doubt, or on its
    /// way; or that was given the key later. A refused one used no key.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn with_key(&self, spki_sha256: &str, except: Option<OrderId>) -> Result<Option<OrderId>, StoreError> {
        let placed_with = self.placed_with_key(spki_sha256, except).await?;
        let later = self.given_key_later(spki_sha256, except).await?;
        Ok(placed_with.max(later))
    }

    /// The newest order but `except` that got that key after it was placed: by a late CSR or a reissue.
    async fn given_key_later(&self, spki_sha256: &str, except: Option<OrderId>) -> Result<Option<OrderId>, StoreError> {
        let may_be_there = [ChangeState::Done, ChangeState::InDoubt, ChangeState::Sending].map(ChangeState::word);
        let subjects = changes::Entity::find()
            .select_only()
            .column(changes::Column::SubjectId)
            .filter(changes::Column::SpkiSha256.eq(spki_sha256))
            .filter(changes::Column::State.is_in(may_be_there));
        let subjects: Vec<Option<i64>> = subjects.into_tuple().all(&self.store.connection).await?;
        if subjects.is_empty() {
            return Ok(None);
        }
        let mut query = orders::Entity::find()
            .select_only()
            .column(orders::Column::Id)
            .filter(orders::Column::RemoteId.is_in(subjects.into_iter().flatten()));
        if let Some(except) = except {
            query = query.filter(orders::Column::Id.ne(except.0));
        }
        let newest = query.order_by_desc(orders::Column::Id).limit(1).into_tuple::<i64>();
        Ok(newest.one(&self.store.connection).await?.map(OrderId))
    }

    async fn placed_with_key(&self, spki_sha256: &str, except: Option<OrderId>) -> Result<Option<OrderId>, StoreError> {
        let sent = [State::Placed, State::InDoubt, State::Sending].map(State::word);
        let mut query = orders::Entity::find()
            .select_only()
            .column(orders::Column::Id)
            .filter(orders::Column::SpkiSha256.eq(spki_sha256))
            .filter(orders::Column::State.is_in(sent));
        if let Some(except) = except {
            query = query.filter(orders::Column::Id.ne(except.0));
        }
        let newest = query.order_by_desc(orders::Column::Id).limit(1).into_tuple::<i64>();
        Ok(newest.one(&self.store.connection).await?.map(OrderId))
    }

    /// The newest order with these terms of which it is known what DigiCert charged.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn priced(&self, terms: PriceTerms) -> Result<Option<Order>, StoreError> {
        let query = orders::Entity::find()
            .filter(orders::Column::PriceTerms.eq(terms.word()))
            .filter(orders::Column::Price.is_not_null())
            .order_by_desc(orders::Column::Id)
            .limit(1);
        query
            .one(&self.store.connection)
            .await?
            .map(Order::try_from)
            .transpose()
    }

    /// The order DigiCert knows by that id.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn find_by_remote_id(&self, remote_id: RemoteOrderId) -> Result<Option<Order>, StoreError> {
        let query = orders::Entity::find().filter(orders::Column::RemoteId.eq(remote_id.0));
        query
            .one(&self.store.connection)
            .await?
            .map(Order::try_from)
            .transpose()
    }
}
