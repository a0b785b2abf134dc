//! Revocation of a certificate or of a whole order (CertCentral: Revoke certificate, Revoke order certificates).

use jiff::Timestamp;
use serde_json::json;

use super::{show_user, validity::order_status};
use crate::sandbox::{
    answer::{Answer, Refusal, made_up, without_nulls},
    clock::stamp,
    door::Call,
    shared::Shared,
    store::{Gate, LaterRequest, Order, OrderStatus, Record, RequestKind, RequestStatus},
};

/// The reasons that are known to be taken.
const REASONS: [&str; 5] = [
    "unspecified",
    "keyCompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
];

/// Revokes a certificate of an order, or all of them where none is named.
///
/// With `skip_approval` the answer is empty; without it CertCentral describes the request an approver would see. Unless
/// the sandbox was told that revocations need approval, it approves that itself.
pub(super) fn revoke(shared: &Shared, call: &Call, id: u64, certificate: Option<u64>) -> Result<Answer, Refusal> {
    let needs_approval = {
        let settings = shared.settings();
        settings.revocations_need_approval || settings.stop_at == Some(Gate::Approval)
    };
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
        return Err(order_status(status, "be revoked"));
    }
    let issued = certificate.map(|certificate| order.issued_as(certificate));
    if matches!(issued, Some(None)) {
        return Err(Refusal::NotFound("certificate"));
    }
    if matches!(issued, Some(Some((_, issued))) if issued.revoked.is_some()) {
        return Err(Refusal::invalid(made_up(
            "certificate_status",
            "The certificate is revoked.",
        )));
    }
    let is_pending = |request: &LaterRequest| request.status == RequestStatus::Pending;
    if order.later.iter().any(is_pending) {
        let message = "A request on the order waits for approval already.";
        return Err(Refusal::invalid(made_up("request_pending", message)));
    }
    let reason = body.text("revocation_reason").or_else(|| body.text("reason"));
    if reason.is_some_and(|reason| !REASONS.contains(&reason.as_str())) {
        let message = format!("revocation_reason must be one of {}.", REASONS.join(", "));
        return Err(Refusal::invalid(made_up("invalid_member", message)));
    }
    let is_silent = body.flag("skip_approval").unwrap_or(false);
    let waits = needs_approval && !is_silent;
    let request = LaterRequest {
        // Documented: without approval nobody reads the comment, and it is not stored.
        comments: body
            .text("comments")
            .or_else(|| body.text("comment"))
            .filter(|_| !is_silent),
        certificate,
        ..LaterRequest::new(
            world.tables.next_request(),
            RequestKind::Revoke,
            call.user(),
            now,
            waits,
        )
    };
    let answer = without_nulls(json!({
        "id": request.id,
        "date": stamp(now),
        "type": request.kind.as_str(),
        "status": request.status.as_str(),
        "requester": world.tables.users.get(&request.user).map(show_user),
        "comments": request.comments,
    }));
    order.later.push(request);
    if !waits {
        revoked(&mut order, certificate, now);
    }
    world.commit(vec![Record::Order(Box::new(order))])?;
    Ok(if is_silent {
        Answer::Done
    } else {
        Answer::created(answer)
    })
}

/// Marks a certificate of an order as revoked, or all of them; the order goes with its present one.
///
/// Whether that is so is a setting of the account at CertCentral.
pub(crate) fn revoked(order: &mut Order, certificate: Option<u64>, now: Timestamp) {
    let present = order.certificate.id;
    let is_meant = |id: u64| certificate.is_none_or(|certificate| certificate == id);
    for found in order.earlier.iter_mut().filter(|found| is_meant(found.plan.id)) {
        found.issued.revoked = found.issued.revoked.or(Some(now));
    }
    if is_meant(present) {
        if let Some(issued) = &mut order.issued {
            issued.revoked = Some(now);
        }
        order.turn(OrderStatus::Revoked, now);
    }
}

/// Revokes an order by the text in its path.
pub(super) fn revoke_order(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let found = shared.world().tables.find_order(id).map(|order| order.id);
    revoke(shared, call, found.ok_or(Refusal::NotFound("order"))?, None)
}

/// Revokes a certificate by the text in its path.
pub(crate) fn revoke_certificate(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let found = shared
        .world()
        .tables
        .find_certificate(id)
        .map(|(order, id)| (order.id, id));
    let (order, certificate) = found.ok_or(Refusal::NotFound("certificate"))?;
    revoke(shared, call, order, Some(certificate))
}
