//! Validations moved from outside: what at DigiCert people do, and what the owner of a domain publishes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{
    misread, misread_because,
    parties::{find_domain, find_organization},
};
use crate::sandbox::{
    answer::{Answer, Refusal},
    clock::days_later,
    lifecycle::VALIDATION_DAYS,
    shared::Shared,
    store::{DETAILS, Detail, Domain, Organization, Record, Validation, ValidationType},
};

/// How far a detail of a validation is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Progress {
    Pending,
    Complete,
}

/// What is to happen to the validations of an organization.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ForOrganization {
    id: u64,
    action: String,
    /// The validation it is about; all there are when absent.
    #[serde(default, rename = "type")]
    kind: Option<ValidationType>,
    /// For `details`.
    #[serde(default)]
    details: BTreeMap<Detail, Progress>,
    /// For `verify`: the contact who has answered; all of them when absent.
    #[serde(default)]
    contact: Option<u64>,
}

/// What is to happen to a domain.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ForDomain {
    id: u64,
    action: String,
    /// For `publish`: what is published; what is waited for when absent.
    #[serde(default)]
    value: Option<String>,
}

/// Puts id and action of a path into a body, which may be empty.
pub(super) fn body_of_path(body: &str, id: &str, action: &str) -> Result<Value, Refusal> {
    let mut value: Value = if body.trim().is_empty() {
        Value::Object(serde_json::Map::new())
    } else {
        serde_json::from_str(body).map_err(|error| misread_because(&error))?
    };
    let id: u64 = id.parse().map_err(|_| Refusal::NotFound("route"))?;
    let members = value
        .as_object_mut()
        .ok_or_else(|| misread("The body must be an object."))?;
    members.insert("id".to_owned(), id.into());
    members.insert("action".to_owned(), action.into());
    Ok(value)
}

/// Moves the validations of an organization: `validate`, `reject`, `expire`, `restart`, `details` or `verify`.
pub(super) fn move_organization(shared: &Shared, body: Value) -> Result<Answer, Refusal> {
    let wish: ForOrganization = serde_json::from_value(body).map_err(|error| misread_because(&error))?;
    let mut world = shared.world();
    let now = shared.clock.now();
    let mut organization = find_organization(&world.tables, wish.id)?;
    let kinds: Vec<ValidationType> = match wish.kind {
        Some(kind) => vec![kind],
        None => organization.validations.iter().map(|found| found.kind).collect(),
    };
    if kinds.is_empty() && wish.action != "verify" {
        return Err(misread("The organization has no validation; name a type."));
    }
    if let Some(contact) = wish.contact
        && !organization.verified_contacts.iter().any(|found| found.id == contact)
    {
        return Err(Refusal::NotFound("contact"));
    }
    for kind in kinds {
        move_validation(&mut organization, kind, &wish, now)?;
    }
    world.commit(vec![Record::Organization(Box::new(organization))])?;
    Ok(Answer::Done)
}

fn move_validation(
    organization: &mut Organization,
    kind: ValidationType,
    wish: &ForOrganization,
    now: Timestamp,
) -> Result<(), Refusal> {
    let everybody: Vec<u64> = organization.verified_contacts.iter().map(|found| found.id).collect();
    let change: Box<dyn FnOnce(&mut Validation) + '_> = match wish.action.as_str() {
        "validate" => Box::new(|found| found.complete(days_later(now, VALIDATION_DAYS))),
        "reject" => Box::new(Validation::reject),
        "expire" => Box::new(|found| found.complete(days_later(now, -1))),
        "restart" => Box::new(|found| found.begin(now)),
        "details" => Box::new(|found| set_details(found, &wish.details)),
        "verify" => Box::new(|found| match wish.contact {
            Some(contact) => drop(found.verified.insert(contact)),
            None => found.verified.extend(everybody),
        }),
        _ => return Err(Refusal::NotFound("route")),
    };
    organization.change_validation(kind, now, change);
    Ok(())
}

/// Notes what was looked at; a validation with everything looked at still has to be ended.
fn set_details(validation: &mut Validation, details: &BTreeMap<Detail, Progress>) {
    for (detail, progress) in details {
        if *progress == Progress::Complete {
            validation.done.insert(*detail);
        } else {
            validation.done.remove(detail);
        }
    }
    if validation.done.len() < DETAILS.len() {
        validation.until = None;
    }
}

/// Moves a domain: `validate`, `expire`, `publish`, `unpublish` or `answer-mail`.
pub(super) fn move_domain(shared: &Shared, body: Value) -> Result<Answer, Refusal> {
    let wish: ForDomain = serde_json::from_value(body).map_err(|error| misread_because(&error))?;
    let mut world = shared.world();
    let now = shared.clock.now();
    let mut domain = find_domain(&world.tables, wish.id)?;
    match wish.action.as_str() {
        "validate" => domain.complete(days_later(now, VALIDATION_DAYS)),
        "expire" => domain.complete(days_later(now, -1)),
        "publish" => domain.published = Some(published(&domain, wish.value)?),
        "unpublish" => domain.published = None,
        "answer-mail" if domain.invitations.is_empty() => {
            return Err(misread("No mail was sent for the domain."));
        }
        "answer-mail" => domain.complete(days_later(now, VALIDATION_DAYS)),
        _ => return Err(Refusal::NotFound("route")),
    }
    world.commit(vec![Record::Domain(Box::new(domain))])?;
    Ok(Answer::Done)
}

/// What is published: a value that was named, or the one that is waited for.
fn published(domain: &Domain, value: Option<String>) -> Result<String, Refusal> {
    let waited_for = || domain.token.as_ref().map(|token| token.value.clone());
    value
        .or_else(waited_for)
        .ok_or_else(|| misread("The domain waits for no random value."))
}
