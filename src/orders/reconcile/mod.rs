//! The reconciler: finds what is in doubt, and compares what is known here with what DigiCert has.
//!
//! One process at a time does it, by a lease in the store. It only reads at DigiCert, and everything it writes here can
//! be written twice: a run that was cut off is simply followed by the next.

mod changes;
mod everything;
mod sighting;

use jiff::{SignedDuration, Timestamp};

use super::Orders;
use super::look::{LookedAgain, look};
use crate::causes::causes;
use crate::digicert::ReadError;
use crate::store::{Reconciliation, Restored, StoreError};

/// The name of the lease.
const LEASE: &str = "reconciler";

/// For how long it is taken. It is prolonged with every page that is read, which takes seconds.
const LEASE_SECONDS: i64 = 180;

/// So many orders in doubt are looked for in one run, the longest due first.
const LOOKS: u64 = 50;

/// Everything is compared once in so much time; in between only what changed.
const FULL_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// Why a run did not come to its end.
#[derive(Debug, thiserror::Error)]
enum CutOff {
    #[error(transparent)]
    Unanswered(#[from] ReadError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("another desk took over")]
    TakenOver,
}

/// A run under way.
struct Run {
    orders: Orders,
    at: Timestamp,
    compared: u64,
    differences: u64,
}

impl Orders {
    /// One run: looks for the orders in doubt that are due, then compares what changed at DigiCert since the last run, or
    /// everything when that was a day ago. None where another process is at it.
    ///
    /// # Errors
    /// The store failed. That DigiCert did not answer is part of the result.
    pub async fn reconcile(&self) -> Result<Option<Reconciliation>, StoreError> {
        let orders = Self {
            digicert: self.digicert.patient(),
            ..self.clone()
        };
        let mut run = Run {
            at: self.clock.now(),
            orders,
            compared: 0,
            differences: 0,
        };
        if !run.keep_lease().await? {
            return Ok(None);
        }
        let last_full = self.store.reconciliations().last_complete(true).await?;
        let last = self.store.reconciliations().last_complete(false).await?;
        let is_due = |run: &Reconciliation| {
            run.at
                .saturating_add(FULL_EVERY)
                .is_ok_and(|next| next <= self.clock.now())
        };
        let since = last.filter(|_| last_full.as_ref().is_some_and(|full| !is_due(full)));
        let outcome = Box::pin(run.go(since.as_ref().map(|run| run.at))).await;
        let failure = match outcome {
            Ok(()) => None,
            Err(CutOff::Store(error)) => {
                // The store may be well again by now, so that the run has its line; else the log has it alone, and the
                // lease runs out.
                let line = run.line(since.is_none(), Some(causes(&error)));
                let _ = self.store.reconciliations().add(&line).await;
                let _ = self.store.leases().give_back(LEASE, &self.holder).await;
                return Err(error);
            }
            Err(CutOff::TakenOver) => return Ok(None),
            Err(CutOff::Unanswered(error)) => Some(causes(&error)),
        };
        let line = run.line(since.is_none(), failure);
        self.store.reconciliations().add(&line).await?;
        self.store.leases().give_back(LEASE, &self.holder).await?;
        Ok(Some(line))
    }

    /// A run on its own, as the desk makes one every minute: what comes of it is in the log.
    pub async fn keep_reconciled(&self) {
        match self.reconcile().await {
            Ok(None) => {}
            Ok(Some(run)) if run.failure.is_some() => {
                tracing::warn!(
                    error = run.failure,
                    "the comparison with DigiCert did not come to its end"
                );
            }
            Ok(Some(run)) => {
                tracing::info!(
                    compared = run.compared,
                    differences = run.differences,
                    took_ms = i64::try_from(run.took.as_millis()).unwrap_or(i64::MAX),
                    is_full = run.is_full,
                    "orders were compared with DigiCert's"
                );
            }
            Err(error) => tracing::error!(error = causes(&error), "orders could not be compared with DigiCert's"),
        }
    }

    /// Whether a backup was restored with which not everything was compared yet, so that nothing is sent.
    ///
    /// # Errors
    /// The store failed.
    pub async fn restored(&self) -> Result<Option<Restored>, StoreError> {
        self.store.reconciliations().restored().await
    }

    /// The latest runs of the reconciler, the newest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn reconciliations(&self, limit: u64) -> Result<Vec<Reconciliation>, StoreError> {
        self.store.reconciliations().latest(limit).await
    }
}

impl Run {
    async fn go(&mut self, since: Option<Timestamp>) -> Result<(), CutOff> {
        self.look_for_orders_in_doubt().await?;
        match since {
            Some(since) => changes::compare(self, since).await,
            None => everything::compare(self).await,
        }
    }

    /// Takes the lease, or prolongs it; false where another process has it.
    async fn keep_lease(&self) -> Result<bool, StoreError> {
        let until = self.orders.clock.in_seconds(LEASE_SECONDS);
        let now = self.orders.clock.now();
        let leases = self.orders.store.leases();
        leases.take(LEASE, &self.orders.holder, until, now).await
    }

    async fn go_on(&self) -> Result<(), CutOff> {
        if self.keep_lease().await? {
            Ok(())
        } else {
            Err(CutOff::TakenOver)
        }
    }

    async fn look_for_orders_in_doubt(&mut self) -> Result<(), CutOff> {
        let due = self.orders.store.orders().to_be_looked_for(self.at, LOOKS).await?;
        for order in due {
            self.go_on().await?;
            if look(&self.orders, order.id, None).await? == LookedAgain::Found {
                self.differ();
            }
            self.compared = self.compared.saturating_add(1);
        }
        Ok(())
    }

    fn differ(&mut self) {
        self.differences = self.differences.saturating_add(1);
    }

    fn line(&self, is_full: bool, failure: Option<String>) -> Reconciliation {
        Reconciliation {
            at: self.at,
            took: self.orders.clock.now().duration_since(self.at),
            compared: self.compared,
            differences: self.differences,
            is_full,
            failure,
        }
    }
}
