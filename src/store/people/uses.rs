//! Where people are used: kept up by whatever names them, in the same transaction.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{columns, details, key};
use crate::domain::contact::ContactRole;
use crate::domain::directory::details::{Fields, tidied};
use crate::domain::directory::{Organization, PersonDetails, User};
use crate::domain::order::OrderForm;
use crate::store::StoreError;
use crate::store::encoding::{millis, timestamp};
use crate::store::entity::{orders, people, person_uses};

/// So many rows are in memory at a time.
const CHUNK: u64 = 200;

/// What names a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UseSource {
    /// An organization at DigiCert.
    Organization,
    /// A user of the account at DigiCert.
    User,
    /// An order of this desk.
    Order,
}

impl UseSource {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Organization, Self::User, Self::Order];

    /// The word in the store, in addresses and in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::User => "user",
            Self::Order => "order",
        }
    }

    /// The source of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.word() == word)
    }
}

/// A person and what they are.
pub(in crate::store) type Named = (&'static str, PersonDetails);

/// The people named at an organization.
pub(in crate::store) fn of_organization(organization: &Organization) -> Vec<Named> {
    let contacts = organization.contacts.iter().flat_map(|contacts| contacts.iter());
    contacts
        .map(|(kind, contact)| (kind.word(), contact.person.clone()))
        .collect()
}

/// The person a user is.
pub(in crate::store) fn of_user(user: &User) -> Vec<Named> {
    vec![("user", user.person.clone())]
}

/// The people typed on an order.
pub(in crate::store) fn uses_of_order(form: &OrderForm) -> Vec<Named> {
    let typed = form.contacts.iter().filter_map(|contact| {
        let role = ContactRole::of_word(&contact.contact_type)?;
        Some((role.word(), contact.person()))
    });
    typed.collect()
}

/// Makes these the people that a source names. Whoever it named before and nobody else names vanishes, unless they are
/// kept here.
pub(in crate::store) async fn replace_uses<C: ConnectionTrait>(
    tx: &C,
    source: UseSource,
    source_id: i64,
    named: &[Named],
    at: Timestamp,
) -> Result<(), StoreError> {
    let mut wanted: BTreeSet<(i64, String)> = BTreeSet::new();
    for (role, person) in named {
        if let Some(id) = met(tx, &tidied(person), source).await? {
            wanted.insert((id, (*role).to_owned()));
        }
    }
    let before = of_source(source, source_id).all(tx).await?;
    let mut lost = Vec::new();
    for row in before {
        if !wanted.remove(&(row.person_id, row.role.clone())) {
            person_uses::Entity::delete_by_id(row.id).exec(tx).await?;
            lost.push(row.person_id);
        }
    }
    for (person_id, role) in wanted {
        let row = person_uses::ActiveModel {
            id: NotSet,
            person_id: Set(person_id),
            source: Set(source.word().to_owned()),
            source_id: Set(source_id),
            role: Set(role),
            since: Set(millis(at)),
        };
        person_uses::Entity::insert(row).exec_without_returning(tx).await?;
    }
    prune(tx, lost).await
}

/// Sources name nobody any more.
pub(in crate::store) async fn forget_uses<C: ConnectionTrait>(
    tx: &C,
    source: UseSource,
    source_ids: &[i64],
) -> Result<(), StoreError> {
    for source_id in source_ids {
        replace_uses(tx, source, *source_id, &[], Timestamp::UNIX_EPOCH).await?;
    }
    Ok(())
}

fn of_source(source: UseSource, source_id: i64) -> sea_orm::Select<person_uses::Entity> {
    person_uses::Entity::find()
        .filter(person_uses::Column::Source.eq(source.word()))
        .filter(person_uses::Column::SourceId.eq(source_id))
}

/// Of these, those who are used nowhere and not kept here vanish.
pub(super) async fn prune<C: ConnectionTrait>(tx: &C, people: Vec<i64>) -> Result<(), StoreError> {
    if people.is_empty() {
        return Ok(());
    }
    let used = Query::select()
        .column("person_id")
        .from("person_uses")
        .and_where(Expr::col("person_id").is_in(people.clone()))
        .to_owned();
    people::Entity::delete_many()
        .filter(people::Column::Id.is_in(people))
        .filter(people::Column::IsLocal.eq(false))
        .filter(people::Column::Id.not_in_subquery(used))
        .exec(tx)
        .await?;
    Ok(())
}

/// The id of a person, who is written down where they are new. What DigiCert says of them replaces what is known, and
/// what an order says completes it; what is kept here stays as it was typed.
async fn met<C: ConnectionTrait>(tx: &C, person: &PersonDetails, source: UseSource) -> Result<Option<i64>, StoreError> {
    let Some(key) = key(person) else { return Ok(None) };
    let by_key = people::Entity::find().filter(people::Column::Key.eq(key.as_str()));
    let Some(known) = by_key.clone().one(tx).await? else {
        let row = people::ActiveModel {
            version: Set(1),
            is_local: Set(false),
            kept_by_name: Set(String::new()),
            ..columns(person, key)?
        };
        // Another one may write the same person down at this moment.
        let same = OnConflict::column(people::Column::Key).do_nothing().to_owned();
        people::Entity::insert(row)
            .on_conflict(same)
            .try_insert()
            .exec(tx)
            .await?;
        let row = by_key.one(tx).await?;
        return Ok(Some(row.ok_or(StoreError::TryAgain { source: None })?.id));
    };
    let before = details(&known)?;
    let now = completed(&before, person, source != UseSource::Order);
    if !known.is_local && now != before {
        let row = people::ActiveModel {
            version: Set(known.version.saturating_add(1)),
            ..columns(&now, key)?
        };
        people::Entity::update_many()
            .set(row)
            .filter(people::Column::Id.eq(known.id))
            .exec(tx)
            .await?;
    }
    Ok(Some(known.id))
}

/// What is known of a person with what else is said of them.
fn completed(before: &PersonDetails, said: &PersonDetails, replaces: bool) -> PersonDetails {
    let mut now = before.clone();
    for name in PersonDetails::NAMES {
        let (known, said) = (before.value(name), said.value(name));
        if !said.is_empty()
            && (replaces || known.is_empty())
            && let Some(value) = now.value_mut(name)
        {
            said.clone_into(value);
        }
    }
    now
}

/// Fills the address book from the orders there are, for the migration and for the backups of earlier versions.
pub(in crate::store) async fn fill_from_orders<C: ConnectionTrait>(connection: &C) -> Result<(), DbErr> {
    let mut last = i64::MIN;
    loop {
        let query = orders::Entity::find()
            .select_only()
            .columns([orders::Column::Id, orders::Column::Form, orders::Column::CreatedAt])
            .filter(orders::Column::Id.gt(last))
            .order_by_asc(orders::Column::Id)
            .limit(CHUNK);
        let rows: Vec<(i64, String, i64)> = query.into_tuple().all(connection).await?;
        if rows.is_empty() {
            return Ok(());
        }
        for (id, form, created_at) in rows {
            last = id;
            // A form that cannot be read names nobody.
            let form: OrderForm = serde_json::from_str(&form).unwrap_or_default();
            let at = timestamp(created_at).unwrap_or(Timestamp::UNIX_EPOCH);
            let named = uses_of_order(&form);
            if !named.is_empty() {
                let filled = replace_uses(connection, UseSource::Order, id, &named, at).await;
                filled.map_err(|error| DbErr::Custom(error.to_string()))?;
            }
        }
    }
}

/// How often each person is used, by source and role.
pub(super) async fn counts<C: ConnectionTrait>(
    connection: &C,
    people: Vec<i64>,
) -> Result<BTreeMap<i64, Vec<(String, String, i64, i64)>>, StoreError> {
    let query = person_uses::Entity::find()
        .select_only()
        .column(person_uses::Column::PersonId)
        .column(person_uses::Column::Source)
        .column(person_uses::Column::Role)
        .column_as(person_uses::Column::Id.count(), "number")
        .column_as(person_uses::Column::Since.min(), "since")
        .filter(person_uses::Column::PersonId.is_in(people))
        .group_by(person_uses::Column::PersonId)
        .group_by(person_uses::Column::Source)
        .group_by(person_uses::Column::Role)
        .order_by_asc(person_uses::Column::Source)
        .order_by_asc(person_uses::Column::Role);
    let rows: Vec<(i64, String, String, i64, i64)> = query.into_tuple().all(connection).await?;
    let mut counts: BTreeMap<i64, Vec<_>> = BTreeMap::new();
    for (person, source, role, number, since) in rows {
        counts.entry(person).or_default().push((source, role, number, since));
    }
    Ok(counts)
}
