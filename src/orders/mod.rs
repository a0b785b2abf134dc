//! What can be done with orders, one verb per file: draft, approve, place, look, give up, adopt, refresh, fetch the
//! certificate, order again, renew, note; a bundle of all that is known of one; and what can be done with templates. And
//! what the desk does by itself: comparing with DigiCert (`reconcile`), reading orders in full (`details`).
//!
//! The promise of this module: at most one request leaves per attempt, and only after the attempt was written down and
//! committed. Its pieces are the store's compare-and-set and a client that cannot send twice.

mod adopt;
mod again;
mod approve;
mod bundle;
mod candidates;
mod certificate;
mod chain;
mod details;
mod draft;
mod give_up;
mod import;
mod look;
mod needed;
mod notes;
mod place;
mod price;
mod reconcile;
mod refresh;
mod renew;
mod template;

use std::sync::Arc;

use jiff::SignedDuration;
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;

use crate::causes::causes;
use crate::clock::Clock;
use crate::digicert::DigiCert;
use crate::domain::change::check::{Lookalike, name_lookalikes};
use crate::domain::csr;
use crate::domain::ids::{OrderId, Reference};
use crate::domain::order::check::{Checked, Circumstances};
use crate::domain::order::search::ReleaseRule;
use crate::domain::order::{Event, Order, OrderForm, OrderSummary, State, Switches};
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::random;
use crate::store::{Exchange, HistoryQuery, KeptRecord, ListCursor, ListPage, Store, StoreError};

pub use adopt::Linking;
pub use approve::{Asking, Canonical};
pub use bundle::Covering;
pub use certificate::{CertificateFetch, CertificateWalk, PackError, archive, pkcs7};
pub use draft::Saved;
pub use give_up::GivingUp;
pub use import::{ImportProgress, Known};
pub use look::LookedAgain;
pub use place::{Placing, Wish};
pub use price::SimilarPrice;
pub use refresh::Refreshed;
pub use renew::Renewing;
pub use template::TemplateWish;

/// So many drafts are named where something they need is to be taken away.
const DRAFTS_NAMED: u64 = 100;

/// What DigiCert told of the desk's key and its account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caller {
    /// Whether it is a service user; not where DigiCert did not tell.
    pub is_service_user: bool,
    /// Whether the account has Multi-year Plans, where DigiCert told.
    pub multi_year_plans: Option<bool>,
}

/// How careful the desk is beyond what it always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// For how long an approval may be used.
    pub approval_lasts: SignedDuration,
    /// When an order in doubt may be given up.
    pub release: ReleaseRule,
    /// So many days before its end a certificate is to be renewed: DigiCert takes about five working days, and people take
    /// theirs.
    pub lead_days: u16,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            approval_lasts: SignedDuration::from_hours(7 * 24),
            release: ReleaseRule::default(),
            lead_days: 30,
        }
    }
}

/// The orders of the desk.
#[derive(Clone)]
pub struct Orders {
    store: Store,
    digicert: DigiCert,
    clock: Clock,
    /// Names this process on the leases of what it is sending.
    holder: String,
    lease_seconds: i64,
    switches: Switches,
    policy: Policy,
    tasks: TaskTracker,
    /// Told when an order is due to be read in full.
    wanted: Arc<Notify>,
}

impl Orders {
    /// Orders kept in `store` and placed through `digicert`. A lease lasts `lease_seconds`, longer than any attempt.
    #[must_use]
    pub fn new(store: Store, digicert: DigiCert, clock: Clock, lease_seconds: i64) -> Self {
        Self {
            store,
            digicert,
            clock,
            holder: random::word(20),
            lease_seconds,
            switches: Switches::default(),
            policy: Policy::default(),
            tasks: TaskTracker::new(),
            wanted: Arc::default(),
        }
    }

    /// The same with what the configuration switches on.
    #[must_use]
    pub fn with_switches(self, switches: Switches) -> Self {
        Self { switches, ..self }
    }

    /// The same with another policy.
    #[must_use]
    pub fn with_policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// How careful the desk is.
    #[must_use]
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// What the configuration switches on.
    #[must_use]
    pub fn switches(&self) -> Switches {
        self.switches
    }

    /// Applies every rule to the form of an order, as of today. Its own earlier attempts do not count as use of its key.
    ///
    /// # Errors
    /// The store failed.
    pub async fn check(&self, form: &OrderForm, id: Option<OrderId>, caller: Caller) -> Result<Checked, StoreError> {
        let key = csr::read(&form.csr).ok().map(|csr| csr.spki_sha256());
        let key_used_by = match key {
            Some(key) => self.store.orders().with_key(&key, id).await?,
            None => None,
        };
        let mut checked = form.check(&Circumstances {
            profile: &PRIVATE_SERVICES_SERVER,
            today: self.clock.today(),
            switches: self.switches,
            is_service_user: caller.is_service_user,
            multi_year_plans: caller.multi_year_plans,
            key_used_by,
            precedent: self.precedent(form).await?,
        });
        if let Some(typed) = form.new_organization() {
            let found = self.store.directory().lookalikes(&typed, None).await?.into_iter();
            let alike: Vec<Lookalike> = found.filter_map(|it| Lookalike::of(&typed, it)).collect();
            name_lookalikes(&alike, "organization_name", &mut checked.findings);
        }
        Ok(checked)
    }

    /// An order by its id.
    ///
    /// # Errors
    /// The store failed.
    pub async fn find(&self, id: OrderId) -> Result<Option<Order>, StoreError> {
        self.store.orders().find(id).await
    }

    /// The journal of an order, newest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn events(&self, id: OrderId) -> Result<Vec<Event>, StoreError> {
        self.store.orders().events(id).await
    }

    /// A page of the history.
    ///
    /// # Errors
    /// The store failed.
    pub async fn history(
        &self,
        query: &HistoryQuery,
        cursor: Option<&ListCursor>,
        limit: u64,
    ) -> Result<ListPage<OrderSummary>, StoreError> {
        self.store.history().page(query, cursor, limit).await
    }

    /// The drafts that name an organization, by DigiCert's id, the newest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn drafts_for(&self, organization: &str) -> Result<Vec<OrderSummary>, StoreError> {
        let query = HistoryQuery {
            states: vec![State::Draft],
            organization: Some(organization.to_owned()),
            ..HistoryQuery::default()
        };
        Ok(self.history(&query, None, DRAFTS_NAMED).await?.rows)
    }

    /// Requests and answers about an order as they went over the wire, the newest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn exchanges(&self, id: OrderId) -> Result<Vec<Exchange>, StoreError> {
        self.store.exchanges().of_order(id).await
    }

    /// An order as DigiCert had it when it was last read; none where it never was.
    ///
    /// # Errors
    /// The store failed.
    pub async fn known_record(&self, id: OrderId) -> Result<Option<KeptRecord>, StoreError> {
        self.store.order_records().find(id).await
    }

    /// Where orders are kept.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Turns what an earlier run of the desk left `sending` into `in doubt`. With the data folder locked, whatever is
    /// still being sent was being sent by a process that is gone.
    ///
    /// # Errors
    /// The store failed.
    pub async fn take_over(&self, is_only_process: bool) -> Result<usize, StoreError> {
        let now = self.clock.now();
        let released = if is_only_process {
            // A reconciler that was cut off must not keep the next one waiting.
            self.store.leases().end_those_of_other_holders(&self.holder).await?;
            self.store
                .orders()
                .release_all_of_other_holders(&self.holder, now)
                .await?
        } else {
            self.store.orders().release_lapsed(now).await?
        };
        Ok(released.len())
    }

    /// Turns orders whose sender's lease has run out into orders in doubt; called every minute.
    pub async fn release_lapsed(&self) {
        match self.store.orders().release_lapsed(self.clock.now()).await {
            Ok(released) if released.is_empty() => {}
            Ok(released) => tracing::error!(count = released.len(), "orders whose sender is gone are now in doubt"),
            Err(error) => {
                tracing::error!(error = causes(&error), "leases could not be looked at");
            }
        }
    }

    /// Waits for requests that are on their way, so that their answers are recorded before the desk stops.
    pub async fn finish(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }
}

/// A reference no other order has: 120 random bits behind a mark that people recognise.
fn new_reference() -> Reference {
    Reference(format!("pkio-{}", random::word(24)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_differ_and_are_plain() {
        let (one, two) = (new_reference(), new_reference());
        assert_ne!(one, two);
        assert_eq!(one.0.len(), 29);
        assert!(
            one.0
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        );
    }
}
