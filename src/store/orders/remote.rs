//! Orders at DigiCert that were placed elsewhere, and whose row DigiCert's id belongs to.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::row::{form_columns, remote_columns};
use super::transition::{Step, locked, write};
use super::{Orders, journal};
use crate::domain::ids::{OrderId, RemoteOrderId};
use crate::domain::operator::Actor;
use crate::domain::order::{EventKind, Order, OrderForm, RemoteOrder, State};
use crate::store::encoding::{millis, storable};
use crate::store::entity::{order_events, order_notes, order_records, orders};
use crate::store::history;
use crate::store::transaction::WriteTransaction;
use crate::store::{Stepped, StoreError};

/// So many orders are written in one statement, which takes a limited number of values.
const SEEN_AT_ONCE: usize = 200;

/// So many are asked for in one statement.
const ASKED_AT_ONCE: usize = 500;

/// An order seen at DigiCert.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// What DigiCert has.
    pub remote: RemoteOrder,
    /// What it is an order for, in DigiCert's name.
    pub product: Option<String>,
    /// What is known of what was asked for.
    pub form: OrderForm,
    /// The name of its organization.
    pub organization_name: Option<String>,
    /// The name of whoever placed it.
    pub placed_by: Option<String>,
    /// When it was placed.
    pub created_at: Timestamp,
}

/// Whether an order that is known here was seen at DigiCert lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// The order.
    pub id: OrderId,
    /// Its id at DigiCert.
    pub remote_id: RemoteOrderId,
    /// Whether it was seen there.
    pub is_seen: bool,
    /// Whether it had vanished there.
    pub was_gone: bool,
}

/// Whether an id of DigiCert's can be given to an order of ours.
pub(super) enum Place {
    Free,
    Taken(Box<Order>),
}

impl Orders {
    /// Remembers orders that were placed elsewhere, those of them that no order here is known for; says how many. What
    /// another process writes down at the same moment, because its answer came or it was found, is passed over.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn see_elsewhere(&self, seen: &[Seen], now: Timestamp) -> Result<usize, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let mut new = 0_usize;
        for some in seen.chunks(SEEN_AT_ONCE) {
            new = new.saturating_add(see_together(&tx, some, now).await?);
        }
        tx.commit().await?;
        Ok(new)
    }

    /// Takes an order that was placed elsewhere into this desk's care; its owner is who does.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn adopt(&self, id: OrderId, actor: &Actor, now: Timestamp) -> Result<Stepped<Order>, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(Stepped::Missing);
        };
        let step = Step {
            event: EventKind::Adopted,
            columns: orders::ActiveModel {
                owner_id: Set(actor.id.map(|id| id.0)),
                owner_name: Set(storable(&actor.name)),
                ..orders::ActiveModel::default()
            },
            actor: actor.clone(),
            at: now,
        };
        let Some(order) = step.take(&tx, &order).await? else {
            return Ok(Stepped::NotNow(order));
        };
        tx.commit().await?;
        Ok(Stepped::Done(order))
    }

    /// The orders here that are known by those ids at DigiCert, however many these are.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn with_remote_ids(&self, ids: &[RemoteOrderId]) -> Result<Vec<Order>, StoreError> {
        let mut known = Vec::new();
        for some in ids.chunks(ASKED_AT_ONCE) {
            let query = orders::Entity::find().filter(orders::Column::RemoteId.is_in(some.iter().map(|id| id.0)));
            for row in query.all(&self.store.connection).await? {
                known.push(Order::try_from(row)?);
            }
        }
        Ok(known)
    }

    /// The ids here of orders with those ids at DigiCert.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn ids_of(&self, ids: &[RemoteOrderId]) -> Result<BTreeMap<RemoteOrderId, OrderId>, StoreError> {
        let query = orders::Entity::find()
            .select_only()
            .column(orders::Column::RemoteId)
            .column(orders::Column::Id)
            .filter(orders::Column::RemoteId.is_in(ids.iter().map(|id| id.0)))
            .into_tuple::<(i64, i64)>();
        let rows = query.all(&self.store.connection).await?;
        let pair = |(remote, id): (i64, i64)| (RemoteOrderId(remote), OrderId(id));
        Ok(rows.into_iter().map(pair).collect())
    }

    /// Orders here with an id at DigiCert above that one, by that id, and whether they were seen there since that moment.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn seen_since(
        &self,
        moment: Timestamp,
        after: RemoteOrderId,
        limit: u64,
    ) -> Result<Vec<Sight>, StoreError> {
        let query = orders::Entity::find()
            .select_only()
            .column(orders::Column::Id)
            .column(orders::Column::RemoteId)
            .column(orders::Column::VanishedAt)
            .filter(orders::Column::RemoteId.gt(after.0))
            .order_by_asc(orders::Column::RemoteId)
            .limit(limit)
            .into_tuple::<(i64, i64, Option<i64>)>();
        let rows = query.all(&self.store.connection).await?;
        let seen = order_records::Entity::find()
            .select_only()
            .column(order_records::Column::Id)
            .filter(order_records::Column::Id.is_in(rows.iter().map(|(id, ..)| *id)))
            .filter(order_records::Column::ReadAt.gte(millis(moment)))
            .into_tuple::<i64>();
        let seen: BTreeSet<i64> = seen.all(&self.store.connection).await?.into_iter().collect();
        let sight = |(id, remote_id, vanished): (i64, i64, Option<i64>)| Sight {
            id: OrderId(id),
            remote_id: RemoteOrderId(remote_id),
            is_seen: seen.contains(&id),
            was_gone: vanished.is_some(),
        };
        Ok(rows.into_iter().map(sight).collect())
    }

    /// Remembers that DigiCert does not know an order any more, or knows it again. Whether that is news.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_vanished(&self, id: OrderId, is_gone: bool, now: Timestamp) -> Result<bool, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(false);
        };
        let was_gone = order.remote.as_ref().map(|remote| remote.vanished_at.is_some());
        if was_gone.is_none_or(|was_gone| was_gone == is_gone) {
            return Ok(false);
        }
        let columns = orders::ActiveModel {
            vanished_at: Set(is_gone.then(|| millis(now))),
            updated_at: Set(millis(now)),
            ..orders::ActiveModel::default()
        };
        write(&tx, &order, columns).await?;
        let event = if is_gone {
            EventKind::Vanished
        } else {
            EventKind::Reappeared
        };
        journal::add(&tx, id, &journal::desk(), now, &event).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Writes down that DigiCert has something else than what was sent, unless that was written down before. Whether it
    /// is news.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_drift(&self, id: OrderId, drift: &EventKind, now: Timestamp) -> Result<bool, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        if locked(&tx, id).await?.is_none() || journal::has(&tx, id, drift).await? {
            return Ok(false);
        }
        journal::add(&tx, id, &journal::desk(), now, drift).await?;
        tx.commit().await?;
        Ok(true)
    }
}

async fn see_together(tx: &DatabaseTransaction, seen: &[Seen], now: Timestamp) -> Result<usize, StoreError> {
    let rows: Result<Vec<_>, _> = seen.iter().map(|seen| elsewhere_columns(seen, now)).collect();
    let known = OnConflict::column(orders::Column::RemoteId).do_nothing().to_owned();
    let insert = orders::Entity::insert_many(rows?).on_conflict(known);
    let new = insert.exec_with_returning(tx).await?;
    let events = new.iter().filter_map(|row| {
        let remote_id = RemoteOrderId(row.remote_id?);
        Some((OrderId(row.id), EventKind::SeenElsewhere { remote_id }))
    });
    journal::add_all(tx, events, &journal::desk(), now).await?;
    let ids: Vec<i64> = new.iter().map(|row| row.id).collect();
    history::refresh(tx, &ids).await?;
    Ok(ids.len())
}

fn elsewhere_columns(seen: &Seen, now: Timestamp) -> Result<orders::ActiveModel, StoreError> {
    let form = form_columns(&seen.form)?;
    Ok(orders::ActiveModel {
        version: Set(1),
        state: Set(State::Elsewhere.word().to_owned()),
        owner_id: Set(None),
        owner_name: Set(storable(seen.placed_by.as_deref().unwrap_or_default())),
        created_at: Set(millis(seen.created_at)),
        updated_at: Set(millis(now)),
        refusal: Set("[]".to_owned()),
        product: Set(seen.product.as_deref().map(storable)),
        form: form.form,
        common_name: form.common_name,
        organization: form.organization,
        organization_name: Set(seen.organization_name.as_deref().map(storable)),
        ..remote_columns(&seen.remote)?
    })
}

/// The order that has DigiCert's id already.
async fn holder_of(tx: &DatabaseTransaction, remote_id: RemoteOrderId) -> Result<Option<Order>, StoreError> {
    let query = orders::Entity::find()
        .filter(orders::Column::RemoteId.eq(remote_id.0))
        .lock_exclusive();
    query.one(tx).await?.map(Order::try_from).transpose()
}

/// Frees DigiCert's id for an order of ours. What was seen there before we knew that it is ours is not a second order:
/// its journal and its notes move to ours. The rest of its row is what DigiCert has and is read again.
pub(super) async fn make_room(
    tx: &DatabaseTransaction,
    remote_id: RemoteOrderId,
    ours: OrderId,
) -> Result<Place, StoreError> {
    let Some(other) = holder_of(tx, remote_id).await?.filter(|other| other.id != ours) else {
        return Ok(Place::Free);
    };
    // One that was adopted was no attempt of ours either.
    if other.attempt.is_some() {
        return Ok(Place::Taken(Box::new(other)));
    }
    order_events::Entity::update_many()
        .set(order_events::ActiveModel {
            order_id: Set(ours.0),
            ..order_events::ActiveModel::default()
        })
        .filter(order_events::Column::OrderId.eq(other.id.0))
        .exec(tx)
        .await?;
    order_notes::Entity::update_many()
        .set(order_notes::ActiveModel {
            order_id: Set(ours.0),
            ..order_notes::ActiveModel::default()
        })
        .filter(order_notes::Column::OrderId.eq(other.id.0))
        .exec(tx)
        .await?;
    orders::Entity::delete_by_id(other.id.0).exec(tx).await?;
    Ok(Place::Free)
}
