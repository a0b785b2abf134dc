//! The sections of an order's page, a file each, and what they are made of. Which there are and in which order is in
//! [`super::page`].

pub(super) mod bundle;
pub(super) mod buttons;
pub(super) mod contacts;
pub(super) mod facts;
pub(super) mod names;
pub(super) mod notes;
pub(super) mod remote;

use jiff::Timestamp;

pub use bundle::bundle;
pub use notes::{add_note, strike_note};

use crate::domain::directory::Domain;
use crate::domain::ids::OrderId;
use crate::domain::operator::{Act, Operator};
use crate::domain::order::gates::{CertificateKept, DomainNames, Gate, Known, domains_of, gates};
use crate::domain::order::{Event, Note, Order, OrderRecord, OrderValidation};
use crate::store::{Exchange, KeptCertificate, KeptRecord};
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::state::AppState;
use crate::words::Words;

/// An order with all that its page shows: read from the store alone, so that the page works while DigiCert is down.
pub(super) struct Shown {
    pub(super) words: Words,
    pub(super) operator: Operator,
    pub(super) state: AppState,
    pub(super) order: Order,
    pub(super) events: Vec<Event>,
    /// Empty for those who may not see them.
    pub(super) exchanges: Vec<Exchange>,
    /// The orders of which each took the place of the one before.
    pub(super) chain: Vec<Order>,
    /// The order as DigiCert had it.
    pub(super) known: Option<KeptRecord>,
    /// The domains its names belong to, as far as the desk knows them.
    pub(super) domains: Vec<Domain>,
    /// Those domains with the names on the order.
    pub(super) names: Vec<DomainNames>,
    pub(super) notes: Vec<Note>,
    /// Its certificates: the one it has now, then the earlier ones.
    pub(super) certificates: Vec<KeptCertificate>,
    pub(super) gates: Vec<Gate>,
    pub(super) now: Timestamp,
}

impl Shown {
    /// Reads all of it.
    pub(super) async fn load(id: OrderId) -> Result<Self, Failure> {
        let state = context::state();
        let operator = context::operator()?;
        let orders = state.orders();
        let order = orders.find(id).await?.ok_or(Failure::NotFound)?;
        let exchanges = if operator.may(Act::SeeRawExchange) {
            orders.exchanges(id).await?
        } else {
            Vec::new()
        };
        let mut shown = Self {
            words: context::words(),
            events: orders.events(id).await?,
            exchanges,
            chain: orders.chain(&order).await?,
            known: orders.known_record(id).await?,
            notes: orders.notes(id).await?,
            certificates: orders.certificates(id).await?,
            domains: Vec::new(),
            names: Vec::new(),
            gates: Vec::new(),
            now: state.clock().now(),
            operator,
            order,
            state,
        };
        shown.names = domains_of(&shown.facts());
        shown.domains = shown.mirrored().await?;
        // Once more: what is known of a domain says how control of it is proven.
        shown.names = domains_of(&shown.facts());
        shown.gates = gates(&shown.facts());
        shown.forget_discarded();
        Ok(shown)
    }

    /// Nobody is led to a draft that took this order's place and was discarded since.
    fn forget_discarded(&mut self) {
        let chain = &self.chain;
        let is_there = |id: &OrderId| chain.iter().any(|order| order.id == *id);
        let gates = self
            .gates
            .iter_mut()
            .filter(|gate| gate.order.is_some_and(|id| !is_there(&id)));
        for gate in gates {
            (gate.order, gate.advice) = (None, None);
        }
    }

    /// What the mirror has of the order's domains.
    async fn mirrored(&self) -> Result<Vec<Domain>, Failure> {
        let directory = self.state.mirror().store().directory();
        let mut domains = Vec::new();
        for id in self.names.iter().filter_map(|names| names.id) {
            domains.extend(directory.domain(id).await?.map(|known| known.record));
        }
        Ok(domains)
    }

    fn facts(&self) -> Known<'_> {
        Known {
            order: &self.order,
            events: &self.events,
            record: self.record(),
            is_detailed: self.known.as_ref().is_some_and(|known| known.detailed_at.is_some()),
            validation: self.validation(),
            domains: &self.domains,
            approval_is_needed: self.state.orders().switches().needs_approval(),
            certificate: self.certificate(),
            now: self.now,
        }
    }

    /// How its certificate stands at this desk.
    fn certificate(&self) -> CertificateKept {
        match self.certificates.iter().find(|certificate| certificate.is_current) {
            None => CertificateKept::Missing,
            Some(kept) if kept.verdict.is_held() => CertificateKept::Held(kept.fetched_at),
            Some(kept) => CertificateKept::Kept(kept.fetched_at),
        }
    }

    /// The order as DigiCert had it.
    pub(super) fn record(&self) -> Option<&OrderRecord> {
        self.known.as_ref().map(|known| &known.record)
    }

    /// How far its validation was.
    pub(super) fn validation(&self) -> Option<&OrderValidation> {
        let known = self.known.as_ref()?;
        known.validation.as_ref().map(|(validation, _)| validation)
    }

    /// The address of its page.
    pub(super) fn address(&self) -> String {
        format!("/orders/{}", self.order.id)
    }
}
