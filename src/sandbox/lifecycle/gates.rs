//! Leading orders through their gates: what each gate asks for, and how it comes about.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{VALIDATION_DAYS, parents, validity};
use crate::sandbox::{
    clock::{day_of, days_later, start_of},
    pki::random_serial,
    store::{
        DETAILS, Defect, Detail, Domain, Gate, Issued, Order, OrderStatus, Organization, Record, Replaced,
        RequestStatus, Tables, ValidationType,
    },
};

/// What of an organization is looked at without its own people.
const LOOKED_AT: [Detail; 4] = [
    Detail::OrganizationType,
    Detail::OrganizationStatus,
    Detail::AddressVerification,
    Detail::BlacklistFraud,
];

/// Orders under way, and what changes on the way; several orders may need the same organization and domains.
pub(crate) struct Walk<'a> {
    tables: &'a Tables,
    organizations: BTreeMap<u64, Organization>,
    domains: BTreeMap<u64, Domain>,
    orders: BTreeMap<u64, Order>,
}

impl<'a> Walk<'a> {
    /// Nothing has moved yet.
    pub(crate) fn new(tables: &'a Tables) -> Self {
        Self {
            tables,
            organizations: BTreeMap::new(),
            domains: BTreeMap::new(),
            orders: BTreeMap::new(),
        }
    }

    /// Everything that changed, to be written as one transaction.
    pub(crate) fn into_records(self) -> Vec<Record> {
        let domains = self.domains.into_values().map(|found| Record::Domain(Box::new(found)));
        let organizations = self.organizations.into_values();
        let organizations = organizations.map(|found| Record::Organization(Box::new(found)));
        let orders = self.orders.into_values().map(|found| Record::Order(Box::new(found)));
        domains.chain(organizations).chain(orders).collect()
    }

    /// Puts a changed order back.
    pub(crate) fn put(&mut self, order: Order) {
        self.orders.insert(order.id, order);
    }

    fn organization(&self, id: u64) -> Option<&Organization> {
        let changed = self.organizations.get(&id);
        changed.or_else(|| self.tables.organizations.get(&id))
    }

    fn domain_named(&self, name: &str) -> Option<&Domain> {
        let stored = self.tables.domain_named(name)?;
        Some(self.domains.get(&stored.id).unwrap_or(stored))
    }

    /// Whether nobody has to prove control over a name any more; a name without a domain has nothing to prove.
    fn is_proven(&self, name: &str, at: Timestamp) -> bool {
        let lower = name.to_ascii_lowercase();
        let mut known = parents(&lower)
            .filter_map(|parent| self.domain_named(parent))
            .peekable();
        known.peek().is_none() || known.any(|domain| domain.is_validated_at(at))
    }

    /// Whether what the gate of an order asks for is there.
    fn is_passed(&self, order: &Order, at: Timestamp) -> bool {
        let organization = self.organization(order.organization);
        let validation = organization.and_then(|found| found.validation(ValidationType::Ov));
        let status = validation.map(|found| found.status_at(at));
        let is_active = organization.is_none() || status == Some("active");
        match order.gate {
            Gate::Approval => !order.has_pending_request(),
            Gate::Csr => order.wanted().csr.is_some(),
            Gate::Organization => {
                let open = validation.filter(|_| status == Some("pending"));
                let is_done = |detail| open.is_some_and(|found| found.done.contains(&detail));
                is_active || LOOKED_AT.into_iter().all(is_done)
            }
            Gate::VerifiedContact => {
                let answered = |id| validation.is_none_or(|found| found.verified.contains(&id));
                is_active && order.verified_contacts.iter().all(|contact| answered(contact.id))
            }
            Gate::Domain => order.wanted().dns_names.iter().all(|name| self.is_proven(name, at)),
            Gate::Issuance => false,
        }
    }

    /// Leads an order past every gate whose demand is met already; tells whether it moved.
    pub(crate) fn settle(&self, order: &mut Order, at: Timestamp) -> bool {
        let before = order.gate;
        while self.is_passed(order, at) {
            order.gate = order.gate.next();
        }
        order.gate != before
    }

    /// One step of an order at its gate: a detail of its organization, its people, a domain, being taken up, or the
    /// certificate. With `whole` everything the gate asks for comes about at once.
    pub(crate) fn step(
        &mut self,
        order: &mut Order,
        at: Timestamp,
        whole: bool,
        defect: impl FnOnce() -> Option<Defect>,
    ) {
        match order.gate {
            Gate::Approval | Gate::Csr => {}
            Gate::Organization => self.look_at(order, at, whole),
            Gate::VerifiedContact => self.answer(order, at),
            Gate::Domain => self.prove(order, at, whole),
            Gate::Issuance if order.status == OrderStatus::Pending && !whole => {
                order.turn(OrderStatus::Processing, at);
            }
            Gate::Issuance => issue(order, at, defect()),
        }
        self.settle(order, at);
    }

    fn change_organization(&mut self, id: u64, change: impl FnOnce(&mut Organization)) {
        if let Some(mut organization) = self.organization(id).cloned() {
            change(&mut organization);
            self.organizations.insert(id, organization);
        }
    }

    fn look_at(&mut self, order: &Order, at: Timestamp, whole: bool) {
        self.change_organization(order.organization, |organization| {
            organization.change_validation(ValidationType::Ov, at, |validation| {
                if validation.status_at(at) != "pending" {
                    validation.begin(at);
                    // Its order leads it to its end, and not the time for validations.
                    validation.requested = None;
                }
                let open = LOOKED_AT.into_iter().filter(|detail| !validation.done.contains(detail));
                let open: Vec<Detail> = open.take(if whole { LOOKED_AT.len() } else { 1 }).collect();
                validation.done.extend(open);
            });
        });
    }

    /// Lets the verified contacts of an order answer, which ends the validation of its organization.
    fn answer(&mut self, order: &Order, at: Timestamp) {
        let people: Vec<u64> = order.verified_contacts.iter().map(|contact| contact.id).collect();
        self.change_organization(order.organization, |organization| {
            organization.change_validation(ValidationType::Ov, at, |validation| {
                if validation.status_at(at) != "active" {
                    validation.complete(days_later(at, VALIDATION_DAYS));
                }
                validation.done.extend(DETAILS.into_iter().map(|(detail, _)| detail));
                validation.verified.extend(people);
            });
        });
    }

    /// Proves control over the domains of an order: over the next one, or over all.
    fn prove(&mut self, order: &Order, at: Timestamp, whole: bool) {
        for name in &order.wanted().dns_names {
            if self.is_proven(name, at) {
                continue;
            }
            for parent in parents(&name.to_ascii_lowercase()) {
                if let Some(mut domain) = self.domain_named(parent).cloned() {
                    domain.complete(days_later(at, VALIDATION_DAYS));
                    self.domains.insert(domain.id, domain);
                }
            }
            if !whole {
                return;
            }
        }
    }

    /// Issues an order at once, with everything that its gates ask for.
    pub(crate) fn rush(&mut self, order: &mut Order, at: Timestamp, defect: Option<Defect>) {
        order.gate = Gate::Organization;
        self.settle(order, at);
        while order.gate < Gate::Issuance {
            self.step(order, at, true, || None);
        }
        issue(order, at, defect);
    }
}

/// Gives an order its certificate, or the next one where it is reissued.
fn issue(order: &mut Order, at: Timestamp, defect: Option<Defect>) {
    if order.status == OrderStatus::WaitingPickup && order.issued.is_some() {
        // It has its certificate, which only nobody fetched yet.
        order.turn(OrderStatus::Issued, at);
        return;
    }
    let serial_number: String = random_serial().iter().map(|byte| format!("{byte:02X}")).collect();
    let mut valid = validity(order.certificate.lifetime, at);
    if let Some(reissue) = order.reissue.take() {
        let replaced = std::mem::replace(&mut order.certificate, reissue.plan);
        if let Some(issued) = order.issued.take() {
            // A reissue does not lengthen what was ordered.
            valid = (start_of(day_of(at)), issued.valid_till);
            order.earlier.push(Replaced { plan: replaced, issued });
        }
        let mut requests = order.later.iter_mut();
        if let Some(request) = requests.find(|request| request.id == reissue.request) {
            request.status = RequestStatus::Approved;
        }
    } else {
        order.request.status = RequestStatus::Approved;
    }
    order.issued = Some(Issued {
        defect,
        ..Issued::new(at, serial_number, valid)
    });
    order.turn(OrderStatus::Issued, at);
}
