//! The two HTTP clients: one that reads, and one that sends orders and changes and cannot send anything twice.
//!
//! Three layers below us may send a request again, and each is switched off for placing (all three as read in the
//! source of reqwest 0.13.5 and hyper-util 0.1.21):
//!
//! * reqwest retries what it takes for a protocol refusal: `retry::never()`;
//! * reqwest sends the body of a POST again on 307 and 308: `redirect::Policy::none()`;
//! * hyper-util retries when a pooled connection turns out to be closed: no connection is kept for reuse
//!   (`pool_max_idle_per_host(0)`), so one connection carries one of them. `http1_only` because HTTP/2 has a notion of
//!   unprocessed streams that invites the first two.
//!
//! The reading client follows no redirects either: reqwest takes `Authorization` out of a request to another host, but
//! does not know that `X-DC-DEVKEY` is one of its kind. Neither client reads the environment's proxy variables.

use std::sync::Arc;

use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, ClientBuilder, Proxy, redirect, retry};
use rustls::crypto::{CryptoProvider, ring};
use rustls::{ClientConfig, RootCertStore};
use secrecy::ExposeSecret;

use super::config::{ConfigError, DigiCertConfig};

/// The header that carries the key (CertCentral: Authentication).
const KEY_HEADER: HeaderName = HeaderName::from_static("x-dc-devkey");

/// The client for calls that change nothing.
pub(super) fn reading(config: &DigiCertConfig) -> Result<Client, ConfigError> {
    build(prepared(config)?.timeout(config.timeouts.reading))
}

/// The client for orders and changes: whatever happens below us, a request leaves at most once.
pub(super) fn placing(config: &DigiCertConfig) -> Result<Client, ConfigError> {
    build(
        prepared(config)?
            .timeout(config.timeouts.placing)
            .retry(retry::never())
            .http1_only()
            .pool_max_idle_per_host(0),
    )
}

fn prepared(config: &DigiCertConfig) -> Result<ClientBuilder, ConfigError> {
    let mut headers = HeaderMap::new();
    headers.insert(KEY_HEADER, config.key_header()?);
    // CertCentral: every example names the content type, on GET too.
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let mut builder = Client::builder()
        .user_agent(concat!("pkio-desk/", env!("CARGO_PKG_VERSION")))
        .default_headers(headers)
        .connect_timeout(config.timeouts.connect)
        .redirect(redirect::Policy::none())
        .referer(false)
        .no_proxy();
    if let Some(proxy) = &config.proxy {
        builder = builder.proxy(Proxy::all(proxy.expose_secret()).map_err(|_| ConfigError::Proxy)?);
    }
    trusting(builder, config)
}

/// Chooses ring and the certificates to trust: the operating system's, found by rustls-platform-verifier (which also
/// honours `SSL_CERT_FILE`). A sandbox on plain http needs none, and must work where none are installed.
fn trusting(builder: ClientBuilder, config: &DigiCertConfig) -> Result<ClientBuilder, ConfigError> {
    if config.base()?.scheme() == "https" {
        if CryptoProvider::get_default().is_none() {
            // Losing a race against another installer is fine: then there is one.
            drop(ring::default_provider().install_default());
        }
        return Ok(builder.https_only(true));
    }
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(ConfigError::Tls)?
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    Ok(builder.tls_backend_preconfigured(tls))
}

fn build(builder: ClientBuilder) -> Result<Client, ConfigError> {
    builder.build().map_err(ConfigError::Connection)
}
