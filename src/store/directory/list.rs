//! The lists of organizations and of domains: filtered, sorted, page by page. A page takes the same few queries however
//! many rows it has.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};

use super::lasting::{ends_between, stands};
use super::{Directory, domains as one_domain, organizations as one_organization};
use crate::domain::directory::{Domain, Organization, Standing};
use crate::domain::ids::{ContainerId, OrganizationId};
use crate::domain::order::State;
use crate::store::StoreError;
use crate::store::encoding::{storable, timestamp};
use crate::store::entity::{domains, orders, organization_numbers, organizations};
use crate::store::keyset::{Keyset, ListCursor, ListPage};
use crate::store::search_text::contains;

/// Where those asked for stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandingFilter {
    /// So.
    Is(Standing),
    /// They are valid, and no more after that many days.
    EndsWithin(u16),
}

/// What the list of organizations is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OrganizationSort {
    /// Legal name.
    #[default]
    Name,
    /// City.
    City,
    /// Country.
    Country,
    /// DigiCert's id.
    Id,
    /// Until when it is or was validated; those never validated come first.
    ValidatedUntil,
}

/// Which organizations, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganizationQuery {
    /// Words of the names, the city, the OIN or the KVK number; or the id.
    pub text: String,
    /// Only those that orders may, or may not, be placed for.
    pub is_active: Option<bool>,
    /// Only those that stand so.
    pub standing: Option<StandingFilter>,
    /// Only those in this container.
    pub container: Option<ContainerId>,
    /// Only those in this country.
    pub country: Option<String>,
    /// Also those that DigiCert lists no more.
    pub with_gone: bool,
    /// What they are sorted by.
    pub sort: OrganizationSort,
    /// Whether the greatest comes first.
    pub is_descending: bool,
}

/// A row of the list of organizations.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganizationRow {
    /// The organization.
    pub record: Organization,
    /// When it was last read.
    pub read_at: Timestamp,
    /// When DigiCert was seen to list it no more.
    pub gone_at: Option<Timestamp>,
    /// How many domains it has.
    pub domains: u64,
    /// How many orders of this desk for it are not finished.
    pub open_orders: u64,
    /// Its OIN; empty where none is kept.
    pub oin: String,
    /// Its KVK number; empty where none is kept.
    pub kvk_number: String,
}

/// What the list of domains is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DomainSort {
    /// Name.
    #[default]
    Name,
    /// The organization's name.
    Organization,
    /// Until when control is or was proven; those never proven come first.
    DcvUntil,
}

/// Which domains, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DomainQuery {
    /// Words of the name or of the organization's name; or the id.
    pub text: String,
    /// Only those of this organization.
    pub organization: Option<OrganizationId>,
    /// Only those that stand so.
    pub standing: Option<StandingFilter>,
    /// Only those whose control is proven in this way, in DigiCert's word.
    pub method: Option<String>,
    /// Only those that may, or may not, be used.
    pub is_active: Option<bool>,
    /// Also those that DigiCert lists no more.
    pub with_gone: bool,
    /// What they are sorted by.
    pub sort: DomainSort,
    /// Whether the greatest comes first.
    pub is_descending: bool,
}

/// A row of the list of domains.
#[derive(Clone, Debug, PartialEq)]
pub struct DomainRow {
    /// The domain.
    pub record: Domain,
    /// When it was last read.
    pub read_at: Timestamp,
    /// When DigiCert was seen to list it no more.
    pub gone_at: Option<Timestamp>,
}

impl Directory {
    /// A page of the organizations. The cursor is one of the same query.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn organizations(
        &self,
        query: &OrganizationQuery,
        now: Timestamp,
        cursor: Option<&ListCursor>,
        limit: u64,
    ) -> Result<ListPage<OrganizationRow>, StoreError> {
        let keyset = self.organization_keyset(query, now);
        let page = keyset.page(&self.store, cursor, limit).await?;
        let rows = self.with_counts(&page.rows).await?;
        Ok(page.with_rows(rows))
    }

    pub(in crate::store) fn organization_keyset(
        &self,
        query: &OrganizationQuery,
        now: Timestamp,
    ) -> Keyset<organizations::Entity> {
        use organizations::Column;
        let starts = ["name_sort", "assumed_name_sort", "city_sort"];
        Keyset {
            sort: match query.sort {
                OrganizationSort::Name => Column::NameSort,
                OrganizationSort::City => Column::CitySort,
                OrganizationSort::Country => Column::Country,
                OrganizationSort::Id => Column::Id,
                OrganizationSort::ValidatedUntil => Column::ValidatedUntil,
            },
            id: Column::Id,
            is_descending: query.is_descending,
            ids_first: false,
            condition: Condition::all()
                .add_option((!query.with_gone).then(|| Column::GoneAt.is_null()))
                .add_option(query.is_active.map(|is_active| Column::IsActive.eq(is_active)))
                .add_option(query.container.map(|container| Column::ContainerId.eq(container.0)))
                .add_option(
                    query
                        .country
                        .as_ref()
                        .map(|country| Column::Country.eq(storable(country))),
                )
                .add_option(query.standing.map(|filter| filter.condition("organizations", now)))
                .add_option(self.text("organizations", &starts, &query.text, Column::Id)),
        }
    }

    /// A page of the domains. The cursor is one of the same query.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn domains(
        &self,
        query: &DomainQuery,
        now: Timestamp,
        cursor: Option<&ListCursor>,
        limit: u64,
    ) -> Result<ListPage<DomainRow>, StoreError> {
        use domains::Column;
        let starts = ["name_sort", "organization_sort"];
        let keyset = Keyset::<domains::Entity> {
            sort: match query.sort {
                DomainSort::Name => Column::NameSort,
                DomainSort::Organization => Column::OrganizationSort,
                DomainSort::DcvUntil => Column::DcvUntil,
            },
            id: Column::Id,
            is_descending: query.is_descending,
            ids_first: false,
            condition: Condition::all()
                .add_option((!query.with_gone).then(|| Column::GoneAt.is_null()))
                .add_option(query.organization.map(|id| Column::OrganizationId.eq(id.0)))
                .add_option(query.is_active.map(|is_active| Column::IsActive.eq(is_active)))
                .add_option(query.method.as_ref().map(|method| Column::Method.eq(storable(method))))
                .add_option(query.standing.map(|filter| filter.condition("domains", now)))
                .add_option(self.text("domains", &starts, &query.text, Column::Id)),
        };
        let page = keyset.page(&self.store, cursor, limit).await?;
        let rows = page.rows.iter().map(DomainRow::try_from).collect::<Result<_, _>>()?;
        Ok(page.with_rows(rows))
    }

    fn text<C: ColumnTrait>(
        &self,
        table: &'static str,
        starts: &[&'static str],
        typed: &str,
        id: C,
    ) -> Option<Condition> {
        let found = contains(self.store.backend(), table, starts, typed)?;
        let number: Option<i64> = typed.trim().parse().ok();
        Some(
            Condition::any()
                .add(found)
                .add_option(number.map(|number| id.eq(number))),
        )
    }

    async fn with_counts(&self, rows: &[organizations::Model]) -> Result<Vec<OrganizationRow>, StoreError> {
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let (domains, orders) = (self.count_domains(&ids).await?, self.count_open_orders(&ids).await?);
        let numbers = organization_numbers::Entity::find()
            .filter(organization_numbers::Column::Id.is_in(ids))
            .all(&self.store.connection)
            .await?;
        let row = |row: &organizations::Model| {
            let numbers = numbers.iter().find(|numbers| numbers.id == row.id);
            let count = |counts: &HashMap<i64, u64>| counts.get(&row.id).copied().unwrap_or_default();
            Ok(OrganizationRow {
                record: one_organization::read(&row.record)?,
                read_at: timestamp(row.read_at)?,
                gone_at: row.gone_at.map(timestamp).transpose()?,
                domains: count(&domains),
                open_orders: count(&orders),
                oin: numbers.map(|numbers| numbers.oin.clone()).unwrap_or_default(),
                kvk_number: numbers.map(|numbers| numbers.kvk_number.clone()).unwrap_or_default(),
            })
        };
        rows.iter().map(row).collect()
    }

    async fn count_domains(&self, organizations: &[i64]) -> Result<HashMap<i64, u64>, StoreError> {
        let query = domains::Entity::find()
            .select_only()
            .column(domains::Column::OrganizationId)
            .column_as(domains::Column::Id.count(), "number")
            .filter(domains::Column::OrganizationId.is_in(organizations.iter().copied()))
            .filter(domains::Column::GoneAt.is_null())
            .group_by(domains::Column::OrganizationId);
        let rows: Vec<(i64, i64)> = query.into_tuple().all(&self.store.connection).await?;
        let counts = rows.into_iter();
        Ok(counts
            .map(|(id, number)| (id, u64::try_from(number).unwrap_or_default()))
            .collect())
    }

    async fn count_open_orders(&self, organizations: &[i64]) -> Result<HashMap<i64, u64>, StoreError> {
        let query = orders::Entity::find()
            .select_only()
            .column(orders::Column::Organization)
            .column_as(orders::Column::Id.count(), "number")
            .filter(orders::Column::Organization.is_in(organizations.iter().map(i64::to_string)))
            .filter(is_open())
            .group_by(orders::Column::Organization);
        let rows: Vec<(String, i64)> = query.into_tuple().all(&self.store.connection).await?;
        let counts = rows.into_iter().filter_map(|(id, number)| {
            let number = u64::try_from(number).unwrap_or_default();
            Some((id.parse().ok()?, number))
        });
        Ok(counts.collect())
    }
}

/// The orders that somebody, here or at DigiCert, still has to do something for.
fn is_open() -> Condition {
    let own = [
        State::Draft,
        State::AwaitingApproval,
        State::Approved,
        State::Refused,
        State::Sending,
        State::InDoubt,
    ];
    // What DigiCert does no more about. An order whose status was never read may be anything.
    let over = ["issued", "expired", "revoked", "rejected", "canceled"];
    let under_way = Condition::any()
        .add(orders::Column::RemoteStatus.is_null())
        .add(orders::Column::RemoteStatus.is_not_in(over));
    Condition::any()
        .add(orders::Column::State.is_in(own.map(State::word)))
        .add(
            Condition::all()
                .add(orders::Column::State.eq(State::Placed.word()))
                .add(under_way),
        )
}

impl StandingFilter {
    fn condition(self, table: &'static str, now: Timestamp) -> Condition {
        match self {
            Self::Is(standing) => stands(table, standing, now),
            Self::EndsWithin(days) => {
                let by = now.saturating_add(SignedDuration::from_hours(24 * i64::from(days)));
                ends_between(table, now, by.unwrap_or(Timestamp::MAX))
            }
        }
    }
}

impl TryFrom<&domains::Model> for DomainRow {
    type Error = StoreError;

    fn try_from(row: &domains::Model) -> Result<Self, StoreError> {
        Ok(Self {
            record: one_domain::read(&row.record)?,
            read_at: timestamp(row.read_at)?,
            gone_at: row.gone_at.map(timestamp).transpose()?,
        })
    }
}
