//! Erasing a person from the desk: every copy that is no record of what was sent. What DigiCert has of them stays in the
//! mirror, because it is there and would be read again.

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::uses::{UseSource, prune};
use super::{People, details};
use crate::domain::change::{Change, ChangeForm, ChangeState, ValidationForm};
use crate::domain::directory::PersonDetails;
use crate::domain::directory::details::tidied;
use crate::domain::directory::people::PersonKey;
use crate::domain::ids::{OperatorId, OrderId, PersonId};
use crate::domain::operator::Actor;
use crate::domain::order::OrderForm;
use crate::store::StoreError;
use crate::store::encoding::{from_json, millis, storable, timestamp, to_json};
use crate::store::entity::{changes, erasures, people, person_uses, templates};
use crate::store::transaction::WriteTransaction;

/// What became of a wish to erase a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erased {
    /// They are erased from so many drafts, templates and changes that were not sent.
    Erased {
        /// How many.
        copies: u64,
        /// Whether DigiCert still names them, so that they stay in the address book.
        is_still_there: bool,
    },
    /// There is no such person.
    Missing,
}

/// That somebody erased a person. Whom is not remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// When.
    pub at: Timestamp,
    /// Who did.
    pub actor: Actor,
    /// From how many drafts, templates and changes.
    pub copies: u64,
}

impl People {
    /// Erases a person: from the address book, from what was not sent yet, and from the templates. Orders and changes
    /// that were sent keep what was sent. What DigiCert has of the person stays there.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn erase_person(&self, id: PersonId, actor: &Actor, now: Timestamp) -> Result<Erased, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let found = people::Entity::find_by_id(id.0).lock_exclusive().one(&*tx).await?;
        let Some(row) = found else {
            return Ok(Erased::Missing);
        };
        let Some(key) = PersonKey::of(&details(&row)?) else {
            return Err(StoreError::corrupt("a person without name and address"));
        };
        let copies = [
            from_orders(&tx, id, &key, actor, now).await?,
            from_templates(&tx, &key, now).await?,
            from_changes(&tx, &key, actor, now).await?,
        ];
        let copies = copies.into_iter().fold(0_u64, u64::saturating_add);
        let is_still_there = from_address_book(&tx, id).await?;
        let line = erasures::ActiveModel {
            id: NotSet,
            at: Set(millis(now)),
            actor_id: Set(actor.id.map(|id| id.0)),
            actor_name: Set(storable(&actor.name)),
            copies: Set(i64::try_from(copies).unwrap_or(i64::MAX)),
        };
        erasures::Entity::insert(line).exec(&*tx).await?;
        tx.commit().await?;
        Ok(Erased::Erased { copies, is_still_there })
    }

    /// The latest erasures, the newest first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn erasures(&self, limit: u64) -> Result<Vec<Erasure>, StoreError> {
        let query = erasures::Entity::find()
            .order_by_desc(erasures::Column::Id)
            .limit(limit);
        let rows = query.all(&self.store.connection).await?;
        let erasure = |row: erasures::Model| {
            Ok(Erasure {
                at: timestamp(row.at)?,
                actor: Actor {
                    id: row.actor_id.map(OperatorId),
                    name: row.actor_name,
                },
                copies: u64::try_from(row.copies).unwrap_or_default(),
            })
        };
        rows.into_iter().map(erasure).collect()
    }
}

/// Removes the local row and what orders say; tells whether DigiCert still names the person.
async fn from_address_book(tx: &DatabaseTransaction, id: PersonId) -> Result<bool, StoreError> {
    person_uses::Entity::delete_many()
        .filter(person_uses::Column::PersonId.eq(id.0))
        .filter(person_uses::Column::Source.eq(UseSource::Order.word()))
        .exec(tx)
        .await?;
    let row = people::ActiveModel {
        is_local: Set(false),
        kept_by_id: Set(None),
        kept_by_name: Set(String::new()),
        kept_at: Set(None),
        ..people::ActiveModel::default()
    };
    people::Entity::update_many()
        .set(row)
        .filter(people::Column::Id.eq(id.0))
        .exec(tx)
        .await?;
    prune(tx, vec![id.0]).await?;
    Ok(people::Entity::find_by_id(id.0).one(tx).await?.is_some())
}

async fn from_orders(
    tx: &DatabaseTransaction,
    id: PersonId,
    key: &PersonKey,
    actor: &Actor,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let named = person_uses::Entity::find()
        .select_only()
        .column(person_uses::Column::SourceId)
        .distinct()
        .filter(person_uses::Column::PersonId.eq(id.0))
        .filter(person_uses::Column::Source.eq(UseSource::Order.word()));
    let orders: Vec<i64> = named.into_tuple().all(tx).await?;
    let mut copies = 0_u64;
    for order in orders {
        let forget = |form: &mut OrderForm| forget_in_order(form, key);
        if crate::store::orders::rewrite_unsent(tx, OrderId(order), forget, actor, now).await? {
            copies = copies.saturating_add(1);
        }
    }
    Ok(copies)
}

async fn from_templates(tx: &DatabaseTransaction, key: &PersonKey, now: Timestamp) -> Result<u64, StoreError> {
    let mut copies = 0_u64;
    for row in templates::Entity::find().lock_exclusive().all(tx).await? {
        let mut form: OrderForm = from_json("the form of a template", &row.form)?;
        if !forget_in_order(&mut form, key) {
            continue;
        }
        let changed = templates::ActiveModel {
            version: Set(row.version.saturating_add(1)),
            updated_at: Set(millis(now)),
            form: Set(to_json(&form)?),
            ..templates::ActiveModel::default()
        };
        templates::Entity::update_many()
            .set(changed)
            .filter(templates::Column::Id.eq(row.id))
            .exec(tx)
            .await?;
        copies = copies.saturating_add(1);
    }
    Ok(copies)
}

/// Changes of which nothing left.
async fn from_changes(
    tx: &DatabaseTransaction,
    key: &PersonKey,
    actor: &Actor,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let query = changes::Entity::find()
        .filter(changes::Column::State.eq(ChangeState::Draft.word()))
        .filter(changes::Column::Attempt.is_null())
        .order_by_asc(changes::Column::Id)
        .lock_exclusive();
    let mut copies = 0_u64;
    for row in query.all(tx).await? {
        let mut change = Change::try_from(row)?;
        if forget_in_change(&mut change.form, key) {
            crate::store::changes::rewrite_draft(tx, &change, actor, now).await?;
            copies = copies.saturating_add(1);
        }
    }
    Ok(copies)
}

fn forget_in_order(form: &mut OrderForm, key: &PersonKey) -> bool {
    let before = form.contacts.len();
    form.contacts.retain(|contact| !is(&contact.person(), key));
    form.contacts.len() != before
}

fn forget_in_change(form: &mut ChangeForm, key: &PersonKey) -> bool {
    match form {
        ChangeForm::CreateOrganization(form) => {
            let contacts = [&mut form.organization_contact, &mut form.technical_contact];
            let blanked = contacts.map(|person| blank(person, key));
            forget_in_validation(&mut form.validation, key) || blanked.contains(&true)
        }
        ChangeForm::ChangeContacts(form) | ChangeForm::ChangeOrderContacts(form) => {
            let contacts = [&mut form.organization_contact, &mut form.technical_contact];
            contacts.map(|person| blank(person, key)).contains(&true)
        }
        ChangeForm::SubmitOrganization(form) => forget_in_validation(form, key),
        _ => false,
    }
}

fn forget_in_validation(form: &mut ValidationForm, key: &PersonKey) -> bool {
    let before = form.people.len();
    form.people.retain(|person| !is(person, key));
    form.people.len() != before
}

fn blank(person: &mut PersonDetails, key: &PersonKey) -> bool {
    let is_them = is(person, key);
    if is_them {
        *person = PersonDetails::default();
    }
    is_them
}

fn is(person: &PersonDetails, key: &PersonKey) -> bool {
    PersonKey::of(&tidied(person)).as_ref() == Some(key)
}
