//! How far the validation of an order is; ids are strings in this answer (CertCentral: Order validation status).

use serde_json::{Value, json};

use super::domains::base_domain;
use crate::sandbox::{
    answer::{Answer, Finding, Refusal, without_nulls},
    clock::stamp,
    lifecycle::parents,
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
    let is_issued = order.issued.is_some();
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

/// Looks for proofs of domain control, which in the sandbox appear when the order is issued.
pub(crate) fn check_dcv(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let world = shared.world();
    let now = shared.clock.now();
    let tables = &world.tables;
    let order = tables.find_order(id).ok_or(Refusal::NotFound("order"))?;
    let mut is_complete = true;
    let mut rows: Vec<Value> = Vec::new();
    for name in &order.certificate.dns_names {
        let lower = name.to_ascii_lowercase();
        let mut covering = parents(&lower).filter_map(|parent| tables.domain_named(parent));
        let is_valid = order.issued.is_some() || covering.any(|domain| domain.is_validated_at(now));
        is_complete &= is_valid;
        rows.push(json!({ "dns_name": name, "status": if is_valid { "approved" } else { "pending" } }));
    }
    if !is_complete && order.dcv_method == "dns-txt-token" {
        let message = "Could not find a valid TXT record for one or more domains.";
        return Err(Refusal::invalid(Finding::documented("invalid_dns_txt", message)));
    }
    Ok(Answer::ok(json!({
        "order_status": order.status_at(now).as_str(),
        "certificate_id": order.certificate.id,
        "dcv_status": if is_complete { "valid" } else { "pending" },
        "dns_name_validations": rows,
    })))
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
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for dns_name in &order.certificate.dns_names {
        let lower = dns_name.to_ascii_lowercase();
        let is_shared = lower.ends_with(".qvtl.nl");
        let scope = match order.dcv_scope {
            DcvScope::BaseDomain if !is_shared => base_domain(&lower).to_owned(),
            _ => lower,
        };
        match groups.iter_mut().find(|(name, _)| *name == scope) {
            Some((_, names)) => names.push(dns_name),
            None => groups.push((scope, vec![dns_name])),
        }
    }
    let entry = |(scope, names): (String, Vec<&str>)| {
        let mut covering = parents(&scope).filter_map(|parent| tables.domain_named(parent));
        let is_valid = order.issued.is_some() || covering.any(|domain| domain.is_validated_at(now));
        json!({
            "domain_id": tables.domain_named(&scope).map(|domain| domain.id.to_string()),
            "name_scope": scope,
            "approval_scope": match order.dcv_scope { DcvScope::BaseDomain => "subdomains", DcvScope::Fqdn => "exact" },
            "status": if is_valid { "approved" } else { "pending" },
            "method": order.dcv_method,
            "dns_names": names,
        })
    };
    groups.into_iter().map(entry).collect()
}
