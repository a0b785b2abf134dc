//! Requests, which approvers work through (CertCentral: List requests, Request info, Update request status).

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal, made_up, without_nulls},
    clock::stamp,
    control::{approve, reject},
    door::Call,
    orders,
    shared::Shared,
    store::{Order, OrderStatus, Tables},
};

/// Answers a call below `/request`.
pub(crate) fn answer(shared: &Shared, call: &Call, path: &[&str]) -> Result<Answer, Refusal> {
    match (call.incoming.method.as_str(), path) {
        ("GET", []) => Ok(list(shared, call)),
        ("GET", [id]) => info(shared, id),
        ("PUT", [id, "status"]) => update(shared, call, id),
        _ => Err(Refusal::NotFound("route")),
    }
}

fn list(shared: &Shared, call: &Call) -> Answer {
    let world = shared.world();
    let query = &call.incoming.query;
    let wanted = query
        .get("status")
        .map(str::to_owned)
        .or_else(|| query.filter("status").first().cloned());
    let fits = |order: &&Order| {
        wanted
            .as_ref()
            .is_none_or(|wanted| order.request.status.as_str() == wanted)
    };
    let orders: Vec<&Order> = world.tables.orders.values().rev().filter(fits).collect();
    Answer::ok(query.page("requests", &orders, |order| row(order, &world.tables)))
}

fn row(order: &Order, tables: &Tables) -> Value {
    let organization = tables.organizations.get(&order.organization);
    let container = tables.containers.get(&order.container);
    without_nulls(json!({
        "id": order.request.id,
        "date": stamp(order.created),
        "type": "new_request",
        "status": order.request.status.as_str(),
        "requester": tables.users.get(&order.user).map(orders::show_user),
        "order": {
            "id": order.id,
            "certificate": { "common_name": order.certificate.common_name },
            "organization": organization.map(|found| json!({ "id": found.id, "name": found.name })),
            "container": container.map(|found| json!({ "id": found.id, "name": found.name })),
            "product": orders::product(),
        },
    }))
}

fn find<'a>(tables: &'a Tables, id: &str) -> Result<&'a Order, Refusal> {
    let id: u64 = id.parse().map_err(|_| Refusal::NotFound("request"))?;
    tables
        .orders
        .values()
        .find(|order| order.request.id == id)
        .ok_or(Refusal::NotFound("request"))
}

fn info(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let world = shared.world();
    let now: Timestamp = shared.clock.now();
    let order = find(&world.tables, id)?;
    let mut value = row(order, &world.tables);
    if let Some(members) = value.as_object_mut() {
        members.insert("date_processed".to_owned(), json!(order.request.processed.map(stamp)));
        members.insert("comments".to_owned(), json!(order.comments));
        members.insert("processor_comment".to_owned(), json!(order.request.processor_comment));
        members.insert("order".to_owned(), orders::info(order, &world.tables, now));
    }
    Ok(Answer::ok(without_nulls(value)))
}

fn update(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let now = shared.clock.now();
    let order = find(&world.tables, id)?.clone();
    let comment = call.members().text("processor_comment");
    let status = call.members().text("status");
    if order.status != OrderStatus::NeedsApproval {
        return Err(Refusal::invalid(made_up(
            "request_status",
            "The request does not wait for approval.",
        )));
    }
    let records = match status.as_deref() {
        Some("approved") => approve(order, now),
        Some("rejected") => reject(order, &world.tables, now, comment),
        Some("pending" | "submitted") => Vec::new(),
        _ => {
            let message = "status must be approved, rejected, pending or submitted.";
            return Err(Refusal::invalid(made_up("invalid_member", message)));
        }
    };
    world.commit(records)?;
    Ok(Answer::Done)
}
