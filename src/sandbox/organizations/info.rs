//! What is shown of one organization (CertCentral: Organization info).

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{find, validation::show};
use crate::sandbox::{
    answer::{Answer, Refusal, without_nulls},
    containers,
    door::Call,
    shared::Shared,
    store::{Contact, Organization, Tables, ValidationType},
};

/// Answers one organization.
pub(super) fn info(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let world = shared.world();
    let organization = find(&world.tables, id)?;
    let with_validation = call.incoming.query.includes("validation");
    let mut value = base(organization, &world.tables, with_validation, shared.clock.now());
    if let Some(members) = value.as_object_mut() {
        let mut put = |name: &str, value: Value| drop(members.insert(name.to_owned(), value));
        let one = |contact: &Option<Contact>| contact.as_ref().map_or(Value::Null, full_contact);
        put("organization_contact", one(&organization.organization_contact));
        put("technical_contact", one(&organization.technical_contact));
        let verified = organization.verified_contacts.iter().map(full_contact);
        put("verified_contacts", verified.collect());
    }
    Ok(Answer::ok(value))
}

/// What lists and single answers have in common.
pub(super) fn base(organization: &Organization, tables: &Tables, with_validation: bool, now: Timestamp) -> Value {
    let container = tables.containers.get(&organization.container);
    let validations = || {
        organization
            .validations
            .iter()
            .map(|found| show(organization, found, now))
    };
    let approvers = organization.validation(ValidationType::Ev);
    let approvers = approvers.map(|ev| organization.people_of(ev).map(short_contact).collect::<Vec<_>>());
    json!({
        "id": organization.id,
        "status": organization.status(),
        "name": organization.name,
        "assumed_name": organization.assumed_name,
        "display_name": organization.display_name(),
        "is_active": organization.is_active,
        "address": organization.address,
        "address2": organization.address2,
        "zip": organization.zip,
        "city": organization.city,
        "state": organization.state,
        "country": organization.country,
        "telephone": filled(&organization.telephone),
        "container": container.map(containers::show_short),
        "container_id_assignments": [organization.container.to_string()],
        "validations": with_validation.then(|| validations().collect::<Vec<_>>()),
        "ev_approvers": approvers,
    })
}

/// A text, or nothing when there is none.
fn filled(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// A person by name alone.
pub(super) fn short_contact(contact: &Contact) -> Value {
    json!({ "id": contact.id, "first_name": contact.first_name, "last_name": contact.last_name })
}

fn full_contact(contact: &Contact) -> Value {
    json!({
        "id": contact.id,
        "user_id": contact.user_id,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "email": contact.email,
        "job_title": filled(&contact.job_title),
        "telephone": filled(&contact.telephone),
        "telephone_extension": contact.telephone_extension,
    })
}

/// A contact as the answers about orders show it.
pub(crate) fn show_contact(contact: &Contact) -> Value {
    without_nulls(full_contact(contact))
}
