//! How far the validation of an order is; ids are strings in this answer (CertCentral: Order validation status).

use serde_json::{Value, json};

use super::domains::{is_proven, scopes};
use crate::sandbox::{
    answer::{Answer, Refusal, without_nulls},
    clock::stamp,
    organizations::show_details,
    shared::Shared,
    store::{Contact, DcvScope, Order, Tables, ValidationType},
};

/// Answers the validation state.
pub(crate) fn validation(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let world = shared.world();
    let now = shared.clock.now();
    let tables = &world.tables;
    let order = tables.find_order(id).ok_or(Refusal::NotFound("order"))?;
    let organization = tables.organizations.get(&order.organization);
    let is_issued = is_done(order);
    let status = if is_issued {
        "active"
    } else {
        organization.map_or("pending", |found| found.order_status_at(now))
    };
    let validation = organization.and_then(|found| found.validation(ValidationType::Ov));
    let has_answered = |contact: &Contact| validation.is_some_and(|found| found.verified.contains(&contact.id));
    let verified: Vec<Value> = order
        .verified_contacts
        .iter()
        .map(|contact| show(contact, is_issued || has_answered(contact)))
        .collect();
    Ok(Answer::ok(without_nulls(json!({
        "order_id": order.id.to_string(),
        "order_status": order.status_at(now).as_str(),
        "order_name_scope": order.dcv_scope.as_str(),
        "order_dcv_method": order.dcv_method,
        "organization_id": order.organization.to_string(),
        "organization_name": organization.map(|found| found.name.clone()),
        "organization_validations": [{
            "type": "ov",
            "name": "OV",
            "description": "Normal Organization Validation",
            "date_created": validation.map(|found| stamp(found.created)),
            "validated_until": validation.and_then(|found| found.until).map(stamp),
            "status": status,
            "verified_contacts": if verified.is_empty() { Value::Null } else { Value::Array(verified) },
            "verification_details": show_details(validation, status == "active"),
        }],
        "dns_name_validations": domains(order, tables, now),
    }))))
}

/// Whether the order has its certificate and waits for no other.
fn is_done(order: &Order) -> bool {
    order.issued.is_some() && order.reissue.is_none()
}

fn show(contact: &Contact, is_approved: bool) -> Value {
    json!({
        "user_id": contact.user_id.unwrap_or(contact.id).to_string(),
        "name": format!("{} {}", contact.first_name, contact.last_name),
        "first_name": contact.first_name, "last_name": contact.last_name, "job_title": contact.job_title,
        "telephone": contact.telephone, "email": contact.email,
        "status": if is_approved { "approved" } else { "pending" },
    })
}

/// One entry a validated name, with every host name below it.
fn domains(order: &Order, tables: &Tables, now: jiff::Timestamp) -> Vec<Value> {
    let entry = |(scope, names): (String, Vec<&str>)| {
        let is_valid = is_done(order) || is_proven(tables, &scope, now);
        json!({
            "domain_id": tables.domain_named(&scope).map(|domain| domain.id.to_string()),
            "name_scope": scope,
            "approval_scope": match order.dcv_scope { DcvScope::BaseDomain => "subdomains", DcvScope::Fqdn => "exact" },
            "status": if is_valid { "approved" } else { "pending" },
            "method": order.dcv_method,
            "dns_names": names,
        })
    };
    scopes(order).into_iter().map(entry).collect()
}
