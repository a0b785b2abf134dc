//! An order as a row of the history.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{OrderStatus, Price, RemoteStatus, State, other_product};
use crate::domain::ids::{ContainerId, OrderId, RemoteOrderId};

/// A row of the order history.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderSummary {
    /// Our id.
    pub id: OrderId,
    /// Where our own dealing with it stands.
    pub state: State,
    /// DigiCert's id, once placed.
    pub remote_id: Option<RemoteOrderId>,
    /// DigiCert's status when last read.
    pub remote_status: Option<RemoteStatus>,
    /// What it is an order for, in DigiCert's name, where that is known.
    pub product: Option<String>,
    /// The common name, or the first name.
    pub common_name: String,
    /// All its names, the common name first.
    pub names: Vec<String>,
    /// The organization's id as typed.
    pub organization_id: String,
    /// The organization's name, where it was learnt.
    pub organization_name: Option<String>,
    /// Where it is filed and billed.
    pub container: Option<ContainerId>,
    /// That container's name; empty where it is not known.
    pub container_name: String,
    /// Who wrote it, or placed it elsewhere.
    pub owner: String,
    /// When the draft was first saved, or it was placed elsewhere.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it was sent.
    pub placed_at: Option<Timestamp>,
    /// When its certificate was issued, where DigiCert told.
    pub issued_at: Option<Timestamp>,
    /// The last day of its certificate.
    pub ends_on: Option<Date>,
    /// Whether another order renewed it.
    pub is_renewed: bool,
    /// What it costs.
    pub price: Option<Price>,
    /// The reference it carries.
    pub reference: Option<String>,
    /// The serial number of its certificate, in hexadecimal.
    pub serial_number: Option<String>,
    /// The OIN in its certificate, or the one asked for.
    pub oin: Option<String>,
    /// SHA-256 of its key, in hexadecimal.
    pub spki_sha256: Option<String>,
    /// Since when DigiCert does not know it any more.
    pub vanished_at: Option<Timestamp>,
}

impl OrderSummary {
    /// What it is an order for, where that is not what this desk orders.
    #[must_use]
    pub fn other_product(&self) -> Option<&str> {
        other_product(self.product.as_deref())
    }

    /// Its status in one word: DigiCert's, where it told one, and ours otherwise.
    #[must_use]
    pub fn status(&self) -> OrderStatus {
        OrderStatus::of(self.state, self.remote_status.as_ref())
    }
}
