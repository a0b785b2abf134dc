//! Requests, which approvers work through (CertCentral: List requests, Request info, Update request status).

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal, made_up, without_nulls},
    clock::stamp,
    door::Call,
    orders::{self, RequestView, approve, reject},
    shared::Shared,
    store::{Order, OrderStatus, RequestKind, RequestStatus, Tables},
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
    let fits = |request: &RequestView<'_>| wanted.as_ref().is_none_or(|wanted| request.status.as_str() == wanted);
    let newest_first = world.tables.orders.values().rev();
    let rows = newest_first.flat_map(|order| orders::requests(order).rev().map(move |request| (order, request)));
    let rows: Vec<(&Order, RequestView<'_>)> = rows.filter(|(_, request)| fits(request)).collect();
    Answer::ok(query.page("requests", &rows, |(order, request)| {
        row(order, *request, &world.tables)
    }))
}

fn row(order: &Order, request: RequestView<'_>, tables: &Tables) -> Value {
    let organization = tables.organizations.get(&order.organization);
    let container = tables.containers.get(&order.container);
    without_nulls(json!({
        "id": request.id,
        "date": stamp(request.created),
        "type": request.kind.as_str(),
        "status": request.status.as_str(),
        "requester": tables.users.get(&request.user).map(orders::show_user),
        "order": {
            "id": order.id,
            "certificate": { "common_name": order.wanted().common_name },
            "organization": organization.map(|found| json!({ "id": found.id, "name": found.name })),
            "container": container.map(|found| json!({ "id": found.id, "name": found.name })),
            "product": orders::product(),
        },
    }))
}

fn find<'a>(tables: &'a Tables, id: &str) -> Result<(&'a Order, RequestView<'a>), Refusal> {
    let id: u64 = id.parse().map_err(|_| Refusal::NotFound("request"))?;
    let order = tables.order_of_request(id).ok_or(Refusal::NotFound("request"))?;
    let request = orders::requests(order).find(|request| request.id == id);
    request
        .map(|request| (order, request))
        .ok_or(Refusal::NotFound("request"))
}

fn info(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let world = shared.world();
    let now: Timestamp = shared.clock.now();
    let (order, request) = find(&world.tables, id)?;
    let mut value = row(order, request, &world.tables);
    if let Some(members) = value.as_object_mut() {
        members.insert("date_processed".to_owned(), json!(request.processed.map(stamp)));
        members.insert("comments".to_owned(), json!(request.comments));
        members.insert("processor_comment".to_owned(), json!(request.processor_comment));
        members.insert("order".to_owned(), orders::info(order, &world.tables, now));
    }
    Ok(Answer::ok(without_nulls(value)))
}

fn update(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let now = shared.clock.now();
    let (order, request) = find(&world.tables, id)?;
    let (order, request) = (order.clone(), (request.id, request.kind, request.status));
    let comment = call.members().text("processor_comment");
    let status = call.members().text("status");
    let (id, kind, stands) = request;
    let is_void = kind == RequestKind::NewRequest && order.status != OrderStatus::NeedsApproval;
    if is_void || stands != RequestStatus::Pending {
        return Err(Refusal::invalid(made_up(
            "request_status",
            "The request does not wait for approval.",
        )));
    }
    let records = match status.as_deref() {
        Some("approved") => approve(order, id, &world.tables, now, comment),
        Some("rejected") => reject(order, id, &world.tables, now, comment),
        Some("pending" | "submitted") => Vec::new(),
        _ => {
            let message = "status must be approved, rejected, pending or submitted.";
            return Err(Refusal::invalid(made_up("invalid_member", message)));
        }
    };
    world.commit(records)?;
    Ok(Answer::Done)
}
