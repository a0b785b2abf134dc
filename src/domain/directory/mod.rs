//! What the account at DigiCert holds besides orders: organizations with their contacts and validations, domains,
//! containers and users. These are the records that the desk mirrors; what a person wants to change about them is a
//! [`super::change`].

pub mod details;
pub mod domain;
pub mod lookalike;
pub mod organization;
pub mod people;
pub mod validation;

use serde::{Deserialize, Serialize};

pub use details::{OrganizationDetails, PersonDetails};
pub use domain::{Dcv, DcvEmail, DcvMethod, Domain};
pub use organization::{Contacts, Organization, OrganizationContact};
pub use validation::{Standing, Validation, ValidationKind};

use super::ids::{ContainerId, UserId};

/// A container, which people call a division (CertCentral: List containers).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Container {
    /// Its id.
    pub id: ContainerId,
    /// The container it is part of; none for the topmost.
    pub parent_id: Option<ContainerId>,
    /// Its name.
    pub name: String,
    /// Whether it may be used.
    pub is_active: bool,
}

/// A user of the account (CertCentral: List users).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The id.
    pub id: UserId,
    /// The name they sign in with at DigiCert.
    pub username: String,
    /// Who it is.
    pub person: PersonDetails,
    /// The names of their roles.
    pub roles: Vec<String>,
    /// The container they belong to.
    pub container: Option<ContainerId>,
    /// DigiCert's word for their state, such as `active`.
    pub status: String,
}

/// One kind of record that the desk mirrors. Each is read as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// Containers.
    Containers,
    /// Users.
    Users,
    /// Organizations, with their contacts.
    Organizations,
    /// Domains.
    Domains,
}

impl Part {
    /// All of them, in the order in which they are read: what others point at comes first.
    pub const ALL: [Self; 4] = [Self::Containers, Self::Users, Self::Organizations, Self::Domains];

    /// The word in the store and in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Containers => "containers",
            Self::Users => "users",
            Self::Organizations => "organizations",
            Self::Domains => "domains",
        }
    }
}
