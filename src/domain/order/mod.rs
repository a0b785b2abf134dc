//! An order, from the first thing typed to what DigiCert made of it.
//!
//! [`OrderForm`] is what a person typed and always parses; [`check`] turns it into an [`OrderRequest`], which may be
//! sent; [`Order`] is what the store remembers. What we did with it ([`State`]) and what DigiCert says of it
//! ([`RemoteStatus`]) are two types and never merged.

mod again;
pub mod approval;
pub mod changes;
pub mod check;
pub mod event;
pub mod form;
pub mod gates;
pub mod needed;
mod new_organization;
pub mod note;
pub mod price;
mod reading;
pub mod record;
pub mod refusal;
pub mod renew;
pub mod request;
pub mod search;
pub mod section;
pub mod state;
pub mod status;
pub mod summary;
pub mod switches;
pub mod twin;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use event::{Event, EventKind, Origin};
pub use form::{ContactForm, OrderForm, OrganizationTyped};
pub use needed::{Need, Precedent};
pub use note::Note;
pub use price::{Price, PriceTerms};
pub use record::{CertificateRecord, NameValidation, OrderRecord, OrderValidation, RemoteNote, RequestRecord};
pub use request::OrderRequest;
pub use search::Search;
pub use section::{Progress, Section};
pub use state::{SentFrom, State};
pub use status::{OrderStatus, RemoteStatus};
pub use summary::OrderSummary;
pub use switches::{Extra, Switches};
pub use twin::Twins;

use super::approval::Approval;
use super::ids::{CertificateId, OrderId, Reference, RemoteDomainId, RemoteOrderId};
use super::operator::Actor;
use super::product::PRIVATE_SERVICES_SERVER;

/// One of the errors in DigiCert's answer (CertCentral: Errors). The code is never branched on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteError {
    /// DigiCert's code, such as `csr_invalid_cannot_parse`.
    pub code: String,
    /// DigiCert's sentence.
    pub message: String,
}

/// A name on the order and the domain of which control must be proven for it. Several names may share one domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderDomain {
    /// The domain in the account.
    pub id: RemoteDomainId,
    /// Its name.
    pub name: String,
    /// The common name or SAN on the order.
    pub dns_name: String,
}

/// What is known of the order at DigiCert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteOrder {
    /// Its id there.
    pub id: RemoteOrderId,
    /// Its certificate, once the request is approved.
    pub certificate_id: Option<CertificateId>,
    /// Its status when last read; not yet known right after placing.
    pub status: Option<RemoteStatus>,
    /// When the status was last read.
    pub status_read_at: Option<Timestamp>,
    /// The names and domains of the answer.
    pub domains: Vec<OrderDomain>,
    /// What it costs, once that was read.
    pub price: Option<Price>,
    /// Since when DigiCert does not know it any more.
    pub vanished_at: Option<Timestamp>,
    /// The reference it carries there (CertCentral: alternative order ID), once that was read. Of an order of ours it
    /// should be that of the attempt.
    pub reference: Option<String>,
}

/// What was written down before the request left (the write-ahead).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Our mark on it.
    pub reference: Reference,
    /// SHA-256 of the request's bytes, in hexadecimal.
    pub body_sha256: String,
    /// SHA-256 of the key in the request, in hexadecimal; none where the CSR follows later.
    #[serde(default)]
    pub spki_sha256: Option<String>,
    /// What its price depends on, in the word of [`PriceTerms`].
    #[serde(default)]
    pub price_terms: Option<String>,
    /// SHA-256 of the agreement's text that was accepted, in hexadecimal; none where DigiCert did not give the text.
    #[serde(default)]
    pub agreement_sha256: Option<String>,
    /// The common name asked for, if any.
    pub common_name: Option<String>,
    /// The organization it is for; none where it was to be created.
    pub organization_id: Option<String>,
    /// The container it is billed to, if given.
    pub container_id: Option<String>,
    /// What the order was before.
    #[serde(default)]
    pub sent_from: SentFrom,
    /// Who sent it.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
}

/// An order as the store remembers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Our id.
    pub id: OrderId,
    /// Counts saves and transitions; a change names the version it was made from.
    pub version: i64,
    /// Where our own dealing with it stands.
    pub state: State,
    /// Who wrote the draft.
    pub owner: Actor,
    /// What was typed.
    pub form: OrderForm,
    /// When the draft was first saved.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// The last attempt to place it.
    pub attempt: Option<Attempt>,
    /// What DigiCert has.
    pub remote: Option<RemoteOrder>,
    /// What it is an order for, in DigiCert's name, where it was placed elsewhere; this desk orders one product only.
    pub product: Option<String>,
    /// Why DigiCert refused it, when it did.
    pub refusal: Vec<RemoteError>,
    /// The organization's name, where it was learnt.
    pub organization_name: Option<String>,
    /// The approval that was asked for or given.
    pub approval: Option<Approval>,
    /// How the search for it stands, once it was in doubt.
    pub search: Option<Search>,
    /// The order that was given up and whose place this one takes.
    pub replaces: Option<OrderId>,
    /// The draft that took its place when it was given up.
    pub replaced_by: Option<OrderId>,
}

impl Order {
    /// Whether it may be thrown away: nothing of it ever left the desk.
    #[must_use]
    pub fn may_be_discarded(&self) -> bool {
        self.state == State::Draft && self.attempt.is_none()
    }

    /// What it is an order for, where that is not what this desk orders.
    #[must_use]
    pub fn other_product(&self) -> Option<&str> {
        other_product(self.product.as_deref())
    }
}

/// The product, where it is not what this desk orders.
fn other_product(product: Option<&str>) -> Option<&str> {
    product.filter(|product| *product != PRIVATE_SERVICES_SERVER.name_id)
}
