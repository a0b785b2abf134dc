//! A change that may be sent. It exists only as the result of [`super::check`].

use crate::domain::csr::Csr;
use crate::domain::directory::{DcvMethod, OrganizationDetails, PersonDetails, ValidationKind};
use crate::domain::ids::{CertificateId, ContactId, ContainerId, OrganizationId, RemoteDomainId, RemoteOrderId};

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

/// The certificate of an order as it is to be issued anew (CertCentral: Reissue certificate).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reissue {
    /// The common name.
    pub common_name: String,
    /// Further names, tidied.
    pub dns_names: Vec<String>,
    /// The CSR.
    pub csr: Csr,
    /// Hash algorithm of the certificate's signature.
    pub signature_hash: String,
    /// A remark for whoever approves it at DigiCert.
    pub comments: Option<String>,
}

/// A revocation (CertCentral: Revoke certificate).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// One of [`crate::domain::change::order::form::REASONS`].
    pub reason: &'static str,
    /// A remark for whoever approves it at DigiCert.
    pub comments: Option<String>,
}

/// Something to be done with a placed order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderAction {
    /// Cancel it, or the reissue that is on its way, for that reason.
    Cancel(String),
    /// Give it the CSR it was placed without.
    AddCsr(Csr),
    /// Have its certificate issued anew.
    Reissue(Reissue),
    /// Revoke that one certificate.
    RevokeCertificate(CertificateId, Revocation),
    /// Revoke all of its certificates.
    Revoke(Revocation),
    /// Make these its contacts. Who stays is not sent.
    ChangeContacts {
        /// Its new organization contact, whole.
        organization_contact: Option<PersonDetails>,
        /// Its new technical contact, whole.
        technical_contact: Option<PersonDetails>,
    },
    /// Prove control of its domains in that way. The way it is proven in already asks for a new random value.
    SetDcvMethod(DcvMethod),
    /// Have its mails sent again.
    ResendEmails,
    /// Have DigiCert look for its records or files now.
    CheckDcv,
    /// Write a note on it.
    AddNote(String),
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
    /// Do something with a placed order.
    OnOrder(RemoteOrderId, Box<OrderAction>),
}

impl ChangeRequest {
    /// Whether something comes of it that DigiCert must give an id: a yes without one is no clear yes.
    #[must_use]
    pub fn creates(&self) -> bool {
        matches!(self, Self::CreateOrganization(_) | Self::AddDomain(_))
    }
}
