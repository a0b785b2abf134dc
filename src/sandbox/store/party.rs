//! The records of the people and the divisions of the account.

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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) telephone_extension: Option<String>,
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
            telephone_extension: None,
        }
    }
}
