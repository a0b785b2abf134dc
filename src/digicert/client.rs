//! The client itself: made once, cheap to clone, shared by everything that talks to DigiCert.
//!
//! It owns the connections, the pace and the key. The calls are in `place` and `read`.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Url};
use secrecy::SecretString;

use super::config::{ConfigError, DigiCertConfig};
use super::connection;
use super::pace::Pace;
use crate::domain::instance::Instance;

/// A client of the CertCentral Services API, version 2 (CertCentral: Services API).
#[derive(Clone)]
pub struct DigiCert {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    pub(super) base: Url,
    pub(super) key: SecretString,
    pub(super) reading: Client,
    pub(super) placing: Client,
    pub(super) pace: Pace,
    pub(super) longest_wait: Duration,
    pub(super) reference_is_sent: bool,
    instance: Instance,
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
            longest_wait: config.longest_wait,
            reference_is_sent: config.reference_is_sent,
            key: config.api_key,
        };
        Ok(Self { inner: Arc::new(inner) })
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

    /// Waits until a request may leave under DigiCert's rate limits, without taking the place; false when that would
    /// take longer than the configured wait. To be asked before an order is written down as being sent.
    pub async fn ready(&self) -> bool {
        self.inner.pace.ready(self.inner.longest_wait).await
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
