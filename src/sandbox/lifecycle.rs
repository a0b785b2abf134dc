//! How things move on with time: orders from pending to issued, validations from asked for to done, and the bytes of
//! certificates when they are first asked for.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use super::{
    answer::Refusal,
    clock::{day_of, days_later, end_of, later, start_of},
    pki::{Authority, LeafPlan, SubjectKey, random_serial},
    store::{
        DiskError, Issued, Lifetime, Order, OrderStatus, Record, RequestStatus, Tables, ValidationType, Waiting, World,
    },
};

/// How many orders one transaction issues.
const BATCH: usize = 500;

/// How long a validation of a domain or an organization holds (CertCentral: since 24 February 2026).
pub(crate) const VALIDATION_DAYS: i64 = 397;

/// Does every validation and issues every order that has waited long enough.
pub(crate) fn advance(
    world: &mut World,
    now: Timestamp,
    issue_after: Option<Duration>,
    validate_after: Option<Duration>,
) -> Result<(), DiskError> {
    validate(world, now, validate_after)?;
    let Some(after) = issue_after.and_then(|after| SignedDuration::try_from(after).ok()) else {
        return Ok(());
    };
    loop {
        let waiting = world.tables.waiting.iter().take(BATCH);
        let due: Vec<(Timestamp, u64)> = waiting
            .map(|(ready, id)| (later(*ready, after), *id))
            .take_while(|(due, _)| *due <= now)
            .collect();
        if due.is_empty() {
            return Ok(());
        }
        let records = due.into_iter().flat_map(|(due, id)| issue(world, id, due)).collect();
        world.commit(records)?;
    }
}

/// Does every validation that was asked for long enough ago.
fn validate(world: &mut World, now: Timestamp, after: Option<Duration>) -> Result<(), DiskError> {
    let Some(after) = after.and_then(|after| SignedDuration::try_from(after).ok()) else {
        return Ok(());
    };
    loop {
        let waiting = world.tables.validating.iter().take(BATCH);
        let due: Vec<Waiting> = waiting
            .take_while(|(since, _)| later(*since, after) <= now)
            .map(|(_, who)| *who)
            .collect();
        if due.is_empty() {
            return Ok(());
        }
        let records = due.into_iter().filter_map(|who| validated(world, who, now, after));
        let records = records.collect();
        world.commit(records)?;
    }
}

/// The record of an organization or a domain with its due validations done, each as of the moment it was due.
fn validated(world: &World, who: Waiting, now: Timestamp, after: SignedDuration) -> Option<Record> {
    match who {
        Waiting::Organization(id) => {
            let mut organization = world.tables.organizations.get(&id)?.clone();
            for validation in &mut organization.validations {
                let due = validation.requested.map(|since| later(since, after));
                if let Some(due) = due.filter(|due| *due <= now) {
                    validation.complete(days_later(due, VALIDATION_DAYS));
                }
            }
            Some(Record::Organization(Box::new(organization)))
        }
        Waiting::Domain(id) => {
            let mut domain = world.tables.domains.get(&id)?.clone();
            let due = later(domain.requested?, after);
            domain.complete(days_later(due, VALIDATION_DAYS));
            Some(Record::Domain(Box::new(domain)))
        }
    }
}

/// The records that turn an order into an issued one.
pub(crate) fn issue(world: &World, id: u64, at: Timestamp) -> Vec<Record> {
    let Some(mut order) = world.tables.orders.get(&id).cloned() else {
        return Vec::new();
    };
    let serial_number: String = random_serial().iter().map(|byte| format!("{byte:02X}")).collect();
    let (valid_from, valid_till) = validity(order.certificate.lifetime, at);
    order.request.status = RequestStatus::Approved;
    order.issued = Some(Issued {
        at,
        serial_number,
        valid_from,
        valid_till,
        pem: None,
        thumbprint: None,
    });
    order.turn(OrderStatus::Issued, at);
    let until = days_later(at, VALIDATION_DAYS);
    let mut records = Vec::new();
    for name in &order.certificate.dns_names {
        for parent in parents(&name.to_ascii_lowercase()) {
            if let Some(domain) = world
                .tables
                .domain_named(parent)
                .filter(|domain| !domain.is_validated_at(at))
            {
                let mut domain = domain.clone();
                domain.complete(until);
                records.push(Record::Domain(Box::new(domain)));
            }
        }
    }
    if let Some(organization) = world.tables.organizations.get(&order.organization)
        && organization.order_status_at(at) != "active"
    {
        let mut organization = organization.clone();
        organization.change_validation(ValidationType::Ov, at, |validation| validation.complete(until));
        records.push(Record::Organization(Box::new(organization)));
    }
    records.push(Record::Order(Box::new(order)));
    records
}

/// A name and the names above it, down to two labels.
pub(crate) fn parents(name: &str) -> impl Iterator<Item = &str> {
    let above = name.match_indices('.').filter_map(|(place, _)| name.get(place + 1..));
    std::iter::once(name).chain(above).filter(|parent| parent.contains('.'))
}

/// The first and last moment of a certificate issued at a moment: whole days, the day of issue being the first.
pub(crate) fn validity(lifetime: Lifetime, at: Timestamp) -> (Timestamp, Timestamp) {
    let first = day_of(at);
    let last = match lifetime {
        Lifetime::Years(years) => first
            .saturating_add(jiff::Span::new().years(years))
            .yesterday()
            .unwrap_or(first),
        Lifetime::Days(days) => first.saturating_add(jiff::Span::new().days(i64::from(days) - 1)),
        Lifetime::Until(day) => day,
    };
    (start_of(first), end_of(last))
}

/// An issued order with the bytes of its certificate, which are made and kept now if nobody asked before.
pub(crate) fn with_certificate(world: &mut World, authority: &Authority, id: u64) -> Result<Order, Refusal> {
    let order = world
        .tables
        .orders
        .get(&id)
        .cloned()
        .ok_or(Refusal::NotFound("order"))?;
    let Some(issued) = order.issued.clone().filter(|issued| issued.pem.is_none()) else {
        return Ok(order);
    };
    let key = order
        .certificate
        .csr
        .as_deref()
        .and_then(|csr| SubjectKey::read(csr).ok());
    let spki = key.map_or_else(|| authority.stand_in_key(), |key| key.spki);
    let plan = plan(&world.tables, &order, &issued, spki);
    let made = authority.issue(&plan)?;
    let mut order = order;
    order.issued = Some(Issued {
        pem: Some(made.pem),
        thumbprint: Some(made.thumbprint),
        ..issued
    });
    world.commit(vec![Record::Order(Box::new(order.clone()))])?;
    Ok(order)
}

/// What the certificate of an issued order is made from.
fn plan(tables: &Tables, order: &Order, issued: &Issued, spki: SubjectPublicKeyInfoOwned) -> LeafPlan {
    let organization = tables.organizations.get(&order.organization);
    let validated = organization.and_then(|organization| organization.oin.clone());
    let oin = order
        .certificate
        .oin
        .clone()
        .or(validated)
        .filter(|_| !order.certificate.exclude_oin);
    LeafPlan {
        serial: bytes_of(&issued.serial_number),
        country: organization.map_or_else(|| "NL".to_owned(), |organization| organization.country.clone()),
        organization: organization.map_or_else(String::new, |organization| organization.name.clone()),
        oin,
        common_name: order.certificate.common_name.clone(),
        dns_names: order.certificate.dns_names.clone(),
        spki,
        valid_from: issued.valid_from,
        valid_till: issued.valid_till,
    }
}

/// The bytes of a certificate that is not the order's: that of another order with another key, the latest of those that
/// came in by the API, or one made for a key that nobody holds. Nothing of it is kept with the order.
pub(crate) fn wrong_certificate(world: &mut World, authority: &Authority, order: &Order) -> Result<String, Refusal> {
    let not_ready = || Refusal::NotFound("certificate");
    let issued = order.issued.as_ref().ok_or_else(not_ready)?;
    let others = world
        .tables
        .orders
        .values()
        .filter(|other| other.issued.is_some() && other.certificate.spki_sha256 != order.certificate.spki_sha256);
    if let Some(other) = others.max_by_key(|other| other.key.is_some()).map(|other| other.id) {
        let other = with_certificate(world, authority, other)?;
        return other.issued.and_then(|issued| issued.pem).ok_or_else(not_ready);
    }
    // Orders without a key of their own have the stand-in key.
    let spki = match order.certificate.spki_sha256 {
        Some(_) => authority.stand_in_key(),
        None => authority.root().tbs_certificate.subject_public_key_info.clone(),
    };
    Ok(authority.issue(&plan(&world.tables, order, issued, spki))?.pem)
}

/// The bytes behind hexadecimal digits.
fn bytes_of(digits: &str) -> Vec<u8> {
    let starts = (0..digits.len()).step_by(2);
    starts
        .filter_map(|start| digits.get(start..start + 2))
        .filter_map(|pair| u8::from_str_radix(pair, 16).ok())
        .collect()
}
