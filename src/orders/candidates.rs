//! The orders at DigiCert that may be one of ours: read there, with what tells them apart.

use jiff::Timestamp;

use super::Orders;
use crate::digicert::{OrderInfo, ReadError};
use crate::domain::csr;
use crate::domain::ids::OrderId;
use crate::domain::order::search::Candidate;
use crate::domain::order::{Attempt, Order, RemoteOrder, RemoteStatus, State};
use crate::store::StoreError;

/// All orders at DigiCert that may have come of an attempt.
pub(super) async fn of(orders: &Orders, attempt: &Attempt) -> Result<Vec<OrderInfo>, ReadError> {
    let mut found = Vec::new();
    if orders.digicert.sends_reference() {
        for hit in orders.digicert.orders_with_reference(&attempt.reference).await? {
            found.push(orders.digicert.order(hit.id).await?);
        }
    }
    Ok(found)
}

/// What tells orders apart, and to which of ours each belongs already.
pub(super) async fn described(orders: &Orders, id: OrderId, found: &[OrderInfo]) -> Result<Vec<Candidate>, StoreError> {
    let ids: Vec<_> = found.iter().map(|info| info.id).collect();
    let known = orders.store.orders().with_remote_ids(&ids).await?;
    let holder = |info: &OrderInfo| {
        let holds = |order: &&Order| {
            let is_it = order.remote.as_ref().is_some_and(|remote| remote.id == info.id);
            is_it && order.state != State::Elsewhere && order.id != id
        };
        known.iter().find(holds).map(|order| order.id)
    };
    Ok(found.iter().map(|info| candidate(info, holder(info))).collect())
}

/// What tells an order at DigiCert apart.
pub(super) fn candidate(info: &OrderInfo, linked_to: Option<OrderId>) -> Candidate {
    let key = info.csr().and_then(|text| csr::read(text).ok());
    Candidate {
        id: info.id,
        certificate_id: info.certificate_id(),
        status: info.status.as_ref().map(|status| status.word().to_owned()),
        reference: info.alternative_order_id.clone(),
        spki_sha256: key.map(|csr| csr.spki_sha256()),
        created_at: info.date_created,
        common_name: info.common_name().map(str::to_owned),
        organization: info
            .organization
            .as_ref()
            .and_then(|organization| organization.name.clone()),
        linked_to,
    }
}

/// What DigiCert has of an order, as it is remembered.
pub(super) fn remote(info: &OrderInfo, now: Timestamp) -> RemoteOrder {
    let status: Option<RemoteStatus> = info.status.clone();
    RemoteOrder {
        id: info.id,
        certificate_id: info.certificate_id(),
        status_read_at: status.is_some().then_some(now),
        status,
        domains: Vec::new(),
        price: info.charged(),
        vanished_at: None,
    }
}
