//! PKIo Desk: a self-hosted desk to order DigiCert PKIo Private Services Server certificates and follow them to the end.
//!
//! The layers, each of which may use only what stands below it (a test holds this):
//!
//! - [`commands`]: what the command line does: assembles the parts and runs them. [`config`] describes its options.
//! - [`web`]: HTML over HTTP, one folder a screen. [`words`]: every text a person reads on a page.
//! - [`orders`], [`changes`], [`mirror`], [`address_book`], [`accounts`], [`connection`]: the
//!   services, one verb a file.
//! - [`digicert`]: DigiCert's wire format, and a client that cannot send an order twice.
//! - [`store`]: SQL, for SQLite and PostgreSQL.
//! - [`islands`]: what the browser runs, on controls that already work without it.
//! - [`domain`]: orders, rules, people: pure code, in the server and in the browser.
//!
//! Beside them, [`sandbox`] imitates the CertCentral API and imports nothing of the above, [`clock`] tells the time, and [`causes`] puts errors into log lines.
//!
//! The way of an order: form (`web::orders`) → draft (`orders::draft`) → check (`domain::order::check`) → claim, send,
//! record (`orders::place`) → the journal on its page.
#![recursion_limit = "512"]

pub mod domain;
pub mod islands;

#[cfg(feature = "ssr")]
pub mod accounts;
#[cfg(feature = "ssr")]
pub mod address_book;
#[cfg(feature = "ssr")]
pub mod causes;
#[cfg(feature = "ssr")]
pub mod changes;
#[cfg(feature = "ssr")]
pub mod clock;
#[cfg(feature = "ssr")]
pub mod commands;
#[cfg(feature = "ssr")]
pub mod config;
#[cfg(feature = "ssr")]
pub mod connection;
#[cfg(feature = "ssr")]
pub mod digicert;
#[cfg(feature = "ssr")]
pub mod mirror;
#[cfg(feature = "ssr")]
pub mod orders;
#[cfg(feature = "ssr")]
mod random;
#[cfg(feature = "ssr")]
pub mod sandbox;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod web;
#[cfg(feature = "ssr")]
pub mod words;

/// Starts the islands in the browser.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
