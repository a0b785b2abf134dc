//! The record of a domain, and of what its owner published to prove control over it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ValidationType;

/// A random value that is to be published.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct DcvToken {
    pub(crate) value: String,
    pub(crate) expires: Timestamp,
}

/// A mail that asks for an approval.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Invitation {
    pub(crate) id: u64,
    pub(crate) email: String,
    pub(crate) source: String,
    pub(crate) sent: Timestamp,
}

/// A domain of the account.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Domain {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) organization: u64,
    pub(crate) container: u64,
    pub(crate) created: Timestamp,
    pub(crate) dcv_method: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) validated_until: Option<Timestamp>,
    #[serde(default = "yes")]
    pub(crate) is_active: bool,
    /// What it is validated for; folders written earlier know certificates alone.
    #[serde(default = "for_certificates")]
    pub(crate) types: Vec<ValidationType>,
    /// Since when its validation was asked for by the API and nothing but time is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) requested: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) token: Option<DcvToken>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) invitations: Vec<Invitation>,
    /// What stands in its DNS, or in the file on its web server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) published: Option<String>,
}

fn yes() -> bool {
    true
}

fn for_certificates() -> Vec<ValidationType> {
    vec![ValidationType::Ov]
}

impl Domain {
    /// A domain that nobody asked to validate yet.
    pub(crate) fn new(id: u64, name: String, owner: (u64, u64), created: Timestamp, dcv_method: String) -> Self {
        let (organization, container) = owner;
        Self {
            id,
            name,
            organization,
            container,
            created,
            dcv_method,
            validated_until: None,
            is_active: true,
            types: for_certificates(),
            requested: None,
            token: None,
            invitations: Vec::new(),
            published: None,
        }
    }

    /// Whether control over the domain is proven at a moment.
    pub(crate) fn is_validated_at(&self, now: Timestamp) -> bool {
        self.validated_until.is_some_and(|until| until >= now)
    }

    /// The word in answers: `active`, `pending` or `expired`.
    pub(crate) fn status_at(&self, now: Timestamp) -> &'static str {
        match self.validated_until {
            None => "pending",
            Some(until) if until < now => "expired",
            Some(_) => "active",
        }
    }

    /// Proves control over it until a moment.
    pub(crate) fn complete(&mut self, until: Timestamp) {
        self.validated_until = Some(until);
        self.requested = None;
    }
}
