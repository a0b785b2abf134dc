//! The rules of the code's shape, held by reading it.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

mod files;
mod layers;
mod source;
mod words;
