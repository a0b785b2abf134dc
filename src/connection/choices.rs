//! The lists the order form offers, kept for a few minutes.

use std::time::{Duration, Instant};

use super::{Connection, KEPT_AFTER_FAILURE};
use crate::causes::causes;
use crate::digicert::{Organization, Product};
use crate::domain::digest::sha256;
use crate::domain::product::PRIVATE_SERVICES_SERVER;

const KEPT: Duration = Duration::from_secs(300);
const ORGANIZATIONS_OFFERED: u16 = 200;

/// What was read, and when.
pub(super) type Kept = Option<(Instant, Choices)>;

/// A choice that a form offers: an id at DigiCert and the name people know it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

impl Choice {
    /// What an id stands for, as people know it: the name with the number, where the list has it; else the id alone.
    #[must_use]
    pub fn named(choices: &[Self], id: &str) -> String {
        match choices.iter().find(|choice| choice.id == id) {
            Some(choice) if !choice.name.is_empty() => format!("{} ({id})", choice.name),
            _ => id.to_owned(),
        }
    }
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
    /// The text of the agreement an orderer accepts, where the product names one.
    pub agreement: Option<String>,
    /// Whether the account has Multi-year Plans, where the product says so.
    pub multi_year_plans: Option<bool>,
    /// Whether DigiCert answered for all of them.
    pub is_complete: bool,
}

impl Choices {
    /// SHA-256 of the agreement's text in UTF-8, in hexadecimal: says later which text it was.
    #[must_use]
    pub fn agreement_sha256(&self) -> Option<String> {
        Some(sha256(self.agreement.as_ref()?.as_bytes()))
    }
}

impl Connection {
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
        let choices = match tokio::time::timeout(self.patience, self.read_choices()).await {
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
        let product = product.ok();
        let multi_year_plans = product.as_ref().and_then(Product::multi_year_plans);
        let (platforms, agreement) = product
            .map(|product| (product.server_platforms, product.license_agreement))
            .unwrap_or_default();
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
            agreement: agreement.filter(|text| !text.trim().is_empty()),
            multi_year_plans,
            is_complete,
        }
    }
}
