//! The record of a validation: what of an organization DigiCert looked at, and how far it is.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What an organization or a domain can be validated for (CertCentral: Submit for validation).
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ValidationType {
    #[default]
    Ov,
    Ev,
    Cs,
    EvCs,
    Ds,
    Smime,
}

/// Every type.
pub(crate) const VALIDATION_TYPES: [ValidationType; 6] = [
    ValidationType::Ov,
    ValidationType::Ev,
    ValidationType::Cs,
    ValidationType::EvCs,
    ValidationType::Ds,
    ValidationType::Smime,
];

impl ValidationType {
    /// The word in requests and answers.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ov => "ov",
            Self::Ev => "ev",
            Self::Cs => "cs",
            Self::EvCs => "ev_cs",
            Self::Ds => "ds",
            Self::Smime => "smime",
        }
    }

    /// The type behind a word.
    pub(crate) fn read(text: &str) -> Option<Self> {
        VALIDATION_TYPES.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Name and description in answers.
    pub(crate) fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Ov => ("OV", "Normal Organization Validation"),
            Self::Ev => ("EV", "Extended Organization Validation (EV)"),
            Self::Cs => ("CS", "Code Signing Organization Validation"),
            Self::EvCs => ("EV CS", "Code Signing Organization Extended Validation (EV CS)"),
            Self::Ds => ("DS", "Document Signing Validation"),
            Self::Smime => ("SMIME", "S/MIME Organization Validation"),
        }
    }

    /// Whether somebody must be named who may speak for the organization.
    pub(crate) fn needs_people(self) -> bool {
        matches!(self, Self::Ev | Self::Cs | Self::EvCs)
    }
}

/// What is looked at during a validation (CertCentral: Order validation status, `verification_details`).
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Detail {
    OrganizationType,
    OrganizationStatus,
    AddressVerification,
    BlacklistFraud,
    RequestAuthenticity,
}

/// Every detail, with its member in answers.
pub(crate) const DETAILS: [(Detail, &str); 5] = [
    (Detail::OrganizationType, "organization_type"),
    (Detail::OrganizationStatus, "organization_status"),
    (Detail::AddressVerification, "address_verification"),
    (Detail::BlacklistFraud, "blacklist_fraud"),
    (Detail::RequestAuthenticity, "request_authenticity"),
];

/// One validation of an organization.
///
/// Folders written before there were several types have one without a type, which was that for certificates (OV).
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Validation {
    #[serde(default, rename = "type")]
    pub(crate) kind: ValidationType,
    pub(crate) created: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Timestamp>,
    /// Since when it was asked for by the API and nothing but time is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) requested: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_rejected: bool,
    /// The contacts who were named for it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) people: BTreeSet<u64>,
    /// Those among them who have answered.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) verified: BTreeSet<u64>,
    /// What has been looked at while it is pending.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) done: BTreeSet<Detail>,
}

impl Validation {
    /// A validation that waits.
    pub(crate) fn pending(kind: ValidationType, created: Timestamp) -> Self {
        Self {
            kind,
            created,
            until: None,
            requested: None,
            is_rejected: false,
            people: BTreeSet::new(),
            verified: BTreeSet::new(),
            done: BTreeSet::new(),
        }
    }

    /// The word in answers: `active`, `pending` or `expired`; that a refused one is `rejected` is made up.
    pub(crate) fn status_at(&self, now: Timestamp) -> &'static str {
        match self.until {
            _ if self.is_rejected => "rejected",
            None => "pending",
            Some(until) if until < now => "expired",
            Some(_) => "active",
        }
    }

    /// Puts it back to the beginning, asked for at a moment.
    pub(crate) fn begin(&mut self, at: Timestamp) {
        self.created = at;
        self.until = None;
        self.requested = Some(at);
        self.is_rejected = false;
        self.verified.clear();
        self.done.clear();
    }

    /// Ends it well: everybody answered, everything was looked at.
    pub(crate) fn complete(&mut self, until: Timestamp) {
        self.until = Some(until);
        self.requested = None;
        self.is_rejected = false;
        self.verified = self.people.clone();
        self.done = DETAILS.into_iter().map(|(detail, _)| detail).collect();
    }

    /// Ends it badly.
    pub(crate) fn reject(&mut self) {
        self.until = None;
        self.requested = None;
        self.is_rejected = true;
    }
}

/// A list of validations; a single one is what folders written earlier have.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Several(Vec<Validation>),
    Single(Validation),
}

/// Reads the validations of an organization, however old the record is.
pub(super) fn read_all<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Vec<Validation>, D::Error> {
    Ok(match Stored::deserialize(source)? {
        Stored::Several(list) => list,
        Stored::Single(single) => vec![single],
    })
}
