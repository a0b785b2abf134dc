//! The organization of an order: a stored one by its id, or a whole new one.

use jiff::Timestamp;

use super::{Findings, People, missing, not_allowed};
use crate::sandbox::{
    answer::made_up,
    config::KeyRole,
    door::Call,
    reading::Members,
    store::{Organization, OrganizationValidation, Tables},
};

/// Members of a new organization, and the longest each may be (CertCentral: Create organization).
const MEMBERS: [(&str, usize); 6] = [
    ("address", 64),
    ("city", 64),
    ("state", 64),
    ("country", 2),
    ("zip", 40),
    ("telephone", 32),
];

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
    } else if members.text("name").is_some() || MEMBERS.iter().any(|(name, _)| members.has(name)) {
        if call.key.role == KeyRole::ServiceUser && people.organization_contact.is_none() {
            let message = "A service user must name an organization_contact for a new organization.";
            findings.push(made_up("missing_organization_contact", message));
        }
        let contact = tables
            .users
            .get(&call.user())
            .map(|user| user.as_contact(people.take_id()));
        let mut organization = new_organization(members, tables, now, findings);
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

/// Checks a whole new organization, which yet has neither a division nor a contact.
pub(crate) fn new_organization(
    members: Members<'_>,
    tables: &Tables,
    now: Timestamp,
    findings: &mut Findings,
) -> Organization {
    let mut text = |name: &str, longest: usize| {
        let text = members.text(name);
        match &text {
            None => findings.push(missing(&format!("organization.{name}"))),
            Some(text) if text.chars().count() > longest => findings.push(not_allowed(
                &format!("organization.{name}"),
                &format!("must have at most {longest} characters"),
            )),
            Some(_) => {}
        }
        text.unwrap_or_default()
    };
    let name = text("name", 64);
    let [address, city, state, country, zip, telephone] = MEMBERS.map(|(name, longest)| text(name, longest));
    let country = country.to_ascii_lowercase();
    let assumed_name = members.text("assumed_name");
    check_names(&name, assumed_name.as_deref(), &country, findings);
    let may_repeat = members.flag("skip_duplicate_org_check").unwrap_or(false);
    let is_same = |known: &Organization| known.name.to_lowercase() == name.to_lowercase() && known.country == country;
    if let Some(known) = tables
        .organizations
        .values()
        .find(|known| is_same(known))
        .filter(|_| !may_repeat)
    {
        let message = format!("The organization exists already, with the id {}.", known.id);
        findings.push(made_up("duplicate_organization", message));
    }
    Organization {
        id: tables.next_organization(),
        name,
        assumed_name,
        address,
        address2: members.text("address2"),
        zip,
        city,
        state,
        country,
        telephone,
        container: 0,
        is_active: true,
        validation: OrganizationValidation {
            created: now,
            until: None,
        },
        oin: None,
        was_submitted: false,
        organization_contact: None,
        technical_contact: None,
        verified_contacts: Vec::new(),
    }
}

fn check_names(name: &str, assumed_name: Option<&str>, country: &str, findings: &mut Findings) {
    if assumed_name.is_some_and(|assumed| name.chars().count() + assumed.chars().count() > 61) {
        let rule = "and organization.assumed_name must have at most 61 characters together";
        findings.push(not_allowed("organization.name", rule));
    }
    if !country.is_empty() && (country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_lowercase())) {
        findings.push(not_allowed(
            "organization.country",
            "must be a country code of two letters",
        ));
    }
}
