//! The list of orders, as JSON or as comma-separated values (CertCentral: List orders).

use std::cmp::Ordering;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    filter::filters,
    info::{lifetime, product},
};
use crate::sandbox::{
    answer::{Answer, without_nulls},
    clock::{date, days_between, stamp},
    door::Call,
    reading::Query,
    shared::Shared,
    store::{Order, Tables},
};

/// Answers the list.
pub(crate) fn list(shared: &Shared, call: &Call) -> Answer {
    let world = shared.world();
    let now = shared.clock.now();
    let tables = &world.tables;
    let query = &call.incoming.query;
    let (limit, offset) = query.window();
    let (total, found) = select(query, tables, now);
    let shown = found.into_iter().skip(offset).take(limit);
    if call.wants_csv() {
        let rows: Vec<&Order> = shown.collect();
        return Answer::Document("text/csv", csv(&rows, tables, now), Some("orders.csv".to_owned()));
    }
    let rows: Vec<Value> = shown.map(|order| row(order, tables, now)).collect();
    let page = json!({ "total": total, "limit": limit, "offset": offset });
    Answer::ok(if rows.is_empty() {
        json!({ "page": page })
    } else {
        json!({ "orders": rows, "page": page })
    })
}

/// How many orders pass the filters, and those up to the end of the page that is asked for, in order.
///
/// Sorted by number or by date there is an order to walk along; else only the page and what is before it is sorted.
fn select<'a>(query: &Query, tables: &'a Tables, now: Timestamp) -> (usize, Vec<&'a Order>) {
    let filters = filters(query);
    let passes = |order: &&Order| filters.iter().all(|filter| filter.passes(order, tables, now));
    let (limit, offset) = query.window();
    let end = offset.saturating_add(limit);
    let keys = query.sort();
    let is_upwards = matches!(keys.as_slice(), [(_, false)]);
    let orders = tables.orders.values();
    let along: Option<Along<'a>> = match keys.first().map(|(key, _)| key.as_str()) {
        // Newest first: the real default is not documented.
        None => Some(Box::new(orders.rev())),
        Some("order_id" | "id") if keys.len() == 1 => Some(Box::new(orders)),
        Some("date_created") if keys.len() == 1 => {
            let moments = tables.index.by_created.iter();
            Some(Box::new(moments.filter_map(|(_, id)| tables.orders.get(id))))
        }
        _ => None,
    };
    let Some(along) = along else {
        let mut found: Vec<&Order> = tables.orders.values().rev().filter(passes).collect();
        let total = found.len();
        let compare = |one: &&Order, other: &&Order| by_keys(one, other, &keys, now).then(other.id.cmp(&one.id));
        if end < total {
            found.select_nth_unstable_by(end, compare);
            found.truncate(end);
        }
        found.sort_unstable_by(compare);
        return (total, found);
    };
    let along: Along<'a> = if keys.is_empty() || is_upwards {
        Box::new(along)
    } else {
        Box::new(along.rev())
    };
    if filters.is_empty() {
        return (tables.orders.len(), along.take(end).collect());
    }
    let (mut total, mut found) = (0, Vec::new());
    for order in along.filter(passes) {
        total += 1;
        if total <= end {
            found.push(order);
        }
    }
    (total, found)
}

/// Orders in one order or the other.
type Along<'a> = Box<dyn DoubleEndedIterator<Item = &'a Order> + 'a>;

fn by_keys(one: &Order, other: &Order, keys: &[(String, bool)], now: Timestamp) -> Ordering {
    let orderings = keys.iter().map(|(key, downwards)| {
        let ordering = compare(one, other, key, now);
        if *downwards { ordering.reverse() } else { ordering }
    });
    orderings.fold(Ordering::Equal, Ordering::then)
}

fn compare(one: &Order, other: &Order, key: &str, now: Timestamp) -> Ordering {
    let till = |order: &Order| order.issued.as_ref().map(|issued| issued.valid_till);
    match key {
        "order_id" | "id" => one.id.cmp(&other.id),
        "certificate_id" => one.certificate.id.cmp(&other.certificate.id),
        "date_created" => one.created.cmp(&other.created).then(one.id.cmp(&other.id)),
        "common_name" => one.certificate.common_name.cmp(&other.certificate.common_name),
        "status" => one.status_at(now).as_str().cmp(other.status_at(now).as_str()),
        "validity_years" => one
            .certificate
            .lifetime
            .years()
            .cmp(&other.certificate.lifetime.years()),
        "valid_till" => till(one).cmp(&till(other)),
        "organization_id" => one.organization.cmp(&other.organization),
        _ => Ordering::Equal,
    }
}

fn row(order: &Order, tables: &Tables, now: Timestamp) -> Value {
    let plan = &order.certificate;
    let issued = order.issued.as_ref();
    let organization = tables.organizations.get(&order.organization);
    let container = tables.containers.get(&order.container);
    let mut product = product();
    if let Some(members) = product.as_object_mut() {
        members.retain(|name, _| matches!(name.as_str(), "name_id" | "name" | "type"));
    }
    let years = plan.lifetime.years();
    without_nulls(json!({
        "id": order.id,
        "certificate": {
            "id": plan.id,
            "serial_number": issued.map(|issued| issued.serial_number.clone()),
            "common_name": plan.common_name,
            "dns_names": plan.dns_names,
            "valid_from": issued.map(|issued| date(issued.valid_from)),
            "valid_till": issued.map(|issued| date(issued.valid_till)),
            "days_remaining": issued.map(|issued| days_between(now, issued.valid_till)),
            "cert_validity": lifetime(plan.lifetime),
            "signature_hash": "sha256",
        },
        "status": order.status_at(now).as_str(),
        "is_renewed": tables.renewal_of(order.id).is_some(),
        "date_created": stamp(order.created),
        "organization": organization.map(|found| json!({ "id": found.id, "name": found.name })),
        "validity_years": years,
        "order_validity": lifetime(plan.lifetime),
        "order_valid_till": issued.map(|issued| date(issued.valid_till)),
        "disable_renewal_notifications": order.disable_renewal_notifications,
        "container": container.map(|found| json!({ "id": found.id, "name": found.name, "is_active": found.is_active })),
        "product": product,
        "duplicates_count": 0,
        "has_duplicates": false,
        "reissues_count": order.earlier.len(),
        "has_reissues": !order.earlier.is_empty(),
        "price": order.price.to_number(),
        "product_name_id": crate::sandbox::products::PRODUCT_NAME_ID,
        "number_of_sans": plan.dns_names.len(),
        "is_multi_year_plan": (years > 1).then_some("1"),
    }))
}

fn csv(orders: &[&Order], tables: &Tables, now: Timestamp) -> String {
    let mut text = String::from(
        "Order ID,Certificate ID,Common name,Status,Date created,Valid from,Valid till,Organization,Product,Price\r\n",
    );
    for order in orders {
        let organization = tables.organizations.get(&order.organization);
        let issued = order.issued.as_ref();
        let cells = [
            order.id.to_string(),
            order.certificate.id.to_string(),
            order.certificate.common_name.clone(),
            order.status_at(now).as_str().to_owned(),
            stamp(order.created),
            issued.map(|issued| date(issued.valid_from)).unwrap_or_default(),
            issued.map(|issued| date(issued.valid_till)).unwrap_or_default(),
            organization.map(|found| found.name.clone()).unwrap_or_default(),
            crate::sandbox::products::PRODUCT_NAME.to_owned(),
            order.price.to_string(),
        ];
        text.push_str(&cells.map(|cell| quoted(&cell)).join(","));
        text.push_str("\r\n");
    }
    text
}

/// A cell, in quotes where it needs them (RFC 4180 2).
pub(crate) fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
