//! Orders as DigiCert has them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use super::account::Named;
use super::loose;
use super::organizations::Person;
use super::placed::RequestState;
use crate::domain::ids::{CertificateId, RemoteOrderId};
use crate::domain::order::{Price, RemoteStatus};

/// An order (CertCentral: Order info). All but the id may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OrderInfo {
    /// Its id.
    #[serde(deserialize_with = "loose::required_order_id")]
    pub id: RemoteOrderId,
    /// Its status. To be read here: the copies inside requests go stale.
    #[serde(default, deserialize_with = "loose::status")]
    pub status: Option<RemoteStatus>,
    /// Its primary certificate.
    #[serde(default, deserialize_with = "loose::object")]
    pub certificate: Option<OrderCertificate>,
    /// When it was placed.
    #[serde(default, deserialize_with = "loose::moment")]
    pub date_created: Option<Timestamp>,
    /// The last day of the order, which with Multi-year Plans is not the certificate's.
    #[serde(default, deserialize_with = "loose::day")]
    pub order_valid_till: Option<Date>,
    /// Whom it is for; absent on some orders.
    #[serde(default, deserialize_with = "loose::object")]
    pub organization: Option<Named>,
    /// Where it is filed and billed.
    #[serde(default, deserialize_with = "loose::object")]
    pub container: Option<Named>,
    /// What was ordered.
    #[serde(default, deserialize_with = "loose::object")]
    pub product: Option<ProductName>,
    /// Our reference, if DigiCert kept it.
    #[serde(default, deserialize_with = "loose::text")]
    pub alternative_order_id: Option<String>,
    /// Who placed it.
    #[serde(default, deserialize_with = "loose::object")]
    pub user: Option<Person>,
    /// The requests within it and where their approval stands.
    #[serde(default, deserialize_with = "loose::list")]
    pub requests: Vec<RequestState>,
    /// How control of the domains is proven.
    #[serde(default, deserialize_with = "loose::text")]
    pub dcv_method: Option<String>,
    /// How it is paid.
    #[serde(default, deserialize_with = "loose::text")]
    pub payment_method: Option<String>,
    /// What it costs, as it came.
    #[serde(default, deserialize_with = "loose::text")]
    pub price: Option<String>,
    /// The price's currency (ISO 4217).
    #[serde(default, deserialize_with = "loose::text")]
    pub currency: Option<String>,
}

impl OrderInfo {
    /// The id of its certificate.
    #[must_use]
    pub fn certificate_id(&self) -> Option<CertificateId> {
        self.certificate.as_ref().and_then(|certificate| certificate.id)
    }

    /// The common name of its certificate.
    #[must_use]
    pub fn common_name(&self) -> Option<&str> {
        self.certificate
            .as_ref()
            .and_then(|certificate| certificate.common_name.as_deref())
    }

    /// What it costs, where the answer has an amount that can be read.
    #[must_use]
    pub fn charged(&self) -> Option<Price> {
        Price::read(self.price.as_deref()?, self.currency.as_deref())
    }

    /// The CSR it was placed with, by which an order in doubt is recognised.
    #[must_use]
    pub fn csr(&self) -> Option<&str> {
        self.certificate
            .as_ref()
            .and_then(|certificate| certificate.csr.as_deref())
    }
}

/// The primary certificate of an order (CertCentral: Order info). What comes with issuance is absent before it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OrderCertificate {
    /// Its id.
    #[serde(default, deserialize_with = "loose::certificate_id")]
    pub id: Option<CertificateId>,
    /// Its common name.
    #[serde(default, deserialize_with = "loose::text")]
    pub common_name: Option<String>,
    /// All its names.
    #[serde(default, deserialize_with = "loose::texts")]
    pub dns_names: Vec<String>,
    /// The CSR.
    #[serde(default, deserialize_with = "loose::text")]
    pub csr: Option<String>,
    /// Its serial number, in hexadecimal.
    #[serde(default, deserialize_with = "loose::text")]
    pub serial_number: Option<String>,
    /// Its thumbprint, in hexadecimal.
    #[serde(default, deserialize_with = "loose::text")]
    pub thumbprint: Option<String>,
    /// When it was issued.
    #[serde(default, deserialize_with = "loose::moment")]
    pub date_issued: Option<Timestamp>,
    /// Its first day.
    #[serde(default, deserialize_with = "loose::day")]
    pub valid_from: Option<Date>,
    /// Its last day.
    #[serde(default, deserialize_with = "loose::day")]
    pub valid_till: Option<Date>,
    /// The authority that issues it.
    #[serde(default, deserialize_with = "loose::object")]
    pub ca_cert: Option<Named>,
}

/// The product of an order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ProductName {
    /// DigiCert's name for it in addresses.
    #[serde(default, deserialize_with = "loose::text")]
    pub name_id: Option<String>,
    /// Its name for people.
    #[serde(default, deserialize_with = "loose::text")]
    pub name: Option<String>,
}

/// An order found by our reference (CertCentral: Get orders by alternative order ID).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FoundOrder {
    /// Its id.
    #[serde(rename = "order_id", alias = "id", deserialize_with = "loose::required_order_id")]
    pub id: RemoteOrderId,
    /// Its certificate.
    #[serde(default, deserialize_with = "loose::certificate_id")]
    pub certificate_id: Option<CertificateId>,
    /// Its status.
    #[serde(default, deserialize_with = "loose::status")]
    pub status: Option<RemoteStatus>,
}

#[derive(Deserialize)]
pub(crate) struct FoundOrders {
    #[serde(default, deserialize_with = "loose::every")]
    pub(crate) orders: Vec<FoundOrder>,
}
