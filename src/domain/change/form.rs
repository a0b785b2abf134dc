//! What a person typed to change something. It is text, always parses, and is stored as it is, right or wrong.

use serde::{Deserialize, Serialize};

use super::Subject;
pub use super::kind::{ChangeKind, Topic};
pub use super::order::form::{CsrTyped, ReissueForm, RevokeForm};
use crate::domain::directory::{OrganizationDetails, PersonDetails};

/// A new organization as typed (CertCentral: Create organization).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewOrganizationForm {
    /// Name, address and telephone.
    pub details: OrganizationDetails,
    /// Who gets mail and calls about it; blank leaves it to DigiCert, which takes the desk's own user.
    pub organization_contact: PersonDetails,
    /// Who gets mail about the technical side; blank leaves it out.
    pub technical_contact: PersonDetails,
    /// The container it is filed under; empty leaves it to DigiCert.
    pub container: String,
    /// What it is to be validated for at once.
    pub validation: ValidationForm,
    /// `yes` where it is to be created although DigiCert knows one like it.
    pub skip_duplicate_org_check: String,
}

/// Validations as typed (CertCentral: Submit organization for validation).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ValidationForm {
    /// The kinds that are ticked.
    pub kinds: Vec<String>,
    /// The ids of verified contacts DigiCert knows that are ticked.
    pub known: Vec<String>,
    /// New verified contacts; blank rows count as none.
    pub people: Vec<PersonDetails>,
}

/// What becomes of the technical contact.
pub const KEEP: &str = "keep";
/// It is the person typed.
pub const SET: &str = "set";
/// It is removed.
pub const REMOVE: &str = "remove";

/// The contacts of an organization as typed (CertCentral: Update organization and technical contact). Both are always
/// whole, for DigiCert wipes what is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactsForm {
    /// Who gets mail and calls about it.
    pub organization_contact: PersonDetails,
    /// What becomes of the technical contact: [`KEEP`], [`SET`] or [`REMOVE`].
    pub technical_choice: String,
    /// Who gets mail about the technical side, where the choice is [`SET`].
    pub technical_contact: PersonDetails,
}

/// Who is to become a contact of an organization, or that nobody is any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Appointment {
    /// This person becomes its organization contact.
    Organization(PersonDetails),
    /// This person becomes its technical contact.
    Technical(PersonDetails),
    /// It has no technical contact any more.
    NoTechnical,
}

impl ContactsForm {
    /// Fills an appointment in; the rest stays as it was typed.
    pub fn appoint(&mut self, appointment: Appointment) {
        match appointment {
            Appointment::Organization(person) => self.organization_contact = person,
            Appointment::Technical(person) => {
                SET.clone_into(&mut self.technical_choice);
                self.technical_contact = person;
            }
            Appointment::NoTechnical => REMOVE.clone_into(&mut self.technical_choice),
        }
    }
}

/// A new domain as typed (CertCentral: Add domain).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DomainForm {
    /// Its name.
    pub name: String,
    /// The id of the organization it belongs to.
    pub organization: String,
    /// The container it is filed under; empty leaves it to DigiCert.
    pub container: String,
    /// What it is to be validated for.
    pub kinds: Vec<String>,
    /// How control of it is to be proven.
    pub dcv_method: String,
}

/// What is to be changed, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "form", rename_all = "snake_case")]
pub enum ChangeForm {
    /// Create an organization.
    CreateOrganization(Box<NewOrganizationForm>),
    /// Change an organization's name, address or telephone.
    ChangeOrganization(OrganizationDetails),
    /// Change an organization's contacts.
    ChangeContacts(Box<ContactsForm>),
    /// Submit an organization for validation.
    SubmitOrganization(ValidationForm),
    /// Let orders be placed for an organization again.
    ActivateOrganization,
    /// Let no more orders be placed for an organization.
    DeactivateOrganization,
    /// Add a domain.
    AddDomain(DomainForm),
    /// Submit a domain for validation: the kinds, and the method.
    SubmitDomain {
        /// What for.
        kinds: Vec<String>,
        /// How control of it is to be proven.
        dcv_method: String,
    },
    /// Prove control of a domain in another way.
    ChangeDcvMethod {
        /// The way.
        dcv_method: String,
    },
    /// Ask for a new random value.
    NewDcvToken,
    /// Have the mails sent again.
    ResendDcvEmails,
    /// Have DigiCert look now.
    CheckDcv,
    /// Use a domain again.
    ActivateDomain,
    /// Use a domain no more.
    DeactivateDomain,
    /// Cancel an order, or the reissue that is on its way.
    CancelOrder {
        /// Why; DigiCert keeps it on the order.
        note: String,
    },
    /// Give an order the CSR it was placed without.
    AddCsr(CsrTyped),
    /// Have the certificate of an order issued anew.
    ReissueOrder(Box<ReissueForm>),
    /// Revoke one certificate.
    RevokeCertificate(RevokeForm),
    /// Revoke an order: all of its certificates.
    RevokeOrder(RevokeForm),
    /// Change the contacts of an order.
    ChangeOrderContacts(Box<ContactsForm>),
    /// Prove control of an order's domains in another way.
    OrderDcvMethod {
        /// The way.
        dcv_method: String,
    },
    /// Have the mails of an order sent again.
    ResendOrderEmails,
    /// Have DigiCert look for an order's records or files now.
    CheckOrderDcv,
    /// Ask for a new random value for an order.
    NewOrderToken,
    /// Write a note on an order.
    AddOrderNote {
        /// What it says.
        text: String,
    },
}

impl ChangeForm {
    /// What kind of change it is.
    #[must_use]
    pub fn kind(&self) -> ChangeKind {
        match self {
            Self::CreateOrganization(_) => ChangeKind::CreateOrganization,
            Self::ChangeOrganization(_) => ChangeKind::ChangeOrganization,
            Self::ChangeContacts(_) => ChangeKind::ChangeContacts,
            Self::SubmitOrganization(_) => ChangeKind::SubmitOrganization,
            Self::ActivateOrganization => ChangeKind::ActivateOrganization,
            Self::DeactivateOrganization => ChangeKind::DeactivateOrganization,
            Self::AddDomain(_) => ChangeKind::AddDomain,
            Self::SubmitDomain { .. } => ChangeKind::SubmitDomain,
            Self::ChangeDcvMethod { .. } => ChangeKind::ChangeDcvMethod,
            Self::NewDcvToken => ChangeKind::NewDcvToken,
            Self::ResendDcvEmails => ChangeKind::ResendDcvEmails,
            Self::CheckDcv => ChangeKind::CheckDcv,
            Self::ActivateDomain => ChangeKind::ActivateDomain,
            Self::DeactivateDomain => ChangeKind::DeactivateDomain,
            Self::CancelOrder { .. } => ChangeKind::CancelOrder,
            Self::AddCsr(_) => ChangeKind::AddCsr,
            Self::ReissueOrder(_) => ChangeKind::ReissueOrder,
            Self::RevokeCertificate(_) => ChangeKind::RevokeCertificate,
            Self::RevokeOrder(_) => ChangeKind::RevokeOrder,
            Self::ChangeOrderContacts(_) => ChangeKind::ChangeOrderContacts,
            Self::OrderDcvMethod { .. } => ChangeKind::OrderDcvMethod,
            Self::ResendOrderEmails => ChangeKind::ResendOrderEmails,
            Self::CheckOrderDcv => ChangeKind::CheckOrderDcv,
            Self::NewOrderToken => ChangeKind::NewOrderToken,
            Self::AddOrderNote { .. } => ChangeKind::AddOrderNote,
        }
    }

    /// Whether the form fits what it is about.
    #[must_use]
    pub fn is_about(&self, subject: Subject) -> bool {
        let topic = self.kind().topic();
        match subject {
            Subject::NewOrganization => matches!(self, Self::CreateOrganization(_)),
            Subject::NewDomain => matches!(self, Self::AddDomain(_)),
            Subject::Organization(_) => topic == Topic::Organization && !matches!(self, Self::CreateOrganization(_)),
            Subject::Domain(_) => topic == Topic::Domain && !matches!(self, Self::AddDomain(_)),
            Subject::Order(_) => topic == Topic::Order,
        }
    }

    /// The CSR that was typed, where the form has one.
    #[must_use]
    pub fn csr(&self) -> Option<&CsrTyped> {
        match self {
            Self::AddCsr(csr) => Some(csr),
            Self::ReissueOrder(form) => Some(&form.csr),
            _ => None,
        }
    }

    /// Takes what is in a chosen file for the CSR, where the form has one.
    pub fn take_csr_file(&mut self, bytes: &[u8]) {
        let slot = match self {
            Self::AddCsr(csr) => csr,
            Self::ReissueOrder(form) => &mut form.csr,
            _ => return,
        };
        *slot = std::mem::take(slot).or_file(bytes);
    }

    /// Whether something chosen or pasted was not taken, so that the person must be told now: it is stored nowhere.
    #[must_use]
    pub fn has_refused_input(&self) -> bool {
        self.csr().is_some_and(CsrTyped::has_refused_input)
    }
}
