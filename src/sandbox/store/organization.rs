//! The record of an organization.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Contact, Validation, ValidationType, validation};

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
    /// At most one of each type, in the order in which they were first asked for.
    #[serde(default, alias = "validation", deserialize_with = "validation::read_all")]
    pub(crate) validations: Vec<Validation>,
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

    /// The word for whether it is in use.
    pub(crate) fn status(&self) -> &'static str {
        if self.is_active { "active" } else { "inactive" }
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

    /// The validation of a type, if it was ever asked for.
    pub(crate) fn validation(&self, kind: ValidationType) -> Option<&Validation> {
        self.validations.iter().find(|validation| validation.kind == kind)
    }

    /// Changes the validation of a type, which begins now when it was never asked for.
    pub(crate) fn change_validation(
        &mut self,
        kind: ValidationType,
        now: Timestamp,
        change: impl FnOnce(&mut Validation),
    ) {
        if let Some(known) = self.validations.iter_mut().find(|known| known.kind == kind) {
            return change(known);
        }
        let mut validation = Validation::pending(kind, now);
        change(&mut validation);
        self.validations.push(validation);
    }

    /// Where the validation that an order needs stands; one that was never asked for is pending.
    pub(crate) fn order_status_at(&self, now: Timestamp) -> &'static str {
        self.validation(ValidationType::Ov)
            .map_or("pending", |validation| validation.status_at(now))
    }

    /// The contacts who were named for a validation: for that of orders, all who may speak for the organization.
    pub(crate) fn people_of(&self, validation: &Validation) -> impl Iterator<Item = &Contact> {
        let is_for_orders = validation.kind == ValidationType::Ov;
        self.verified_contacts
            .iter()
            .filter(move |contact| is_for_orders || validation.people.contains(&contact.id))
    }

    /// Since when the longest waiting of its validations was asked for.
    pub(crate) fn waits_since(&self) -> Option<Timestamp> {
        self.validations
            .iter()
            .filter_map(|validation| validation.requested)
            .min()
    }
}
