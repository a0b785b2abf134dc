//! An organization's name, address and telephone (CertCentral: Create organization).

use serde::Serialize;

use super::contacts::Person;
use super::validation::Validation;
use super::{Id, given};
use crate::domain::change::request::NewOrganization;
use crate::domain::directory::OrganizationDetails;

/// The details; an optional one is absent or, where it replaces what is stored, an empty text.
#[derive(Serialize)]
pub(super) struct Details<'a> {
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
}

impl<'a> Details<'a> {
    /// All of them.
    pub(super) fn whole(details: &'a OrganizationDetails) -> Self {
        Self {
            name: &details.name,
            assumed_name: Some(&details.assumed_name),
            address: &details.address,
            address2: Some(&details.address2),
            zip: &details.zip,
            city: &details.city,
            state: &details.state,
            country: details.country.to_ascii_lowercase(),
            telephone: &details.telephone,
        }
    }
}

/// A new organization.
#[derive(Serialize)]
pub(super) struct New<'a> {
    #[serde(flatten)]
    details: Details<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_contact: Option<Person<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    technical_contact: Option<Person<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container: Option<Id>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    validations: Vec<Validation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skip_duplicate_org_check: Option<bool>,
}

impl<'a> New<'a> {
    pub(super) fn of(new: &'a NewOrganization) -> Self {
        let details = &new.details;
        Self {
            details: Details {
                assumed_name: given(&details.assumed_name),
                address2: given(&details.address2),
                ..Details::whole(details)
            },
            organization_contact: new.organization_contact.as_ref().map(Person::of),
            technical_contact: new.technical_contact.as_ref().map(Person::of),
            container: new.container.map(|container| Id { id: container.0 }),
            validations: Validation::all(&new.validation),
            skip_duplicate_org_check: new.skip_duplicate_check.then_some(true),
        }
    }
}
