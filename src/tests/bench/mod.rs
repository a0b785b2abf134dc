//! Figures: how long a page takes beside the least that could be done, and how much goes over the wire. They judge
//! nothing; see `.ci/bench`.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a failed assumption should fail the bench, and figures are rounded"
)]

mod account;
mod desk;
mod history;
mod load;
mod pages;

use sea_orm::ConnectionTrait;

use crate::store::Fresh;

/// Lets the database look at what was written, as PostgreSQL does by itself within a minute and the desk has SQLite do.
async fn settle(fresh: &Fresh) {
    let look = if fresh.is_sqlite() {
        "PRAGMA optimize = 0x10002"
    } else {
        "VACUUM ANALYZE"
    };
    fresh.backdoor().await.execute_unprepared(look).await.unwrap();
}
