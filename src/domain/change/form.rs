//! What a person typed to change something. It is text, always parses, and is stored as it is, right or wrong.

use serde::{Deserialize, Serialize};

use super::Subject;
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
}

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// Create an organization.
    CreateOrganization,
    /// Change an organization's name, address or telephone.
    ChangeOrganization,
    /// Change an organization's contacts.
    ChangeContacts,
    /// Submit an organization for validation.
    SubmitOrganization,
    /// Let orders be placed for an organization again.
    ActivateOrganization,
    /// Let no more orders be placed for an organization.
    DeactivateOrganization,
    /// Add a domain.
    AddDomain,
    /// Submit a domain for validation.
    SubmitDomain,
    /// Prove control of a domain in another way.
    ChangeDcvMethod,
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
}

impl ChangeKind {
    /// All kinds.
    pub const ALL: [Self; 14] = [
        Self::CreateOrganization,
        Self::ChangeOrganization,
        Self::ChangeContacts,
        Self::SubmitOrganization,
        Self::ActivateOrganization,
        Self::DeactivateOrganization,
        Self::AddDomain,
        Self::SubmitDomain,
        Self::ChangeDcvMethod,
        Self::NewDcvToken,
        Self::ResendDcvEmails,
        Self::CheckDcv,
        Self::ActivateDomain,
        Self::DeactivateDomain,
    ];

    /// The word in the store, in addresses and in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::CreateOrganization => "create-organization",
            Self::ChangeOrganization => "change-organization",
            Self::ChangeContacts => "change-contacts",
            Self::SubmitOrganization => "submit-organization",
            Self::ActivateOrganization => "activate-organization",
            Self::DeactivateOrganization => "deactivate-organization",
            Self::AddDomain => "add-domain",
            Self::SubmitDomain => "submit-domain",
            Self::ChangeDcvMethod => "change-dcv-method",
            Self::NewDcvToken => "new-dcv-token",
            Self::ResendDcvEmails => "resend-dcv-emails",
            Self::CheckDcv => "check-dcv",
            Self::ActivateDomain => "activate-domain",
            Self::DeactivateDomain => "deactivate-domain",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether the call is described in a page of DigiCert's reference that could be read. The update of an organization
    /// is not, nor are the addresses of activating, deactivating and the follow-up calls of domains.
    #[must_use]
    pub fn is_documented(self) -> bool {
        matches!(
            self,
            Self::CreateOrganization | Self::ChangeContacts | Self::SubmitOrganization
        )
    }

    /// Whether it is about a domain.
    #[must_use]
    pub fn is_about_domain(self) -> bool {
        !matches!(
            self,
            Self::CreateOrganization
                | Self::ChangeOrganization
                | Self::ChangeContacts
                | Self::SubmitOrganization
                | Self::ActivateOrganization
                | Self::DeactivateOrganization
        )
    }

    /// Whether the name of the subject must be typed before it is sent: those that cannot be undone easily.
    #[must_use]
    pub fn needs_confirmation(self) -> bool {
        matches!(self, Self::DeactivateOrganization | Self::DeactivateDomain)
    }

    /// Whether there is anything to fill in.
    #[must_use]
    pub fn has_form(self) -> bool {
        !self.is_immediate()
            && !matches!(
                self,
                Self::ActivateOrganization
                    | Self::DeactivateOrganization
                    | Self::ActivateDomain
                    | Self::DeactivateDomain
            )
    }

    /// Whether it changes nothing that somebody typed, so that it is sent at once, without a page to check.
    #[must_use]
    pub fn is_immediate(self) -> bool {
        matches!(self, Self::NewDcvToken | Self::ResendDcvEmails | Self::CheckDcv)
    }
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
        }
    }

    /// Whether the form fits what it is about.
    #[must_use]
    pub fn is_about(&self, subject: Subject) -> bool {
        match subject {
            Subject::NewOrganization => matches!(self, Self::CreateOrganization(_)),
            Subject::NewDomain => matches!(self, Self::AddDomain(_)),
            Subject::Organization(_) => !self.kind().is_about_domain() && !matches!(self, Self::CreateOrganization(_)),
            Subject::Domain(_) => self.kind().is_about_domain() && !matches!(self, Self::AddDomain(_)),
        }
    }
}
