//! The requests of an order, and what their approval or rejection does (CertCentral: Update request status).

use jiff::Timestamp;

use super::{change::refund, revoke::revoked};
use crate::sandbox::{
    lifecycle::first_gate,
    store::{Gate, LaterRequest, Order, OrderStatus, Record, RequestKind, RequestStatus, Tables},
};

/// A request as lists and single answers show it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestView<'a> {
    pub(crate) id: u64,
    pub(crate) kind: RequestKind,
    pub(crate) status: RequestStatus,
    pub(crate) created: Timestamp,
    pub(crate) user: u64,
    pub(crate) comments: Option<&'a String>,
    pub(crate) processed: Option<Timestamp>,
    pub(crate) processor_comment: Option<&'a String>,
}

impl<'a> RequestView<'a> {
    fn first(order: &'a Order) -> Self {
        Self {
            id: order.request.id,
            kind: RequestKind::NewRequest,
            status: order.request.status,
            created: order.created,
            user: order.user,
            comments: order.comments.as_ref(),
            processed: order.request.processed,
            processor_comment: order.request.processor_comment.as_ref(),
        }
    }

    fn later(request: &'a LaterRequest) -> Self {
        Self {
            id: request.id,
            kind: request.kind,
            status: request.status,
            created: request.created,
            user: request.user,
            comments: request.comments.as_ref(),
            processed: request.processed,
            processor_comment: request.processor_comment.as_ref(),
        }
    }
}

/// The requests of an order, the oldest first.
pub(crate) fn requests(order: &Order) -> impl DoubleEndedIterator<Item = RequestView<'_>> {
    std::iter::once(RequestView::first(order)).chain(order.later.iter().map(RequestView::later))
}

/// The request of an order that waits for approval.
pub(crate) fn pending_request(order: &Order) -> Option<u64> {
    let mut pending = requests(order).filter(|request| request.status == RequestStatus::Pending);
    pending.next().map(|request| request.id)
}

/// Sets the time and the outcome of a request.
fn process(order: &mut Order, id: u64, status: RequestStatus, now: Timestamp, comment: Option<String>) {
    if order.request.id == id {
        order.request.status = status;
        order.request.processed = Some(now);
        order.request.processor_comment = comment;
    } else if let Some(request) = order.later.iter_mut().find(|request| request.id == id) {
        request.status = status;
        request.processed = Some(now);
        request.processor_comment = comment;
    }
}

/// Lets an order wait for its certificate from now on, from the first gate that is still before it.
pub(super) fn set_out(order: &mut Order, tables: &Tables, now: Timestamp) {
    order.ready = Some(now);
    order.gate = first_gate(tables, order, Gate::Organization, now);
}

/// The records of an approval.
pub(crate) fn approve(
    mut order: Order,
    request: u64,
    tables: &Tables,
    now: Timestamp,
    comment: Option<String>,
) -> Vec<Record> {
    process(&mut order, request, RequestStatus::Approved, now, comment);
    let later = order.later.iter().find(|found| found.id == request);
    match later.map(|found| (found.kind, found.certificate)) {
        Some((RequestKind::Revoke, certificate)) => revoked(&mut order, certificate, now),
        Some(_) => set_out(&mut order, tables, now),
        None if order.certificate.csr.is_some() => {
            order.turn(OrderStatus::Pending, now);
            set_out(&mut order, tables, now);
        }
        None => {
            order.gate = Gate::Csr;
            order.turn(OrderStatus::NeedsCsr, now);
        }
    }
    vec![Record::Order(Box::new(order))]
}

/// The records of a rejection: that of the order itself gives the money back, that of a reissue drops it.
pub(crate) fn reject(
    mut order: Order,
    request: u64,
    tables: &Tables,
    now: Timestamp,
    comment: Option<String>,
) -> Vec<Record> {
    process(&mut order, request, RequestStatus::Rejected, now, comment);
    let mut records = Vec::new();
    if order.request.id == request {
        order.turn(OrderStatus::Rejected, now);
        records.extend(refund(&order, tables));
    } else if order.reissue.as_ref().is_some_and(|reissue| reissue.request == request) {
        order.reissue = None;
        order.turn(OrderStatus::Issued, now);
    }
    records.push(Record::Order(Box::new(order)));
    records
}
