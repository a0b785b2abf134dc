//! The whole desk over HTTP: what people see and do, what DigiCert receives, and what is remembered of it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

mod account;
mod actions;
mod anything;
mod approval;
mod approvers;
mod card;
mod certificate_files;
mod certificates;
mod changes;
mod choosing;
mod contacts;
mod details;
mod doubt;
mod drafts;
mod elsewhere;
mod faults;
mod forms;
mod harness;
mod headers;
mod history;
mod history_views;
mod html;
mod keys;
mod log;
mod looking;
mod money;
mod order_page;
mod pages;
mod parameters;
mod people;
mod placing;
mod policy;
mod received;
mod reconciling;
mod refusals;
mod section_conflicts;
mod sections;
mod sessions;
mod setup;
mod sign_in;
mod silence;
mod syncing;
mod templates;
mod uploads;
mod visitor;
