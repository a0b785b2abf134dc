//! Who must be named on an order, and when (CertCentral: Order PKIo Private Services Server, notes on `contacts`). The
//! form asks by this table, and the check judges by it.

use crate::domain::contact::{ContactRole, ContactType};
use crate::domain::rules::{self, Rule};

/// What is known of an organization that DigiCert has. Whether it was "submitted for an equivalent certificate" before,
/// as the reference says, no call tells; a validation that holds is the best sign of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Precedent {
    /// The desk does not know it.
    #[default]
    Unknown,
    /// DigiCert has validated it.
    Validated,
    /// DigiCert has not validated it, or not any more.
    NotValidated,
}

/// How much a contact is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Necessity {
    /// DigiCert refuses the order without.
    Required,
    /// DigiCert may refuse the order without.
    Advised,
    /// It can be left out.
    Optional,
}

/// Why a contact is needed, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Somebody must bind a new organization.
    BindsNewOrganization,
    /// A service user cannot be the contact of a new organization.
    ServiceUserOrders,
    /// The user the desk's key belongs to becomes the contact of a new organization.
    CallerStandsIn,
    /// DigiCert writes to the organization contact instead.
    OrganizationContactStandsIn,
    /// DigiCert has validated the organization, so that it usually knows who binds it.
    Validated,
    /// DigiCert has not validated the organization.
    NotValidated,
    /// The desk does not know the organization.
    NotKnown,
    /// The organization has its own.
    StoredOneStandsIn,
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Need {
    /// The contact.
    pub role: ContactRole,
    /// How much it is needed.
    pub necessity: Necessity,
    /// Why.
    pub reason: Reason,
}

impl Need {
    /// The rule that says so where nobody is named in that role; none where nothing need be said.
    #[must_use]
    pub fn rule(self) -> Option<&'static Rule> {
        match self.reason {
            Reason::BindsNewOrganization => Some(&rules::VERIFIED_CONTACT_MISSING),
            Reason::ServiceUserOrders => Some(&rules::ORGANIZATION_CONTACT_MISSING),
            Reason::CallerStandsIn => Some(&rules::ORGANIZATION_CONTACT_IS_CALLER),
            Reason::NotValidated => Some(&rules::VERIFIED_CONTACT_NEEDED),
            // A validation of another kind is no proof.
            Reason::Validated | Reason::NotKnown => Some(&rules::VERIFIED_CONTACT_ABSENT),
            Reason::OrganizationContactStandsIn | Reason::StoredOneStandsIn => None,
        }
    }
}

/// The table: the verified contact, the organization contact, the technical contact.
#[must_use]
pub fn needs(is_new_organization: bool, is_service_user: bool, precedent: Precedent) -> [Need; 3] {
    let need = |role, necessity, reason| Need {
        role,
        necessity,
        reason,
    };
    let verified = ContactRole::OfOrganization(ContactType::VerifiedContact);
    if is_new_organization {
        let (necessity, reason) = if is_service_user {
            (Necessity::Required, Reason::ServiceUserOrders)
        } else {
            (Necessity::Optional, Reason::CallerStandsIn)
        };
        let organization = ContactRole::OfOrganization(ContactType::OrganizationContact);
        let technical = ContactRole::OfOrganization(ContactType::TechnicalContact);
        return [
            need(verified, Necessity::Required, Reason::BindsNewOrganization),
            need(organization, necessity, reason),
            need(technical, Necessity::Optional, Reason::OrganizationContactStandsIn),
        ];
    }
    let (necessity, reason) = match precedent {
        Precedent::Validated => (Necessity::Optional, Reason::Validated),
        Precedent::NotValidated => (Necessity::Advised, Reason::NotValidated),
        Precedent::Unknown => (Necessity::Advised, Reason::NotKnown),
    };
    // Of those that can be left out, those of this order alone are offered: they take nobody's place.
    [
        need(verified, necessity, reason),
        need(
            ContactRole::OrganizationContactOfOrder,
            Necessity::Optional,
            Reason::StoredOneStandsIn,
        ),
        need(
            ContactRole::TechnicalContactOfOrder,
            Necessity::Optional,
            Reason::StoredOneStandsIn,
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_who_is_needed_when() {
        use Necessity::{Advised, Optional, Required};
        for (is_new, is_service_user, precedent, expected) in [
            (true, false, Precedent::Unknown, [Required, Optional, Optional]),
            (true, true, Precedent::Unknown, [Required, Required, Optional]),
            (false, false, Precedent::Validated, [Optional, Optional, Optional]),
            (false, true, Precedent::Validated, [Optional, Optional, Optional]),
            (false, false, Precedent::NotValidated, [Advised, Optional, Optional]),
            (false, false, Precedent::Unknown, [Advised, Optional, Optional]),
        ] {
            let needs = needs(is_new, is_service_user, precedent);
            let found = needs.map(|need| need.necessity);
            assert_eq!(found, expected, "{is_new} {is_service_user} {precedent:?}");
            let replaces = needs.iter().any(|need| need.role.replaces_stored());
            assert_eq!(
                replaces, is_new,
                "only a new organization has nobody whose place is taken"
            );
        }
    }
}
