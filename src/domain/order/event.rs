//! What happened to an order, written in the same transaction as the change itself.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::RemoteError;
use super::search::Evidence;
use super::state::SentFrom;
use crate::domain::certificate::Mismatch;
use crate::domain::change::Answer;
use crate::domain::ids::{CertificateId, ChangeId, OrderId, Reference, RemoteOrderId};
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
    /// The desk was held up for so long after it wrote the attempt down that others may have given it up.
    HeldUp,
}

impl NotSent {
    /// The word used in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NoConnection => "no-connection",
            Self::RateLimited => "rate-limited",
            Self::HeldUp => "held-up",
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
    /// An order in doubt that was given up, whose place the draft takes.
    Released(OrderId),
    /// The template of that name.
    Template(String),
    /// An order that is to be renewed, with the number that it has at DigiCert.
    Renewal(OrderId, Option<RemoteOrderId>),
}

impl From<Origin> for EventKind {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::Blank => Self::Drafted,
            Origin::Order(order) => Self::DraftedFromOrder { order },
            Origin::Released(order) => Self::DraftedFromReleased { order },
            Origin::Template(name) => Self::DraftedFromTemplate { name },
            Origin::Renewal(order, remote_id) => Self::DraftedForRenewal { order, remote_id },
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
    /// The draft was first saved in the place of an order that was given up.
    DraftedFromReleased {
        /// The order that was given up.
        order: OrderId,
    },
    /// The draft was first saved, as a copy of a template.
    DraftedFromTemplate {
        /// What the template was called then.
        name: String,
    },
    /// The draft was changed; an approval, or the wish for one, is void.
    Changed,
    /// Somebody asked a second person to approve it.
    ApprovalAsked {
        /// SHA-256 of the canonical request.
        request_sha256: String,
        /// What the approver should know.
        remark: String,
    },
    /// A second person approved it.
    Approved {
        /// SHA-256 of the canonical request that was approved.
        request_sha256: String,
        /// What they said with it.
        remark: String,
    },
    /// A second person sent it back to its owner.
    Rejected {
        /// Why.
        reason: String,
    },
    /// The wish for an approval, or the approval, was taken back without a change.
    Withdrawn,
    /// The approval was not used in time.
    ApprovalLapsed,
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
        /// What it was before.
        #[serde(default)]
        back_to: SentFrom,
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
    /// An order in doubt was looked for at DigiCert, and no single one is certainly it.
    LookedFor {
        /// How many orders there may be it.
        found: u32,
    },
    /// An order in doubt was found at DigiCert.
    Found {
        /// Its id there.
        remote_id: RemoteOrderId,
        /// By what it was recognised.
        #[serde(default)]
        evidence: Evidence,
    },
    /// Somebody said that none of the orders found is it.
    Dismissed {
        /// Their ids at DigiCert.
        dismissed: Vec<RemoteOrderId>,
    },
    /// An answer that says no came after the order was put in doubt. It is evidence for a person, not a decision.
    AnsweredLate {
        /// The reasons DigiCert gave.
        errors: Vec<RemoteError>,
    },
    /// That nothing had left became known after the order was put in doubt. As above, it decides nothing.
    NotSentLate {
        /// Why nothing left.
        why: NotSent,
    },
    /// Somebody gave an order in doubt up, so that another attempt may be made.
    Released {
        /// Why they think that it does not exist.
        reason: String,
        /// The draft that takes its place.
        replaced_by: OrderId,
    },
    /// It was seen at DigiCert, placed by somebody else.
    SeenElsewhere {
        /// Its id there.
        remote_id: RemoteOrderId,
    },
    /// Somebody took an order that was placed elsewhere into this desk's care.
    Adopted,
    /// What DigiCert has differs from what was sent.
    Drifted {
        /// The member that differs, as DigiCert spells it.
        what: String,
        /// What was sent.
        ours: String,
        /// What DigiCert has.
        theirs: String,
    },
    /// DigiCert does not know the order any more.
    Vanished,
    /// DigiCert knows the order again.
    Reappeared,
    /// DigiCert's status changed since it was last read.
    StatusChanged {
        /// What it was, if known.
        from: Option<String>,
        /// What it is.
        to: String,
    },
    /// Its certificate was fetched, and is the one that was ordered.
    CertificateFetched {
        /// Its id at DigiCert.
        certificate_id: CertificateId,
        /// Its serial number, in hexadecimal.
        serial_number: String,
    },
    /// Its certificate was fetched, and is held back.
    CertificateHeld {
        /// Its id at DigiCert.
        certificate_id: CertificateId,
        /// What does not fit.
        reasons: Vec<Mismatch>,
    },
    /// Somebody downloaded a support bundle.
    BundleDownloaded,
    /// Something that was to be done with the order at DigiCert came a step further; the change's own journal tells all.
    Action {
        /// The change.
        change: ChangeId,
        /// What was to be done, in the word of [`crate::domain::change::Change::word`].
        action: String,
        /// What happened, in the word of [`crate::domain::change::ChangeEventKind`].
        step: String,
        /// What DigiCert said besides yes.
        #[serde(default)]
        answer: Option<Answer>,
    },
    /// The draft was first saved, to renew an order; or it took the place of one that was.
    DraftedForRenewal {
        /// The order to be renewed.
        order: OrderId,
        /// Its number at DigiCert.
        #[serde(default)]
        remote_id: Option<RemoteOrderId>,
    },
    /// A draft was begun that renews this order.
    RenewalDrafted {
        /// The draft.
        draft: OrderId,
    },
    /// The store holds a kind of event that this version does not know.
    #[serde(other)]
    Unknown,
}

impl EventKind {
    /// Whether somebody put something of their own into the order by it.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        matches!(
            self,
            Self::Drafted
                | Self::DraftedFromOrder { .. }
                | Self::DraftedFromReleased { .. }
                | Self::DraftedFromTemplate { .. }
                | Self::DraftedForRenewal { .. }
                | Self::Changed
        )
    }

    /// The word used in message keys.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::DraftedFromOrder { .. } => "drafted-from-order",
            Self::DraftedFromReleased { .. } => "drafted-from-released",
            Self::DraftedFromTemplate { .. } => "drafted-from-template",
            Self::Changed => "changed",
            Self::ApprovalAsked { .. } => "approval-asked",
            Self::Approved { .. } => "approved",
            Self::Rejected { .. } => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::ApprovalLapsed => "approval-lapsed",
            Self::Sending { .. } => "sending",
            Self::NotSent { .. } => "not-sent",
            Self::Placed { .. } => "placed",
            Self::Refused { .. } => "refused",
            Self::InDoubt { .. } => "in-doubt",
            Self::LookedFor { .. } => "looked-for",
            Self::Found { .. } => "found",
            Self::Dismissed { .. } => "dismissed",
            Self::AnsweredLate { .. } => "answered-late",
            Self::NotSentLate { .. } => "not-sent-late",
            Self::Released { .. } => "released",
            Self::SeenElsewhere { .. } => "seen-elsewhere",
            Self::Adopted => "adopted",
            Self::Drifted { .. } => "drifted",
            Self::Vanished => "vanished",
            Self::Reappeared => "reappeared",
            Self::StatusChanged { .. } => "status-changed",
            Self::CertificateFetched { .. } => "certificate-fetched",
            Self::CertificateHeld { .. } => "certificate-held",
            Self::BundleDownloaded => "bundle-downloaded",
            Self::Action { .. } => "action",
            Self::DraftedForRenewal { .. } => "drafted-for-renewal",
            Self::RenewalDrafted { .. } => "renewal-drafted",
            Self::Unknown => "unknown",
        }
    }
}
