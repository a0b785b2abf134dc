//! What the client must be told, and the check of it at start.
//!
//! It owns the sentences a person reads when an address or a key cannot be used. Where the values come from
//! (environment, command line) is not its matter.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use super::breaker::Breaking;
use super::patience::Patience;

/// How long to wait for CertCentral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Name resolution, TCP and TLS together. Until then nothing was sent.
    pub connect: Duration,
    /// A reading call from beginning to end.
    pub reading: Duration,
    /// An order from beginning to end. Generous: when it ends without an answer, the order is in doubt.
    pub placing: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            reading: Duration::from_secs(30),
            placing: Duration::from_secs(120),
        }
    }
}

/// What the client must be told (CertCentral: Services API, base URL and authentication).
#[derive(Clone)]
pub struct DigiCertConfig {
    /// The base address, up to and including `/services/v2`.
    pub base_url: String,
    /// The API key, sent as `X-DC-DEVKEY`.
    pub api_key: SecretString,
    /// How long to wait for an answer.
    pub timeouts: Timeouts,
    /// How long a call may wait for its turn under DigiCert's rate limits.
    pub longest_wait: Duration,
    /// How often and how long those who can wait try again.
    pub patience: Patience,
    /// When DigiCert is left alone because it does not answer.
    pub breaking: Breaking,
    /// Whether orders carry our reference as `alternative_order_id`. The page of this product does not list that
    /// field, so it can be left out.
    pub reference_is_sent: bool,
    /// The proxy for everything, if any; may hold a password. Proxy variables of the environment are not read.
    pub proxy: Option<SecretString>,
    /// Whether the key may travel unencrypted to another machine.
    pub plain_http_is_allowed: bool,
}

impl DigiCertConfig {
    /// The usual settings for an address and a key.
    #[must_use]
    pub fn new(base_url: impl Into<String>, api_key: SecretString) -> Self {
        Self {
            base_url: base_url.into(),
            api_key,
            timeouts: Timeouts::default(),
            longest_wait: Duration::from_secs(15),
            patience: Patience::default(),
            breaking: Breaking::default(),
            reference_is_sent: true,
            proxy: None,
            plain_http_is_allowed: false,
        }
    }

    /// The base address, if it can be used.
    pub(super) fn base(&self) -> Result<Url, ConfigError> {
        let url = Url::parse(self.base_url.trim()).map_err(|_| ConfigError::NotAnAddress)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ConfigError::AddressWithCredentials);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(ConfigError::AddressWithQuery);
        }
        let host = url.host_str().ok_or(ConfigError::NotAnAddress)?;
        match url.scheme() {
            "https" => Ok(url),
            "http" if self.plain_http_is_allowed || is_loopback(host) => Ok(url),
            "http" => Err(ConfigError::Unencrypted { host: host.to_owned() }),
            _ => Err(ConfigError::NotAnAddress),
        }
    }

    /// The key as a header value that no `Debug` shows.
    pub(super) fn key_header(&self) -> Result<HeaderValue, ConfigError> {
        let key = self.api_key.expose_secret().trim();
        if key.is_empty() {
            return Err(ConfigError::NoKey);
        }
        let mut value = HeaderValue::from_str(key).map_err(|_| ConfigError::UnusableKey)?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// The time allowed for connecting must end first, so that its end proves that nothing was sent.
    pub(super) fn check_timeouts(&self) -> Result<(), ConfigError> {
        let Timeouts {
            connect,
            reading,
            placing,
        } = self.timeouts;
        if connect.is_zero() || connect >= reading || connect >= placing {
            return Err(ConfigError::Timeouts);
        }
        Ok(())
    }
}

impl fmt::Debug for DigiCertConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An address with credentials is refused, but this may be printed before it is.
        let base_url = self.base().map_or_else(|_| "(unusable)".to_owned(), String::from);
        f.debug_struct("DigiCertConfig")
            .field("base_url", &base_url)
            .field("api_key", &"[withheld]")
            .field("timeouts", &self.timeouts)
            .field("longest_wait", &self.longest_wait)
            .field("patience", &self.patience)
            .field("breaking", &self.breaking)
            .field("reference_is_sent", &self.reference_is_sent)
            .field("proxy", &self.proxy.as_ref().map(|_| "[withheld]"))
            .field("plain_http_is_allowed", &self.plain_http_is_allowed)
            .finish()
    }
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .trim_matches(['[', ']'])
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Why the client cannot be made; the sentence says what to change. None of them holds the key.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Give a whole address.
    #[error("the DigiCert address is not an https address such as https://certcentral.digicert.eu/services/v2")]
    NotAnAddress,
    /// Use https.
    #[error("the DigiCert address {host} is reached by http, which would send the API key unencrypted; use https")]
    Unencrypted {
        /// The host that was named.
        host: String,
    },
    /// Take the user name and password out.
    #[error("the DigiCert address holds a user name or password; the API key alone proves who is calling")]
    AddressWithCredentials,
    /// Take everything from the question mark on out.
    #[error("the DigiCert address must end with its path; remove what follows the question mark or number sign")]
    AddressWithQuery,
    /// Give a key.
    #[error("the DigiCert API key is empty")]
    NoKey,
    /// Copy the key again.
    #[error("the DigiCert API key holds a character that cannot be sent; copy it again from CertCentral")]
    UnusableKey,
    /// Choose other durations.
    #[error("the time allowed for connecting to DigiCert must be shorter than the time allowed for an answer")]
    Timeouts,
    /// Correct the proxy's address.
    #[error("the address of the proxy cannot be used")]
    Proxy,
    /// Install the system's certificates.
    #[error("no connection to DigiCert can be prepared; are the system's CA certificates installed?")]
    Connection(#[source] reqwest::Error),
    /// Report it: the build offers no version of TLS.
    #[error("this build has no usable TLS")]
    Tls(#[source] rustls::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(base_url: &str) -> DigiCertConfig {
        DigiCertConfig::new(base_url, SecretString::from("a-key-0123456789"))
    }

    #[test]
    fn addresses() {
        for (address, expected) in [
            ("https://certcentral.digicert.eu/services/v2", None),
            ("http://127.0.0.1:3999/services/v2", None),
            ("http://[::1]:3999/services/v2", None),
            ("http://localhost:3999/services/v2/", None),
            ("http://certcentral.digicert.eu/services/v2", Some("unencrypted")),
            ("http://127.0.0.1.example.com/services/v2", Some("unencrypted")),
            ("https://a:b@certcentral.digicert.eu/services/v2", Some("user name")),
            ("https://certcentral.digicert.eu/services/v2?x=1", Some("question mark")),
            ("certcentral.digicert.eu", Some("not an https address")),
            ("ftp://certcentral.digicert.eu", Some("not an https address")),
            ("", Some("not an https address")),
        ] {
            let told = with(address).base().err().map(|error| error.to_string());
            match expected {
                None => assert_eq!(told, None, "{address}"),
                Some(words) => assert!(told.is_some_and(|told| told.contains(words)), "{address}"),
            }
        }
        let mut config = with("http://sandbox.test/services/v2");
        config.plain_http_is_allowed = true;
        assert!(config.base().is_ok());
    }

    #[test]
    fn keys() {
        for (key, is_usable) in [
            ("abc", true),
            (" abc\n", true),
            ("", false),
            (" \n", false),
            ("a\nb", false),
        ] {
            let config = DigiCertConfig::new("https://certcentral.digicert.eu", SecretString::from(key));
            assert_eq!(config.key_header().is_ok(), is_usable, "{key:?}");
        }
    }

    #[test]
    fn connecting_must_end_before_the_whole() {
        let mut config = with("https://certcentral.digicert.eu/services/v2");
        assert!(config.check_timeouts().is_ok());
        config.timeouts.placing = config.timeouts.connect;
        assert!(config.check_timeouts().is_err());
    }
}
