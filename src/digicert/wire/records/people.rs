//! People: named at an organization, or users of the account.

use serde_json::Value;

use super::super::loose;
use super::super::organizations::{Person, User as WireUser};
use super::{container_id, required_id};
use crate::domain::directory::{OrganizationContact, PersonDetails, User};
use crate::domain::ids::{ContactId, UserId};

/// Who a person is; what is absent is empty.
pub(super) fn details(person: Person) -> PersonDetails {
    PersonDetails {
        first_name: person.first_name.unwrap_or_default(),
        last_name: person.last_name.unwrap_or_default(),
        job_title: person.job_title.unwrap_or_default(),
        telephone: person.telephone.unwrap_or_default(),
        telephone_extension: person.telephone_extension.unwrap_or_default(),
        email: person.email.unwrap_or_default(),
    }
}

/// Somebody named at an organization; nobody where nothing tells who.
pub(super) fn contact(person: Person) -> Option<OrganizationContact> {
    let contact = OrganizationContact {
        id: person.id.as_deref().and_then(loose::id_in).map(ContactId),
        user_id: person.user_id.as_deref().and_then(loose::id_in).map(UserId),
        person: details(person),
    };
    (contact != OrganizationContact::default()).then_some(contact)
}

/// A user of the list.
pub(crate) fn user(entry: Value) -> Result<User, serde_json::Error> {
    let mut read: WireUser = serde_json::from_value(entry)?;
    let roles = std::mem::take(&mut read.access_roles).into_iter();
    Ok(User {
        id: required_id(&read.id).map(UserId)?,
        username: read.username.take().unwrap_or_default(),
        roles: roles.map(|role| role.name.unwrap_or(role.id)).collect(),
        container: container_id(read.container.as_ref()),
        status: read.status.take().unwrap_or_default(),
        person: details(read.into()),
    })
}
