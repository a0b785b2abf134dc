//! What every request shares: the services, the clock and a few facts of the configuration. Cheap to clone.

use std::sync::Arc;

use axum::extract::FromRef;
use leptos::config::{Env, LeptosOptions, ReloadWSProtocol};

use super::assets::Assets;
use crate::accounts::Accounts;
use crate::address_book::AddressBook;
use crate::changes::Changes;
use crate::clock::Clock;
use crate::connection::Connection;
use crate::mirror::Mirror;
use crate::orders::Orders;

/// The services a desk is made of and what the web layer must know of the configuration.
pub struct Parts {
    /// Drafting, placing and following orders.
    pub orders: Orders,
    /// The people who sign in.
    pub accounts: Accounts,
    /// The DigiCert account at the other end.
    pub connection: Connection,
    /// What is known of that account without asking.
    pub mirror: Mirror,
    /// Changes of what that account holds.
    pub changes: Changes,
    /// The people the desk knows.
    pub address_book: AddressBook,
    /// Where the time comes from.
    pub clock: Clock,
    /// The address people type.
    pub public_url: Option<String>,
    /// The header in which a trusted proxy names the person's address.
    pub client_address_header: Option<String>,
    /// Available funds below which the check page warns.
    pub low_balance: u32,
    /// Whether this is the demo.
    pub is_demo: bool,
}

/// The state of the application.
#[derive(Clone)]
pub struct AppState(Arc<Inner>);

struct Inner {
    parts: Parts,
    assets: Assets,
    leptos: LeptosOptions,
}

impl AppState {
    /// Puts the application together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let assets = Assets::gather();
        let leptos = LeptosOptions::builder()
            .output_name(assets.islands_name().unwrap_or("pkio-desk"))
            .site_pkg_dir("pkg")
            .env(Env::PROD)
            .reload_ws_protocol(ReloadWSProtocol::WS)
            .build();
        Self(Arc::new(Inner { parts, assets, leptos }))
    }

    /// Drafting, placing and following orders.
    #[must_use]
    pub fn orders(&self) -> &Orders {
        &self.0.parts.orders
    }

    /// The people who sign in.
    #[must_use]
    pub fn accounts(&self) -> &Accounts {
        &self.0.parts.accounts
    }

    /// The DigiCert account at the other end.
    #[must_use]
    pub fn connection(&self) -> &Connection {
        &self.0.parts.connection
    }

    /// What is known of that account without asking.
    #[must_use]
    pub fn mirror(&self) -> &Mirror {
        &self.0.parts.mirror
    }

    /// Changes of what that account holds.
    #[must_use]
    pub fn changes(&self) -> &Changes {
        &self.0.parts.changes
    }

    /// The people the desk knows.
    #[must_use]
    pub fn address_book(&self) -> &AddressBook {
        &self.0.parts.address_book
    }

    /// Where the time comes from.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.parts.clock
    }

    /// Style, icons and islands.
    #[must_use]
    pub fn assets(&self) -> &Assets {
        &self.0.assets
    }

    /// The address people type, where it is known.
    #[must_use]
    pub fn public_url(&self) -> Option<&str> {
        self.0.parts.public_url.as_deref()
    }

    /// Whether people reach the desk over TLS.
    #[must_use]
    pub fn is_behind_tls(&self) -> bool {
        self.0
            .parts
            .public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }

    /// The header in which a trusted proxy names the person's address.
    #[must_use]
    pub fn client_address_header(&self) -> Option<&str> {
        self.0.parts.client_address_header.as_deref()
    }

    /// Available funds below which the check page warns.
    #[must_use]
    pub fn low_balance(&self) -> u32 {
        self.0.parts.low_balance
    }

    /// Whether this is the demo.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.0.parts.is_demo
    }

    /// What Leptos must know.
    #[must_use]
    pub fn leptos(&self) -> LeptosOptions {
        self.0.leptos.clone()
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos()
    }
}
