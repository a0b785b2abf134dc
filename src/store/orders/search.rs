//! The search for orders in doubt and for those given up: what was found, and which are to be looked for next.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::transition::{locked, reread, write};
use super::{Orders, journal};
use crate::domain::ids::{OrderId, RemoteOrderId};
use crate::domain::operator::Actor;
use crate::domain::order::{EventKind, Order, Search, State};
use crate::store::encoding::{millis, to_json};
use crate::store::entity::orders;
use crate::store::transaction::WriteTransaction;
use crate::store::{Stepped, StoreError};

/// The columns of a search.
pub(super) fn search_columns(search: &Search) -> Result<orders::ActiveModel, StoreError> {
    Ok(orders::ActiveModel {
        search: Set(Some(to_json(search)?)),
        next_look_at: Set(Some(millis(search.next_at))),
        ..orders::ActiveModel::default()
    })
}

impl Orders {
    /// Remembers how the search for an order stands after a look, where nobody else looked or decided meanwhile. Its
    /// journal grows where a person looked, where DigiCert answered for the first time, and where other candidates were
    /// found than before.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_search(
        &self,
        id: OrderId,
        search: &Search,
        actor: Option<&Actor>,
        now: Timestamp,
    ) -> Result<Stepped<Order>, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(Stepped::Missing);
        };
        if !matches!(order.state, State::InDoubt | State::Released) {
            return Ok(Stepped::NotNow(order));
        }
        // The search that this look began from is the one before it.
        let looks = order.search.as_ref().map_or(0, |before| before.looks);
        let dismissed = order
            .search
            .as_ref()
            .map_or(&[][..], |before| before.dismissed.as_slice());
        if search.looks != looks.saturating_add(1) || search.dismissed != dismissed {
            return Ok(Stepped::Conflict(order));
        }
        let is_answer = search.answered_at.is_some()
            && search.answered_at != order.search.as_ref().and_then(|search| search.answered_at);
        if is_answer && (actor.is_some() || is_news(order.search.as_ref(), search)) {
            let found = u32::try_from(search.candidates.len()).unwrap_or(u32::MAX);
            let actor = actor.cloned().unwrap_or_else(journal::desk);
            journal::add(&tx, id, &actor, now, &EventKind::LookedFor { found }).await?;
        }
        write(&tx, &order, search_columns(search)?).await?;
        let order = reread(&tx, id).await?;
        tx.commit().await?;
        Ok(Stepped::Done(order))
    }

    /// Remembers that none of the candidates is the order, where they are still those that the person was `shown`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn dismiss_candidates(
        &self,
        id: OrderId,
        shown: &[RemoteOrderId],
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Stepped<Order>, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(Stepped::Missing);
        };
        let is_looked_for = matches!(order.state, State::InDoubt | State::Released);
        let has_candidates = |search: &&Search| is_looked_for && !search.candidates.is_empty();
        let Some(search) = order.search.as_ref().filter(has_candidates) else {
            return Ok(Stepped::NotNow(order));
        };
        let dismissed: Vec<_> = search.candidates.iter().map(|candidate| candidate.id).collect();
        if !dismissed.iter().all(|id| shown.contains(id)) {
            return Ok(Stepped::Conflict(order));
        }
        journal::add(&tx, id, actor, now, &EventKind::Dismissed { dismissed }).await?;
        write(&tx, &order, search_columns(&search.dismissing(now))?).await?;
        let order = reread(&tx, id).await?;
        tx.commit().await?;
        Ok(Stepped::Done(order))
    }

    /// Orders that are to be looked for now, the longest due first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn to_be_looked_for(&self, now: Timestamp, limit: u64) -> Result<Vec<Order>, StoreError> {
        let due = Condition::any()
            .add(orders::Column::NextLookAt.is_null())
            .add(orders::Column::NextLookAt.lte(millis(now)));
        let query = orders::Entity::find()
            .filter(orders::Column::State.is_in([State::InDoubt.word(), State::Released.word()]))
            .filter(due)
            .order_by_asc(orders::Column::NextLookAt)
            .order_by_asc(orders::Column::Id)
            .limit(limit);
        query
            .all(&self.store.connection)
            .await?
            .into_iter()
            .map(Order::try_from)
            .collect()
    }

    /// The orders whose request left and whose id at DigiCert is not known.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn unknown_there(&self) -> Result<Vec<Order>, StoreError> {
        let query = orders::Entity::find()
            .filter(orders::Column::State.is_in([State::Sending.word(), State::InDoubt.word(), State::Released.word()]))
            .order_by_asc(orders::Column::Id);
        query
            .all(&self.store.connection)
            .await?
            .into_iter()
            .map(Order::try_from)
            .collect()
    }

    /// Whether another order of ours was sent with that key, whatever became of it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn is_key_shared(&self, spki_sha256: &str, except: OrderId) -> Result<bool, StoreError> {
        let sent = [State::Placed, State::InDoubt, State::Sending, State::Released].map(State::word);
        let other = orders::Entity::find()
            .select_only()
            .column(orders::Column::Id)
            .filter(orders::Column::SpkiSha256.eq(spki_sha256))
            .filter(orders::Column::State.is_in(sent))
            .filter(orders::Column::Id.ne(except.0))
            .limit(1)
            .into_tuple::<i64>();
        Ok(other.one(&self.store.connection).await?.is_some())
    }
}

fn is_news(before: Option<&Search>, now: &Search) -> bool {
    before.is_none_or(|before| {
        let ids = |search: &Search| {
            search
                .candidates
                .iter()
                .map(|candidate| candidate.id)
                .collect::<Vec<_>>()
        };
        before.answered_at.is_none() || ids(before) != ids(now)
    })
}
