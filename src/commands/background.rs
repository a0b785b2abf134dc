//! What the desk does by itself while it runs.

use std::time::Duration;

use tokio::task::JoinSet;
use tower_sessions::session_store::ExpiredDeletion;

use crate::causes::causes;
use crate::changes::Changes;
use crate::mirror::Mirror;
use crate::orders::{CertificateWalk, Orders};
use crate::store::Store;

/// The pause between two runs of each loop.
const PAUSE: Duration = Duration::from_secs(60);

/// The pause between two looks at how the tables have grown.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The loops; they end with this value.
pub(super) struct Background(JoinSet<()>);

impl Background {
    /// Starts all of them.
    pub(super) fn start(store: &Store, orders: &Orders, changes: &Changes, mirror: &Mirror) -> Self {
        let mut loops = JoinSet::new();
        loops.spawn(keep_house(store.clone(), orders.clone()));
        loops.spawn(keep_quick(store.clone()));
        loops.spawn(keep_reconciled(orders.clone()));
        loops.spawn(keep_certificates(orders.clone()));
        loops.spawn(keep_detailed(orders.clone()));
        loops.spawn(keep_settled(changes.clone()));
        loops.spawn(keep_fresh(mirror.clone()));
        Self(loops)
    }

    /// Cuts all of them off: each run is simply followed by the next.
    pub(super) fn stop(mut self) {
        self.0.abort_all();
    }
}

/// Every day, and once at the start: the database looks at how its tables have grown.
async fn keep_quick(store: Store) {
    let mut ticks = tokio::time::interval(DAY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = store.optimize().await {
            tracing::warn!(error = causes(&error), "the tables could not be looked at");
        }
    }
}

/// Every minute, and once at the start: what is in doubt is looked for, and what changed at DigiCert compared.
async fn keep_reconciled(orders: Orders) {
    let mut ticks = tokio::time::interval(PAUSE);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        orders.keep_reconciled().await;
    }
}

/// Every minute, and once at the start: certificates that are there and were not fetched yet.
async fn keep_certificates(orders: Orders) {
    let mut ticks = tokio::time::interval(PAUSE);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut walk = CertificateWalk::default();
    loop {
        ticks.tick().await;
        orders.keep_certificates(&mut walk).await;
    }
}

/// Every minute, and as soon as an order changed: orders are read in full.
async fn keep_detailed(orders: Orders) {
    let mut ticks = tokio::time::interval(PAUSE);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = orders.details_wanted() => {}
        }
        orders.keep_detailed().await;
    }
}

/// Every minute, and once at the start: changes in doubt are read back.
async fn keep_settled(changes: Changes) {
    let mut ticks = tokio::time::interval(PAUSE);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        changes.keep_settled().await;
    }
}

/// Every minute, once at the start, and when somebody asks: what is due of the account is read from DigiCert.
async fn keep_fresh(mirror: Mirror) {
    let mut ticks = tokio::time::interval(PAUSE);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = mirror.asked() => {}
        }
        mirror.keep_fresh().await;
    }
}

/// Every minute: leases and approvals that have run out, sessions that have ended.
async fn keep_house(store: Store, orders: Orders) {
    let mut ticks = tokio::time::interval(PAUSE);
    loop {
        ticks.tick().await;
        orders.release_lapsed().await;
        orders.lapse_approvals().await;
        if let Err(error) = store.sessions().delete_expired().await {
            tracing::warn!(error = causes(&error), "ended sessions could not be removed");
        }
    }
}
