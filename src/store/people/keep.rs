//! Keeping people here, changing them, and letting them go.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};

use super::list::{entry, uses_of};
use super::uses::prune;
use super::{People, columns, details, key};
use crate::domain::directory::PersonDetails;
use crate::domain::directory::details::tidied;
use crate::domain::ids::PersonId;
use crate::domain::operator::Actor;
use crate::store::StoreError;
use crate::store::encoding::{millis, storable};
use crate::store::entity::people;
use crate::store::transaction::WriteTransaction;

/// What became of a wish to keep a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonKept {
    /// They are kept.
    Kept(PersonId),
    /// They are kept here already, with other details.
    KnownAlready(PersonId),
    /// Neither a name nor an e-mail address was given, by which they could be told from others.
    Nobody,
}

/// What became of a change of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonStepped {
    /// It is stored; or they are gone, where that was wished.
    Done(PersonId),
    /// Somebody changed them meanwhile.
    Conflict(PersonId),
    /// That is this other person.
    KnownAlready(PersonId),
    /// They are not kept here: what DigiCert or an order says of them is changed there.
    NotLocal(PersonId),
    /// Neither a name nor an e-mail address was given.
    Nobody,
    /// There is no such person.
    Missing,
}

impl People {
    /// Keeps a person here. One who is known from elsewhere is kept with these details.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keep_person(
        &self,
        person: &PersonDetails,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<PersonKept, StoreError> {
        let person = tidied(person);
        let Some(key) = key(&person) else {
            return Ok(PersonKept::Nobody);
        };
        let tx = WriteTransaction::begin(&self.store).await?;
        let known = by_key(&tx, &key).await?;
        if let Some(known) = known.as_ref().filter(|known| known.is_local) {
            let id = PersonId(known.id);
            return Ok(if details(known)? == person {
                PersonKept::Kept(id)
            } else {
                PersonKept::KnownAlready(id)
            });
        }
        let row = people::ActiveModel {
            version: Set(known.as_ref().map_or(1, |known| known.version.saturating_add(1))),
            ..kept(columns(&person, key)?, actor, now)
        };
        let id = match known {
            Some(known) => {
                update(&tx, &known, row).await?;
                known.id
            }
            None => people::Entity::insert(row).exec(&*tx).await?.last_insert_id,
        };
        tx.commit().await?;
        Ok(PersonKept::Kept(PersonId(id)))
    }

    /// Changes a person who is kept here, where they are still at that version. Where they are used as they were, they
    /// stay in the address book beside it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn change_person(
        &self,
        id: PersonId,
        version: i64,
        person: &PersonDetails,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<PersonStepped, StoreError> {
        let person = tidied(person);
        let Some(key) = key(&person) else {
            return Ok(PersonStepped::Nobody);
        };
        let tx = WriteTransaction::begin(&self.store).await?;
        let known = match local(&tx, id, version).await? {
            Ok(known) => known,
            Err(why) => return Ok(why),
        };
        let (before, is_same) = (details(&known)?, key == known.key);
        let other = by_key(&tx, &key).await?.filter(|other| other.id != known.id);
        if let Some(other) = other {
            return Ok(PersonStepped::KnownAlready(PersonId(other.id)));
        }
        if !is_same && !uses_of(&*tx, id.0).await?.is_empty() {
            // Whoever is named elsewhere under the former name is still named there.
            let row = people::ActiveModel {
                is_local: Set(false),
                kept_by_id: Set(None),
                kept_by_name: Set(String::new()),
                kept_at: Set(None),
                version: Set(known.version.saturating_add(1)),
                ..columns(&before, known.key.clone())?
            };
            update(&tx, &known, row).await?;
            let row = people::ActiveModel {
                version: Set(1),
                ..kept(columns(&person, key)?, actor, now)
            };
            let id = people::Entity::insert(row).exec(&*tx).await?.last_insert_id;
            tx.commit().await?;
            return Ok(PersonStepped::Done(PersonId(id)));
        }
        let row = people::ActiveModel {
            version: Set(known.version.saturating_add(1)),
            ..kept(columns(&person, key)?, actor, now)
        };
        update(&tx, &known, row).await?;
        tx.commit().await?;
        Ok(PersonStepped::Done(id))
    }

    /// Keeps a person here no more, where they are still at that version. Those who are used elsewhere stay in the
    /// address book by that.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn delete_person(&self, id: PersonId, version: i64) -> Result<PersonStepped, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let known = match local(&tx, id, version).await? {
            Ok(known) => known,
            Err(why) => return Ok(why),
        };
        let row = people::ActiveModel {
            is_local: Set(false),
            kept_by_id: Set(None),
            kept_by_name: Set(String::new()),
            kept_at: Set(None),
            version: Set(known.version.saturating_add(1)),
            ..people::ActiveModel::default()
        };
        update(&tx, &known, row).await?;
        prune(&*tx, vec![id.0]).await?;
        tx.commit().await?;
        Ok(PersonStepped::Done(id))
    }

    /// Who of these is kept here, each in their place, with the details that are kept.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn kept(&self, people: &[PersonDetails]) -> Result<Vec<Option<(PersonId, PersonDetails)>>, StoreError> {
        let keys: Vec<Option<String>> = people.iter().map(|person| key(&tidied(person))).collect();
        let query = people::Entity::find()
            .filter(people::Column::Key.is_in(keys.iter().flatten()))
            .filter(people::Column::IsLocal.eq(true));
        let rows = query.all(&self.store.connection).await?;
        let of_key = |key: &Option<String>| {
            let row = rows.iter().find(|row| Some(&row.key) == key.as_ref());
            row.map(|row| Ok((PersonId(row.id), details(row)?))).transpose()
        };
        keys.iter().map(of_key).collect()
    }

    /// Who has the same e-mail address under another name: perhaps the same person, perhaps a mailbox of several.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn doubles_of(&self, id: PersonId) -> Result<Vec<super::PersonEntry>, StoreError> {
        let connection = &self.store.connection;
        let Some(person) = people::Entity::find_by_id(id.0).one(connection).await? else {
            return Ok(Vec::new());
        };
        if person.email_sort.is_empty() {
            return Ok(Vec::new());
        }
        let query = people::Entity::find()
            .filter(people::Column::EmailSort.eq(person.email_sort))
            .filter(people::Column::Id.ne(person.id))
            .limit(20);
        let mut doubles = Vec::new();
        for row in query.all(connection).await? {
            doubles.push(entry(connection, row).await?);
        }
        Ok(doubles)
    }
}

pub(super) async fn by_key(tx: &DatabaseTransaction, key: &str) -> Result<Option<people::Model>, StoreError> {
    let query = people::Entity::find().filter(people::Column::Key.eq(key));
    Ok(query.lock_exclusive().one(tx).await?)
}

/// The person, locked, where they are kept here and still at that version.
async fn local(
    tx: &DatabaseTransaction,
    id: PersonId,
    version: i64,
) -> Result<Result<people::Model, PersonStepped>, StoreError> {
    let row = people::Entity::find_by_id(id.0).lock_exclusive().one(tx).await?;
    Ok(match row {
        None => Err(PersonStepped::Missing),
        Some(row) if !row.is_local => Err(PersonStepped::NotLocal(id)),
        Some(row) if row.version != version => Err(PersonStepped::Conflict(id)),
        Some(row) => Ok(row),
    })
}

fn kept(columns: people::ActiveModel, actor: &Actor, now: Timestamp) -> people::ActiveModel {
    people::ActiveModel {
        is_local: Set(true),
        kept_by_id: Set(actor.id.map(|id| id.0)),
        kept_by_name: Set(storable(&actor.name)),
        kept_at: Set(Some(millis(now))),
        ..columns
    }
}

async fn update(
    tx: &DatabaseTransaction,
    known: &people::Model,
    columns: people::ActiveModel,
) -> Result<(), StoreError> {
    let written = people::Entity::update_many()
        .set(columns)
        .filter(people::Column::Id.eq(known.id))
        .filter(people::Column::Version.eq(known.version))
        .exec(tx)
        .await?;
    match written.rows_affected {
        1 => Ok(()),
        _ => Err(StoreError::TryAgain { source: None }),
    }
}
