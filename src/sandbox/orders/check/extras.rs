//! Members that orders of other products take and that this product's page does not list: a renewal, custom fields,
//! further addresses.

use jiff::Timestamp;

use super::{Findings, not_allowed};
use crate::sandbox::{
    answer::Finding,
    reading::Members,
    store::{OrderStatus, Tables},
};

/// Checks them and gives the order that is renewed.
pub(crate) fn extras(body: Members<'_>, tables: &Tables, now: Timestamp, findings: &mut Findings) -> Option<u64> {
    for (place, field) in body.items("custom_fields").into_iter().enumerate() {
        if field.id("metadata_id").is_none() || field.text("value").is_none() {
            let message = format!("custom_fields[{place}] needs a metadata_id and a value.");
            findings.push(Finding::documented("invalid_custom_field_value", message));
        }
    }
    for (place, address) in body.texts("additional_emails").iter().enumerate() {
        if !super::contacts::is_email(address) {
            findings.push(not_allowed(
                &format!("additional_emails[{place}]"),
                "must be an email address",
            ));
        }
    }
    renewal(body, tables, now, findings)
}

/// The codes are those a client looks for; when each is given is made up.
fn renewal(body: Members<'_>, tables: &Tables, now: Timestamp, findings: &mut Findings) -> Option<u64> {
    if !body.has("renewal_of_order_id") {
        return None;
    }
    let earlier = body.id("renewal_of_order_id").and_then(|id| tables.orders.get(&id));
    let is_eligible = |status| matches!(status, OrderStatus::Issued | OrderStatus::Expired);
    let Some(earlier) = earlier.filter(|order| is_eligible(order.status_at(now))) else {
        let message = "renewal_of_order_id must be the id of an order that was issued.";
        findings.push(Finding::documented("order_not_eligible_for_renewal", message));
        return None;
    };
    if let Some(renewal) = tables.renewal_of(earlier.id) {
        let message = format!("renewal_of_order_id names an order that order {renewal} renews already.");
        findings.push(Finding::documented("order_renewed_already", message));
    }
    Some(earlier.id)
}
