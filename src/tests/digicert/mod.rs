//! The DigiCert client over real connections, against servers of a few lines that answer what a test tells them, and
//! against the sandbox.
#![expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]

mod account;
mod actions;
mod bodies;
mod certificates;
mod changes;
mod contract;
mod directory;
mod domains;
mod estimate;
mod listing;
pub(crate) mod orders;
mod placing;
mod reading;
mod secrets;
pub(crate) mod server;
mod silence;
mod submitting;
mod unread;
mod waiting;
