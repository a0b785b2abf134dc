//! What happened to a change, written in the same transaction as the change of its row.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Answer;
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
    /// Somebody asked a second person to approve it.
    ApprovalAsked {
        /// SHA-256 of the request's method, path and body.
        request_sha256: String,
        /// What the approver should know.
        remark: String,
    },
    /// A second person approved it.
    Approved {
        /// SHA-256 of the request's method, path and body.
        request_sha256: String,
        /// What they said with it.
        remark: String,
    },
    /// A second person sent it back.
    Rejected {
        /// Why.
        reason: String,
    },
    /// The wish for an approval, or the approval, was taken back without a change.
    Withdrawn,
    /// The approval was not used in time.
    ApprovalLapsed,
    /// The request is about to leave.
    Sending {
        /// SHA-256 of its method, path and body.
        request_sha256: String,
    },
    /// Nothing left.
    NotSent {
        /// Why.
        why: NotSent,
        /// Whether it was approved, and is so again.
        #[serde(default)]
        is_approved: bool,
    },
    /// DigiCert took it.
    Done {
        /// The organization or domain that was created.
        created: Option<i64>,
        /// What it said besides.
        #[serde(default)]
        answer: Option<Answer>,
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
    /// Whether somebody put something of their own into the change by it.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        matches!(self, Self::Drafted | Self::Changed | Self::Rebased)
    }

    /// Whether the journal of the order tells it, too, where the change is about one: from the wish for an approval on.
    /// What somebody is still writing, and each look for a lost answer, is told in the change's own journal only.
    #[must_use]
    pub fn concerns_the_order(&self) -> bool {
        !self.is_writing() && !matches!(self, Self::ReadBack { .. } | Self::Unknown)
    }

    /// The word used in message keys.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::Changed => "changed",
            Self::Rebased => "rebased",
            Self::ApprovalAsked { .. } => "approval-asked",
            Self::Approved { .. } => "approved",
            Self::Rejected { .. } => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::ApprovalLapsed => "approval-lapsed",
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
