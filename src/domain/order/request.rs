//! An order that may be sent. It exists only as the result of [`super::check`], so whoever holds one knows that the
//! rules were applied and the agreement was accepted.

use crate::domain::contact::Contact;
use crate::domain::csr::Csr;
use crate::domain::validity::Validity;

/// What becomes of Subject.serialNumber. One question, so that `oin` and `exclude_oin` cannot contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OinChoice {
    /// This number.
    Own(String),
    /// No OIN in the certificate.
    Exclude,
    /// The one DigiCert validated for the organization.
    DigiCert,
}

/// Whose domain the common name is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DomainChoice {
    /// The organization's own.
    Own,
    /// DigiCert's `qvtl.nl`.
    Qvtl,
}

/// How the order is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentMethod {
    /// From the account's balance.
    Balance,
}

/// An order that passed every check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRequest {
    /// Hash algorithm of the certificate's signature.
    pub signature_hash: String,
    /// The OIN question.
    pub oin: OinChoice,
    /// Whose domain it is.
    pub domain: DomainChoice,
    /// The common name; may be absent with qvtl.nl, where DigiCert makes it.
    pub common_name: Option<String>,
    /// Further names, tidied, neither completed nor reduced.
    pub dns_names: Vec<String>,
    /// Server platform.
    pub server_platform: Option<String>,
    /// The signing request or public key.
    pub csr: Csr,
    /// How control of the domains is proven.
    pub dcv_method: Option<String>,
    /// Which name must be proven.
    pub dcv_scope: Option<String>,
    /// Container to file and bill under.
    pub container: Option<String>,
    /// The organization, by its id at DigiCert.
    pub organization: String,
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// Validity.
    pub validity: Validity,
    /// Payment.
    pub payment: PaymentMethod,
}
