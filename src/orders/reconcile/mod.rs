//! The reconciler: finds what is in doubt, and compares what is known here with what DigiCert has.
//!
//! One process at a time does it, by a lease in the store. It only reads at DigiCert, and everything it writes here can
//! be written twice: a run that was cut off is simply followed by the next, which goes on where it was.

mod changes;
mod pass;
mod run;
mod schedule;
mod sighting;

use self::run::Run;
use super::Orders;
use crate::causes::causes;
use crate::digicert::ReadError;
use crate::store::{Reconciliation, Restored, StoreError};

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

impl Orders {
    /// One run: looks for the orders in doubt that are due, and compares what changed at DigiCert since the last run. Where
    /// all orders are due to be read, or their reading was cut off, it goes on with that to its end. None where another
    /// process is at it.
    ///
    /// # Errors
    /// The store failed. That DigiCert did not answer is part of the result.
    pub async fn reconcile(&self) -> Result<Option<Reconciliation>, StoreError> {
        let Some(mut run) = Run::begin(self).await? else {
            return Ok(None);
        };
        let failure = match Box::pin(run.go()).await {
            Ok(()) => None,
            Err(CutOff::TakenOver) => return Ok(None),
            Err(CutOff::Store(error)) => {
                // The store may be well again by now, so that the run has its line; else the log has it alone, and the
                // lease runs out.
                let _ = run.add_line(Some(causes(&error))).await;
                let _ = run.give_back_lease().await;
                return Err(error);
            }
            Err(CutOff::Unanswered(error)) => Some(causes(&error)),
        };
        let line = match run.take_line() {
            // All orders were read, which has its line; what came after was well.
            Some(line) if failure.is_none() => line,
            _ => run.add_line(failure).await?,
        };
        run.give_back_lease().await?;
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
