//! Organizations of the account, with their validations and contacts.

use jiff::Timestamp;
use serde::Deserialize;

use super::account::Named;
use super::loose;

/// A page of the list of organizations (CertCentral: List organizations).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organizations {
    /// Those on the page.
    pub organizations: Vec<Organization>,
    /// How many there are in all, where the answer says so.
    pub total: Option<u64>,
}

#[derive(Deserialize)]
struct Listed {
    #[serde(default, deserialize_with = "loose::list")]
    organizations: Vec<Organization>,
    #[serde(default, deserialize_with = "loose::object")]
    page: Option<Page>,
}

#[derive(Deserialize)]
struct Page {
    #[serde(default, deserialize_with = "loose::count")]
    total: Option<u64>,
}

impl<'de> Deserialize<'de> for Organizations {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Listed { organizations, page } = Listed::deserialize(from)?;
        Ok(Self {
            organizations,
            total: page.and_then(|page| page.total),
        })
    }
}

/// An organization (CertCentral: Organization info). Lists leave the contacts out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Organization {
    /// Its id.
    #[serde(deserialize_with = "loose::required_text")]
    pub id: String,
    /// Its legal name.
    #[serde(default, deserialize_with = "loose::text")]
    pub name: Option<String>,
    /// The name it is also known by.
    #[serde(default, deserialize_with = "loose::text")]
    pub assumed_name: Option<String>,
    /// Both names together.
    #[serde(default, deserialize_with = "loose::text")]
    pub display_name: Option<String>,
    /// `active`, `inactive` or another word.
    #[serde(default, deserialize_with = "loose::text")]
    pub status: Option<String>,
    /// Whether it may be used.
    #[serde(default, deserialize_with = "loose::flag")]
    pub is_active: Option<bool>,
    /// Street and number.
    #[serde(default, deserialize_with = "loose::text")]
    pub address: Option<String>,
    /// More of it.
    #[serde(default, deserialize_with = "loose::text")]
    pub address2: Option<String>,
    /// Postal code.
    #[serde(default, deserialize_with = "loose::text")]
    pub zip: Option<String>,
    /// City.
    #[serde(default, deserialize_with = "loose::text")]
    pub city: Option<String>,
    /// State or province.
    #[serde(default, deserialize_with = "loose::text")]
    pub state: Option<String>,
    /// Country (ISO 3166-1 alpha-2), in capital letters whatever the answer had.
    #[serde(default, deserialize_with = "loose::capitals")]
    pub country: Option<String>,
    /// Telephone number.
    #[serde(default, deserialize_with = "loose::text")]
    pub telephone: Option<String>,
    /// The container it belongs to.
    #[serde(default, deserialize_with = "loose::object")]
    pub container: Option<Named>,
    /// What it was validated for.
    #[serde(default, deserialize_with = "loose::list")]
    pub validations: Vec<Validation>,
    /// Who gets mail and calls about it.
    #[serde(default, deserialize_with = "loose::object")]
    pub organization_contact: Option<Person>,
    /// Who gets mail about the technical side.
    #[serde(default, deserialize_with = "loose::object")]
    pub technical_contact: Option<Person>,
    /// Who may approve for it.
    #[serde(default, deserialize_with = "loose::list")]
    pub verified_contacts: Vec<Person>,
}

impl Organization {
    /// Whether orders may be placed for it, as far as the answer says.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.is_active
            .unwrap_or_else(|| self.status.as_deref() != Some("inactive"))
    }
}

/// A kind of validation and where it stands (CertCentral: Validation details).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Validation {
    /// `ov`, `ev` or another kind.
    #[serde(rename = "type", deserialize_with = "loose::required_text")]
    pub kind: String,
    /// Its short name.
    #[serde(default, deserialize_with = "loose::text")]
    pub name: Option<String>,
    /// What DigiCert calls it.
    #[serde(default, deserialize_with = "loose::text")]
    pub description: Option<String>,
    /// `active`, `pending` or `expired`.
    #[serde(default, deserialize_with = "loose::text")]
    pub status: Option<String>,
    /// Since when.
    #[serde(default, deserialize_with = "loose::moment")]
    pub date_created: Option<Timestamp>,
    /// Until when it holds.
    #[serde(default, deserialize_with = "loose::moment")]
    pub validated_until: Option<Timestamp>,
    /// The people it rests on.
    #[serde(default, deserialize_with = "loose::list")]
    pub verified_users: Vec<Person>,
    /// The same by the name that Order validation status has for them.
    #[serde(default, deserialize_with = "loose::list")]
    pub verified_contacts: Vec<Person>,
    /// What was looked at, and how far that is (CertCentral: Order validation status).
    #[serde(default, deserialize_with = "loose::named_texts")]
    pub verification_details: Vec<(String, String)>,
    /// How far control of a domain is proven.
    #[serde(default, deserialize_with = "loose::text")]
    pub dcv_status: Option<String>,
}

/// A person named at an organization or on an order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Person {
    /// The contact's id, which differs from the user's. Absent where a user was asked for.
    #[serde(default, deserialize_with = "loose::text")]
    pub id: Option<String>,
    /// The user's id, where the person is one.
    #[serde(default, deserialize_with = "loose::text")]
    pub user_id: Option<String>,
    /// Given name.
    #[serde(default, deserialize_with = "loose::text")]
    pub first_name: Option<String>,
    /// Family name.
    #[serde(default, deserialize_with = "loose::text")]
    pub last_name: Option<String>,
    /// Job title.
    #[serde(default, deserialize_with = "loose::text")]
    pub job_title: Option<String>,
    /// Telephone number.
    #[serde(default, deserialize_with = "loose::text")]
    pub telephone: Option<String>,
    /// Extension of the telephone number.
    #[serde(default, deserialize_with = "loose::text")]
    pub telephone_extension: Option<String>,
    /// E-mail address.
    #[serde(default, deserialize_with = "loose::text")]
    pub email: Option<String>,
    /// Where their verification stands, of those who stand behind a validation.
    #[serde(default, deserialize_with = "loose::text")]
    pub status: Option<String>,
}

/// A user of the account (CertCentral: User info). Their id is the `user_id` of a person, never a contact's.
#[derive(Deserialize)]
pub(crate) struct User {
    #[serde(deserialize_with = "loose::required_text")]
    pub(crate) id: String,
    #[serde(default, deserialize_with = "loose::text")]
    pub(crate) username: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    first_name: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    last_name: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    job_title: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    telephone: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    email: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    pub(crate) status: Option<String>,
    #[serde(default, deserialize_with = "loose::list")]
    pub(crate) access_roles: Vec<Named>,
    #[serde(default, deserialize_with = "loose::object")]
    pub(crate) container: Option<Named>,
}

impl From<User> for Person {
    fn from(user: User) -> Self {
        Self {
            id: None,
            user_id: Some(user.id),
            first_name: user.first_name,
            last_name: user.last_name,
            job_title: user.job_title,
            telephone: user.telephone,
            telephone_extension: None,
            email: user.email,
            status: None,
        }
    }
}
