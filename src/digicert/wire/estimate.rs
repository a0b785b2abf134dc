//! What an order would cost (CertCentral: Price estimate).
//!
//! The reference leaves two things open. Chosen here:
//!
//! * `validity_years` is always there, though `order_validity` overrides it: the table calls both required. Beside a
//!   validity in days or until a day, and for DigiCert's default, it is one year;
//! * a common name that DigiCert makes has a stand-in below its domain: only the number of names is known.

use serde::{Deserialize, Serialize};

use super::loose;
use super::orders::OrderValidity;
use crate::domain::names::as_used;
use crate::domain::order::{OrderRequest, Price};
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::domain::validity::Validity;

/// Stands for a name that DigiCert makes.
const MADE_NAME: &str = "organization.qvtl.nl";

/// The question: names, validity and product of an order, and nothing else of it.
#[derive(Serialize)]
pub(crate) struct Question<'a> {
    certificate: Names<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_validity: Option<OrderValidity>,
    validity_years: u8,
    product_name_id: &'static str,
}

#[derive(Serialize)]
struct Names<'a> {
    dns_names: Vec<&'a str>,
}

impl<'a> Question<'a> {
    /// The question for an order.
    pub(crate) fn of(request: &'a OrderRequest) -> Self {
        let common_name = request.common_name.as_deref().unwrap_or(MADE_NAME);
        Self {
            certificate: Names {
                dns_names: as_used(Some(common_name), &request.dns_names),
            },
            order_validity: OrderValidity::of(request.validity),
            validity_years: match request.validity {
                Validity::Years(years) => years,
                Validity::Default | Validity::Days(_) | Validity::Until(_) => 1,
            },
            product_name_id: PRIVATE_SERVICES_SERVER.name_id,
        }
    }
}

/// What DigiCert says an order would cost (CertCentral: Price estimate). All of it may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Estimate {
    /// The price of everything together, as it came.
    #[serde(default, deserialize_with = "loose::text")]
    pub total_price: Option<String>,
    /// Its currency (ISO 4217).
    #[serde(default, deserialize_with = "loose::text")]
    pub currency: Option<String>,
}

impl Estimate {
    /// The price, where there is one: DigiCert answers 0 where it can tell none.
    #[must_use]
    pub fn price(&self) -> Option<Price> {
        Price::read(self.total_price.as_deref()?, self.currency.as_deref()).filter(|price| !price.is_nothing())
    }
}
