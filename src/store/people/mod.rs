//! The address book: everybody named on an organization, as a user, or on an order of this desk, and those kept here.
//! Each is there once, by e-mail address and name. Who is used nowhere any more and not kept here vanishes.

mod erase;
mod keep;
mod list;
mod uses;

use sea_orm::ActiveValue::Set;

use super::encoding::{from_json, to_json};
use super::entity::people;
use super::orders::listed;
use super::search_text::{fold, search_text};
use super::{Store, StoreError};
use crate::domain::digest::sha256;
use crate::domain::directory::PersonDetails;
use crate::domain::directory::people::PersonKey;

pub use erase::{Erased, Erasure};
pub use keep::{PersonKept, PersonStepped};
pub use list::{PeopleQuery, PersonEntry, PersonRow, PersonSort, PersonUse, UseCount};
pub use uses::UseSource;
pub(super) use uses::{fill_from_orders, forget_uses, of_organization, of_user, replace_uses, uses_of_order};

/// The address book.
#[derive(Clone, Debug)]
pub struct People {
    store: Store,
}

impl People {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }
}

/// What makes a person the same one, as it stands in the column of that name.
fn key(person: &PersonDetails) -> Option<String> {
    let key = PersonKey::of(person)?;
    Some(sha256(format!("{}\n{}", key.email, key.name).as_bytes()))
}

/// The columns that come from the details.
fn columns(person: &PersonDetails, key: String) -> Result<people::ActiveModel, StoreError> {
    let name = person.full_name();
    Ok(people::ActiveModel {
        email_sort: Set(listed(&fold(&person.email))),
        name_sort: Set(listed(&fold(&name))),
        key: Set(key),
        search_text: Set(search_text([
            name.as_str(),
            person.email.as_str(),
            person.job_title.as_str(),
        ])),
        details: Set(to_json(person)?),
        ..people::ActiveModel::default()
    })
}

fn details(row: &people::Model) -> Result<PersonDetails, StoreError> {
    from_json("a person", &row.details)
}
