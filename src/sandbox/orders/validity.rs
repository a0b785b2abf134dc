//! Where a certificate or an order stands, as several answers show it.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::sandbox::{
    answer::{Refusal, made_up, without_nulls},
    clock::{date, days_between, stamp},
    products::platform_json,
    store::{CertificatePlan, Issued, Order, OrderStatus},
};

/// The refusal of what an order cannot do because of where it stands.
pub(super) fn order_status(status: OrderStatus, what: &str) -> Refusal {
    let message = format!("An order that is {} cannot {what}.", status.as_str());
    Refusal::invalid(made_up("order_status", message))
}

/// A certificate among others of its order (CertCentral: List duplicates).
pub(super) fn certificate_row(order: &Order, plan: &CertificatePlan, issued: Option<&Issued>, now: Timestamp) -> Value {
    let status = match issued {
        None if order.has_pending_request() => "needs_approval",
        None => "pending",
        Some(issued) if issued.revoked.is_some() => "revoked",
        Some(issued) if issued.valid_till < now => "expired",
        Some(_) => "issued",
    };
    let is_under_way = issued.is_none();
    let request = order
        .later
        .iter()
        .rfind(|_| is_under_way)
        .map(|request| request.created);
    without_nulls(json!({
        "id": plan.id,
        "thumbprint": issued.and_then(|issued| issued.thumbprint.clone()),
        "serial_number": issued.map(|issued| issued.serial_number.clone()),
        "common_name": plan.common_name,
        "dns_names": plan.dns_names,
        "status": status,
        "date_created": issued.map(|issued| issued.at).or(request).map(stamp),
        "valid_from": issued.map(|issued| date(issued.valid_from)),
        "valid_till": issued.map(|issued| date(issued.valid_till)),
        "days_remaining": issued.map(|issued| days_between(now, issued.valid_till)),
        "csr": plan.csr,
        "server_platform": platform_json(plan.server_platform),
        "signature_hash": "sha256",
        "key_size": plan.key_size,
    }))
}
