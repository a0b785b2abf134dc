//! People named at an organization (CertCentral: Update organization and technical contact). DigiCert wipes what is left
//! out of a contact that is sent, and leaves alone the contacts that are not.

use serde::Serialize;

use super::given;
use crate::domain::change::request::TechnicalContact;
use crate::domain::contact::ContactType;
use crate::domain::directory::PersonDetails;

/// A person, whole.
#[derive(Serialize)]
pub(super) struct Person<'a> {
    first_name: &'a str,
    last_name: &'a str,
    email: &'a str,
    job_title: &'a str,
    telephone: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone_extension: Option<&'a str>,
}

impl<'a> Person<'a> {
    pub(super) fn of(person: &'a PersonDetails) -> Self {
        Self {
            first_name: &person.first_name,
            last_name: &person.last_name,
            email: &person.email,
            job_title: &person.job_title,
            telephone: &person.telephone,
            telephone_extension: given(&person.telephone_extension),
        }
    }
}

/// The contacts that become others.
#[derive(Serialize)]
pub(super) struct Contacts<'a> {
    contacts: Vec<Contact<'a>>,
}

/// One of them; a technical contact that is nobody is removed.
#[derive(Serialize)]
struct Contact<'a> {
    #[serde(flatten)]
    person: Option<Person<'a>>,
    contact_type: &'static str,
}

impl<'a> Contacts<'a> {
    pub(super) fn of(organization: Option<&'a PersonDetails>, technical: Option<&'a TechnicalContact>) -> Self {
        let organization = organization.map(|person| Contact {
            person: Some(Person::of(person)),
            contact_type: ContactType::OrganizationContact.word(),
        });
        let technical = technical.map(|contact| Contact {
            person: match contact {
                TechnicalContact::Set(person) => Some(Person::of(person)),
                TechnicalContact::Removed => None,
            },
            contact_type: ContactType::TechnicalContact.word(),
        });
        Self {
            contacts: organization.into_iter().chain(technical).collect(),
        }
    }
}
