//! The body of an order: the one place where its wire form is decided.
//!
//! CertCentral: Order PKIo Private Services Server leaves several forms open. Chosen here:
//!
//! * ids are strings, as in DigiCert's examples, though its table says int; the example values are the only ones known
//!   to have been sent. The members that only other orders document (`custom_fields`, `renewal_of_order_id`) have
//!   numbers, as those say;
//! * `oin` is a string: as a number it would lose its leading zeros, and exceeds what a JSON number holds exactly;
//! * `exclude_oin` is `true` or absent, never beside `oin`; both absent means the OIN that DigiCert validated;
//! * `use_qvtl_domain` is always there, `1` or `null`, as in the examples;
//! * `csr` is absent exactly where `disable_generate_in_browser_email` is `true`: the CSR follows later. The reference
//!   says that a CSR beside that flag is ignored, so the two never go together;
//! * of `years`, `days` and `custom_expiration_date` there is at most one, as each overrides the one before it; the date
//!   is English and in capitals (`09 JUN 2027`), whatever the operator's language;
//! * options left open are absent, so that DigiCert's defaults and the account's settings apply;
//! * `contacts` is always there, `[]` when nobody is named: the table calls the array required, while each of its
//!   entries is optional for an organization known to DigiCert. An empty list meets both readings and replaces nobody,
//!   since only the contacts that are given replace stored ones;
//! * contacts of this order alone stand at the root, without `contact_type`: the member's name says it;
//! * a new organization has its country in small letters, as DigiCert's answers have it.

mod party;
mod payment;

use secrecy::zeroize::Zeroizing;
use serde::Serialize;

use crate::domain::card::CreditCard;
use crate::domain::contact::ContactRole;
use crate::domain::digest::sha256;
use crate::domain::ids::Reference;
use crate::domain::order::OrderRequest;
use crate::domain::order::request::{DomainChoice, OinChoice};
use crate::domain::payment::Payment;
use crate::domain::validity::{Validity, wire_day};
use party::{Contact, Organization, Person};
use payment::{BillingAddress, CardMembers, CustomField};

/// More than the members of a card take.
const CARD_BYTES: usize = 2048;

/// The body of an order, as bytes that will be sent just so (CertCentral: Order PKIo Private Services Server). Wiped when
/// dropped, since it may hold a card; the other texts of it do not.
pub struct PlaceOrderBody {
    bytes: Zeroizing<Vec<u8>>,
    card: Option<CreditCard>,
    sha256: String,
    pretty: String,
    kept: String,
}

impl PartialEq for PlaceOrderBody {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl std::fmt::Debug for PlaceOrderBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("PlaceOrderBody").field(&self.sha256).finish()
    }
}

impl PlaceOrderBody {
    /// The body for an order; with a reference it carries `alternative_order_id`, with a card `credit_card`.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "texts, numbers and lists can always be written as JSON into memory"
    )]
    pub fn of(request: &OrderRequest, reference: Option<&Reference>, card: Option<CreditCard>) -> Self {
        let mut order = PlaceOrder::of(request, reference);
        let without_card = serde_json::to_vec(&order).expect("JSON");
        let sha256 = sha256(&without_card);
        order.credit_card = matches!(request.payment, Payment::Card(_)).then_some(CardMembers::Withheld);
        let pretty = serde_json::to_string_pretty(&order).expect("JSON");
        let kept = serde_json::to_string(&order).expect("JSON");
        // Roomy from the beginning: bytes that grow leave their parts behind in memory.
        let mut bytes = Zeroizing::new(Vec::with_capacity(without_card.len().saturating_add(CARD_BYTES)));
        if let Some(card) = &card {
            order.credit_card = Some(CardMembers::of(card));
        }
        serde_json::to_writer(&mut *bytes, &order).expect("JSON");
        drop(order);
        Self {
            bytes,
            card,
            sha256,
            pretty,
            kept,
        }
    }

    /// The bytes that are sent.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// A copy of the bytes that is wiped when it was sent.
    pub(crate) fn to_send(&self) -> Zeroizing<Vec<u8>> {
        self.bytes.clone()
    }

    /// SHA-256 of the bytes without `credit_card`, in lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The same JSON laid out for reading, a card masked.
    #[must_use]
    pub fn pretty(&self) -> &str {
        &self.pretty
    }

    /// What somebody says of this order, without the card that is in it.
    pub(crate) fn without_card(&self, text: &str) -> String {
        match &self.card {
            Some(card) => card.taken_out_of(text),
            None => text.to_owned(),
        }
    }

    /// The bytes as text, a card masked: what may be kept.
    pub(crate) fn kept(&self) -> &str {
        &self.kept
    }
}

/// An order in DigiCert's words; members in the order of DigiCert's reference.
#[derive(Serialize)]
struct PlaceOrder<'a> {
    certificate: Certificate<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disable_generate_in_browser_email: Option<bool>,
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
    organization_contact: Option<Person<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    technical_contact: Option<Person<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_validity: Option<OrderValidity>,
    payment_method: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_profile: Option<Id<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_card: Option<CardMembers<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    billing_address: Option<BillingAddress<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comments: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    additional_emails: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    custom_fields: Vec<CustomField<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    renewal_of_order_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alternative_order_id: Option<&'a str>,
}

#[derive(Serialize)]
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
    #[serde(skip_serializing_if = "Option::is_none")]
    csr: Option<String>,
}

#[derive(Serialize)]
struct Id<'a> {
    id: &'a str,
}

/// How long an order is for, in DigiCert's words.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OrderValidity {
    Years(u8),
    Days(u16),
    CustomExpirationDate(String),
}

impl<'a> PlaceOrder<'a> {
    fn of(request: &'a OrderRequest, reference: Option<&'a Reference>) -> Self {
        let of_order = |role: ContactRole| {
            let mut contacts = request.contacts.iter();
            contacts.find(|contact| contact.role == role).map(Person::of)
        };
        let extras = &request.extras;
        Self {
            certificate: Certificate::of(request),
            disable_generate_in_browser_email: request.csr.is_none().then_some(true),
            // An `OrderRequest` exists only where the agreement was accepted.
            csa_agreed_to: true,
            dcv_method: request.dcv_method.as_deref(),
            certificate_dcv_scope: request.dcv_scope.as_deref(),
            use_qvtl_domain: match request.domain {
                DomainChoice::Own => None,
                DomainChoice::Qvtl => Some(1),
            },
            container: request.container.as_deref().map(|id| Id { id }),
            organization: Organization::of(&request.organization, Contact::of_organization(&request.contacts)),
            organization_contact: of_order(ContactRole::OrganizationContactOfOrder),
            technical_contact: of_order(ContactRole::TechnicalContactOfOrder),
            order_validity: OrderValidity::of(request.validity),
            payment_method: request.payment.method().word(),
            payment_profile: match &request.payment {
                Payment::Profile(id) => Some(Id { id }),
                Payment::Balance | Payment::Card(_) | Payment::WireTransfer => None,
            },
            credit_card: None,
            billing_address: BillingAddress::of(&request.payment),
            comments: extras.comments.as_deref(),
            additional_emails: &extras.additional_emails,
            custom_fields: extras.custom_fields.iter().map(CustomField::of).collect(),
            renewal_of_order_id: extras.renewal_of_order_id.map(|id| id.0),
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
            csr: request.csr.as_ref().map(|csr| csr.one_line_pem()),
        }
    }
}

impl OrderValidity {
    /// None where it is left to DigiCert.
    pub(super) fn of(validity: Validity) -> Option<Self> {
        match validity {
            Validity::Default => None,
            Validity::Years(years) => Some(Self::Years(years)),
            Validity::Days(days) => Some(Self::Days(days)),
            Validity::Until(day) => Some(Self::CustomExpirationDate(wire_day(day))),
        }
    }
}
