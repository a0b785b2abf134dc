//! The organization of an order: a stored one by its id, or a whole new one.

use jiff::Timestamp;

use super::{Findings, People, missing, not_allowed};
use crate::sandbox::{
    answer::{Finding, made_up},
    config::KeyRole,
    door::Call,
    reading::Members,
    store::{Organization, Tables, Validation, ValidationType},
};

/// What a new organization needs besides its name (CertCentral: Create organization).
pub(crate) const MEMBERS: [&str; 6] = ["address", "city", "state", "country", "zip", "telephone"];

/// The organization as the order leaves it, and the people the order names.
#[derive(Debug)]
pub(crate) struct Party {
    /// None when the order names no usable organization.
    pub(crate) organization: Option<Organization>,
    pub(crate) people: People,
}

/// Checks the organization and the contacts of an order.
pub(crate) fn organization(
    body: Members<'_>,
    call: &Call,
    tables: &Tables,
    now: Timestamp,
    findings: &mut Findings,
) -> Party {
    let members = body.at("organization");
    let mut people = People::new(tables);
    people.read_list("organization.contacts", &members.items("contacts"), tables, findings);
    let (organization, must_verify) = if members.has("id") {
        let stored = members.id("id").and_then(|id| tables.organizations.get(&id)).cloned();
        match &stored {
            None => findings.push(made_up(
                "unknown_organization",
                "organization.id is not an organization of the account.",
            )),
            Some(found) if !found.is_active => {
                findings.push(made_up("inactive_organization", "The organization is not active."));
            }
            Some(_) => {}
        }
        let must_verify = stored.as_ref().is_some_and(|stored| !stored.was_submitted);
        (stored, must_verify)
    } else if members.text("name").is_some() || MEMBERS.iter().any(|name| members.has(name)) {
        if call.key.role == KeyRole::ServiceUser && people.organization_contact.is_none() {
            let message = "A service user must name an organization_contact for a new organization.";
            findings.push(made_up("missing_organization_contact", message));
        }
        let contact = tables
            .users
            .get(&call.user())
            .map(|user| user.as_contact(people.take_id()));
        let mut organization = new_organization(members, "organization.", tables, findings);
        organization
            .validations
            .push(Validation::pending(ValidationType::Ov, now));
        let may_repeat = members.flag("skip_duplicate_org_check").unwrap_or(false);
        findings.extend(
            duplicate_of(&organization, tables)
                .filter(|_| !may_repeat)
                .map(duplicate),
        );
        organization.container = tables.users.get(&call.user()).map_or(0, |user| user.container);
        organization.organization_contact = contact;
        (Some(organization), true)
    } else {
        findings.push(missing("organization.id"));
        (None, false)
    };
    if must_verify && people.verified_contacts.is_empty() {
        let message =
            "A verified_contact is required, for the organization was not submitted for such a certificate yet.";
        findings.push(made_up("missing_verified_contact", message));
    }
    let organization = organization.map(|stored| with_people(stored, &people));
    Party { organization, people }
}

/// Puts the named people in the place of the stored ones.
fn with_people(mut organization: Organization, people: &People) -> Organization {
    for contact in organization.contacts_mut() {
        if let Some(changed) = people.contacts.iter().find(|changed| changed.id == contact.id) {
            *contact = changed.clone();
        }
    }
    if let Some(contact) = &people.organization_contact {
        organization.organization_contact = Some(contact.clone());
    }
    if let Some(contact) = &people.technical_contact {
        organization.technical_contact = Some(contact.clone());
    }
    for contact in &people.verified_contacts {
        match organization
            .verified_contacts
            .iter_mut()
            .find(|known| known.id == contact.id)
        {
            Some(known) => *known = contact.clone(),
            None => organization.verified_contacts.push(contact.clone()),
        }
    }
    organization.was_submitted = true;
    organization
}

/// Checks a whole new organization, which yet has neither a division nor a contact; `path` is what its members are
/// called by in messages, with a point at its end.
pub(crate) fn new_organization(
    members: Members<'_>,
    path: &str,
    tables: &Tables,
    findings: &mut Findings,
) -> Organization {
    for name in ["name"].into_iter().chain(MEMBERS) {
        if members.text(name).is_none() {
            findings.push(missing(&format!("{path}{name}")));
        }
    }
    let text = |name: &str| members.text(name).unwrap_or_default();
    let organization = Organization {
        id: tables.next_organization(),
        name: text("name"),
        assumed_name: members.text("assumed_name"),
        address: text("address"),
        address2: members.text("address2"),
        zip: text("zip"),
        city: text("city"),
        state: text("state"),
        country: text("country").to_ascii_lowercase(),
        telephone: text("telephone"),
        container: 0,
        is_active: true,
        validations: Vec::new(),
        oin: None,
        was_submitted: false,
        organization_contact: None,
        technical_contact: None,
        verified_contacts: Vec::new(),
    };
    check_lengths(&organization, path, findings);
    organization
}

/// Checks the members of an organization that are there (CertCentral: Create organization).
pub(crate) fn check_lengths(organization: &Organization, path: &str, findings: &mut Findings) {
    let length = |text: &str| text.chars().count();
    let optional = |text: &Option<String>| text.as_deref().map_or(0, length);
    let lengths = [
        ("name", length(&organization.name), 64),
        ("assumed_name", optional(&organization.assumed_name), 64),
        ("address", length(&organization.address), 64),
        ("address2", optional(&organization.address2), 64),
        ("city", length(&organization.city), 64),
        ("state", length(&organization.state), 64),
        ("zip", length(&organization.zip), 40),
        ("telephone", length(&organization.telephone), 32),
    ];
    for (name, length, longest) in lengths {
        if length > longest {
            findings.push(not_allowed(
                &format!("{path}{name}"),
                &format!("must have at most {longest} characters"),
            ));
        }
    }
    let (name, assumed) = (&organization.name, organization.assumed_name.as_deref());
    if assumed.is_some_and(|assumed| length(name) + length(assumed) > 61) {
        let rule = format!("and {path}assumed_name must have at most 61 characters together");
        findings.push(not_allowed(&format!("{path}name"), &rule));
    }
    let country = &organization.country;
    if !country.is_empty() && (country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_lowercase())) {
        findings.push(not_allowed(
            &format!("{path}country"),
            "must be a country code of two letters",
        ));
    }
}

/// Another organization that is the same in the eyes of the duplicate check: that name and country are what counts is
/// made up.
pub(crate) fn duplicate_of<'a>(organization: &Organization, tables: &'a Tables) -> Option<&'a Organization> {
    let name = organization.name.to_lowercase();
    tables.organizations.values().find(|known| {
        known.id != organization.id
            && known.country == organization.country
            && known.name.chars().flat_map(char::to_lowercase).eq(name.chars())
    })
}

/// The refusal of an organization that exists.
pub(crate) fn duplicate(known: &Organization) -> Finding {
    let message = format!("The organization exists already, with the id {}.", known.id);
    made_up("duplicate_organization", message)
}
