//! An order seen at DigiCert: one of ours, one that may be one of ours in doubt, or one that was placed elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{CutOff, Run};
use crate::digicert::ListedOrder;
use crate::domain::ids::{CertificateId, RemoteOrderId};
use crate::domain::order::search::{Agreement, CLOCK_SKEW};
use crate::domain::order::{EventKind, Order, OrderForm, OrderRecord, Price, RemoteOrder, RemoteStatus, State};
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::orders::candidates::candidate;
use crate::orders::look::look;
use crate::store::{Seen, StatusReading};

/// What is known of an order that was seen.
pub(super) struct Sighting {
    id: RemoteOrderId,
    certificate_id: Option<CertificateId>,
    status: Option<RemoteStatus>,
    common_name: Option<String>,
    dns_names: Vec<String>,
    organization_id: Option<String>,
    organization_name: Option<String>,
    product: Option<String>,
    /// Only told with the order itself, never in a list.
    reference: Option<String>,
    placed_by: Option<String>,
    price: Option<Price>,
    created_at: Option<Timestamp>,
}

/// Sees to orders: compares those that are known here, finds those of ours whose answer was lost, and remembers the
/// others as placed elsewhere.
pub(super) async fn see(run: &mut Run, sightings: &[Sighting]) -> Result<(), CutOff> {
    let ids: Vec<RemoteOrderId> = sightings.iter().map(|sighting| sighting.id).collect();
    let known = run.orders.store.orders().with_remote_ids(&ids).await?;
    let by_id = |order: &Order| order.remote.as_ref().map(|remote| remote.id);
    let known: BTreeMap<_, _> = known.iter().filter_map(|order| Some((by_id(order)?, order))).collect();
    let mut new = Vec::new();
    for sighting in sightings {
        run.compared = run.compared.saturating_add(1);
        match known.get(&sighting.id) {
            Some(order) => compare(run, order, sighting).await?,
            None => new.push(sighting),
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    let ours = find_ours(run, &new).await?;
    let elsewhere: Vec<Seen> = new
        .iter()
        .filter(|sighting| !ours.contains(&sighting.id))
        .map(|sighting| sighting.as_seen(run.read_at))
        .collect();
    let remembered = run.orders.store.orders().see_elsewhere(&elsewhere, run.read_at).await?;
    run.differences = run
        .differences
        .saturating_add(u64::try_from(remembered).unwrap_or(u64::MAX));
    Ok(())
}

/// Sees to the orders of a page of the list, and keeps what it tells of them.
pub(super) async fn see_listed(run: &mut Run, listed: &[ListedOrder]) -> Result<(), CutOff> {
    let sightings: Vec<Sighting> = listed.iter().map(Sighting::from).collect();
    see(run, &sightings).await?;
    let ids: Vec<RemoteOrderId> = listed.iter().map(|order| order.id).collect();
    let here = run.orders.store.orders().ids_of(&ids).await?;
    let record = |order: &ListedOrder| here.get(&order.id).map(|id| (*id, OrderRecord::from(order)));
    let records: Vec<_> = listed.iter().filter_map(record).collect();
    let due = run
        .orders
        .store
        .order_records()
        .keep_listed(&records, run.read_at)
        .await?;
    if due > 0 {
        run.orders.want_details();
    }
    Ok(())
}

/// Writes the status down where it, or the certificate, is another one. Whether that was so.
pub(super) async fn compare_with_ours(run: &mut Run, order: &Order, reading: &StatusReading) -> Result<bool, CutOff> {
    let known = order.remote.as_ref();
    let is_status = known.and_then(|remote| remote.status.as_ref()) == Some(&reading.status);
    let certificate = known.and_then(|remote| remote.certificate_id);
    let is_certificate = reading.certificate_id.is_none() || certificate == reading.certificate_id;
    if is_status && is_certificate {
        return Ok(false);
    }
    run.orders.store.orders().record_status(order.id, reading, None).await?;
    run.differ();
    Ok(true)
}

async fn compare(run: &mut Run, order: &Order, sighting: &Sighting) -> Result<(), CutOff> {
    if let Some(status) = &sighting.status {
        let reading = StatusReading {
            status: status.clone(),
            certificate_id: sighting.certificate_id,
            organization_name: sighting.organization_name.clone(),
            // The list names no currency; the price is read with the order itself.
            price: None,
            reference: sighting.reference.clone(),
            at: run.read_at,
        };
        compare_with_ours(run, order, &reading).await?;
    }
    for drift in sighting.drifts_from(order) {
        if run
            .orders
            .store
            .orders()
            .record_drift(order.id, &drift, run.read_at)
            .await?
        {
            run.differ();
        }
    }
    Ok(())
}

/// Those of the new ones that belong to an order of ours whose answer did not come, or has not come yet. They are found
/// here as soon as they are seen, not only when their search is due.
async fn find_ours(run: &mut Run, new: &[&Sighting]) -> Result<BTreeSet<RemoteOrderId>, CutOff> {
    let mut ours = BTreeSet::new();
    let open = run.orders.store.orders().unknown_there().await?;
    for sighting in new.iter().filter(|sighting| sighting.may_be_one_of(&open)) {
        run.go_on().await?;
        let info = match run.orders.digicert.order(sighting.id).await {
            Ok(info) => info,
            Err(error) => {
                run.pass_over(sighting.id, error)?;
                continue;
            }
        };
        let there = candidate(&info, None);
        for order in &open {
            let Some(evidence) = order.attempt.as_ref().map(|attempt| there.evidence(attempt)) else {
                continue;
            };
            let is_near = evidence.reference == Agreement::Same
                || (evidence.reference == Agreement::Unknown && evidence.key == Agreement::Same);
            if !is_near {
                continue;
            }
            if order.state == State::Sending {
                // Its answer is on its way, or will be missed when the lease runs out.
                ours.insert(sighting.id);
            } else {
                look(&run.orders, order.id, None).await?;
                if run
                    .orders
                    .store
                    .orders()
                    .find_by_remote_id(sighting.id)
                    .await?
                    .is_some()
                {
                    ours.insert(sighting.id);
                    run.differ();
                }
            }
        }
    }
    Ok(ours)
}

impl From<&ListedOrder> for Sighting {
    fn from(listed: &ListedOrder) -> Self {
        Self {
            id: listed.id,
            certificate_id: listed.certificate_id(),
            status: listed.status.clone(),
            common_name: listed.common_name().map(str::to_owned),
            dns_names: listed.dns_names().to_vec(),
            organization_id: listed.organization.as_ref().map(|named| named.id.clone()),
            organization_name: listed.organization.as_ref().and_then(|named| named.name.clone()),
            product: listed.product_name_id().map(str::to_owned),
            reference: None,
            placed_by: None,
            price: listed.price.as_deref().and_then(|price| Price::read(price, None)),
            created_at: listed.date_created,
        }
    }
}

impl From<&OrderRecord> for Sighting {
    fn from(record: &OrderRecord) -> Self {
        let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Self {
            id: record.id,
            certificate_id: record.certificate.id,
            status: record.status.clone(),
            common_name: text(&record.certificate.common_name),
            dns_names: record.certificate.dns_names.clone(),
            organization_id: record.organization.map(|id| id.to_string()),
            organization_name: text(&record.organization_name),
            product: record.product.clone(),
            reference: record.reference.clone(),
            placed_by: text(&record.placed_by),
            price: record.price.clone(),
            created_at: record.created,
        }
    }
}

impl Sighting {
    /// Whether it could have come of one of these attempts, by its product and time.
    fn may_be_one_of(&self, open: &[Order]) -> bool {
        let is_product = self
            .product
            .as_deref()
            .is_none_or(|product| product == PRIVATE_SERVICES_SERVER.name_id);
        let is_after = |order: &Order| {
            let begun = order.attempt.as_ref().map(|attempt| attempt.at);
            let earliest = begun.and_then(|at| at.saturating_sub(CLOCK_SKEW).ok());
            earliest.is_some_and(|earliest| self.created_at.is_none_or(|created| created >= earliest))
        };
        is_product && open.iter().any(is_after)
    }

    /// What DigiCert has otherwise than it was sent.
    fn drifts_from(&self, order: &Order) -> Vec<EventKind> {
        let Some(attempt) = &order.attempt else {
            return Vec::new();
        };
        let pairs = [
            ("common_name", &attempt.common_name, &self.common_name),
            ("organization", &attempt.organization_id, &self.organization_id),
        ];
        let drift = |(what, ours, theirs): (&str, &Option<String>, &Option<String>)| {
            let (ours, theirs) = (ours.as_deref()?, theirs.as_deref()?);
            (!ours.eq_ignore_ascii_case(theirs)).then(|| EventKind::Drifted {
                what: what.to_owned(),
                ours: ours.to_owned(),
                theirs: theirs.to_owned(),
            })
        };
        pairs.into_iter().filter_map(drift).collect()
    }

    fn as_seen(&self, now: Timestamp) -> Seen {
        Seen {
            remote: RemoteOrder {
                id: self.id,
                certificate_id: self.certificate_id,
                status: self.status.clone(),
                status_read_at: self.status.is_some().then_some(now),
                domains: Vec::new(),
                price: self.price.clone(),
                vanished_at: None,
                reference: self.reference.clone(),
            },
            product: self.product.clone(),
            form: OrderForm {
                common_name: self.common_name.clone().unwrap_or_default(),
                dns_names: self.dns_names.join("\n"),
                organization: self.organization_id.clone().unwrap_or_default(),
                ..OrderForm::blank()
            },
            organization_name: self.organization_name.clone(),
            placed_by: self.placed_by.clone(),
            created_at: self.created_at.unwrap_or(now),
        }
    }
}
