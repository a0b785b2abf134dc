//! Organizations: put into the mirror, and one of them found.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, Iterable, QueryFilter, QueryOrder, QuerySelect};

use super::lasting::{Lasting, ends};
use super::{Directory, Mirrored, moment};
use crate::domain::directory::Organization;
use crate::domain::directory::lookalike::{address_key, name_key};
use crate::domain::ids::OrganizationId;
use crate::store::StoreError;
use crate::store::encoding::{from_json, millis, timestamp, to_json};
use crate::store::entity::{organization_numbers, organizations};
use crate::store::orders::listed;
use crate::store::people::{self, UseSource};
use crate::store::search_text::{fold, search_text};
use crate::store::transaction::WriteTransaction;

impl Directory {
    /// Keeps organizations as they were in a list that was read at that time. A list leaves contacts out: those that
    /// are known stay. What was read later stays too.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_organizations(&self, list: &[Organization], at: Timestamp) -> Result<(), StoreError> {
        self.put(list, at, false).await
    }

    /// Keeps an organization as it was when it was read by itself at that time.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_organization(&self, organization: &Organization, at: Timestamp) -> Result<(), StoreError> {
        self.put(std::slice::from_ref(organization), at, true).await
    }

    async fn put(&self, list: &[Organization], at: Timestamp, is_detailed: bool) -> Result<(), StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let ids: Vec<i64> = list.iter().map(|organization| organization.id.0).collect();
        let known = known(&tx, &ids).await?;
        let numbers = numbers(&tx, &ids).await?;
        let mut unchanged = Vec::new();
        for organization in list {
            let before = known.get(&organization.id.0);
            if before.is_some_and(|before| before.read_at > millis(at)) {
                continue;
            }
            let mut record = organization.clone();
            let earlier: Option<Organization> = before.map(|row| read(&row.record)).transpose()?;
            if record.contacts.is_none() {
                record.contacts = earlier.and_then(|earlier| earlier.contacts);
            }
            let mut row = row(&record, numbers.get(&record.id.0))?;
            row.read_at = Set(millis(at));
            let detailed_at = before.map(|before| before.detailed_at).unwrap_or_default();
            row.detailed_at = Set(if is_detailed { millis(at) } else { detailed_at });
            match before {
                Some(before)
                    if !is_detailed && before.gone_at.is_none() && Set(before.record.clone()) == row.record =>
                {
                    unchanged.push(before.id);
                }
                _ => {
                    upsert(&tx, row).await?;
                    let named = people::of_organization(&record);
                    people::replace_uses(&*tx, UseSource::Organization, record.id.0, &named, at).await?;
                }
            }
        }
        seen(&tx, unchanged, at).await?;
        tx.commit().await
    }

    /// The organization of that id, as it was last read.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn organization(&self, id: OrganizationId) -> Result<Option<Mirrored<Organization>>, StoreError> {
        let row = organizations::Entity::find_by_id(id.0)
            .one(&self.store.connection)
            .await?;
        row.map(Mirrored::try_from).transpose()
    }

    /// The organizations that were read by themselves before that time or never, those longest ago first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn oldest_detail(&self, limit: u64, before: Timestamp) -> Result<Vec<OrganizationId>, StoreError> {
        let query = organizations::Entity::find()
            .select_only()
            .column(organizations::Column::Id)
            .filter(organizations::Column::DetailedAt.lt(millis(before)))
            .filter(organizations::Column::GoneAt.is_null())
            .order_by_asc(organizations::Column::DetailedAt)
            .order_by_asc(organizations::Column::Id)
            .limit(limit);
        let ids: Vec<i64> = query.into_tuple().all(&self.store.connection).await?;
        Ok(ids.into_iter().map(OrganizationId).collect())
    }
}

async fn known(tx: &DatabaseTransaction, ids: &[i64]) -> Result<HashMap<i64, organizations::Model>, StoreError> {
    let query = organizations::Entity::find()
        .filter(organizations::Column::Id.is_in(ids.iter().copied()))
        .lock_exclusive();
    let rows = query.all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

async fn numbers(
    tx: &DatabaseTransaction,
    ids: &[i64],
) -> Result<HashMap<i64, organization_numbers::Model>, StoreError> {
    let query =
        organization_numbers::Entity::find().filter(organization_numbers::Column::Id.is_in(ids.iter().copied()));
    let rows = query.all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Those that are in the list as they are here: nothing but the time is written.
async fn seen(tx: &DatabaseTransaction, ids: Vec<i64>, at: Timestamp) -> Result<(), StoreError> {
    if !ids.is_empty() {
        organizations::Entity::update_many()
            .col_expr(organizations::Column::ReadAt, Expr::val(millis(at)))
            .filter(organizations::Column::Id.is_in(ids))
            .exec(tx)
            .await?;
    }
    Ok(())
}

async fn upsert(tx: &DatabaseTransaction, row: organizations::ActiveModel) -> Result<(), StoreError> {
    let others = organizations::Column::iter().filter(|column| !matches!(column, organizations::Column::Id));
    let known = OnConflict::column(organizations::Column::Id)
        .update_columns(others)
        .to_owned();
    organizations::Entity::insert(row)
        .on_conflict(known)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

fn row(
    record: &Organization,
    numbers: Option<&organization_numbers::Model>,
) -> Result<organizations::ActiveModel, StoreError> {
    let lasting = Lasting::of(|now| record.standing(now), ends(&record.validations));
    let details = &record.details;
    Ok(organizations::ActiveModel {
        id: Set(record.id.0),
        name_sort: Set(listed(&fold(&details.name))),
        assumed_name_sort: Set(listed(&fold(&details.assumed_name))),
        city_sort: Set(listed(&fold(&details.city))),
        country: Set(listed(&details.country)),
        container_id: Set(record.container.map(|id| id.0)),
        is_active: Set(record.is_active),
        valid_until: Set(lasting.valid_until),
        otherwise: Set(lasting.otherwise.word().to_owned()),
        validated_until: Set(record.validated_until().map(millis).unwrap_or_default()),
        name_key: Set(listed(&name_key(&details.name))),
        assumed_name_key: Set(listed(&name_key(&details.assumed_name))),
        address_key: Set(listed(&address_key(details))),
        search_text: Set(searched(record, numbers)),
        gone_at: Set(None),
        record: Set(to_json(record)?),
        ..organizations::ActiveModel::default()
    })
}

/// What an organization is found by.
pub(super) fn searched(record: &Organization, numbers: Option<&organization_numbers::Model>) -> String {
    let details = &record.details;
    let numbers = numbers.map(|numbers| [numbers.oin.as_str(), numbers.kvk_number.as_str()]);
    let own = [
        details.name.as_str(),
        details.assumed_name.as_str(),
        details.city.as_str(),
    ];
    search_text(own.into_iter().chain(numbers.into_iter().flatten()))
}

pub(super) fn read(record: &str) -> Result<Organization, StoreError> {
    from_json("an organization", record)
}

impl TryFrom<organizations::Model> for Mirrored<Organization> {
    type Error = StoreError;

    fn try_from(row: organizations::Model) -> Result<Self, StoreError> {
        Ok(Self {
            record: read(&row.record)?,
            read_at: timestamp(row.read_at)?,
            detailed_at: moment(row.detailed_at)?,
            gone_at: row.gone_at.map(timestamp).transpose()?,
        })
    }
}
