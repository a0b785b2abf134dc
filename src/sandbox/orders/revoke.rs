//! Revocation of a certificate or of a whole order (CertCentral: Revoke certificate, Revoke order certificates).

use serde_json::json;

use super::show_user;
use crate::sandbox::{
    answer::{Answer, Refusal, made_up, without_nulls},
    clock::stamp,
    door::Call,
    shared::Shared,
    store::{OrderStatus, Record},
};

/// The reasons that are known to be taken.
const REASONS: [&str; 5] = [
    "unspecified",
    "keyCompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
];

/// Revokes the certificate of an order at once.
///
/// With `skip_approval` the answer is empty; without it CertCentral describes the request an approver would see, and
/// the sandbox approves that itself.
pub(crate) fn revoke(shared: &Shared, call: &Call, id: u64) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let now = shared.clock.now();
    let mut order = world
        .tables
        .orders
        .get(&id)
        .cloned()
        .ok_or(Refusal::NotFound("order"))?;
    let body = call.members();
    let status = order.status_at(now);
    if status != OrderStatus::Issued {
        let message = format!("An order that is {} cannot be revoked.", status.as_str());
        return Err(Refusal::invalid(made_up("order_status", message)));
    }
    let reason = body.text("revocation_reason").or_else(|| body.text("reason"));
    if reason.is_some_and(|reason| !REASONS.contains(&reason.as_str())) {
        let message = format!("revocation_reason must be one of {}.", REASONS.join(", "));
        return Err(Refusal::invalid(made_up("invalid_member", message)));
    }
    let requester = world.tables.users.get(&call.user()).map(show_user);
    let request = without_nulls(json!({
        "id": world.tables.next_request(),
        "date": stamp(now),
        "type": "revoke",
        "status": "approved",
        "requester": requester,
        "comments": body.text("comments").or_else(|| body.text("comment")),
    }));
    order.turn(OrderStatus::Revoked, now);
    world.commit(vec![Record::Order(Box::new(order))])?;
    let is_silent = body.flag("skip_approval").unwrap_or(false);
    Ok(if is_silent {
        Answer::Done
    } else {
        Answer::created(request)
    })
}

/// The same, for an order by the text in its path.
pub(crate) fn revoke_order(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let found = shared.world().tables.find_order(id).map(|order| order.id);
    revoke(shared, call, found.ok_or(Refusal::NotFound("order"))?)
}
