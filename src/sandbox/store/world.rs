//! Everything the sandbox remembers, in memory, with the maps that find it quickly.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

use jiff::Timestamp;

use super::{
    CertificatePlan, Container, DiskError, Domain, Issued, Journal, Order, OrderIndex, OrderStatus, Orders,
    Organization, Record, User,
};
use crate::sandbox::{money::Money, seed};

/// Journals with fewer superseded records than this are not worth writing anew.
const WORTH_COMPACTING: usize = 256;

/// The remembered records; they change only by [`World::commit`].
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) tables: Tables,
    journal: Journal,
}

/// What waits for its validation.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Waiting {
    Organization(u64),
    Domain(u64),
}

/// The records and the maps over them.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) orders: Orders,
    pub(crate) bodies: HashMap<u64, String>,
    pub(crate) organizations: BTreeMap<u64, Organization>,
    pub(crate) containers: BTreeMap<u64, Container>,
    pub(crate) users: BTreeMap<u64, User>,
    pub(crate) domains: BTreeMap<u64, Domain>,
    pub(crate) balance: Money,
    pub(crate) index: OrderIndex,
    /// Organizations and domains whose validation waits for nothing but time, the longest waiting first.
    pub(crate) validating: BTreeSet<(Timestamp, Waiting)>,
    /// Whether an organization or a domain changed since orders were last led past what is there already.
    pub(crate) is_stirred: bool,
    /// The invented orders, to invent them again.
    history: Option<seed::History>,
    domain_by_name: HashMap<String, u64>,
    highest_contact: u64,
    highest_request: u64,
    highest_certificate: u64,
    highest_note: u64,
    highest_invitation: u64,
}

impl World {
    /// Opens a data folder; a fresh one is filled with `seed`.
    pub(crate) fn open<S>(folder: &Path, seed: impl FnOnce() -> S) -> Result<Self, DiskError>
    where
        S: Iterator<Item = Record>,
    {
        let mut tables = Tables::default();
        let (mut journal, count) = Journal::open(folder, |record| tables.put(record))?;
        if count == 0 {
            journal.rewrite(seed().inspect(|record| tables.put(record.clone())))?;
        } else if count > tables.len() * 2 + WORTH_COMPACTING {
            journal.rewrite(tables.records())?;
        }
        Ok(Self { tables, journal })
    }

    /// Writes the records as one transaction, then makes them visible.
    pub(crate) fn commit(&mut self, records: Vec<Record>) -> Result<(), DiskError> {
        if records.is_empty() {
            return Ok(());
        }
        self.journal.append(&records)?;
        let kept = records.into_iter().map(Record::kept);
        kept.for_each(|record| self.tables.put(record));
        Ok(())
    }

    /// Forgets everything and remembers `seed` alone.
    pub(crate) fn begin_anew(&mut self, seed: impl Iterator<Item = Record>) -> Result<(), DiskError> {
        let mut tables = Tables::default();
        self.journal
            .rewrite(seed.inspect(|record| tables.put(record.clone())))?;
        self.tables = tables;
        Ok(())
    }

    /// Gives the data folder back.
    pub(crate) fn close(&mut self) {
        self.journal.close();
    }
}

impl Tables {
    fn put(&mut self, record: Record) {
        match record {
            Record::Order(order) => self.put_order(order),
            Record::RequestBody { order, text } => drop(self.bodies.insert(order, text)),
            Record::Organization(organization) => self.put_organization(*organization),
            Record::Container(container) => drop(self.containers.insert(container.id, container)),
            Record::User(user) => drop(self.users.insert(user.id, user)),
            Record::Domain(domain) => self.put_domain(*domain),
            Record::Balance(balance) => self.balance = balance,
            Record::History(history) => {
                history.orders().for_each(|order| self.put_order(Box::new(order)));
                self.history = Some(history);
            }
        }
    }

    fn put_organization(&mut self, organization: Organization) {
        let id = organization.id;
        let waited = self.organizations.get(&id).and_then(Organization::waits_since);
        self.wait(Waiting::Organization(id), waited, organization.waits_since());
        for contact in organization.contacts() {
            self.highest_contact = self.highest_contact.max(contact.id);
        }
        self.organizations.insert(id, organization);
        self.is_stirred = true;
    }

    fn put_domain(&mut self, domain: Domain) {
        let waited = self.domains.get(&domain.id).and_then(|old| old.requested);
        self.wait(Waiting::Domain(domain.id), waited, domain.requested);
        for invitation in &domain.invitations {
            self.highest_invitation = self.highest_invitation.max(invitation.id);
        }
        self.domain_by_name.insert(domain.name.clone(), domain.id);
        self.domains.insert(domain.id, domain);
        self.is_stirred = true;
    }

    fn wait(&mut self, who: Waiting, until_now: Option<Timestamp>, from_now: Option<Timestamp>) {
        if let Some(since) = until_now {
            self.validating.remove(&(since, who));
        }
        if let Some(since) = from_now {
            self.validating.insert((since, who));
        }
    }

    fn put_order(&mut self, order: Box<Order>) {
        if let Some(old) = self.orders.get(&order.id) {
            self.index.forget(old);
        }
        self.index.note(&order);
        let contacts = [&order.organization_contact, &order.technical_contact];
        let contacts = contacts.into_iter().filter_map(Option::as_deref);
        for contact in contacts.chain(&order.verified_contacts) {
            self.highest_contact = self.highest_contact.max(contact.id);
        }
        for note in &order.notes {
            self.highest_note = self.highest_note.max(note.id);
        }
        let requests = order.later.iter().map(|request| request.id);
        let certificates = order.reissue.iter().map(|reissue| reissue.plan.id);
        let highest = requests.fold(order.request.id, u64::max);
        self.highest_request = self.highest_request.max(highest);
        let highest = certificates.fold(order.certificate.id, u64::max);
        self.highest_certificate = self.highest_certificate.max(highest);
        self.orders.put(order);
    }

    /// The number of records that are still of use.
    fn len(&self) -> usize {
        self.orders.values().filter(|order| !order.is_invented).count()
            + self.bodies.len()
            + self.organizations.len()
            + self.containers.len()
            + self.users.len()
            + self.domains.len()
            + 1
    }

    /// Every record, to write the journal anew.
    fn records(&self) -> impl Iterator<Item = Record> {
        let containers = self.containers.values().cloned().map(Record::Container);
        let users = self.users.values().cloned().map(Record::User);
        let organizations = self
            .organizations
            .values()
            .map(|found| Record::Organization(Box::new(found.clone())));
        let domains = self
            .domains
            .values()
            .map(|found| Record::Domain(Box::new(found.clone())));
        let history = self.history.map(Record::History);
        let orders = self.orders.values().filter(|found| !found.is_invented);
        let orders = orders.map(|found| Record::Order(Box::new(found.clone())));
        let bodies = self.bodies.iter().map(|(order, text)| Record::RequestBody {
            order: *order,
            text: text.clone(),
        });
        let balance = std::iter::once(Record::Balance(self.balance));
        balance
            .chain(containers)
            .chain(users)
            .chain(organizations)
            .chain(domains)
            .chain(history)
            .chain(orders)
            .chain(bodies)
    }

    /// An order by its id, or by the serial number or thumbprint of its present certificate.
    pub(crate) fn find_order(&self, text: &str) -> Option<&Order> {
        let by_id = text.parse::<u64>().ok().and_then(|id| self.orders.get(&id));
        by_id.or_else(|| {
            let (order, plan, _) = self.issued_named(text)?;
            (order.certificate.id == plan.id).then_some(order)
        })
    }

    /// The order of a certificate, and the id of the certificate: by that id, or by its serial number or thumbprint.
    pub(crate) fn find_certificate(&self, text: &str) -> Option<(&Order, u64)> {
        let Ok(id) = text.parse::<u64>() else {
            return self.issued_named(text).map(|(order, plan, _)| (order, plan.id));
        };
        let order = self
            .index
            .of_certificate(id)
            .and_then(|order| self.orders.get(&order))?;
        let is_its_own = order.wanted().id == id || order.certificate.id == id || order.issued_as(id).is_some();
        is_its_own.then_some((order, id))
    }

    /// The issued certificate of a serial number or thumbprint.
    fn issued_named(&self, text: &str) -> Option<(&Order, &CertificatePlan, &Issued)> {
        let name: String = text.chars().filter(|sign| *sign != ':').collect();
        let order = self.index.of_name(&name).and_then(|id| self.orders.get(&id))?;
        let is_it = |known: &String| known.eq_ignore_ascii_case(&name);
        let earlier = order.earlier.iter().map(|found| (&found.plan, &found.issued));
        let present = order.issued.iter().map(|issued| (&order.certificate, issued));
        let mut all = earlier.chain(present);
        let (plan, issued) =
            all.find(|(_, issued)| is_it(&issued.serial_number) || issued.thumbprint.as_ref().is_some_and(is_it))?;
        Some((order, plan, issued))
    }

    /// The order of a request.
    pub(crate) fn order_of_request(&self, id: u64) -> Option<&Order> {
        self.index.of_request(id).and_then(|order| self.orders.get(&order))
    }

    /// The orders that carry a caller's own reference.
    pub(crate) fn orders_by_alternative(&self, reference: &str) -> impl Iterator<Item = &Order> {
        let found = self.index.of_reference(reference);
        found.filter_map(|id| self.orders.get(&id))
    }

    /// The order that renews another one; one that came to nothing does not count.
    pub(crate) fn renewal_of(&self, earlier: u64) -> Option<u64> {
        let renewals = self.index.renewals_of(earlier);
        let mut orders = renewals.filter_map(|id| self.orders.get(&id));
        let came_to_nothing = |status| matches!(status, OrderStatus::Rejected | OrderStatus::Canceled);
        orders
            .find(|order| !came_to_nothing(order.status))
            .map(|order| order.id)
    }

    /// A domain of the account by its name.
    pub(crate) fn domain_named(&self, name: &str) -> Option<&Domain> {
        self.domain_by_name.get(name).and_then(|id| self.domains.get(id))
    }

    /// The id after the highest in use, but at least `first`.
    fn next<V>(map: &BTreeMap<u64, V>, first: u64) -> u64 {
        map.last_key_value()
            .map_or(first, |(highest, _)| first.max(highest + 1))
    }

    /// The id of the next order (the first is that of the reference's answer).
    pub(crate) fn next_order(&self) -> u64 {
        self.orders
            .highest()
            .map_or(681_531_554, |highest| (highest + 1).max(681_531_554))
    }

    /// The id of the certificate of the next order.
    pub(crate) fn next_certificate(&self) -> u64 {
        self.next_order().saturating_add(1_532_636)
    }

    /// The id of the next certificate of an order that has one already; those of new orders lie below.
    pub(crate) fn next_reissued_certificate(&self) -> u64 {
        self.highest_certificate.max(750_000_000) + 1
    }

    /// The id of the next domain.
    pub(crate) fn next_domain(&self) -> u64 {
        Self::next(&self.domains, 4_818_243)
    }

    /// The id of the next organization.
    pub(crate) fn next_organization(&self) -> u64 {
        Self::next(&self.organizations, 2_042_801)
    }

    /// The id of the next contact.
    pub(crate) fn next_contact(&self) -> u64 {
        self.highest_contact.max(2_813_000) + 1
    }

    /// The id of the next request.
    pub(crate) fn next_request(&self) -> u64 {
        self.highest_request.max(1_922_000) + 1
    }

    /// The id of the next invitation to approve a domain.
    pub(crate) fn next_invitation(&self) -> u64 {
        self.highest_invitation.max(940_000) + 1
    }

    /// The id of the next division.
    pub(crate) fn next_container(&self) -> u64 {
        Self::next(&self.containers, 679_401)
    }

    /// The id of the next note.
    pub(crate) fn next_note(&self) -> u64 {
        self.highest_note + 1
    }
}
