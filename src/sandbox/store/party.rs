//! The records of the people, organizations, divisions and domains of the account.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A person in a role at an organization or an order.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Contact {
    pub(crate) id: u64,
    /// The user this contact is, if any; its id differs from the contact's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user_id: Option<u64>,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) email: String,
    pub(crate) job_title: String,
    pub(crate) telephone: String,
}

/// The state of the validation of an organization (CertCentral: Validation details).
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct OrganizationValidation {
    pub(crate) created: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Timestamp>,
}

impl OrganizationValidation {
    /// The word in answers: `active`, `pending` or `expired`.
    pub(crate) fn status_at(&self, now: Timestamp) -> &'static str {
        match self.until {
            None => "pending",
            Some(until) if until < now => "expired",
            Some(_) => "active",
        }
    }
}

/// An organization.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Organization {
    pub(crate) id: u64,
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) assumed_name: Option<String>,
    pub(crate) address: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) address2: Option<String>,
    pub(crate) zip: String,
    pub(crate) city: String,
    pub(crate) state: String,
    /// Two lower-case letters.
    pub(crate) country: String,
    pub(crate) telephone: String,
    pub(crate) container: u64,
    pub(crate) is_active: bool,
    pub(crate) validation: OrganizationValidation,
    /// The identification number DigiCert validated for the organization earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) oin: Option<String>,
    /// Whether an order for this kind of certificate named the organization before.
    #[serde(default)]
    pub(crate) was_submitted: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) organization_contact: Option<Contact>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) technical_contact: Option<Contact>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) verified_contacts: Vec<Contact>,
}

impl Organization {
    /// The legal name, with the assumed one in brackets.
    pub(crate) fn display_name(&self) -> String {
        match &self.assumed_name {
            Some(assumed) => format!("{} ({assumed})", self.name),
            None => self.name.clone(),
        }
    }

    /// Every contact stored on the organization.
    pub(crate) fn contacts(&self) -> impl Iterator<Item = &Contact> {
        self.organization_contact
            .iter()
            .chain(&self.technical_contact)
            .chain(&self.verified_contacts)
    }

    /// The same, to change them.
    pub(crate) fn contacts_mut(&mut self) -> impl Iterator<Item = &mut Contact> {
        self.organization_contact
            .iter_mut()
            .chain(self.technical_contact.iter_mut())
            .chain(self.verified_contacts.iter_mut())
    }
}

/// A division of the account.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Container {
    pub(crate) id: u64,
    pub(crate) parent_id: u64,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) is_active: bool,
}

/// A user of the account.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct User {
    pub(crate) id: u64,
    pub(crate) username: String,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) email: String,
    pub(crate) job_title: String,
    pub(crate) telephone: String,
    pub(crate) container: u64,
    pub(crate) role_id: u64,
    pub(crate) is_service_user: bool,
}

/// A domain of the account.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Domain {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) organization: u64,
    pub(crate) container: u64,
    pub(crate) created: Timestamp,
    pub(crate) dcv_method: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) validated_until: Option<Timestamp>,
}

impl Domain {
    /// Whether control over the domain is proven at a moment.
    pub(crate) fn is_validated_at(&self, now: Timestamp) -> bool {
        self.validated_until.is_some_and(|until| until >= now)
    }
}

impl User {
    /// The user as a contact of the given id.
    pub(crate) fn as_contact(&self, id: u64) -> Contact {
        Contact {
            id,
            user_id: Some(self.id),
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            email: self.email.clone(),
            job_title: self.job_title.clone(),
            telephone: self.telephone.clone(),
        }
    }
}
