//! The answer to an order that was taken. Only the id is certain; the rest depends on approval and validation.

use serde::Deserialize;
use serde_json::Value;

use super::loose;
use crate::domain::ids::{CertificateId, RemoteDomainId, RemoteOrderId};
use crate::domain::order::OrderDomain;

/// An order that DigiCert took (CertCentral: Order PKIo Private Services Server, response parameters).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedOrder {
    /// Its id.
    pub id: RemoteOrderId,
    /// Its certificate; there only once the request is approved.
    pub certificate_id: Option<CertificateId>,
    /// The domains of which control must be proven; several names may share one.
    pub domains: Vec<OrderDomain>,
    /// The requests that somebody has to approve, where the answer names them.
    pub requests: Vec<RequestState>,
    /// The value to publish, for proof of control by token.
    pub dcv_random_value: Option<String>,
}

/// A request within an order, and where its approval stands (CertCentral: Glossary, request status).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RequestState {
    /// Its id.
    #[serde(deserialize_with = "loose::required_text")]
    pub id: String,
    /// `pending`, `submitted`, `approved` or `rejected`, as it came.
    #[serde(default, deserialize_with = "loose::text")]
    pub status: Option<String>,
}

#[derive(Default, Deserialize)]
struct Extras {
    #[serde(default, deserialize_with = "loose::certificate_id")]
    certificate_id: Option<CertificateId>,
    #[serde(default, deserialize_with = "loose::list")]
    domains: Vec<Domain>,
    #[serde(default, deserialize_with = "loose::list")]
    requests: Vec<RequestState>,
    #[serde(default, deserialize_with = "loose::text")]
    dcv_random_value: Option<String>,
}

#[derive(Deserialize)]
struct Domain {
    id: Value,
    #[serde(default, deserialize_with = "loose::text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    dns_name: Option<String>,
}

/// Reads the answer, if it names an order.
pub(crate) fn of(answer: &Value) -> Option<PlacedOrder> {
    let id = RemoteOrderId(loose::as_id(answer.get("id")?)?);
    let extras = Extras::deserialize(answer).unwrap_or_default();
    Some(PlacedOrder {
        id,
        certificate_id: extras.certificate_id,
        domains: extras.domains.into_iter().filter_map(Domain::known).collect(),
        requests: extras.requests,
        dcv_random_value: extras.dcv_random_value,
    })
}

impl Domain {
    fn known(self) -> Option<OrderDomain> {
        let id = RemoteDomainId(loose::as_id(&self.id)?);
        let dns_name = self.dns_name.or_else(|| self.name.clone())?;
        Some(OrderDomain {
            id,
            name: self.name.unwrap_or_else(|| dns_name.clone()),
            dns_name,
        })
    }
}
