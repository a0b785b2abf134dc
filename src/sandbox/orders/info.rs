//! One order in full (CertCentral: Order info).

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::requests;

use crate::sandbox::{
    answer::{Answer, Refusal, without_nulls},
    clock::{date, days_between, stamp},
    door::Call,
    lifecycle,
    organizations::show_contact,
    pki::Authority,
    products::{PRODUCT_NAME, PRODUCT_NAME_ID, platform_json},
    shared::Shared,
    store::{Contact, Lifetime, Order, Organization, Tables, User},
};

/// Answers a call for an order by its id, or by the serial number or thumbprint of its certificate.
pub(crate) fn answer(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let id = world
        .tables
        .find_order(id)
        .map(|order| order.id)
        .ok_or(Refusal::NotFound("order"))?;
    let order = lifecycle::with_certificate(&mut world, &shared.authority, id)?;
    let mut value = info(&order, &world.tables, shared.clock.now());
    let waits = order.status.is_open() || order.reissue.is_some();
    if let Some(members) = value
        .as_object_mut()
        .filter(|_| waits && call.incoming.query.flag("include_caa_status"))
    {
        members.insert("caa_status_message".to_owned(), caa_status(&order));
    }
    let certificate = value.get_mut("certificate").and_then(Value::as_object_mut);
    if let Some(certificate) = certificate.filter(|_| shared.settings().without_csr) {
        certificate.remove("csr");
    }
    Ok(Answer::ok(value))
}

/// What was found of each name's CAA records; the words are made up.
fn caa_status(order: &Order) -> Value {
    let names = order.wanted().dns_names.iter();
    let message = "No CAA record forbids issuance.";
    Value::Object(names.map(|name| (name.clone(), json!(message))).collect())
}

/// The order with everything around it.
pub(crate) fn info(order: &Order, tables: &Tables, now: Timestamp) -> Value {
    let mut parts = [base(order, tables, now), people(order, tables), constants(order)];
    let mut members = Map::new();
    for part in &mut parts {
        if let Some(part) = part.as_object_mut() {
            members.append(part);
        }
    }
    let mut value = without_nulls(Value::Object(members));
    if let Some(members) = value.as_object_mut() {
        members.insert("business_unit".to_owned(), Value::Null);
        // True is the string "1" here, and false is absence.
        if order.certificate.lifetime.years() > 1 {
            members.insert("is_multi_year_plan".to_owned(), json!("1"));
        }
    }
    value
}

fn base(order: &Order, tables: &Tables, now: Timestamp) -> Value {
    let organization = tables.organizations.get(&order.organization).map(|found| {
        json!({
            "id": found.id, "name": found.name, "display_name": found.display_name(), "is_active": found.is_active,
            "city": found.city, "state": found.state, "country": found.country, "telephone": found.telephone,
        })
    });
    let container = tables.containers.get(&order.container);
    json!({
        "id": order.id,
        "certificate": certificate(order, now),
        "status": order.status_at(now).as_str(),
        "is_renewal": order.renewal_of.is_some(),
        "is_renewed": tables.renewal_of(order.id).is_some(),
        "renewed_order_id": order.renewal_of.unwrap_or(0),
        "date_created": stamp(order.created),
        "order_valid_till": order.issued.as_ref().map(|issued| date(issued.valid_till)),
        "validity_years": order.certificate.lifetime.years(),
        "order_validity": lifetime(order.certificate.lifetime),
        "organization": organization,
        "container": container.map(|found| json!({ "id": found.id, "name": found.name, "is_active": found.is_active })),
        "product": product(),
        "alternative_order_id": order.alternative_order_id,
        "api_key": order.key.as_ref().map(|name| json!({ "name": name, "key_type": "api_key" })),
        "dcv_method": order.dcv_method,
        "payment_method": order.payment_method,
        "price": order.price.to_number(),
        "currency": "EUR",
    })
}

/// The product as orders name it.
pub(crate) fn product() -> Value {
    json!({
        "name_id": PRODUCT_NAME_ID, "name": PRODUCT_NAME, "type": "ssl_certificate",
        "validation_type": "ov", "validation_name": "OV", "validation_description": "Normal Organization Validation",
    })
}

fn certificate(order: &Order, now: Timestamp) -> Value {
    let plan = &order.certificate;
    let issued = order.issued.as_ref();
    let ca_cert = issued.map(|_| json!({ "id": "5A4D424F5852", "name": Authority::intermediate_name() }));
    json!({
        "id": plan.id,
        "thumbprint": issued.and_then(|issued| issued.thumbprint.clone()),
        "serial_number": issued.map(|issued| issued.serial_number.clone()),
        "common_name": plan.common_name,
        "dns_names": plan.dns_names,
        "date_created": stamp(order.certificate_created()),
        "date_issued": issued.map(|issued| stamp(issued.at)),
        "valid_from": issued.map(|issued| date(issued.valid_from)),
        "valid_till": issued.map(|issued| date(issued.valid_till)),
        "days_remaining": issued.map(|issued| days_between(now, issued.valid_till)),
        "csr": plan.csr,
        "organization": { "id": order.organization },
        "organization_units": [],
        "server_platform": platform_json(plan.server_platform),
        "signature_hash": "sha256",
        "key_size": if plan.key_size > 0 { json!(plan.key_size) } else { Value::Null },
        "ca_cert": ca_cert,
        "cert_validity": lifetime(plan.lifetime),
    })
}

/// A validity as answers write it.
pub(crate) fn lifetime(lifetime: Lifetime) -> Value {
    match lifetime {
        Lifetime::Years(years) => json!({ "years": years }),
        Lifetime::Days(days) => json!({ "days": days }),
        Lifetime::Until(day) => json!({ "custom_expiration_date": day.to_string() }),
    }
}

fn people(order: &Order, tables: &Tables) -> Value {
    let user = tables.users.get(&order.user).map(show_user);
    let requests: Vec<Value> = requests(order)
        .map(|request| {
            json!({
                "id": request.id,
                "date": stamp(request.created),
                "type": request.kind.as_str(),
                "status": request.status.as_str(),
                "comments": request.comments,
                "date_processed": request.processed.map(stamp),
                "processor_comment": request.processor_comment,
            })
        })
        .collect();
    let notes: Vec<Value> = order
        .notes
        .iter()
        .map(|note| json!({ "id": note.id, "text": note.text }))
        .collect();
    // Invented orders have the contacts of their organization.
    let organization = tables
        .organizations
        .get(&order.organization)
        .filter(|_| order.key.is_none());
    let contact = |own: &Option<Box<Contact>>, of: fn(&Organization) -> &Option<Contact>| {
        let stored = || organization.and_then(|found| of(found).as_ref());
        own.as_deref().or_else(stored).map(show_contact)
    };
    let verified: Vec<Value> = order.verified_contacts.iter().map(show_contact).collect();
    json!({
        "organization_contact": contact(&order.organization_contact, |found| &found.organization_contact),
        "technical_contact": contact(&order.technical_contact, |found| &found.technical_contact),
        "verified_contacts": listed(&verified),
        "user": user,
        "user_assignments": user.as_ref().map(|user| json!([user])),
        "requests": requests,
        "notes": listed(&notes),
        "custom_fields": listed(&order.custom_fields),
        "additional_emails": listed(&order.additional_emails),
    })
}

/// A list, which is absent when it is empty.
fn listed<T: serde::Serialize>(items: &[T]) -> Value {
    if items.is_empty() { Value::Null } else { json!(items) }
}

/// A user as orders and requests name one.
pub(crate) fn show_user(user: &User) -> Value {
    json!({ "id": user.id, "first_name": user.first_name, "last_name": user.last_name, "email": user.email })
}

fn constants(order: &Order) -> Value {
    json!({
        "certificate_dcv_scope": order.dcv_scope.as_str(),
        "allow_duplicates": false, "duplicates_count": 0, "has_duplicates": false,
        "reissues_count": order.earlier.len(), "has_reissues": !order.earlier.is_empty(),
        "is_out_of_contract": false, "has_pending_request": order.has_pending_request(),
        "disable_renewal_notifications": order.disable_renewal_notifications, "auto_renew": 0,
        "disable_issuance_email": false, "receipt_id": order.id - order.id / 2, "cs_provisioning_method": "none",
        "send_minus_90": true, "send_minus_60": true, "send_minus_30": true,
        "send_minus_7": true, "send_minus_3": true, "send_plus_7": true,
    })
}
