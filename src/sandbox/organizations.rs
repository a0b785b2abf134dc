//! Organizations and their validation (CertCentral: List organizations, Organization info, Validation details).

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal, made_up, without_nulls},
    clock::stamp,
    door::Call,
    orders::{People, new_organization},
    reading::Query,
    shared::Shared,
    store::{Contact, Organization, Record, Tables},
};

/// Answers a call below `/organization`.
pub(crate) fn answer(shared: &Shared, call: &Call, path: &[&str]) -> Result<Answer, Refusal> {
    match (call.incoming.method.as_str(), path) {
        ("POST", []) => return create(shared, call),
        ("PUT", [id, "activate"]) => return set_active(shared, id, true),
        ("PUT", [id, "deactivate"]) => return set_active(shared, id, false),
        _ => {}
    }
    let world = shared.world();
    let now = shared.clock.now();
    let tables = &world.tables;
    let find = |id: &str| id.parse().ok().and_then(|id: u64| tables.organizations.get(&id));
    match (call.incoming.method.as_str(), path) {
        ("GET", []) => Ok(Answer::ok(list(tables, &call.incoming.query, now))),
        ("GET", [id]) => {
            let found = find(id).ok_or(Refusal::NotFound("organization"))?;
            Ok(Answer::ok(info(
                found,
                tables,
                call.incoming.query.flag("include_validation"),
                now,
            )))
        }
        ("GET", [id, "validation"]) => {
            let found = find(id).ok_or(Refusal::NotFound("organization"))?;
            Ok(Answer::ok(json!({ "validations": [validation(found, now)] })))
        }
        _ => Err(Refusal::NotFound("route")),
    }
}

/// Creates an organization; its contact is the caller unless one is given.
fn create(shared: &Shared, call: &Call) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let body = call.members();
    let (mut findings, mut people) = (Vec::new(), People::new(&world.tables));
    let mut organization = new_organization(body, &world.tables, shared.clock.now(), &mut findings);
    let user = world.tables.users.get(&call.user());
    organization.container = body
        .at("container")
        .id("id")
        .or(user.map(|user| user.container))
        .unwrap_or(0);
    let given = body.at("organization_contact");
    organization.organization_contact = match (given.is_empty(), user) {
        (true, user) => user.map(|user| user.as_contact(people.take_id())),
        (false, _) => people.read(given, "organization_contact", &world.tables, &mut findings),
    };
    if !world.tables.containers.contains_key(&organization.container) {
        findings.push(made_up(
            "unknown_container",
            "container.id is not a container of the account.",
        ));
    }
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    let id = organization.id;
    world.commit(vec![Record::Organization(Box::new(organization))])?;
    Ok(Answer::created(json!({ "id": id })))
}

fn set_active(shared: &Shared, id: &str, is_active: bool) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let found = id.parse().ok().and_then(|id: u64| world.tables.organizations.get(&id));
    let mut organization = found.cloned().ok_or(Refusal::NotFound("organization"))?;
    organization.is_active = is_active;
    world.commit(vec![Record::Organization(Box::new(organization))])?;
    Ok(Answer::Done)
}

fn list(tables: &Tables, query: &Query, now: Timestamp) -> Value {
    let containers = [
        query.filter("container_id_for_organization"),
        query.filter("container_id"),
    ]
    .concat();
    let container = query
        .get("container_id")
        .map(str::to_owned)
        .into_iter()
        .chain(containers)
        .next();
    let status = query.filter("status");
    let validation = query.filter("validation");
    let search = query
        .filter("search")
        .first()
        .map(|text| text.trim_matches('%').to_lowercase());
    let mut found: Vec<&Organization> = tables.organizations.values().collect();
    found.retain(|organization| {
        let state = if organization.is_active { "active" } else { "inactive" };
        let is_pending = organization.validation.status_at(now) == "pending";
        let is_validation = |wanted: &String| match wanted.as_str() {
            "pending" => is_pending,
            "not_pending" => !is_pending,
            _ => true,
        };
        let fits_search = search.as_ref().is_none_or(|text| {
            organization.id.to_string() == *text || organization.name.to_lowercase().contains(text.as_str())
        });
        container
            .as_ref()
            .is_none_or(|id| organization.container.to_string() == *id)
            && (status.is_empty() || status.iter().any(|wanted| wanted == state))
            && (validation.is_empty() || validation.iter().any(is_validation))
            && fits_search
    });
    for (key, downwards) in query.sort().iter().rev() {
        found.sort_by(|one, other| {
            let ordering = match key.as_str() {
                "name" => one.name.cmp(&other.name),
                _ => one.id.cmp(&other.id),
            };
            if *downwards { ordering.reverse() } else { ordering }
        });
    }
    let with_validation = query.flag("include_validation");
    query.page("organizations", &found, |organization| {
        without_nulls(base(organization, tables, with_validation, now))
    })
}

fn base(organization: &Organization, tables: &Tables, with_validation: bool, now: Timestamp) -> Value {
    let container = tables.containers.get(&organization.container);
    json!({
        "id": organization.id,
        "status": if organization.is_active { "active" } else { "inactive" },
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
        "telephone": organization.telephone,
        "container": container.map(|found| json!({
            "id": found.id, "parent_id": found.parent_id, "name": found.name, "is_active": found.is_active,
        })),
        "container_id_assignments": [organization.container.to_string()],
        "validations": with_validation.then(|| json!([validation(organization, now)])),
    })
}

fn info(organization: &Organization, tables: &Tables, with_validation: bool, now: Timestamp) -> Value {
    let mut value = base(organization, tables, with_validation, now);
    if let Some(members) = value.as_object_mut() {
        let mut put = |name: &str, contact: Option<&Contact>| {
            members.insert(name.to_owned(), contact.map_or(Value::Null, show_contact));
        };
        put("organization_contact", organization.organization_contact.as_ref());
        put("technical_contact", organization.technical_contact.as_ref());
        if !organization.verified_contacts.is_empty() {
            let verified: Vec<Value> = organization.verified_contacts.iter().map(show_contact).collect();
            members.insert("verified_contacts".to_owned(), Value::Array(verified));
        }
    }
    without_nulls(value)
}

/// A contact as answers show it.
pub(crate) fn show_contact(contact: &Contact) -> Value {
    without_nulls(json!({
        "id": contact.id,
        "user_id": contact.user_id,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "email": contact.email,
        "job_title": contact.job_title,
        "telephone": contact.telephone,
    }))
}

/// The one validation an organization has.
pub(crate) fn validation(organization: &Organization, now: Timestamp) -> Value {
    let verified = organization
        .verified_contacts
        .iter()
        .map(|contact| json!({ "id": contact.id, "first_name": contact.first_name, "last_name": contact.last_name }));
    let verified: Vec<Value> = verified.collect();
    without_nulls(json!({
        "type": "ov",
        "name": "OV",
        "description": "Normal Organization Validation",
        "date_created": stamp(organization.validation.created),
        "validated_until": organization.validation.until.map(stamp),
        "status": organization.validation.status_at(now),
        "verified_users": if verified.is_empty() { Value::Null } else { Value::Array(verified) },
    }))
}
