//! How far the reading of the account's orders is, for those who wait for it.

use jiff::Timestamp;

use super::Orders;
use crate::store::StoreError;

/// The reading of all orders of the account, under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProgress {
    /// When it began.
    pub began_at: Timestamp,
    /// When it last got further.
    pub at: Timestamp,
    /// How many orders were read.
    pub read: u64,
    /// How many there are, where DigiCert told.
    pub total: Option<u64>,
    /// Whether it is the first one of this desk, so that orders may be missing here.
    pub is_first: bool,
    /// Whether the list was read to its end, and what is missing in it is being looked for.
    pub is_listed: bool,
    /// Why it does not get further, in DigiCert's or the store's words.
    pub failure: Option<String>,
}

/// How much the desk knows of the orders at DigiCert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// How many it has seen there.
    pub orders: u64,
    /// How many of them it has read in full.
    pub in_full: u64,
}

impl Orders {
    /// How far the reading of all orders is; none while none is under way.
    ///
    /// # Errors
    /// The store failed.
    pub async fn import_progress(&self) -> Result<Option<ImportProgress>, StoreError> {
        let Some(pass) = self.store.order_reading().pass().await? else {
            return Ok(None);
        };
        let runs = self.store.reconciliations();
        let latest = runs.latest(1).await?.into_iter().next();
        let ended = |at: Timestamp, took| at.saturating_add(took).unwrap_or(at);
        let failed = latest.filter(|run| ended(run.at, run.took) >= pass.at);
        Ok(Some(ImportProgress {
            began_at: pass.began_at,
            at: pass.at,
            read: pass.offset,
            total: pass.total,
            is_first: runs.last_complete(true).await?.is_none(),
            is_listed: pass.is_listed,
            failure: failed.and_then(|run| run.failure),
        }))
    }

    /// How much the desk knows of the orders at DigiCert.
    ///
    /// # Errors
    /// The store failed.
    pub async fn known(&self) -> Result<Known, StoreError> {
        let (orders, bare) = self.store.order_records().counts().await?;
        Ok(Known {
            orders,
            in_full: orders.saturating_sub(bare),
        })
    }
}
