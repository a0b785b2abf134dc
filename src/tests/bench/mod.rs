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
