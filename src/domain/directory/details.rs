//! The details of an organization and of a person as text, one type for what is stored at DigiCert and for what somebody
//! typed: only so can the two be laid side by side, field by field. An empty text is a detail that is not there.

use serde::{Deserialize, Serialize};

use crate::domain::fields::text_fields;

/// The name, address and telephone of an organization (CertCentral: Organization info).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct OrganizationDetails {
    /// Legal name.
    pub name: String,
    /// The name it is also known by.
    pub assumed_name: String,
    /// Street and number.
    pub address: String,
    /// More of the address.
    pub address2: String,
    /// Postal code.
    pub zip: String,
    /// City.
    pub city: String,
    /// State or province, in full.
    pub state: String,
    /// Country (ISO 3166-1 alpha-2), in capital letters whatever DigiCert's answer had.
    pub country: String,
    /// Telephone number.
    pub telephone: String,
}

text_fields!(OrganizationDetails {
    name,
    assumed_name,
    address,
    address2,
    zip,
    city,
    state,
    country,
    telephone,
});

impl OrganizationDetails {
    /// The longest each may be (CertCentral: Create organization; postal code and telephone by a secondary source).
    pub const LONGEST: [(&'static str, usize); 9] = [
        ("name", 64),
        ("assumed_name", 61),
        ("address", 64),
        ("address2", 64),
        ("zip", 40),
        ("city", 64),
        ("state", 64),
        ("country", 2),
        ("telephone", 32),
    ];

    /// Those that may be left out.
    pub const OPTIONAL: [&'static str; 2] = ["assumed_name", "address2"];

    /// Those on which a validation rests: DigiCert validates the organization anew when one of them changes. Inferred.
    pub const VALIDATED: [&'static str; 8] = [
        "name",
        "assumed_name",
        "address",
        "address2",
        "zip",
        "city",
        "state",
        "country",
    ];

    /// The legal name with the assumed one in brackets, as DigiCert shows it.
    #[must_use]
    pub fn display_name(&self) -> String {
        if self.assumed_name.is_empty() {
            self.name.clone()
        } else {
            format!("{} ({})", self.name, self.assumed_name)
        }
    }
}

/// Who a person is (CertCentral: Organization info, `organization_contact`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonDetails {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Job title.
    pub job_title: String,
    /// Telephone number.
    pub telephone: String,
    /// Extension of the telephone number. Users and order contacts have none.
    pub telephone_extension: String,
    /// E-mail address.
    pub email: String,
}

text_fields!(PersonDetails {
    first_name,
    last_name,
    job_title,
    telephone,
    telephone_extension,
    email,
});

impl PersonDetails {
    /// The longest each may be (CertCentral: Create organization, by a secondary source).
    pub const LONGEST: [(&'static str, usize); 6] = [
        ("first_name", 128),
        ("last_name", 128),
        ("job_title", 64),
        ("telephone", 32),
        ("telephone_extension", 16),
        ("email", 255),
    ];

    /// Those that may be left out.
    pub const OPTIONAL: [&'static str; 1] = ["telephone_extension"];

    /// Given and family name.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }

    /// Whether nothing is there of the person.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.differing(&Self::default()).is_empty()
    }
}

/// Typed text as it is sent: without white space around it.
#[must_use]
pub fn tidied<T: Fields + Clone>(typed: &T) -> T {
    let mut tidy = typed.clone();
    for name in T::NAMES {
        if let Some(value) = tidy.value_mut(name) {
            let trimmed = value.trim().to_owned();
            *value = trimmed;
        }
    }
    tidy
}

/// A record of named texts.
pub trait Fields {
    /// The names, in the order of the page.
    const NAMES: &'static [&'static str];

    /// The text of that name; empty where there is none.
    fn value(&self, name: &str) -> &str;

    /// The text of that name, to change it.
    fn value_mut(&mut self, name: &str) -> Option<&mut String>;

    /// The names of those that differ between two records.
    fn differing(&self, other: &Self) -> Vec<&'static str> {
        let names = Self::NAMES.iter().copied();
        names.filter(|name| self.value(name) != other.value(name)).collect()
    }
}

macro_rules! fields {
    ($($record:ident),*) => {
        $(impl Fields for $record {
            const NAMES: &'static [&'static str] = Self::FIELDS;

            fn value(&self, name: &str) -> &str {
                self.field(name).unwrap_or_default()
            }

            fn value_mut(&mut self, name: &str) -> Option<&mut String> {
                self.field_mut(name)
            }
        })*
    };
}

fields!(OrganizationDetails, PersonDetails);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_detail_has_a_limit() {
        assert!(
            OrganizationDetails::FIELDS
                .iter()
                .eq(OrganizationDetails::LONGEST.iter().map(|(name, _)| name))
        );
        assert!(
            PersonDetails::FIELDS
                .iter()
                .eq(PersonDetails::LONGEST.iter().map(|(name, _)| name))
        );
    }

    #[test]
    fn differences_are_named() {
        let one = PersonDetails {
            first_name: "Ada".to_owned(),
            email: "ada@voorbeeld.example".to_owned(),
            ..PersonDetails::default()
        };
        let other = PersonDetails {
            job_title: "CISO".to_owned(),
            ..one.clone()
        };
        assert_eq!(one.differing(&other), ["job_title"]);
        assert!(one.differing(&one).is_empty());
        assert!(!one.is_blank());
        assert!(PersonDetails::default().is_blank());
    }

    #[test]
    fn typed_text_is_tidied() {
        let typed = PersonDetails {
            first_name: " Ada ".to_owned(),
            ..PersonDetails::default()
        };
        assert_eq!(tidied(&typed).first_name, "Ada");
    }
}
