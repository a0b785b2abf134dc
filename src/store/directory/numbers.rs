//! The OIN and the KVK number of an organization: DigiCert has no field for them, so they are kept here, with who
//! entered them and what was there before.

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, TryInsertResult};

use super::Directory;
use super::organizations::{read, searched};
use crate::domain::ids::{OperatorId, OrganizationId};
use crate::domain::operator::Actor;
use crate::store::StoreError;
use crate::store::encoding::{millis, storable, timestamp};
use crate::store::entity::{organization_number_entries, organization_numbers, organizations};
use crate::store::transaction::WriteTransaction;

/// The numbers of an organization as somebody entered them; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumbersTyped {
    /// The OIN.
    pub oin: String,
    /// The number in the Dutch business register.
    pub kvk_number: String,
    /// The register the OIN was made from: see [`crate::domain::oin::Register::word`].
    pub register: String,
}

/// The numbers of an organization as they are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptNumbers {
    /// Counts changes; a change names the version it was made from, nought where nothing was kept yet.
    pub version: i64,
    /// The numbers.
    pub numbers: NumbersTyped,
    /// Who entered them.
    pub entered_by: Actor,
    /// When.
    pub entered_at: Timestamp,
}

/// What became of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumbersKept {
    /// It is kept; or just this was kept already.
    Kept(KeptNumbers),
    /// Somebody entered others meanwhile.
    Conflict(KeptNumbers),
}

impl Directory {
    /// The numbers of an organization, where any were entered.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn numbers(&self, id: OrganizationId) -> Result<Option<KeptNumbers>, StoreError> {
        let row = organization_numbers::Entity::find_by_id(id.0)
            .one(&self.store.connection)
            .await?;
        row.map(KeptNumbers::try_from).transpose()
    }

    /// Every entry of an organization's numbers, the newest first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn numbers_entered(&self, id: OrganizationId) -> Result<Vec<KeptNumbers>, StoreError> {
        let query = organization_number_entries::Entity::find()
            .filter(organization_number_entries::Column::OrganizationId.eq(id.0))
            .order_by_asc(organization_number_entries::Column::Id);
        let rows = query.all(&self.store.connection).await?;
        let mut entries = (1_i64..)
            .zip(rows)
            .map(|(version, row)| {
                KeptNumbers::try_from(organization_numbers::Model {
                    id: row.organization_id,
                    version,
                    oin: row.oin,
                    kvk_number: row.kvk_number,
                    register: row.register,
                    entered_by_id: row.entered_by_id,
                    entered_by_name: row.entered_by_name,
                    entered_at: row.entered_at,
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        entries.reverse();
        Ok(entries)
    }

    /// Keeps the numbers of an organization, where they are still at that version.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keep_numbers(
        &self,
        id: OrganizationId,
        version: i64,
        numbers: &NumbersTyped,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<NumbersKept, StoreError> {
        let numbers = numbers.storable();
        let tx = WriteTransaction::begin(&self.store).await?;
        let (before, mut version) = (locked(&tx, id).await?, version);
        if before.is_none() {
            version = 0;
        }
        if let Some(before) = before {
            if before.numbers == numbers {
                return Ok(NumbersKept::Kept(before));
            }
            if before.version != version {
                return Ok(NumbersKept::Conflict(before));
            }
        }
        let row = organization_numbers::Model {
            id: id.0,
            version: version.saturating_add(1),
            oin: numbers.oin,
            kvk_number: numbers.kvk_number,
            register: numbers.register,
            entered_by_id: actor.id.map(|id| id.0),
            entered_by_name: storable(&actor.name),
            entered_at: millis(now),
        };
        if !write(&tx, &row, version).await? {
            // Somebody else was faster by a hair.
            return Err(StoreError::TryAgain { source: None });
        }
        organization_number_entries::Entity::insert(entry(&row))
            .exec(&*tx)
            .await?;
        search_by(&tx, &row).await?;
        tx.commit().await?;
        Ok(NumbersKept::Kept(row.try_into()?))
    }
}

async fn locked(tx: &DatabaseTransaction, id: OrganizationId) -> Result<Option<KeptNumbers>, StoreError> {
    let row = organization_numbers::Entity::find_by_id(id.0)
        .lock_exclusive()
        .one(tx)
        .await?;
    row.map(KeptNumbers::try_from).transpose()
}

async fn write(tx: &DatabaseTransaction, row: &organization_numbers::Model, version: i64) -> Result<bool, StoreError> {
    let columns = organization_numbers::ActiveModel {
        id: Set(row.id),
        version: Set(row.version),
        oin: Set(row.oin.clone()),
        kvk_number: Set(row.kvk_number.clone()),
        register: Set(row.register.clone()),
        entered_by_id: Set(row.entered_by_id),
        entered_by_name: Set(row.entered_by_name.clone()),
        entered_at: Set(row.entered_at),
    };
    let written = organization_numbers::Entity::update_many()
        .set(columns.clone())
        .filter(organization_numbers::Column::Id.eq(row.id))
        .filter(organization_numbers::Column::Version.eq(version))
        .exec(tx)
        .await?;
    if written.rows_affected == 1 {
        return Ok(true);
    }
    let others = OnConflict::column(organization_numbers::Column::Id)
        .do_nothing()
        .to_owned();
    let added = organization_numbers::Entity::insert(columns)
        .on_conflict(others)
        .try_insert()
        .exec(tx)
        .await?;
    Ok(matches!(added, TryInsertResult::Inserted(_)))
}

fn entry(row: &organization_numbers::Model) -> organization_number_entries::ActiveModel {
    organization_number_entries::ActiveModel {
        id: NotSet,
        organization_id: Set(row.id),
        oin: Set(row.oin.clone()),
        kvk_number: Set(row.kvk_number.clone()),
        register: Set(row.register.clone()),
        entered_by_id: Set(row.entered_by_id),
        entered_by_name: Set(row.entered_by_name.clone()),
        entered_at: Set(row.entered_at),
    }
}

/// Lets the organization be found by its numbers.
async fn search_by(tx: &DatabaseTransaction, numbers: &organization_numbers::Model) -> Result<(), StoreError> {
    let row = organizations::Entity::find_by_id(numbers.id)
        .lock_exclusive()
        .one(tx)
        .await?;
    let Some(row) = row else { return Ok(()) };
    let changed = organizations::ActiveModel {
        search_text: Set(searched(&read(&row.record)?, Some(numbers))),
        ..organizations::ActiveModel::default()
    };
    organizations::Entity::update_many()
        .set(changed)
        .filter(organizations::Column::Id.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}

impl NumbersTyped {
    fn storable(&self) -> Self {
        Self {
            oin: storable(self.oin.trim()),
            kvk_number: storable(self.kvk_number.trim()),
            register: storable(&self.register),
        }
    }
}

impl TryFrom<organization_numbers::Model> for KeptNumbers {
    type Error = StoreError;

    fn try_from(row: organization_numbers::Model) -> Result<Self, StoreError> {
        Ok(Self {
            version: row.version,
            numbers: NumbersTyped {
                oin: row.oin,
                kvk_number: row.kvk_number,
                register: row.register,
            },
            entered_by: Actor {
                id: row.entered_by_id.map(OperatorId),
                name: row.entered_by_name,
            },
            entered_at: timestamp(row.entered_at)?,
        })
    }
}
