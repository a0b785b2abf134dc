//! One contact as typed. Its fields on the page are called `contacts[<row>][<field>]`.

use serde::{Deserialize, Serialize};

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
}

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
