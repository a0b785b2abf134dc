//! From DigiCert's words to the records that the desk keeps: [`crate::domain::directory`] and
//! [`crate::domain::order::record`].
//!
//! Taken loosely but for what somebody may conclude from that is not there: a list whose entry cannot be read is an error.

mod domain;
mod order;
mod organization;
mod people;

use serde::de::{DeserializeOwned, Error};
use serde_json::Value;

use super::account::{Container as WireContainer, Named};
use super::loose;
use super::organizations::Validation as WireValidation;
use crate::domain::directory::validation::VerifiedPerson;
use crate::domain::directory::{Container, Validation, ValidationKind};
use crate::domain::ids::{ContactId, ContainerId, UserId};

pub(crate) use domain::{Emails, domain, token};
pub(crate) use order::{order, order_validation};
pub(crate) use organization::{Depth, merge, organization, validations};
pub(crate) use people::user;

/// The id of a record, without which nothing can be done.
fn required_id(text: &str) -> Result<i64, serde_json::Error> {
    loose::id_in(text).ok_or_else(|| Error::custom("not an id"))
}

fn container_id(container: Option<&Named>) -> Option<ContainerId> {
    container.and_then(|it| loose::id_in(&it.id)).map(ContainerId)
}

/// Every entry of a list within a record; none where it is absent.
fn every<T: DeserializeOwned>(record: &Value, name: &str) -> Result<Vec<T>, serde_json::Error> {
    loose::every(record.get(name).unwrap_or(&Value::Null))
}

/// A container of the list.
pub(crate) fn container(entry: Value) -> Result<Container, serde_json::Error> {
    let read: WireContainer = serde_json::from_value(entry)?;
    Ok(Container {
        id: required_id(&read.id).map(ContainerId)?,
        parent_id: read.parent_id.as_deref().and_then(loose::id_in).map(ContainerId),
        name: read.name.unwrap_or_default(),
        is_active: read.is_active.unwrap_or(true),
    })
}

fn validation(read: WireValidation) -> Validation {
    let dcv = read.dcv_status.map(|status| ("dcv_status".to_owned(), status));
    let people = read.verified_users.into_iter().chain(read.verified_contacts);
    Validation {
        kind: ValidationKind(read.kind),
        description: read.description.or(read.name).unwrap_or_default(),
        status: read.status,
        since: read.date_created,
        until: read.validated_until,
        people: people
            .map(|person| VerifiedPerson {
                id: person.id.as_deref().and_then(loose::id_in).map(ContactId),
                user_id: person.user_id.as_deref().and_then(loose::id_in).map(UserId),
                status: person.status.clone(),
                person: people::details(person),
            })
            .collect(),
        details: read.verification_details.into_iter().chain(dcv).collect(),
    }
}
