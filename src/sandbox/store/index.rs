//! The maps and sorted sets over orders that find them without looking at all of them.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;

use super::{Gate, Order, OrderStatus};

/// An order by a moment of its life.
pub(crate) type ByMoment = BTreeSet<(Timestamp, u64)>;

/// Where orders are found.
#[derive(Debug, Default)]
pub(crate) struct OrderIndex {
    /// Orders that wait for nothing but time, by their gate and by whether they still have to be taken up for issuance,
    /// the longest waiting first.
    pub(crate) waiting: BTreeSet<(Gate, bool, Timestamp, u64)>,
    pub(crate) by_created: ByMoment,
    /// By the last change of status that was written down.
    pub(crate) by_changed: ByMoment,
    /// Issued orders by the end of their certificate, which is a change of status that nobody writes down.
    pub(crate) by_end: ByMoment,
    by_certificate: HashMap<u64, u64>,
    by_request: HashMap<u64, u64>,
    by_alternative: HashMap<String, BTreeSet<u64>>,
    /// An order and one that renews it.
    renewals: BTreeSet<(u64, u64)>,
    /// By the last digits of serial numbers and thumbprints.
    by_name: HashMap<u128, u64>,
}

/// The key of a serial number or thumbprint: as many of its last digits as fit.
fn name_key(text: &str) -> Option<u128> {
    let start = text.len().saturating_sub(32);
    text.get(start..).and_then(|end| u128::from_str_radix(end, 16).ok())
}

/// The place of an order among those that wait.
fn waits(order: &Order) -> Option<(Gate, bool, Timestamp, u64)> {
    order
        .ready
        .map(|ready| (order.gate, order.is_queued(), ready, order.id))
}

fn end(order: &Order) -> Option<(Timestamp, u64)> {
    let issued = order.issued.as_ref().filter(|_| order.status == OrderStatus::Issued);
    issued.map(|issued| (issued.valid_till, order.id))
}

impl OrderIndex {
    /// Forgets where an order stood, before it is put in again.
    pub(super) fn forget(&mut self, order: &Order) {
        if let Some(place) = waits(order) {
            self.waiting.remove(&place);
        }
        if let Some(place) = end(order) {
            self.by_end.remove(&place);
        }
        self.by_created.remove(&(order.created, order.id));
        self.by_changed.remove(&(order.changed, order.id));
    }

    /// Notes where an order stands.
    pub(super) fn note(&mut self, order: &Order) {
        self.waiting.extend(waits(order));
        self.by_end.extend(end(order));
        self.by_created.insert((order.created, order.id));
        self.by_changed.insert((order.changed, order.id));
        self.by_request.insert(order.request.id, order.id);
        for request in &order.later {
            self.by_request.insert(request.id, order.id);
        }
        self.by_certificate.insert(order.certificate.id, order.id);
        if let Some(reissue) = &order.reissue {
            self.by_certificate.insert(reissue.plan.id, order.id);
        }
        let issued = order.earlier.iter().map(|replaced| {
            self.by_certificate.insert(replaced.plan.id, order.id);
            &replaced.issued
        });
        for issued in issued.chain(&order.issued).collect::<Vec<_>>() {
            let names = std::iter::once(&issued.serial_number).chain(&issued.thumbprint);
            for key in names.filter_map(|name| name_key(name)) {
                self.by_name.insert(key, order.id);
            }
        }
        if let Some(reference) = &order.alternative_order_id {
            let known = self.by_alternative.entry(reference.clone()).or_default();
            known.insert(order.id);
        }
        if let Some(earlier) = order.renewal_of {
            self.renewals.insert((earlier, order.id));
        }
    }

    /// The order of a certificate, be it issued or not.
    pub(super) fn of_certificate(&self, id: u64) -> Option<u64> {
        self.by_certificate.get(&id).copied()
    }

    /// The order of a request.
    pub(super) fn of_request(&self, id: u64) -> Option<u64> {
        self.by_request.get(&id).copied()
    }

    /// The order that may have a certificate of that serial number or thumbprint.
    pub(super) fn of_name(&self, name: &str) -> Option<u64> {
        name_key(name).and_then(|key| self.by_name.get(&key)).copied()
    }

    /// The orders with a caller's own reference.
    pub(super) fn of_reference(&self, reference: &str) -> impl Iterator<Item = u64> {
        self.by_alternative.get(reference).into_iter().flatten().copied()
    }

    /// The orders that renew another one.
    pub(super) fn renewals_of(&self, earlier: u64) -> impl Iterator<Item = u64> {
        let found = self.renewals.range((earlier, 0)..=(earlier, u64::MAX));
        found.map(|(_, id)| *id)
    }
}
