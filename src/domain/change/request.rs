//! A change that may be sent. It exists only as the result of [`super::check`].

use crate::domain::directory::{DcvMethod, OrganizationDetails, PersonDetails, ValidationKind};
use crate::domain::ids::{ContactId, ContainerId, OrganizationId, RemoteDomainId};

/// Somebody a validation is to rest on (CertCentral: Submit organization for validation, `verified_users`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerifiedChoice {
    /// Somebody DigiCert knows; the id wins over any details, so none are sent.
    Known(ContactId),
    /// Somebody new.
    New(PersonDetails),
}

/// Validations to ask for, and the people they are to rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValidationWish {
    /// What for.
    pub kinds: Vec<ValidationKind>,
    /// Who.
    pub people: Vec<VerifiedChoice>,
}

/// A whole new organization (CertCentral: Create organization).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOrganization {
    /// Name, address and telephone.
    pub details: OrganizationDetails,
    /// Who gets mail and calls about it.
    pub organization_contact: Option<PersonDetails>,
    /// Who gets mail about the technical side.
    pub technical_contact: Option<PersonDetails>,
    /// The container it is filed under.
    pub container: Option<ContainerId>,
    /// What it is to be validated for at once.
    pub validation: ValidationWish,
    /// Whether it is created although DigiCert knows one like it.
    pub skip_duplicate_check: bool,
}

/// What becomes of an organization's technical contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TechnicalContact {
    /// It is this person.
    Set(PersonDetails),
    /// It is removed.
    Removed,
}

/// A whole new domain (CertCentral: Add domain).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDomain {
    /// Its name, in ASCII.
    pub name: String,
    /// The organization it belongs to.
    pub organization: OrganizationId,
    /// The container it is filed under.
    pub container: Option<ContainerId>,
    /// What it is to be validated for.
    pub kinds: Vec<ValidationKind>,
    /// How control of it is to be proven.
    pub dcv_method: Option<DcvMethod>,
}

/// A change that passed every check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeRequest {
    /// Create an organization.
    CreateOrganization(Box<NewOrganization>),
    /// Make an organization's details these, all of them.
    ChangeOrganization(OrganizationId, Box<OrganizationDetails>),
    /// Make these an organization's contacts. Who stays is not sent: an omitted type is left alone, a sent one loses what
    /// is left out, also what DigiCert does not show.
    ChangeContacts {
        /// The organization.
        id: OrganizationId,
        /// Its new organization contact, whole.
        organization_contact: Option<Box<PersonDetails>>,
        /// What becomes of its technical contact.
        technical_contact: Option<Box<TechnicalContact>>,
    },
    /// Submit an organization for validation.
    SubmitOrganization(OrganizationId, ValidationWish),
    /// Let orders be placed for an organization, or no more.
    SetOrganizationActive(OrganizationId, bool),
    /// Add a domain.
    AddDomain(NewDomain),
    /// Submit a domain for validation.
    SubmitDomain {
        /// The domain.
        id: RemoteDomainId,
        /// What for.
        kinds: Vec<ValidationKind>,
        /// How control of it is to be proven.
        dcv_method: Option<DcvMethod>,
    },
    /// Prove control of a domain in another way.
    ChangeDcvMethod(RemoteDomainId, DcvMethod),
    /// Ask for a new random value.
    NewDcvToken(RemoteDomainId),
    /// Have the mails sent again.
    ResendDcvEmails(RemoteDomainId),
    /// Have DigiCert look now.
    CheckDcv(RemoteDomainId),
    /// Use a domain, or no more.
    SetDomainActive(RemoteDomainId, bool),
}

impl ChangeRequest {
    /// Whether something comes of it that DigiCert must give an id: a yes without one is no clear yes.
    #[must_use]
    pub fn creates(&self) -> bool {
        matches!(self, Self::CreateOrganization(_) | Self::AddDomain(_))
    }
}
