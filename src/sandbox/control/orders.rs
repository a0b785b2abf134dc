//! Orders seen and moved from outside.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::sandbox::{
    answer::{Answer, JSON, Refusal, made_up, without_nulls},
    lifecycle::{Walk, first_gate},
    orders::{approve, pending_request, reject, revoked},
    reading::Query,
    shared::Shared,
    store::{Gate, Order, OrderStatus, Record, Tables},
};

/// An order that was taken by the API.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TakenOrder {
    /// Its id in the sandbox.
    pub id: u64,
    /// The caller's own reference, also where the sandbox was told not to keep it.
    pub reference: Option<String>,
    /// SHA-256 of the public key to certify, in lower-case hexadecimal digits.
    pub spki_sha256: Option<String>,
    /// The word in answers, such as `pending`.
    pub status: &'static str,
}

/// Every order that was taken by the API, and how often each reference and each key was ordered.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TakenOrders {
    /// The orders, the oldest first.
    pub orders: Vec<TakenOrder>,
    /// How many orders came with each reference.
    pub by_reference: BTreeMap<String, usize>,
    /// How many orders came with each public key.
    pub by_key: BTreeMap<String, usize>,
}

impl TakenOrders {
    fn count(&mut self, order: TakenOrder) {
        if let Some(reference) = &order.reference {
            *self.by_reference.entry(reference.clone()).or_default() += 1;
        }
        if let Some(spki) = &order.spki_sha256 {
            *self.by_key.entry(spki.clone()).or_default() += 1;
        }
        self.orders.push(order);
    }
}

/// The orders that came in by the API.
pub(crate) fn taken(shared: &Shared) -> TakenOrders {
    let world = shared.world();
    let now = shared.clock.now();
    let mut taken = TakenOrders::default();
    for order in world.tables.orders.values().filter(|order| order.key.is_some()) {
        taken.count(seen(order, now));
    }
    taken
}

fn seen(order: &Order, now: jiff::Timestamp) -> TakenOrder {
    TakenOrder {
        id: order.id,
        reference: order.reference().map(str::to_owned),
        spki_sha256: order.certificate.spki_sha256.clone(),
        status: order.status_at(now).as_str(),
    }
}

/// Every order that came in by the API, and how often each reference and each key was ordered.
///
/// `?all=1` adds the historic orders of the seed.
pub(crate) fn list(shared: &Shared, query: &Query) -> Answer {
    let world = shared.world();
    let now = shared.clock.now();
    let with_history = query.flag("all");
    let mut taken = TakenOrders::default();
    let mut rows = Vec::new();
    for order in world.tables.orders.values() {
        if with_history || order.key.is_some() {
            rows.push(row(order, order.status_at(now)));
            taken.count(seen(order, now));
        }
    }
    Answer::ok(json!({ "orders": rows, "by_reference": taken.by_reference, "by_key": taken.by_key }))
}

fn row(order: &Order, status: OrderStatus) -> Value {
    without_nulls(json!({
        "id": order.id,
        "certificate_id": order.certificate.id,
        "status": status.as_str(),
        "gate": order.ready.is_some().then_some(order.gate.as_str()),
        "alternative_order_id": order.alternative_order_id,
        "ignored_reference": order.ignored_reference,
        "common_name": order.certificate.common_name,
        "spki_sha256": order.certificate.spki_sha256,
        "api_key": order.key,
    }))
}

/// The body an order came with, byte for byte.
pub(crate) fn request_body(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let world = shared.world();
    let body = id
        .parse()
        .ok()
        .and_then(|id: u64| world.tables.bodies.get(&id))
        .cloned();
    body.map(|text| Answer::Document(JSON, text, None))
        .ok_or(Refusal::NotFound("order"))
}

/// Moves an order: `issue`, `pass`, `approve`, `reject` or `revoke`.
pub(crate) fn act(shared: &Shared, id: &str, action: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let now = shared.clock.now();
    let mut order = world.tables.find_order(id).cloned().ok_or(Refusal::NotFound("order"))?;
    let tables = &world.tables;
    let waits = order.status.is_open() || order.status == OrderStatus::ReissuePending;
    let pending = pending_request(&order);
    let records = match (action, pending) {
        ("issue", _) if waits => {
            let mut walk = Walk::new(tables);
            walk.rush(&mut order, now, shared.take_defect());
            walk.put(order);
            walk.into_records()
        }
        ("pass" | "approve", Some(request)) => approve(order, request, tables, now, None),
        ("pass", None) if waits => pass(shared, order, tables, now),
        ("reject", Some(request)) => reject(order, request, tables, now, None),
        ("reject", None) if order.status.is_open() => {
            let request = order.request.id;
            reject(order, request, tables, now, None)
        }
        ("revoke", _) if order.status == OrderStatus::Issued => {
            revoked(&mut order, None, now);
            vec![Record::Order(Box::new(order))]
        }
        ("issue" | "pass" | "approve" | "reject" | "revoke", _) => {
            let message = format!("An order that is {} cannot do that.", order.status.as_str());
            return Err(Refusal::invalid(made_up("order_status", message)));
        }
        _ => return Err(Refusal::NotFound("route")),
    };
    world.commit(records)?;
    Ok(Answer::Done)
}

/// Leads an order past the gate it stands before; one without a signing request gets the stand-in key.
fn pass(shared: &Shared, mut order: Order, tables: &Tables, now: jiff::Timestamp) -> Vec<Record> {
    let mut walk = Walk::new(tables);
    if order.status == OrderStatus::NeedsCsr {
        order.turn(OrderStatus::Pending, now);
        order.gate = first_gate(tables, &order, Gate::Organization, now);
    } else {
        let defect = || shared.take_defect();
        walk.step(&mut order, now, true, defect);
    }
    if order.issued.is_none() || order.reissue.is_some() {
        order.ready = Some(now);
    }
    walk.put(order);
    walk.into_records()
}

/// Leads an order past the gate it stands before, for a program that has the sandbox within.
pub(crate) fn pass_gate(shared: &Shared, id: u64) -> Result<(), Refusal> {
    act(shared, &id.to_string(), "pass").map(drop)
}
