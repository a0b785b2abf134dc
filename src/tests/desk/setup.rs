//! How the desk of a test is configured, and the runtime it runs on.

use std::time::Duration;

use pkio_desk::domain::order::{Extra, Switches};
use pkio_desk::domain::payment::PaymentMethod;
use pkio_desk::sandbox::KeyRole;

use super::harness::Desk;
use super::log::Log;

/// How a desk is configured.
pub(super) struct Setup {
    /// Whether its store is PostgreSQL (`PKIO_TEST_POSTGRES_URL`) instead of SQLite.
    pub(super) postgres: bool,
    pub(super) public_url: Option<&'static str>,
    /// What the desk's key may do at the sandbox; none is a key the sandbox does not know.
    pub(super) key: Option<KeyRole>,
    /// How long the answer to an order is waited for.
    pub(super) patience: Duration,
    pub(super) address_header: Option<&'static str>,
    pub(super) reference_is_sent: bool,
    /// What the configuration switches on.
    pub(super) switches: Switches,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            postgres: false,
            public_url: None,
            key: Some(KeyRole::Full),
            patience: Duration::from_secs(60),
            address_header: None,
            reference_is_sent: true,
            switches: Switches::default(),
        }
    }
}

impl Setup {
    /// A usual desk whose store is PostgreSQL.
    pub(super) fn postgres() -> Self {
        Self {
            postgres: true,
            ..Self::default()
        }
    }

    /// A usual desk with everything switched on.
    pub(super) fn everything() -> Self {
        let payments = PaymentMethod::ALL
            .into_iter()
            .fold(Switches::default(), Switches::with_payment);
        Self {
            switches: Extra::ALL.into_iter().fold(payments, Switches::with_extra),
            ..Self::default()
        }
    }

    /// Runs a test on such a desk.
    pub(super) fn run(self, test: impl AsyncFnOnce(&Desk)) {
        let log = Log::default();
        log.listen();
        let listening = log.clone();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .on_thread_start(move || listening.listen())
            .build()
            .unwrap();
        runtime.block_on(async {
            let desk = Box::pin(Desk::start(self, log)).await;
            Box::pin(test(&desk)).await;
            Box::pin(desk.end()).await;
        });
    }
}
