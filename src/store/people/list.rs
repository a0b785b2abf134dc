//! The list of people, and one of them with everything they are used for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::uses::{UseSource, counts};
use super::{People, details};
use crate::domain::directory::{Organization, PersonDetails, User};
use crate::domain::ids::{OperatorId, OrganizationId, PersonId};
use crate::domain::operator::Actor;
use crate::store::StoreError;
use crate::store::encoding::{from_json, storable, timestamp};
use crate::store::entity::{orders, organizations, people, person_uses, users};
use crate::store::keyset::{Keyset, ListCursor, ListPage};
use crate::store::search_text::contains;

/// More uses than these of one person are counted, but not named.
const USES: u64 = 200;

/// What the list of people is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PersonSort {
    /// Name.
    #[default]
    Name,
    /// E-mail address.
    Email,
}

/// Which people, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleQuery {
    /// Words of the name, the e-mail address or the job title.
    pub text: String,
    /// Only those who are used as this: a word of [`crate::domain::contact::ContactRole`], or `user`.
    pub role: Option<String>,
    /// Only those who are named by such.
    pub source: Option<UseSource>,
    /// Only those named at this organization.
    pub organization: Option<OrganizationId>,
    /// Only those who are, or are not, kept here.
    pub is_local: Option<bool>,
    /// What they are sorted by.
    pub sort: PersonSort,
    /// Whether the greatest comes first.
    pub is_descending: bool,
}

/// How often a person is used as something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseCount {
    /// What names them.
    pub source: UseSource,
    /// As what: a word of [`crate::domain::contact::ContactRole`], or `user`.
    pub role: String,
    /// How often.
    pub number: u64,
    /// Since when.
    pub since: Timestamp,
}

/// A row of the list of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The id.
    pub id: PersonId,
    /// Who it is.
    pub details: PersonDetails,
    /// Whether somebody keeps them here.
    pub is_local: bool,
    /// Whether somebody else has the same e-mail address.
    pub has_doubles: bool,
    /// What they are used as.
    pub uses: Vec<UseCount>,
}

/// A place where a person is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonUse {
    /// What names them.
    pub source: UseSource,
    /// Its id.
    pub source_id: i64,
    /// What it is called: the organization's name, the order's common name, the user's name to sign in; empty where that
    /// is not known.
    pub called: String,
    /// As what: a word of [`crate::domain::contact::ContactRole`], or `user`.
    pub role: String,
    /// Since when.
    pub since: Timestamp,
}

/// A person with everything they are used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonEntry {
    /// The id.
    pub id: PersonId,
    /// Counts changes; a change names the version it was made from.
    pub version: i64,
    /// Who it is.
    pub details: PersonDetails,
    /// Who keeps them here, and since when; none where nobody does.
    pub kept: Option<(Actor, Timestamp)>,
    /// Where they are used, the newest first; of very many not all.
    pub uses: Vec<PersonUse>,
}

impl People {
    /// A page of the people. The cursor is one of the same query.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn people(
        &self,
        query: &PeopleQuery,
        cursor: Option<&ListCursor>,
        limit: u64,
    ) -> Result<ListPage<PersonRow>, StoreError> {
        let page = self.keyset(query).page(&self.store, cursor, limit).await?;
        let rows = self.rows(&page.rows).await?;
        Ok(page.with_rows(rows))
    }

    pub(in crate::store) fn keyset(&self, query: &PeopleQuery) -> Keyset<people::Entity> {
        let starts = ["name_sort", "email_sort"];
        Keyset {
            sort: match query.sort {
                PersonSort::Name => people::Column::NameSort,
                PersonSort::Email => people::Column::EmailSort,
            },
            id: people::Column::Id,
            is_descending: query.is_descending,
            ids_first: false,
            condition: Condition::all()
                .add_option(query.is_local.map(|is_local| people::Column::IsLocal.eq(is_local)))
                .add_option(query.uses().map(|uses| people::Column::Id.in_subquery(uses)))
                .add_option(contains(self.store.backend(), "people", &starts, &query.text)),
        }
    }

    async fn rows(&self, rows: &[people::Model]) -> Result<Vec<PersonRow>, StoreError> {
        let connection = &self.store.connection;
        let mut counts = counts(connection, rows.iter().map(|row| row.id).collect()).await?;
        let emails: BTreeSet<_> = rows
            .iter()
            .map(|row| &row.email_sort)
            .filter(|email| !email.is_empty())
            .collect();
        let doubles = people::Entity::find()
            .select_only()
            .column(people::Column::EmailSort)
            .filter(people::Column::EmailSort.is_in(emails))
            .group_by(people::Column::EmailSort)
            .having(people::Column::Id.count().gt(1));
        let doubles: Vec<String> = doubles.into_tuple().all(connection).await?;
        let row = |row: &people::Model| {
            let uses = counts.remove(&row.id).unwrap_or_default().into_iter();
            Ok(PersonRow {
                id: PersonId(row.id),
                details: details(row)?,
                is_local: row.is_local,
                has_doubles: doubles.contains(&row.email_sort),
                uses: uses.map(use_count).collect::<Result<_, StoreError>>()?,
            })
        };
        rows.iter().map(row).collect()
    }

    /// The person of that id.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn person(&self, id: PersonId) -> Result<Option<PersonEntry>, StoreError> {
        let connection = &self.store.connection;
        match people::Entity::find_by_id(id.0).one(connection).await? {
            Some(row) => entry(connection, row).await.map(Some),
            None => Ok(None),
        }
    }
}

impl PeopleQuery {
    fn uses(&self) -> Option<sea_orm::sea_query::SelectStatement> {
        if self.role.is_none() && self.source.is_none() && self.organization.is_none() {
            return None;
        }
        let mut uses = Query::select();
        uses.column("person_id").from("person_uses");
        if let Some(role) = &self.role {
            uses.and_where(Expr::col("role").eq(storable(role)));
        }
        let source = self.organization.map(|_| UseSource::Organization).or(self.source);
        if let Some(source) = source {
            uses.and_where(Expr::col("source").eq(source.word()));
        }
        if let Some(organization) = self.organization {
            uses.and_where(Expr::col("source_id").eq(organization.0));
        }
        Some(uses)
    }
}

fn use_count((source, role, number, since): (String, String, i64, i64)) -> Result<UseCount, StoreError> {
    Ok(UseCount {
        source: of_word(&source)?,
        role,
        number: u64::try_from(number).unwrap_or_default(),
        since: timestamp(since)?,
    })
}

fn of_word(word: &str) -> Result<UseSource, StoreError> {
    UseSource::of_word(word).ok_or_else(|| StoreError::corrupt("the use of a person"))
}

pub(super) async fn uses_of<C: ConnectionTrait>(
    connection: &C,
    person: i64,
) -> Result<Vec<person_uses::Model>, StoreError> {
    let query = person_uses::Entity::find()
        .filter(person_uses::Column::PersonId.eq(person))
        .order_by_desc(person_uses::Column::Since)
        .order_by_desc(person_uses::Column::Id)
        .limit(USES);
    Ok(query.all(connection).await?)
}

pub(super) async fn entry<C: ConnectionTrait>(connection: &C, row: people::Model) -> Result<PersonEntry, StoreError> {
    let rows = uses_of(connection, row.id).await?;
    let names = called(connection, &rows).await?;
    let mut uses = Vec::with_capacity(rows.len());
    for row in rows {
        let name = names.get(&(row.source.clone(), row.source_id));
        uses.push(PersonUse {
            source: of_word(&row.source)?,
            source_id: row.source_id,
            called: name.cloned().unwrap_or_default(),
            role: row.role,
            since: timestamp(row.since)?,
        });
    }
    let kept_by = Actor {
        id: row.kept_by_id.map(OperatorId),
        name: row.kept_by_name.clone(),
    };
    let kept_at = row.kept_at.map(timestamp).transpose()?;
    Ok(PersonEntry {
        id: PersonId(row.id),
        version: row.version,
        details: details(&row)?,
        kept: kept_at.filter(|_| row.is_local).map(|at| (kept_by, at)),
        uses,
    })
}

/// What the sources of uses are called.
async fn called<C: ConnectionTrait>(
    connection: &C,
    uses: &[person_uses::Model],
) -> Result<BTreeMap<(String, i64), String>, StoreError> {
    let ids = |source: UseSource| -> Vec<i64> {
        let those = uses.iter().filter(|row| row.source == source.word());
        those.map(|row| row.source_id).collect()
    };
    let mut names = BTreeMap::new();
    let mut name = |source: UseSource, id: i64, name: String| names.insert((source.word().to_owned(), id), name);
    let those = organizations::Entity::find().filter(organizations::Column::Id.is_in(ids(UseSource::Organization)));
    for row in those.all(connection).await? {
        let organization: Organization = from_json("an organization", &row.record)?;
        name(UseSource::Organization, row.id, organization.details.display_name());
    }
    let those = users::Entity::find().filter(users::Column::Id.is_in(ids(UseSource::User)));
    for row in those.all(connection).await? {
        let user: User = from_json("a user", &row.record)?;
        name(UseSource::User, row.id, user.username);
    }
    let those = orders::Entity::find()
        .select_only()
        .columns([orders::Column::Id, orders::Column::CommonName])
        .filter(orders::Column::Id.is_in(ids(UseSource::Order)));
    let those: Vec<(i64, String)> = those.into_tuple().all(connection).await?;
    for (id, common_name) in those {
        name(UseSource::Order, id, common_name);
    }
    Ok(names)
}
