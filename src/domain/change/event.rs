//! What happened to a change, written in the same transaction as the change of its row.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::operator::Actor;
use crate::domain::order::RemoteError;
use crate::domain::order::event::{Doubt, NotSent};

/// One entry in the journal of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeEvent {
    /// When.
    pub at: Timestamp,
    /// Who; the desk itself when it acted on its own.
    pub actor: Actor,
    /// What.
    pub kind: ChangeEventKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChangeEventKind {
    /// It was first saved.
    Drafted,
    /// What was typed was changed.
    Changed,
    /// Somebody changed the subject elsewhere, and the person went on from what DigiCert has now.
    Rebased,
    /// The request is about to leave.
    Sending {
        /// SHA-256 of its method, path and body.
        request_sha256: String,
    },
    /// Nothing left.
    NotSent {
        /// Why.
        why: NotSent,
    },
    /// DigiCert took it.
    Done {
        /// The organization or domain that was created.
        created: Option<i64>,
    },
    /// DigiCert took it, and answered with the organization or domain it had already: nothing new was made.
    Reused {
        /// Which.
        id: i64,
    },
    /// DigiCert refused it.
    Refused {
        /// Its reasons.
        errors: Vec<RemoteError>,
    },
    /// It is not known whether DigiCert took it.
    InDoubt {
        /// Why.
        why: Doubt,
    },
    /// DigiCert was asked, and the answer tells neither yes nor no.
    ReadBack {
        /// What it told: see [`super::Effect::word`].
        effect: String,
    },
    /// It was read back from DigiCert: it had been taken.
    Found {
        /// The organization or domain that was created.
        created: Option<i64>,
    },
    /// It was read back from DigiCert: it had not been taken.
    NotThere,
    /// Somebody looked at DigiCert and said that it was taken.
    Settled {
        /// How they know.
        reason: String,
        /// The organization or domain that was created.
        #[serde(default)]
        created: Option<i64>,
    },
    /// Somebody looked at DigiCert and said that it was not taken.
    TakenBack {
        /// How they know.
        reason: String,
    },
    /// The store holds a kind of event that this version does not know.
    #[serde(other)]
    Unknown,
}

impl ChangeEventKind {
    /// The word used in message keys.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::Changed => "changed",
            Self::Rebased => "rebased",
            Self::Sending { .. } => "sending",
            Self::NotSent { .. } => "not-sent",
            Self::Done { .. } => "done",
            Self::Reused { .. } => "reused",
            Self::Refused { .. } => "refused",
            Self::InDoubt { .. } => "in-doubt",
            Self::ReadBack { .. } => "read-back",
            Self::Found { .. } => "found",
            Self::NotThere => "not-there",
            Self::Settled { .. } => "settled",
            Self::TakenBack { .. } => "taken-back",
            Self::Unknown => "unknown",
        }
    }
}
