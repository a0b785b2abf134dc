//! Writing, changing and discarding a draft.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{DatabaseTransaction, EntityTrait};

use super::row::{form_columns, stored_form};
use super::transition::{Step, locked, reread};
use super::{Orders, journal, renew};
use crate::domain::ids::OrderId;
use crate::domain::operator::Actor;
use crate::domain::order::{EventKind, Order, OrderForm, Origin, State, refusal};
use crate::store::StoreError;
use crate::store::encoding::{millis, storable, to_json};
use crate::store::entity::orders;
use crate::store::history;
use crate::store::people::{self, UseSource};
use crate::store::transaction::WriteTransaction;

/// What became of a change.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    /// It is stored; or the order says just this already, and was left as it is.
    Saved(Order),
    /// Somebody changed the order meanwhile, into this.
    Conflict(Order),
    /// The order has left, so that it cannot be changed any more.
    NotEditable(Order),
    /// There is no such order.
    Missing,
}

/// What became of a wish to discard an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Discarded {
    /// It is gone, and its journal with it.
    Discarded,
    /// Somebody changed the order meanwhile, into this.
    Conflict(Order),
    /// The order has left, so that it must be remembered.
    NotEditable(Order),
    /// There is no such order.
    Missing,
}

impl Orders {
    /// Stores a new draft.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn draft(&self, owner: &Actor, form: &OrderForm, now: Timestamp) -> Result<Order, StoreError> {
        self.draft_from(Origin::Blank, owner, form, now).await
    }

    /// Stores a new draft, and in its journal what it began with.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn draft_from(
        &self,
        origin: Origin,
        owner: &Actor,
        form: &OrderForm,
        now: Timestamp,
    ) -> Result<Order, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let order = insert(&tx, origin, owner, form, now).await?;
        tx.commit().await?;
        Ok(order)
    }

    /// Stores what was typed, where the order is still at that version and has not left. A refused order becomes a
    /// draft, and keeps those of DigiCert's errors that the change left unanswered; an approved one loses its approval.
    /// Storing what is stored already changes nothing, so that a second click on "Save" is no conflict.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn change(
        &self,
        id: OrderId,
        version: i64,
        form: &OrderForm,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Changed, StoreError> {
        let form = stored_form(form);
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(Changed::Missing);
        };
        if !order.state.is_editable() {
            return Ok(Changed::NotEditable(order));
        }
        if order.form == form {
            return Ok(Changed::Saved(order));
        }
        if order.version != version {
            return Ok(Changed::Conflict(order));
        }
        let mut columns = form_columns(&form)?;
        columns.refusal = Set(to_json(&refusal::unanswered(&order.form, &form, &order.refusal))?);
        let is_other = form.organization_typed() != order.form.organization_typed();
        if is_other && columns.organization_name.is_not_set() {
            columns.organization_name = Set(None);
        }
        let step = Step {
            event: EventKind::Changed,
            columns,
            actor: actor.clone(),
            at: now,
        };
        let Some(order) = step.take(&tx, &order).await? else {
            return Ok(Changed::NotEditable(order));
        };
        index_people(&tx, &order, now).await?;
        tx.commit().await?;
        Ok(Changed::Saved(order))
    }

    /// Deletes a draft that is still at that version. What was once sent, even if it was refused, keeps its journal.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn discard(&self, id: OrderId, version: i64) -> Result<Discarded, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(Discarded::Missing);
        };
        if !order.may_be_discarded() {
            return Ok(Discarded::NotEditable(order));
        }
        if order.version != version {
            return Ok(Discarded::Conflict(order));
        }
        orders::Entity::delete_by_id(id.0).exec(&*tx).await?;
        people::forget_uses(&*tx, UseSource::Order, &[id.0]).await?;
        tx.commit().await?;
        Ok(Discarded::Discarded)
    }
}

/// Writes a new draft and the first line of its journal.
pub(super) async fn insert(
    tx: &WriteTransaction,
    origin: Origin,
    owner: &Actor,
    form: &OrderForm,
    now: Timestamp,
) -> Result<Order, StoreError> {
    let replaces = match origin {
        Origin::Released(order) => Some(order.0),
        Origin::Blank | Origin::Order(_) | Origin::Template(_) | Origin::Renewal(..) => None,
    };
    let row = orders::ActiveModel {
        version: Set(1),
        state: Set(State::Draft.word().to_owned()),
        owner_id: Set(owner.id.map(|id| id.0)),
        owner_name: Set(storable(&owner.name)),
        created_at: Set(millis(now)),
        updated_at: Set(millis(now)),
        domains: Set("[]".to_owned()),
        refusal: Set("[]".to_owned()),
        replaces: Set(replaces),
        ..form_columns(&stored_form(form))?
    };
    let id = OrderId(orders::Entity::insert(row).exec(&**tx).await?.last_insert_id);
    journal::add(tx, id, owner, now, &origin.into()).await?;
    if let Some(replaced) = replaces {
        renew::pass_on(tx, OrderId(replaced), id, owner, now).await?;
    }
    // What the draft was begun for stands in its journal.
    history::refresh(tx, &[id.0]).await?;
    let order = reread(tx, id).await?;
    index_people(tx, &order, now).await?;
    Ok(order)
}

/// Stores another form of an order of which nothing left, and says whether it did.
pub(in crate::store) async fn rewrite_unsent(
    tx: &DatabaseTransaction,
    id: OrderId,
    rewrite: impl FnOnce(&mut OrderForm) -> bool,
    actor: &Actor,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let order = locked(tx, id).await?;
    let Some(order) = order.filter(|order| order.state.is_editable() && order.attempt.is_none()) else {
        return Ok(false);
    };
    let mut form = order.form.clone();
    if !rewrite(&mut form) {
        return Ok(false);
    }
    let step = Step {
        event: EventKind::Changed,
        columns: form_columns(&form)?,
        actor: actor.clone(),
        at: now,
    };
    let Some(order) = step.take(tx, &order).await? else {
        return Ok(false);
    };
    index_people(tx, &order, now).await?;
    Ok(true)
}

/// Lets the address book know whom an order names.
async fn index_people(tx: &DatabaseTransaction, order: &Order, now: Timestamp) -> Result<(), StoreError> {
    let named = people::uses_of_order(&order.form);
    people::replace_uses(tx, UseSource::Order, order.id.0, &named, now).await
}
