//! People named on an order: what DigiCert calls contacts.

use serde::{Deserialize, Serialize};

/// What a contact is for (CertCentral: Order PKIo Private Services Server, `contact_type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactType {
    /// Gets mail and telephone calls about the organization.
    OrganizationContact,
    /// Gets mail about the technical side.
    TechnicalContact,
    /// Stands in the company register, may bind the organization and approves the order.
    VerifiedContact,
}

impl ContactType {
    /// The value on the wire, in form fields and in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OrganizationContact => "organization_contact",
            Self::TechnicalContact => "technical_contact",
            Self::VerifiedContact => "verified_contact",
        }
    }
}

/// What a contact is on an order: of the organization, where an organization or technical contact replaces the stored
/// one, or for this order only, which changes nothing else (CertCentral: Order PKIo Private Services Server).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContactRole {
    /// One of the organization's contacts, sent in `organization.contacts`.
    OfOrganization(ContactType),
    /// The organization contact of this order alone, sent as `organization_contact`.
    OrganizationContactOfOrder,
    /// The technical contact of this order alone, sent as `technical_contact`.
    TechnicalContactOfOrder,
}

impl ContactRole {
    /// All roles, the one every first order needs first, those that replace somebody last.
    pub const ALL: [Self; 5] = [
        Self::OfOrganization(ContactType::VerifiedContact),
        Self::OrganizationContactOfOrder,
        Self::TechnicalContactOfOrder,
        Self::OfOrganization(ContactType::OrganizationContact),
        Self::OfOrganization(ContactType::TechnicalContact),
    ];

    /// The value in form fields and in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OfOrganization(kind) => kind.word(),
            Self::OrganizationContactOfOrder => "order_organization_contact",
            Self::TechnicalContactOfOrder => "order_technical_contact",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// The kind of contact, whether of the organization or of the order alone.
    #[must_use]
    pub fn kind(self) -> ContactType {
        match self {
            Self::OfOrganization(kind) => kind,
            Self::OrganizationContactOfOrder => ContactType::OrganizationContact,
            Self::TechnicalContactOfOrder => ContactType::TechnicalContact,
        }
    }

    /// Whether several people may have it on one order.
    #[must_use]
    pub fn may_repeat(self) -> bool {
        self == Self::OfOrganization(ContactType::VerifiedContact)
    }

    /// Whether giving it to somebody takes the organization's stored contact of that type away.
    #[must_use]
    pub fn replaces_stored(self) -> bool {
        matches!(
            self,
            Self::OfOrganization(ContactType::OrganizationContact | ContactType::TechnicalContact)
        )
    }
}

/// The details of a person and the longest each may be (CertCentral: Create organization).
pub const DETAILS: [(&str, usize); 5] = [
    ("first_name", 128),
    ("last_name", 128),
    ("job_title", 64),
    ("telephone", 32),
    ("email", 255),
];

/// A contact that may be sent: an existing user, the details of a person, or both (which overwrites the user's).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// What the person is on this order.
    pub role: ContactRole,
    /// An existing user or contact of the account.
    pub user_id: Option<String>,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Job title.
    pub job_title: Option<String>,
    /// Telephone number, as typed.
    pub telephone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

impl Contact {
    /// One of the details, where it is given; see [`DETAILS`].
    #[must_use]
    pub fn detail(&self, name: &str) -> Option<&str> {
        let detail = match name {
            "first_name" => &self.first_name,
            "last_name" => &self.last_name,
            "job_title" => &self.job_title,
            "telephone" => &self.telephone,
            "email" => &self.email,
            _ => return None,
        };
        detail.as_deref()
    }
}

/// Whether a text has the shape of an e-mail address (RFC 5321 4.1.2, without quoted local parts).
#[must_use]
pub fn is_email(text: &str) -> bool {
    match text.rsplit_once('@') {
        Some((local, host)) => {
            !local.is_empty()
                && local.len() <= 64
                && !local.contains(|c: char| c.is_whitespace() || matches!(c, '@' | ',' | ';' | '<' | '>' | '"'))
                && super::names::shape_fault(&super::names::to_ascii(host)).is_none()
        }
        None => false,
    }
}

/// Whether a telephone number reads like an international one (E.164: plus sign, up to 15 digits) or a Dutch or
/// Belgian national one. Anything else is only doubted, never refused.
#[must_use]
pub fn is_usual_telephone(text: &str) -> bool {
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '(' | ')' | '/'))
        .collect();
    let digits = compact.strip_prefix('+').unwrap_or(&compact);
    let only_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let international = compact.starts_with('+') && (8..=15).contains(&digits.len()) && !digits.starts_with('0');
    let national = compact.starts_with('0') && (9..=14).contains(&digits.len());
    only_digits && (international || national)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn email_shapes() {
        for (text, expected) in [
            ("john.doe@johndoe.com", true),
            ("ada+pki@voorbeeld.nl", true),
            ("ada@café.example", true),
            ("ada@localhost", false),
            ("ada voorbeeld@voorbeeld.nl", false),
            ("a@b@voorbeeld.nl", false),
            ("@voorbeeld.nl", false),
            ("voorbeeld.nl", false),
        ] {
            assert_eq!(is_email(text), expected, "{text}");
        }
    }

    #[test]
    fn telephone_shapes() {
        for (text, expected) in [
            ("+31 30 123 45 67", true),
            ("030-1234567", true),
            ("+32 2 123 45 67", true),
            ("1801-903-4284", false),
            ("+0031", false),
            ("bel mij", false),
            ("", false),
        ] {
            assert_eq!(is_usual_telephone(text), expected, "{text}");
        }
    }
}
