//! The DigiCert account at the other end: what the key may do, the lists the order form offers, and what is stored there
//! about an organization and its people.
//!
//! A page opens although DigiCert does not answer: nothing here waits longer than a person would.

mod choices;
mod key;
mod look_up;
mod people;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;

pub use choices::{Choice, Choices};
pub use people::StoredPeople;

use crate::digicert::{DigiCert, Me, ReadError};
use crate::domain::instance::Instance;

/// How long a person waits.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long DigiCert is not asked again for what it failed to answer, so that not every page waits.
const KEPT_AFTER_FAILURE: Duration = Duration::from_secs(15);

/// The DigiCert account at the other end. Cheap to clone.
#[derive(Clone)]
pub struct Connection {
    digicert: DigiCert,
    patience: Duration,
    choices: Arc<Mutex<choices::Kept>>,
    key: Arc<Mutex<key::Kept>>,
}

impl Connection {
    /// The account reached through `digicert`.
    #[must_use]
    pub fn new(digicert: DigiCert) -> Self {
        Self {
            digicert,
            patience: PATIENCE,
            choices: Arc::default(),
            key: Arc::default(),
        }
    }

    /// The same account, with another time that a person waits.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Which CertCentral it is.
    #[must_use]
    pub fn instance(&self) -> Instance {
        self.digicert.instance().clone()
    }

    /// Its address, for people.
    #[must_use]
    pub fn address(&self) -> String {
        self.digicert.base_url().to_owned()
    }

    /// Whether the desk's reference is sent with orders.
    #[must_use]
    pub fn sends_reference(&self) -> bool {
        self.digicert.sends_reference()
    }

    /// For how long DigiCert has not answered; nothing while it does.
    #[must_use]
    pub fn silence(&self) -> Option<Duration> {
        self.digicert.silence()
    }

    /// Whose key it is and what it may do (CertCentral: `GET /user/me`).
    ///
    /// # Errors
    /// DigiCert did not answer, or did not accept the key.
    pub async fn me(&self) -> Result<Me, ReadError> {
        self.digicert.me().await
    }

    /// What a reading call brings, or that it took longer than a person waits.
    async fn in_time<T>(&self, call: impl Future<Output = Result<T, ReadError>>) -> Result<T, ReadError> {
        tokio::time::timeout(self.patience, call)
            .await
            .unwrap_or(Err(ReadError::TimedOut))
    }
}
