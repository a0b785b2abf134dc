//! Domains: put into the mirror, and one of them found.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, Iterable, QueryFilter, QueryOrder, QuerySelect};

use super::lasting::{Lasting, ends};
use super::{Directory, Mirrored, moment};
use crate::domain::directory::Domain;
use crate::domain::ids::{OrganizationId, RemoteDomainId};
use crate::store::StoreError;
use crate::store::encoding::{from_json, millis, storable, timestamp, to_json};
use crate::store::entity::domains;
use crate::store::orders::listed;
use crate::store::search_text::{fold, search_text};
use crate::store::transaction::WriteTransaction;

impl Directory {
    /// Keeps domains as they were in a list that was read at that time. Where a list leaves out what is to be published,
    /// what is known of it stays while the method is the same. What was read later stays too.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_domains(&self, list: &[Domain], at: Timestamp) -> Result<(), StoreError> {
        self.put_those_domains(list, at, false).await
    }

    /// Keeps a domain as it was when it was read by itself at that time.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_domain(&self, domain: &Domain, at: Timestamp) -> Result<(), StoreError> {
        self.put_those_domains(std::slice::from_ref(domain), at, true).await
    }

    async fn put_those_domains(&self, list: &[Domain], at: Timestamp, is_detailed: bool) -> Result<(), StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let known = known(&tx, list).await?;
        for domain in list {
            let before = known.get(&domain.id.0);
            if before.is_some_and(|before| before.read_at > millis(at)) {
                continue;
            }
            let mut record = domain.clone();
            if let Some(before) = before.filter(|_| !is_detailed) {
                keep_what_lists_leave_out(&mut record, &read(&before.record)?);
            }
            let mut row = row(&record)?;
            row.read_at = Set(millis(at));
            let detailed_at = before.map(|before| before.detailed_at).unwrap_or_default();
            row.detailed_at = Set(if is_detailed { millis(at) } else { detailed_at });
            upsert(&tx, row).await?;
        }
        tx.commit().await
    }

    /// The domain of that id, as it was last read.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn domain(&self, id: RemoteDomainId) -> Result<Option<Mirrored<Domain>>, StoreError> {
        let row = domains::Entity::find_by_id(id.0).one(&self.store.connection).await?;
        row.map(Mirrored::try_from).transpose()
    }

    /// The domains of an organization that DigiCert still lists, by name.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn domains_of(&self, organization: OrganizationId, limit: u64) -> Result<Vec<Domain>, StoreError> {
        let query = domains::Entity::find()
            .filter(domains::Column::OrganizationId.eq(organization.0))
            .filter(domains::Column::GoneAt.is_null())
            .order_by_asc(domains::Column::NameSort)
            .order_by_asc(domains::Column::Id)
            .limit(limit);
        let rows = query.all(&self.store.connection).await?;
        rows.iter().map(|row| read(&row.record)).collect()
    }
}

async fn known(tx: &DatabaseTransaction, list: &[Domain]) -> Result<HashMap<i64, domains::Model>, StoreError> {
    let query = domains::Entity::find()
        .filter(domains::Column::Id.is_in(list.iter().map(|domain| domain.id.0)))
        .lock_exclusive();
    let rows = query.all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

async fn upsert(tx: &DatabaseTransaction, row: domains::ActiveModel) -> Result<(), StoreError> {
    let others = domains::Column::iter().filter(|column| !matches!(column, domains::Column::Id));
    let known = OnConflict::column(domains::Column::Id)
        .update_columns(others)
        .to_owned();
    domains::Entity::insert(row)
        .on_conflict(known)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

fn keep_what_lists_leave_out(record: &mut Domain, earlier: &Domain) {
    let is_bare = record.dcv.token.is_none() && record.dcv.emails.is_empty();
    let is_same = record.dcv.method.is_none() || record.dcv.method == earlier.dcv.method;
    if is_bare && is_same {
        record.dcv = earlier.dcv.clone();
    }
}

fn row(record: &Domain) -> Result<domains::ActiveModel, StoreError> {
    let lasting = Lasting::of(
        |now| record.standing(now),
        ends(&record.validations).chain(record.dcv_until),
    );
    Ok(domains::ActiveModel {
        id: Set(record.id.0),
        name_sort: Set(listed(&fold(&record.name))),
        organization_id: Set(record.organization.map(|id| id.0)),
        organization_sort: Set(listed(&fold(&record.organization_name))),
        is_active: Set(record.is_active),
        method: Set(storable(record.dcv.method.as_deref().unwrap_or_default())),
        valid_until: Set(lasting.valid_until),
        otherwise: Set(lasting.otherwise.word().to_owned()),
        dcv_until: Set(record.dcv_until.map(millis).unwrap_or_default()),
        search_text: Set(search_text([record.name.as_str(), record.organization_name.as_str()])),
        gone_at: Set(None),
        record: Set(to_json(record)?),
        ..domains::ActiveModel::default()
    })
}

pub(super) fn read(record: &str) -> Result<Domain, StoreError> {
    from_json("a domain", record)
}

impl TryFrom<domains::Model> for Mirrored<Domain> {
    type Error = StoreError;

    fn try_from(row: domains::Model) -> Result<Self, StoreError> {
        Ok(Self {
            record: read(&row.record)?,
            read_at: timestamp(row.read_at)?,
            detailed_at: moment(row.detailed_at)?,
            gone_at: row.gone_at.map(timestamp).transpose()?,
        })
    }
}
