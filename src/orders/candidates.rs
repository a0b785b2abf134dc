//! The orders at DigiCert that may be one of ours: read there, with what tells them apart.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Orders;
use crate::digicert::{Created, DigiCert, ListedOrder, OrderInfo, OrderQuery, ReadError};
use crate::domain::csr;
use crate::domain::ids::OrderId;
use crate::domain::order::search::{CLOCK_SKEW, Candidate, LATEST};
use crate::domain::order::{Attempt, Order, RemoteOrder, RemoteStatus};
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::store::StoreError;

/// All orders at DigiCert that may have come of an attempt: those with our reference; where there are none, those of our
/// product and name from its day and the next.
pub(super) async fn of(digicert: &DigiCert, attempt: &Attempt) -> Result<Vec<OrderInfo>, ReadError> {
    let mut found = Vec::new();
    if digicert.sends_reference() {
        for hit in digicert.orders_with_reference(&attempt.reference).await? {
            found.push(digicert.order(hit.id).await?);
        }
    }
    if found.is_empty() {
        let mut next = Some(of_its_time(attempt));
        while let Some(query) = next {
            let page = digicert.orders(&query).await?;
            for listed in page.orders.iter().filter(|listed| is_near(listed, attempt)) {
                found.push(digicert.order(listed.id).await?);
            }
            next = query.after(&page);
        }
    }
    Ok(found)
}

/// The orders of our product and name that were created when the attempt may have arrived.
fn of_its_time(attempt: &Attempt) -> OrderQuery {
    let day = |moment: Timestamp| moment.to_zoned(TimeZone::UTC).date();
    let earliest = attempt.at.saturating_sub(CLOCK_SKEW).unwrap_or(attempt.at);
    let latest = attempt.at.saturating_add(LATEST).unwrap_or(attempt.at);
    OrderQuery {
        product: Some(PRIVATE_SERVICES_SERVER.name_id.to_owned()),
        common_name: attempt.common_name.clone(),
        created: Some(Created::Between(day(earliest), day(latest))),
        ..OrderQuery::default()
    }
}

/// Whether it is worth reading in full: a filter may let more through than it says. Times are compared when it is read.
fn is_near(listed: &ListedOrder, attempt: &Attempt) -> bool {
    let is_name = match (&attempt.common_name, listed.common_name()) {
        (Some(ours), Some(theirs)) => ours.eq_ignore_ascii_case(theirs),
        _ => true,
    };
    let product = listed.product_name_id();
    let is_product = product.is_none_or(|product| product == PRIVATE_SERVICES_SERVER.name_id);
    is_name && is_product
}

/// What tells orders apart, and to which of ours each belongs already.
pub(super) async fn described(orders: &Orders, id: OrderId, found: &[OrderInfo]) -> Result<Vec<Candidate>, StoreError> {
    let ids: Vec<_> = found.iter().map(|info| info.id).collect();
    let known = orders.store.orders().with_remote_ids(&ids).await?;
    let holder = |info: &OrderInfo| {
        let holds = |order: &&Order| {
            let is_it = order.remote.as_ref().is_some_and(|remote| remote.id == info.id);
            is_it && order.attempt.is_some() && order.id != id
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
        reference: info.alternative_order_id.clone(),
    }
}
