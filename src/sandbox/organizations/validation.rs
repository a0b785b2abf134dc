//! The validation of organizations (CertCentral: Submit for validation, Validation details).

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{find, info::short_contact};
use crate::sandbox::{
    answer::{Answer, Refusal, made_up},
    clock::stamp,
    door::Call,
    orders::{Findings, People, missing, not_allowed},
    reading::Members,
    shared::Shared,
    store::{Contact, DETAILS, Organization, Record, Tables, VALIDATION_TYPES, Validation, ValidationType},
};

/// The most people who may be verified for an organization.
const MOST_VERIFIED: usize = 15;

/// Answers how far each validation is.
pub(super) fn details(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let world = shared.world();
    let now = shared.clock.now();
    let organization = find(&world.tables, id)?;
    let validations = organization.validations.iter();
    let rows: Vec<Value> = validations
        .map(|validation| {
            let mut row = show(organization, validation, now);
            if let Some(members) = row.as_object_mut() {
                // Documented for the validation of orders alone.
                let details = show_details(Some(validation), validation.status_at(now) == "active");
                members.insert("verification_details".to_owned(), details);
            }
            row
        })
        .collect();
    Ok(Answer::ok(json!({ "validations": rows })))
}

/// One validation as lists and single answers show it.
pub(crate) fn show(organization: &Organization, validation: &Validation, now: Timestamp) -> Value {
    let (name, description) = validation.kind.texts();
    let people: Vec<Value> = organization.people_of(validation).map(short_contact).collect();
    json!({
        "type": validation.kind.as_str(),
        "name": name,
        "description": description,
        "date_created": stamp(validation.created),
        "validated_until": validation.until.map(stamp),
        "status": validation.status_at(now),
        "verified_users": people,
    })
}

/// What was looked at, member by member.
pub(crate) fn show_details(validation: Option<&Validation>, is_complete: bool) -> Value {
    let is_done = |detail| is_complete || validation.is_some_and(|found| found.done.contains(&detail));
    let word = |detail| if is_done(detail) { "complete" } else { "pending" };
    let members = DETAILS.into_iter();
    Value::Object(
        members
            .map(|(detail, name)| (name.to_owned(), json!(word(detail))))
            .collect::<Map<_, _>>(),
    )
}

/// Takes a request for validation.
pub(super) fn submit(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut organization = find(&world.tables, id)?.clone();
    let (mut findings, mut people) = (Vec::new(), People::new(&world.tables));
    let wanted = call.members().items("validations");
    if wanted.is_empty() {
        findings.push(missing("validations"));
    }
    if !organization.is_active {
        findings.push(made_up("inactive_organization", "The organization is not active."));
    }
    let now = shared.clock.now();
    read(
        &wanted,
        &mut organization,
        &mut people,
        &world.tables,
        now,
        &mut findings,
    );
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    world.commit(vec![Record::Organization(Box::new(organization))])?;
    Ok(Answer::Done)
}

/// Reads the validations a body asks for, and begins each on the organization.
pub(super) fn read(
    wanted: &[Members<'_>],
    organization: &mut Organization,
    people: &mut People,
    tables: &Tables,
    now: Timestamp,
    findings: &mut Findings,
) {
    let mut seen: Vec<ValidationType> = Vec::new();
    for (place, members) in wanted.iter().enumerate() {
        let path = format!("validations[{place}]");
        let Some(kind) = read_type(*members, &path, findings) else {
            continue;
        };
        if seen.contains(&kind) {
            findings.push(not_allowed(&format!("{path}.type"), "is asked for twice"));
            continue;
        }
        seen.push(kind);
        let mut named = Vec::new();
        for (place, members) in members.items("verified_users").into_iter().enumerate() {
            let path = format!("{path}.verified_users[{place}]");
            let person = verified_person(members, &path, organization, people, tables, findings);
            named.extend(person.map(|person| add(organization, person)));
        }
        if kind.needs_people() && members.items("verified_users").is_empty() {
            findings.push(missing(&format!("{path}.verified_users")));
        }
        organization.change_validation(kind, now, |validation| {
            validation.people.extend(named);
            validation.begin(now);
        });
    }
    if organization.verified_contacts.len() > MOST_VERIFIED {
        let message = format!("An organization can have at most {MOST_VERIFIED} verified contacts.");
        findings.push(made_up("too_many_verified_contacts", message));
    }
}

/// Reads the type of a validation.
pub(crate) fn read_type(members: Members<'_>, path: &str, findings: &mut Findings) -> Option<ValidationType> {
    let Some(word) = members.text("type") else {
        findings.push(missing(&format!("{path}.type")));
        return None;
    };
    let kind = ValidationType::read(&word);
    if kind.is_none() {
        let words = VALIDATION_TYPES.map(ValidationType::as_str).join(", ");
        findings.push(not_allowed(&format!("{path}.type"), &format!("must be one of {words}")));
    }
    kind
}

/// Reads a person to be verified: by an id, which wins, or by all details.
///
/// Whose ids these may be is not documented; the sandbox takes those of contacts and of users.
fn verified_person(
    members: Members<'_>,
    path: &str,
    organization: &Organization,
    people: &mut People,
    tables: &Tables,
    findings: &mut Findings,
) -> Option<Contact> {
    if !members.has("id") {
        return people.read_for_order(members, path, tables, findings);
    }
    let found = members.id("id").and_then(|id| {
        let is_it = |contact: &&Contact| contact.id == id || contact.user_id == Some(id);
        let known = organization.verified_contacts.iter().find(is_it).cloned();
        let user = || tables.users.get(&id).map(|user| user.as_contact(people.take_id()));
        known.or_else(user).or_else(|| {
            let mut elsewhere = tables.organizations.values().flat_map(Organization::contacts);
            let contact = elsewhere.find(|contact| contact.id == id)?.clone();
            // A verified contact has an id of its own.
            Some(Contact {
                id: people.take_id(),
                ..contact
            })
        })
    });
    if found.is_none() {
        let message = format!("{path}.id must be the id of a user or contact of the account.");
        findings.push(made_up("unknown_user", message));
    }
    found
}

/// Adds a person to those who may speak for the organization, unless it is one of them already; gives their id.
fn add(organization: &mut Organization, person: Contact) -> u64 {
    let known = organization.verified_contacts.iter().find(|known| {
        known.id == person.id
            || (&known.first_name, &known.last_name, &known.email)
                == (&person.first_name, &person.last_name, &person.email)
    });
    if let Some(known) = known {
        return known.id;
    }
    let id = person.id;
    organization.verified_contacts.push(person);
    id
}
