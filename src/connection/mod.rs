//! The DigiCert account at the other end: what the key may do, and the lists the order form offers.
//!
//! Lists are kept for a few minutes, so that a form opens at once and still opens when DigiCert does not answer.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use crate::causes::causes;
use crate::digicert::{DigiCert, Me, Organization, ReadError};
use crate::domain::instance::Instance;
use crate::domain::product::PRIVATE_SERVICES_SERVER;

const KEPT: Duration = Duration::from_secs(300);
const KEPT_AFTER_FAILURE: Duration = Duration::from_secs(15);
/// How long a person waits for the lists.
const PATIENCE: Duration = Duration::from_secs(3);
const ORGANIZATIONS_OFFERED: u16 = 200;

/// A choice that a form offers: an id at DigiCert and the name people know it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// The lists the order form offers. Empty where DigiCert did not answer: ids can be typed all the same.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Server platforms of the product.
    pub platforms: Vec<Choice>,
    /// Containers of the account.
    pub containers: Vec<Choice>,
    /// Active organizations.
    pub organizations: Vec<Choice>,
    /// Whether DigiCert answered for all of them.
    pub is_complete: bool,
}

/// The DigiCert account at the other end. Cheap to clone.
#[derive(Clone)]
pub struct Connection {
    digicert: DigiCert,
    choices: Arc<Mutex<Option<(Instant, Choices)>>>,
}

impl Connection {
    /// The account reached through `digicert`.
    #[must_use]
    pub fn new(digicert: DigiCert) -> Self {
        Self {
            digicert,
            choices: Arc::default(),
        }
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

    /// Whose key it is and what it may do (CertCentral: `GET /user/me`).
    ///
    /// # Errors
    /// DigiCert did not answer, or did not accept the key.
    pub async fn me(&self) -> Result<Me, ReadError> {
        self.digicert.me().await
    }

    /// The lists the order form offers, at most a few minutes old.
    pub async fn choices(&self) -> Choices {
        let mut kept = self.choices.lock().await;
        if let Some((read_at, choices)) = kept.as_ref() {
            let age = if choices.is_complete { KEPT } else { KEPT_AFTER_FAILURE };
            if read_at.elapsed() < age {
                return choices.clone();
            }
        }
        // A form must open although DigiCert does not answer; what was read before is better than nothing.
        let choices = match tokio::time::timeout(PATIENCE, self.read_choices()).await {
            Ok(choices) => choices,
            Err(_) => {
                let known = kept.take().map(|(_, choices)| choices).unwrap_or_default();
                Choices {
                    is_complete: false,
                    ..known
                }
            }
        };
        *kept = Some((Instant::now(), choices.clone()));
        choices
    }

    async fn read_choices(&self) -> Choices {
        let (product, containers, organizations) = tokio::join!(
            self.digicert.product(PRIVATE_SERVICES_SERVER.name_id),
            self.digicert.containers(),
            self.digicert.organizations(None, ORGANIZATIONS_OFFERED),
        );
        let is_complete = product.is_ok() && containers.is_ok() && organizations.is_ok();
        for error in [
            product.as_ref().err(),
            containers.as_ref().err(),
            organizations.as_ref().err(),
        ]
        .into_iter()
        .flatten()
        {
            tracing::warn!(error = causes(error), "a list for the order form could not be read");
        }
        let platforms = product.map(|product| product.server_platforms).unwrap_or_default();
        let containers = containers.unwrap_or_default();
        let organizations = organizations.map(|found| found.organizations).unwrap_or_default();
        let choice = |id: String, name: Option<String>| Choice {
            id,
            name: name.unwrap_or_default(),
        };
        Choices {
            platforms: platforms.into_iter().map(|it| choice(it.id, it.name)).collect(),
            containers: containers.into_iter().map(|it| choice(it.id, it.name)).collect(),
            organizations: organizations
                .into_iter()
                .filter(Organization::is_usable)
                .map(|it| choice(it.id, it.name))
                .collect(),
            is_complete,
        }
    }
}
