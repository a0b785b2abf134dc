//! The client itself: made once, cheap to clone, shared by everything that talks to DigiCert.
//!
//! It owns the connections, the pace, the breaker and the key. The calls are in `place`, `submit`, `read`, `list`
//! and `directory`.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Url};
use secrecy::SecretString;
use tokio::time::timeout;

use super::breaker::Breaker;
use super::config::{ConfigError, DigiCertConfig};
use super::connection;
use super::pace::Pace;
use super::patience::Patience;
use crate::domain::instance::Instance;
use crate::domain::order::event::NotSent;

/// A client of the CertCentral Services API, version 2 (CertCentral: Services API).
#[derive(Clone)]
pub struct DigiCert {
    pub(super) inner: Arc<Inner>,
    /// None for those whom a person waits for.
    pub(super) patience: Option<Patience>,
}

pub(super) struct Inner {
    pub(super) base: Url,
    pub(super) key: SecretString,
    pub(super) reading: Client,
    pub(super) placing: Client,
    pub(super) pace: Pace,
    pub(super) breaker: Breaker,
    pub(super) longest_wait: Duration,
    pub(super) reference_is_sent: bool,
    instance: Instance,
    patience: Patience,
}

impl DigiCert {
    /// Prepares both clients; nothing is sent. Cryptography is ring's, whether or not the process has installed it.
    ///
    /// # Errors
    /// Says what to change where the settings cannot be used.
    pub fn new(config: DigiCertConfig) -> Result<Self, ConfigError> {
        config.check_timeouts()?;
        let base = config.base()?;
        let instance = Instance::of_host(base.host_str().unwrap_or_default());
        let inner = Inner {
            reading: connection::reading(&config)?,
            placing: connection::placing(&config)?,
            base,
            instance,
            pace: Pace::default(),
            breaker: Breaker::new(config.breaking),
            patience: config.patience,
            longest_wait: config.longest_wait,
            reference_is_sent: config.reference_is_sent,
            key: config.api_key,
        };
        Ok(Self {
            inner: Arc::new(inner),
            patience: None,
        })
    }

    /// The same client for work that nobody waits for: a reading call that finds no answer is tried again, with pauses.
    /// Orders, changes and the price estimate are sent once by this one too.
    #[must_use]
    pub fn patient(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            patience: Some(self.inner.patience),
        }
    }

    /// How long DigiCert has not answered: since the first failure after its last answer. None while it answers, and after
    /// a single failure, which is a hiccup. It is told by the calls that are made, so one of them must be now and then.
    #[must_use]
    pub fn silence(&self) -> Option<Duration> {
        self.inner.breaker.silence()
    }

    /// Which CertCentral this is, told from the host.
    #[must_use]
    pub fn instance(&self) -> &Instance {
        &self.inner.instance
    }

    /// The base address, to show; it holds no secret.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.inner.base.as_str().trim_end_matches('/')
    }

    /// Whether our reference goes with orders (`alternative_order_id`).
    #[must_use]
    pub fn sends_reference(&self) -> bool {
        self.inner.reference_is_sent
    }

    /// Whether an order or a change may leave: DigiCert answers, and its rate limits have a place, which is waited for but
    /// not taken. To be asked before it is written down as being sent.
    ///
    /// Where DigiCert is left alone because it did not answer, the question whose key this is goes first if one call may:
    /// an order, which costs money, is never the call that tries.
    ///
    /// # Errors
    /// Why the order must not be sent now.
    pub async fn ready(&self) -> Result<(), NotSent> {
        let Inner {
            breaker,
            pace,
            longest_wait,
            ..
        } = &*self.inner;
        if breaker.is_open() {
            let hasty = Self {
                inner: Arc::clone(&self.inner),
                patience: None,
            };
            // What it brings does not matter, only whether the breaker takes it for an answer.
            drop(timeout(*longest_wait, hasty.me()).await);
        }
        if breaker.is_open() {
            return Err(NotSent::NoConnection);
        }
        pace.ready(*longest_wait).await.map_err(|_| NotSent::RateLimited)
    }

    /// The address of a call. None when a part would change its meaning, such as an empty id.
    pub(super) fn address(&self, parts: &[&str], query: &[(&str, &str)]) -> Option<Url> {
        if parts.iter().any(|part| matches!(*part, "" | "." | "..")) {
            return None;
        }
        let mut url = self.inner.base.clone();
        url.path_segments_mut().ok()?.pop_if_empty().extend(parts);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Some(url)
    }
}

impl fmt::Debug for DigiCert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DigiCert")
            .field("base_url", &self.base_url())
            .field("instance", &self.inner.instance)
            .finish_non_exhaustive()
    }
}
