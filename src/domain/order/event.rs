//! What happened to an order, written in the same transaction as the change itself.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::RemoteError;
use crate::domain::ids::{CertificateId, OrderId, Reference, RemoteOrderId};
use crate::domain::operator::Actor;

/// One entry in the journal of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// Who; the desk itself when it acted on its own.
    pub actor: Actor,
    /// What.
    pub kind: EventKind,
}

/// Why it is not known whether DigiCert took the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// No answer within the time allowed.
    TimedOut,
    /// The connection broke after the request may have left.
    ConnectionLost,
    /// An answer with this HTTP status that says neither yes nor no.
    UnclearAnswer(u16),
    /// The desk stopped between the write-ahead and the answer.
    DeskStopped,
}

impl Doubt {
    /// The word used in message keys.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::TimedOut => "timed-out",
            Self::ConnectionLost => "connection-lost",
            Self::UnclearAnswer(_) => "unclear-answer",
            Self::DeskStopped => "desk-stopped",
        }
    }
}

/// Why nothing was sent at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotSent {
    /// No connection could be made, so no byte left.
    NoConnection,
    /// DigiCert's own rate limit turned the request away unread.
    RateLimited,
}

impl NotSent {
    /// The word used in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NoConnection => "no-connection",
            Self::RateLimited => "rate-limited",
        }
    }
}

/// What a draft began with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An empty form.
    Blank,
    /// Another order.
    Order(OrderId),
    /// The template of that name.
    Template(String),
}

impl From<Origin> for EventKind {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::Blank => Self::Drafted,
            Origin::Order(order) => Self::DraftedFromOrder { order },
            Origin::Template(name) => Self::DraftedFromTemplate { name },
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventKind {
    /// The draft was first saved.
    Drafted,
    /// The draft was first saved, as a copy of another order.
    DraftedFromOrder {
        /// The other order.
        order: OrderId,
    },
    /// The draft was first saved, as a copy of a template.
    DraftedFromTemplate {
        /// What the template was called then.
        name: String,
    },
    /// The draft was changed.
    Changed,
    /// The agreement was accepted and the request is about to leave.
    Sending {
        /// Our mark on it.
        reference: Reference,
        /// SHA-256 of its bytes.
        body_sha256: String,
        /// SHA-256 of the agreement's text as DigiCert gave it then, if it did.
        #[serde(default)]
        agreement_sha256: Option<String>,
    },
    /// Nothing left; the order is as it was before.
    NotSent {
        /// Why.
        why: NotSent,
    },
    /// DigiCert took it.
    Placed {
        /// Its id there.
        remote_id: RemoteOrderId,
        /// Its certificate, if already known.
        certificate_id: Option<CertificateId>,
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
    /// Somebody looked for an order in doubt at DigiCert and did not find exactly one.
    LookedFor {
        /// How many orders there carry our reference.
        found: u32,
    },
    /// An order in doubt was found at DigiCert by our reference.
    Found {
        /// Its id there.
        remote_id: RemoteOrderId,
    },
    /// DigiCert's status changed since it was last read.
    StatusChanged {
        /// What it was, if known.
        from: Option<String>,
        /// What it is.
        to: String,
    },
    /// The store holds a kind of event that this version does not know.
    #[serde(other)]
    Unknown,
}

impl EventKind {
    /// The word used in message keys.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::DraftedFromOrder { .. } => "drafted-from-order",
            Self::DraftedFromTemplate { .. } => "drafted-from-template",
            Self::Changed => "changed",
            Self::Sending { .. } => "sending",
            Self::NotSent { .. } => "not-sent",
            Self::Placed { .. } => "placed",
            Self::Refused { .. } => "refused",
            Self::InDoubt { .. } => "in-doubt",
            Self::LookedFor { .. } => "looked-for",
            Self::Found { .. } => "found",
            Self::StatusChanged { .. } => "status-changed",
            Self::Unknown => "unknown",
        }
    }
}
