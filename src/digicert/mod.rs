//! Everything that knows DigiCert's wire format: the client of the CertCentral Services API, version 2.
//!
//! It owns how a request looks ([`PlaceOrderBody`], [`ChangeBody`]), what an answer means ([`Placement`], [`Submission`],
//! [`ReadError`]), how fast requests may follow each other, and whether DigiCert answers at all. It does not decide when
//! to call, nor remembers anything: that is the services' matter. Orders and changes leave through a client that cannot
//! send twice, see `connection`; the words on the wire and their loose typing are in `wire`. Other modules use the names
//! re-exported here, never `wire` itself.

mod answer;
mod breaker;
mod certificate;
mod client;
mod config;
mod connection;
mod directory;
mod exchange;
mod failure;
mod list;
mod once;
mod order_record;
mod pace;
mod patience;
mod place;
mod placement;
mod read;
mod submit;
mod verdict;
pub(crate) mod wire;

pub use breaker::Breaking;
pub use certificate::{Download, FORMATS};
pub use client::DigiCert;
pub use config::{ConfigError, DigiCertConfig, Timeouts};
pub use exchange::Exchange;
pub use failure::ReadError;
pub use patience::Patience;
pub use placement::{Attempted, Placement};
pub use submit::{Submission, Submitted};
pub use wire::account::{Account, Balance, Container, Me, Named};
pub use wire::changes::ChangeBody;
pub use wire::estimate::Estimate;
pub use wire::order_info::{FoundOrder, OrderCertificate, OrderInfo, ProductName};
pub use wire::order_list::{Created, ListedOrder, OrderPage, OrderQuery, Paging};
pub use wire::orders::PlaceOrderBody;
pub use wire::organizations::{Organization, Organizations, Person, Validation};
pub use wire::pages::Page;
pub use wire::placed::{PlacedOrder, RequestState};
pub use wire::products::{Product, ServerPlatform};
pub use wire::status_changes::StatusChange;
