//! The contacts of an organization (CertCentral: Update organization and technical contact).
//!
//! What is left out of a contact here is wiped; the contacts of an order keep it.

use super::find;
use crate::sandbox::{
    answer::{Answer, Finding, Refusal},
    door::Call,
    orders::{Findings, People, check_details, missing, not_allowed},
    reading::Members,
    shared::Shared,
    store::{Contact, Organization, Record},
};

/// Changes the organization contact, the technical contact, or both.
pub(super) fn set_contacts(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut organization = find(&world.tables, id)?.clone();
    let (mut findings, mut people) = (Vec::new(), People::new(&world.tables));
    let list = call.members().items("contacts");
    if list.is_empty() {
        findings.push(missing("contacts"));
    }
    read(&list, &mut organization, &mut people, &mut findings);
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    world.commit(vec![Record::Organization(Box::new(organization))])?;
    Ok(Answer::Done)
}

/// Reads a list of contacts into the organization; a type that is not named stays as it is.
pub(super) fn read(
    list: &[Members<'_>],
    organization: &mut Organization,
    people: &mut People,
    findings: &mut Findings,
) {
    let mut seen: Vec<String> = Vec::new();
    for (place, members) in list.iter().enumerate() {
        let path = format!("contacts[{place}]");
        let Some(kind) = members.text("contact_type") else {
            findings.push(missing(&format!("{path}.contact_type")));
            continue;
        };
        if seen.contains(&kind) {
            let message = "A duplicate contact type was submitted. Only one of each contact type is allowed.";
            findings.push(Finding::documented("contact_type_duplicate", message));
            continue;
        }
        match kind.as_str() {
            "organization_contact" => {
                let place = &mut organization.organization_contact;
                *place = person(*members, &path, place.as_ref(), people, findings);
            }
            "technical_contact" => {
                let place = &mut organization.technical_contact;
                *place = if is_alone(*members) {
                    None
                } else {
                    person(*members, &path, place.as_ref(), people, findings)
                };
            }
            _ => findings.push(not_allowed(
                &format!("{path}.contact_type"),
                "must be organization_contact or technical_contact",
            )),
        }
        seen.push(kind);
    }
}

/// Reads the contacts that are members of their own into the organization.
pub(super) fn read_own(
    body: Members<'_>,
    organization: &mut Organization,
    people: &mut People,
    findings: &mut Findings,
) {
    for (name, place) in [
        ("organization_contact", &mut organization.organization_contact),
        ("technical_contact", &mut organization.technical_contact),
    ] {
        let members = body.at(name);
        if !members.is_empty() {
            *place = person(members, name, place.as_ref(), people, findings);
        }
    }
}

/// The details of a person.
const DETAILS: [&str; 6] = [
    "first_name",
    "last_name",
    "email",
    "job_title",
    "telephone",
    "telephone_extension",
];

/// Whether nothing is said but the type, which means that there is to be no such contact.
fn is_alone(members: Members<'_>) -> bool {
    !DETAILS.iter().any(|name| members.is_given(name))
}

/// Reads one person: the stored one changed when the names and the mail address agree, and somebody new otherwise.
///
/// Which details are optional is not documented; the sandbox asks for those that tell who it is.
fn person(
    members: Members<'_>,
    path: &str,
    stored: Option<&Contact>,
    people: &mut People,
    findings: &mut Findings,
) -> Option<Contact> {
    check_details(members, path, findings);
    let text = |name: &str| members.text(name).unwrap_or_default();
    for name in ["first_name", "last_name", "email"] {
        if text(name).is_empty() {
            findings.push(missing(&format!("{path}.{name}")));
        }
    }
    let given = Contact {
        id: 0,
        user_id: None,
        first_name: text("first_name"),
        last_name: text("last_name"),
        email: text("email"),
        job_title: text("job_title"),
        telephone: text("telephone"),
        telephone_extension: members.text("telephone_extension"),
    };
    let is_same = |known: &&Contact| {
        (&known.first_name, &known.last_name, &known.email) == (&given.first_name, &given.last_name, &given.email)
    };
    let (id, user_id) = match stored.filter(is_same) {
        Some(known) => (known.id, known.user_id),
        None => (people.take_id(), None),
    };
    Some(Contact { id, user_id, ..given })
}
