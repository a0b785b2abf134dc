//! An order that may be sent. It exists only as the result of [`super::check`], so whoever holds one knows that the
//! rules were applied and the agreement was accepted.

use crate::domain::contact::Contact;
use crate::domain::csr::Csr;
use crate::domain::ids::RemoteOrderId;
use crate::domain::organization::OrganizationChoice;
use crate::domain::payment::Payment;
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

/// Members that the reference does not list for this product. Each is empty unless it is switched on and filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// A remark for whoever approves the order.
    pub comments: Option<String>,
    /// Further addresses that get mail about the order.
    pub additional_emails: Vec<String>,
    /// The account's own fields: number and value.
    pub custom_fields: Vec<(i64, String)>,
    /// The order which this one renews.
    pub renewal_of_order_id: Option<RemoteOrderId>,
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
    /// The signing request or public key; without it, it follows once the order is placed.
    pub csr: Option<Csr>,
    /// How control of the domains is proven.
    pub dcv_method: Option<String>,
    /// Which name must be proven.
    pub dcv_scope: Option<String>,
    /// Container to file and bill under.
    pub container: Option<String>,
    /// The organization.
    pub organization: OrganizationChoice,
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// Validity.
    pub validity: Validity,
    /// Payment.
    pub payment: Payment,
    /// What is switched on besides.
    pub extras: Extras,
}
