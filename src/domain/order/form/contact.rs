//! One contact as typed. Its fields on the page are called `contacts[<row>][<field>]`.

use serde::{Deserialize, Serialize};

use crate::domain::contact::ContactRole;
use crate::domain::directory::PersonDetails;
use crate::domain::directory::details::Fields;
use crate::domain::fields::text_fields;

/// One contact as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    /// What the person is on the order: see [`crate::domain::contact::ContactRole`].
    pub contact_type: String,
    /// An existing user of the account.
    pub user_id: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Job title.
    pub job_title: String,
    /// Telephone number.
    pub telephone: String,
    /// E-mail address.
    pub email: String,
    /// `yes` where they are to be kept in the address book. It is a wish of whoever types and no part of the order.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub keep: String,
}

text_fields!(ContactForm {
    contact_type,
    user_id,
    first_name,
    last_name,
    job_title,
    telephone,
    email
});

impl ContactForm {
    /// Whether nothing about a person was typed. The type alone does not count: it is a choice the page made.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        Self::FIELDS
            .iter()
            .filter(|name| **name != "contact_type")
            .all(|name| self.field(name).is_none_or(|value| value.trim().is_empty()))
    }

    /// The person typed.
    #[must_use]
    pub fn person(&self) -> PersonDetails {
        let mut person = PersonDetails::default();
        for name in PersonDetails::NAMES {
            if let (Some(typed), Some(value)) = (self.field(name), person.value_mut(name)) {
                typed.clone_into(value);
            }
        }
        person
    }

    /// That person in that role. Contacts of an order have no extension.
    #[must_use]
    pub fn of_person(role: ContactRole, person: &PersonDetails) -> Self {
        let mut contact = Self {
            contact_type: role.word().to_owned(),
            ..Self::default()
        };
        for name in PersonDetails::NAMES {
            if let Some(typed) = contact.field_mut(name) {
                person.value(name).clone_into(typed);
            }
        }
        contact
    }
}

/// The name of the tick by which a contact is kept in the address book.
pub const KEEP: &str = "keep";

/// The name of a contact's field on the page.
#[must_use]
pub fn contact_field_name(row: usize, field: &str) -> String {
    format!("contacts[{row}][{field}]")
}

/// The row and the field that a name on the page stands for.
pub(super) fn contact_field(name: &str) -> Option<(u16, &str)> {
    let (row, field) = name.strip_prefix("contacts[")?.strip_suffix(']')?.split_once("][")?;
    Some((row.parse().ok()?, field))
}
