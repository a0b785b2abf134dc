//! An organization as DigiCert has it (CertCentral: Organization info).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::validation::{Standing, Validation, standing_of};
use super::{OrganizationDetails, PersonDetails};
use crate::domain::contact::ContactType;
use crate::domain::ids::{ContactId, ContainerId, OrganizationId, UserId};

/// An organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Name, address and telephone.
    pub details: OrganizationDetails,
    /// Whether orders may be placed for it.
    pub is_active: bool,
    /// The container it is filed under.
    pub container: Option<ContainerId>,
    /// What it was validated for.
    #[serde(default)]
    pub validations: Vec<Validation>,
    /// Who is named at it; none where it was read from a list, which leaves contacts out.
    #[serde(default)]
    pub contacts: Option<Contacts>,
}

/// The people named at an organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contacts {
    /// Gets mail and calls about it.
    pub organization_contact: Option<OrganizationContact>,
    /// Gets mail about the technical side.
    pub technical_contact: Option<OrganizationContact>,
    /// May bind it and approve orders.
    pub verified_contacts: Vec<OrganizationContact>,
}

/// Somebody named at an organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrganizationContact {
    /// The contact's id, which differs from the user's.
    pub id: Option<ContactId>,
    /// The user's id, where the person is one.
    pub user_id: Option<UserId>,
    /// Who it is.
    pub person: PersonDetails,
}

impl Contacts {
    /// Everybody, with what they are.
    pub fn iter(&self) -> impl Iterator<Item = (ContactType, &OrganizationContact)> {
        let of = |kind: ContactType| move |contact| (kind, contact);
        let organization = self
            .organization_contact
            .iter()
            .map(of(ContactType::OrganizationContact));
        let technical = self.technical_contact.iter().map(of(ContactType::TechnicalContact));
        let verified = self.verified_contacts.iter().map(of(ContactType::VerifiedContact));
        organization.chain(technical).chain(verified)
    }
}

impl Organization {
    /// The validation an order of this desk's product rests on: of kind `ov`, or of whatever kind there is where there
    /// is none of that. A kind of PKIo's own is not documented.
    #[must_use]
    pub fn standing(&self, now: Timestamp) -> Standing {
        match standing_of(&self.validations, Some("ov"), now) {
            Standing::None => standing_of(&self.validations, None, now),
            standing => standing,
        }
    }

    /// Until when that validation holds or held.
    #[must_use]
    pub fn validated_until(&self) -> Option<Timestamp> {
        let of = |kind: Option<&str>| {
            let those = self.validations.iter();
            those
                .filter(|it| kind.is_none_or(|kind| it.kind.0 == kind))
                .filter_map(|it| it.until)
                .max()
        };
        of(Some("ov")).or_else(|| of(None))
    }
}
