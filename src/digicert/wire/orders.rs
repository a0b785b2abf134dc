//! The body of an order: the one place where its wire form is decided.
//!
//! CertCentral: Order PKIo Private Services Server leaves several forms open. Chosen here:
//!
//! * ids are strings, as in DigiCert's examples, though its table says int; the example values are the only ones known
//!   to have been sent;
//! * `oin` is a string: as a number it would lose its leading zeros, and exceeds what a JSON number holds exactly;
//! * `exclude_oin` is `true` or absent, never beside `oin`; both absent means the OIN that DigiCert validated;
//! * `use_qvtl_domain` is always there, `1` or `null`, as in the examples;
//! * options left open are absent, so that DigiCert's defaults and the account's settings apply;
//! * `contacts` is always there, `[]` when nobody is named: the table calls the array required, while each of its
//!   entries is optional for an organization known to DigiCert. An empty list meets both readings and replaces nobody,
//!   since only the contacts that are given replace stored ones.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::domain::contact::Contact as DomainContact;
use crate::domain::ids::Reference;
use crate::domain::order::OrderRequest;
use crate::domain::order::request::{DomainChoice, OinChoice, PaymentMethod};
use crate::domain::validity::Validity;

/// The body of an order, as bytes that will be sent just so (CertCentral: Order PKIo Private Services Server).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceOrderBody {
    bytes: Vec<u8>,
    sha256: String,
    pretty: String,
}

impl PlaceOrderBody {
    /// The body for an order; with a reference it carries `alternative_order_id`.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "texts, numbers and lists can always be written as JSON into memory"
    )]
    pub fn of(request: &OrderRequest, reference: Option<&Reference>) -> Self {
        let order = PlaceOrder::of(request, reference);
        let bytes = serde_json::to_vec(&order).expect("JSON");
        let pretty = serde_json::to_string_pretty(&order).expect("JSON");
        let sha256 = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self { bytes, sha256, pretty }
    }

    /// The bytes that are sent.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of the bytes, in lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The same JSON laid out for reading.
    #[must_use]
    pub fn pretty(&self) -> &str {
        &self.pretty
    }

    /// The bytes as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// An order in DigiCert's words; members in the order of DigiCert's examples.
#[derive(Debug, Serialize)]
pub(crate) struct PlaceOrder<'a> {
    certificate: Certificate<'a>,
    csa_agreed_to: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    dcv_method: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate_dcv_scope: Option<&'a str>,
    use_qvtl_domain: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container: Option<Id<'a>>,
    organization: Organization<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_validity: Option<OrderValidity>,
    payment_method: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    alternative_order_id: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Certificate<'a> {
    signature_hash: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    oin: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exclude_oin: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    common_name: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    dns_names: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    server_platform: Option<Id<'a>>,
    csr: String,
}

#[derive(Debug, Serialize)]
struct Id<'a> {
    id: &'a str,
}

#[derive(Debug, Serialize)]
struct Organization<'a> {
    id: &'a str,
    contacts: Vec<Contact<'a>>,
}

#[derive(Debug, Serialize)]
struct Contact<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    contact_type: &'static str,
}

#[derive(Debug, Serialize)]
struct OrderValidity {
    years: u8,
}

impl<'a> PlaceOrder<'a> {
    fn of(request: &'a OrderRequest, reference: Option<&'a Reference>) -> Self {
        Self {
            certificate: Certificate::of(request),
            // An `OrderRequest` exists only where the agreement was accepted.
            csa_agreed_to: true,
            dcv_method: request.dcv_method.as_deref(),
            certificate_dcv_scope: request.dcv_scope.as_deref(),
            use_qvtl_domain: match request.domain {
                DomainChoice::Own => None,
                DomainChoice::Qvtl => Some(1),
            },
            container: request.container.as_deref().map(|id| Id { id }),
            organization: Organization {
                id: &request.organization,
                contacts: request.contacts.iter().map(Contact::of).collect(),
            },
            order_validity: match request.validity {
                Validity::Default => None,
                Validity::Years(years) => Some(OrderValidity { years }),
            },
            payment_method: match request.payment {
                PaymentMethod::Balance => "balance",
            },
            alternative_order_id: reference.map(|reference| reference.0.as_str()),
        }
    }
}

impl<'a> Certificate<'a> {
    fn of(request: &'a OrderRequest) -> Self {
        let (oin, exclude_oin) = match &request.oin {
            OinChoice::Own(oin) => (Some(oin.as_str()), None),
            OinChoice::Exclude => (None, Some(true)),
            OinChoice::DigiCert => (None, None),
        };
        Self {
            signature_hash: &request.signature_hash,
            oin,
            exclude_oin,
            common_name: request.common_name.as_deref(),
            dns_names: &request.dns_names,
            server_platform: request.server_platform.as_deref().map(|id| Id { id }),
            csr: request.csr.one_line_pem(),
        }
    }
}

impl<'a> Contact<'a> {
    fn of(contact: &'a DomainContact) -> Self {
        Self {
            user_id: contact.user_id.as_deref(),
            first_name: contact.first_name.as_deref(),
            last_name: contact.last_name.as_deref(),
            job_title: contact.job_title.as_deref(),
            telephone: contact.telephone.as_deref(),
            email: contact.email.as_deref(),
            contact_type: contact.contact_type.word(),
        }
    }
}
