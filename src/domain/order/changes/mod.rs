//! What an order changes at DigiCert besides ordering: contacts it replaces, users it overwrites, organizations it
//! creates (CertCentral: Order PKIo Private Services Server, notes on `contacts`). An order that names nobody, or names
//! people for itself alone, changes nothing.

use super::OrderRequest;
use crate::domain::contact::{Contact, ContactRole, ContactType, DETAILS};
use crate::domain::organization::OrganizationChoice;

/// The details DigiCert has stored of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredPerson {
    /// The details by their names; see [`DETAILS`].
    pub details: Vec<(&'static str, String)>,
}

impl StoredPerson {
    /// One of the details; empty where it is not stored.
    #[must_use]
    pub fn detail(&self, name: &str) -> &str {
        let found = self.details.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value)
    }
}

/// What DigiCert has stored now, as far as it told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// The organization's contact.
    pub organization_contact: Option<StoredPerson>,
    /// The organization's technical contact.
    pub technical_contact: Option<StoredPerson>,
    /// The ids, as users and as contacts, of the organization's verified contacts.
    pub verified_contacts: Vec<String>,
    /// The users the order names, by id; nobody where DigiCert knows none of that id.
    pub users: Vec<(String, Option<StoredPerson>)>,
    /// Whether DigiCert told all of it.
    pub is_complete: bool,
}

/// One thing that will be otherwise at DigiCert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happens.
    pub kind: ChangeKind,
    /// The place of the contact on the order, where it is about one.
    pub contact: Option<usize>,
    /// Each detail that differs: its name, what is stored, what it becomes.
    pub details: Vec<DetailChange>,
}

/// One detail, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailChange {
    /// Its name; see [`DETAILS`].
    pub name: &'static str,
    /// What is stored; nothing where DigiCert did not tell, or has nobody.
    pub before: Option<String>,
    /// What it becomes.
    pub after: String,
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The organization's stored contact of that type makes way.
    ReplacesContact(ContactType),
    /// The stored details of that user are overwritten, for all later orders.
    OverwritesUser(String),
    /// Somebody becomes one of the organization's verified contacts.
    AddsVerifiedContact,
    /// An organization of that name is created.
    CreatesOrganization(String),
}

impl ChangeKind {
    /// The word used in message keys.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::ReplacesContact(ContactType::TechnicalContact) => "replaces-technical-contact",
            Self::ReplacesContact(_) => "replaces-organization-contact",
            Self::OverwritesUser(_) => "overwrites-user",
            Self::AddsVerifiedContact => "adds-verified-contact",
            Self::CreatesOrganization(_) => "creates-organization",
        }
    }
}

impl OrderRequest {
    /// What the order changes besides itself. Details that are the same already are no change.
    #[must_use]
    pub fn changes(&self, stored: &Stored) -> Vec<Change> {
        let created = match &self.organization {
            OrganizationChoice::New(new) => Some(Change {
                kind: ChangeKind::CreatesOrganization(new.name.clone()),
                contact: None,
                details: Vec::new(),
            }),
            OrganizationChoice::Existing(_) => None,
        };
        let is_new = created.is_some();
        let contacts = self.contacts.iter().enumerate();
        let of_contacts = contacts.flat_map(|(row, contact)| {
            let overwritten = overwritten(row, contact, stored);
            let place = if is_new {
                None
            } else {
                taken_place(row, contact, stored)
            };
            overwritten.into_iter().chain(place)
        });
        created.into_iter().chain(of_contacts).collect()
    }
}

/// A contact with a user's id and details: the details go to the user.
fn overwritten(row: usize, contact: &Contact, stored: &Stored) -> Option<Change> {
    let id = contact.user_id.as_ref()?;
    let known = stored.users.iter().find(|(known, _)| known == id);
    let details = differing(contact, known.and_then(|(_, person)| person.as_ref()));
    (!details.is_empty()).then(|| Change {
        kind: ChangeKind::OverwritesUser(id.clone()),
        contact: Some(row),
        details,
    })
}

/// A contact of the organization takes the place of the stored one, or a new place among the verified ones.
fn taken_place(row: usize, contact: &Contact, stored: &Stored) -> Option<Change> {
    let ContactRole::OfOrganization(kind) = contact.role else {
        return None;
    };
    let before = match kind {
        ContactType::OrganizationContact => &stored.organization_contact,
        ContactType::TechnicalContact => &stored.technical_contact,
        ContactType::VerifiedContact => {
            let id = contact.user_id.as_ref();
            let is_new = id.is_none_or(|id| !stored.verified_contacts.contains(id));
            return is_new.then(|| Change {
                kind: ChangeKind::AddsVerifiedContact,
                contact: Some(row),
                details: differing(contact, None),
            });
        }
    };
    let after = match &contact.user_id {
        None => contact.clone(),
        // The user's own details, where the order leaves them as they are.
        Some(id) => with_stored(contact, stored.users.iter().find(|(known, _)| known == id)),
    };
    let details = differing(&after, before.as_ref());
    // Somebody of whom nothing is known is taken for somebody else.
    let is_known = DETAILS.iter().any(|(name, _)| after.detail(name).is_some());
    let is_same = before.is_some() && is_known && details.is_empty();
    (!is_same).then_some(Change {
        kind: ChangeKind::ReplacesContact(kind),
        contact: Some(row),
        details,
    })
}

fn with_stored(contact: &Contact, known: Option<&(String, Option<StoredPerson>)>) -> Contact {
    let Some((_, Some(person))) = known else {
        return contact.clone();
    };
    let or_stored = |typed: &Option<String>, name: &str| typed.clone().or_else(|| Some(person.detail(name).to_owned()));
    Contact {
        role: contact.role,
        user_id: contact.user_id.clone(),
        first_name: or_stored(&contact.first_name, "first_name"),
        last_name: or_stored(&contact.last_name, "last_name"),
        job_title: or_stored(&contact.job_title, "job_title"),
        telephone: or_stored(&contact.telephone, "telephone"),
        email: or_stored(&contact.email, "email"),
    }
}

/// The details of a contact that differ from the stored ones; all of them where nobody is stored.
fn differing(contact: &Contact, stored: Option<&StoredPerson>) -> Vec<DetailChange> {
    let details = DETAILS
        .iter()
        .filter_map(|(name, _)| Some((*name, contact.detail(name)?)));
    let changes = details.map(|(name, after)| DetailChange {
        name,
        before: stored.map(|person| person.detail(name).to_owned()),
        after: after.to_owned(),
    });
    changes
        .filter(|change| change.before.as_ref() != Some(&change.after))
        .collect()
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]
mod tests;
