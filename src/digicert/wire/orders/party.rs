//! The organization and the people of an order.

use serde::Serialize;

use crate::domain::contact::{Contact as DomainContact, ContactRole};
use crate::domain::organization::{NewOrganization, OrganizationChoice};

/// The organization: its id, or all of it (CertCentral: Create organization).
#[derive(Serialize)]
pub(super) struct Organization<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(flatten)]
    new: Option<New<'a>>,
    contacts: Vec<Contact<'a>>,
}

#[derive(Serialize)]
struct New<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    assumed_name: Option<&'a str>,
    address: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address2: Option<&'a str>,
    zip: &'a str,
    city: &'a str,
    state: &'a str,
    country: String,
    telephone: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    skip_duplicate_org_check: Option<bool>,
}

/// Somebody, by number, by details or by both.
#[derive(Serialize)]
pub(super) struct Person<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
}

/// One of the organization's contacts.
#[derive(Serialize)]
pub(super) struct Contact<'a> {
    #[serde(flatten)]
    person: Person<'a>,
    contact_type: &'static str,
}

impl<'a> Organization<'a> {
    pub(super) fn of(organization: &'a OrganizationChoice, contacts: Vec<Contact<'a>>) -> Self {
        let (id, new) = match organization {
            OrganizationChoice::Existing(id) => (Some(id.as_str()), None),
            OrganizationChoice::New(new) => (None, Some(New::of(new))),
        };
        Self { id, new, contacts }
    }
}

impl<'a> New<'a> {
    fn of(new: &'a NewOrganization) -> Self {
        Self {
            name: &new.name,
            assumed_name: new.assumed_name.as_deref(),
            address: &new.address,
            address2: new.address2.as_deref(),
            zip: &new.zip,
            city: &new.city,
            state: &new.state,
            country: new.country.to_ascii_lowercase(),
            telephone: &new.telephone,
            skip_duplicate_org_check: new.skip_duplicate_check.then_some(true),
        }
    }
}

impl<'a> Person<'a> {
    pub(super) fn of(contact: &'a DomainContact) -> Self {
        Self {
            user_id: contact.user_id.as_deref(),
            first_name: contact.first_name.as_deref(),
            last_name: contact.last_name.as_deref(),
            job_title: contact.job_title.as_deref(),
            telephone: contact.telephone.as_deref(),
            email: contact.email.as_deref(),
        }
    }
}

impl<'a> Contact<'a> {
    /// Those of the organization; the contacts of this order alone stand elsewhere.
    pub(super) fn of_organization(contacts: &'a [DomainContact]) -> Vec<Self> {
        let of_organization = contacts.iter().filter_map(|contact| match contact.role {
            ContactRole::OfOrganization(kind) => Some(Self {
                person: Person::of(contact),
                contact_type: kind.word(),
            }),
            ContactRole::OrganizationContactOfOrder | ContactRole::TechnicalContactOfOrder => None,
        });
        of_organization.collect()
    }
}
