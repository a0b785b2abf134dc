//! What a session holds: who signed in, and one notice for the next page. String keys occur only here.

use std::net::{IpAddr, Ipv4Addr};

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use tower_sessions::session::Error;

use crate::domain::ids::OperatorId;

const SIGNED_IN: &str = "signed_in";
const NOTICE: &str = "notice";
const SEEN: &str = "seen";

/// Who signed in, and under which epoch of their sessions: a new password or a disabled person ends earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// The person.
    pub operator: OperatorId,
    /// The epoch of their sessions when they signed in.
    pub epoch: i64,
}

/// A message for the next page a person sees: a message key, no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// The draft was saved.
    Saved,
    /// The draft was discarded.
    Discarded,
    /// The draft was sent or discarded meanwhile; what was typed is a new one.
    KeptAsNewDraft,
    /// DigiCert took the order.
    Placed,
    /// Nothing was sent: no connection.
    NoConnection,
    /// Nothing was sent: DigiCert's rate limit.
    RateLimited,
    /// Nothing was sent: the desk was held up.
    HeldUp,
    /// The order was already being sent, or was sent before.
    AlreadySent,
    /// The store failed, so that it is not certain whether anything was done.
    StoreFailed,
    /// Somebody changed the draft meanwhile; nothing was sent.
    ChangedMeanwhile,
    /// The draft does not pass the checks any more; nothing was sent.
    NotReady,
    /// The order needs an approval first; nothing was sent.
    NotApproved,
    /// An approval was asked for.
    ApprovalAsked,
    /// An approval had been asked for already, or was given.
    AlreadyAsked,
    /// The order was approved.
    Approved,
    /// The order was sent back to its owner.
    Rejected,
    /// The wish for an approval, or the approval, was taken back.
    Withdrawn,
    /// The order does not wait for an approval any more; nothing was done.
    NotAwaiting,
    /// Nobody approves their own order; nothing was done.
    OwnOrder,
    /// Nobody approves an order that they changed; nothing was done.
    ChangedByYou,
    /// A backup was restored and not compared yet; nothing was sent.
    NotCompared,
    /// The order whose place this one takes turned up; nothing was sent.
    TurnedUp,
    /// The status was read.
    Refreshed,
    /// DigiCert did not answer, so the status is as it was.
    NotRefreshed,
    /// The order was found at DigiCert.
    Found,
    /// The order was not found at DigiCert.
    NotFound,
    /// Several orders carry the reference.
    FoundSeveral,
    /// The order in doubt is placed as one that was found at DigiCert.
    Linked,
    /// The order found at DigiCert belongs to another order here.
    LinkedToOther,
    /// What was found at DigiCert is not what the page showed any more.
    CandidatesChanged,
    /// None of the orders found at DigiCert is it.
    Dismissed,
    /// There is nothing to choose among any more.
    NothingToChoose,
    /// The order is not in doubt any more.
    NotInDoubt,
    /// The order was given up, and this draft takes its place.
    InItsPlace,
    /// The order was found when it was to be given up.
    FoundInstead,
    /// An order that was placed elsewhere was taken on.
    Adopted,
    /// The order had been taken on already.
    AdoptedAlready,
    /// The person's own settings were saved.
    SettingsSaved,
    /// The password was changed.
    PasswordChanged,
    /// A person was added.
    PersonAdded,
    /// A person was changed.
    PersonChanged,
    /// The draft is a copy of another order.
    CopiedFromOrder,
    /// The draft was started from a template.
    StartedFromTemplate,
    /// A template was saved.
    TemplateSaved,
    /// A view of the history was saved.
    ViewSaved,
    /// A view of the history was deleted.
    ViewDeleted,
    /// A template was replaced.
    TemplateReplaced,
    /// A template has another name.
    TemplateRenamed,
    /// A template was deleted.
    TemplateDeleted,
    /// Somebody changed the template meanwhile; nothing was done.
    TemplateChangedMeanwhile,
    /// DigiCert took the change.
    ChangeDone,
    /// DigiCert refused the change.
    ChangeRefused,
    /// Another change of the same thing is being sent or in doubt.
    ChangeBusy,
    /// DigiCert did not tell what it has now; nothing was sent.
    ChangeUnread,
    /// DigiCert does not have it any more.
    ChangeSubjectGone,
    /// The change was already being sent, or was sent before.
    ChangeSentMeanwhile,
    /// Somebody wrote the change anew meanwhile; nothing was done.
    ChangeWrittenMeanwhile,
    /// Somebody changed the subject elsewhere; nothing was sent.
    ChangedElsewhere,
    /// The change goes on from what DigiCert has now.
    ChangeRebased,
    /// The name must be typed first; nothing was sent.
    ChangeNotConfirmed,
    /// The change was read back: it was made.
    ChangeFound,
    /// The change was read back: it was not made.
    ChangeNotMade,
    /// The change was read back: it is not there yet.
    ChangeNotThereYet,
    /// The change was read back, and that tells neither yes nor no.
    ChangeUnclear,
    /// A person wrote down that the change was made.
    ChangeSettled,
    /// A person wrote down that the change was not made.
    ChangeTakenBack,
    /// The numbers of an organization were kept.
    NumbersKept,
    /// DigiCert is being read.
    ReadingAsked,
    /// A contact was kept in the address book.
    ContactKept,
    /// The address book has that contact already.
    ContactKnown,
    /// A contact was deleted from the address book.
    ContactDeleted,
    /// A person was erased from the desk.
    ContactErased,
}

impl Notice {
    /// The word used in message keys: `notice-<word>`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Discarded => "discarded",
            Self::KeptAsNewDraft => "kept-as-new-draft",
            Self::Placed => "placed",
            Self::NoConnection => "no-connection",
            Self::RateLimited => "rate-limited",
            Self::HeldUp => "held-up",
            Self::AlreadySent => "already-sent",
            Self::StoreFailed => "store-failed",
            Self::ChangedMeanwhile => "changed-meanwhile",
            Self::NotReady => "not-ready",
            Self::NotApproved => "not-approved",
            Self::ApprovalAsked => "approval-asked",
            Self::AlreadyAsked => "already-asked",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::NotAwaiting => "not-awaiting",
            Self::OwnOrder => "own-order",
            Self::ChangedByYou => "changed-by-you",
            Self::NotCompared => "not-compared",
            Self::TurnedUp => "turned-up",
            Self::Refreshed => "refreshed",
            Self::NotRefreshed => "not-refreshed",
            Self::Found => "found",
            Self::NotFound => "not-found",
            Self::FoundSeveral => "found-several",
            Self::Linked => "linked",
            Self::LinkedToOther => "linked-to-other",
            Self::CandidatesChanged => "candidates-changed",
            Self::Dismissed => "dismissed",
            Self::NothingToChoose => "nothing-to-choose",
            Self::NotInDoubt => "not-in-doubt",
            Self::InItsPlace => "in-its-place",
            Self::FoundInstead => "found-instead",
            Self::Adopted => "adopted",
            Self::AdoptedAlready => "adopted-already",
            Self::SettingsSaved => "settings-saved",
            Self::PasswordChanged => "password-changed",
            Self::PersonAdded => "person-added",
            Self::PersonChanged => "person-changed",
            Self::CopiedFromOrder => "copied-from-order",
            Self::StartedFromTemplate => "started-from-template",
            Self::TemplateSaved => "template-saved",
            Self::ViewSaved => "view-saved",
            Self::ViewDeleted => "view-deleted",
            Self::TemplateReplaced => "template-replaced",
            Self::TemplateRenamed => "template-renamed",
            Self::TemplateDeleted => "template-deleted",
            Self::TemplateChangedMeanwhile => "template-changed-meanwhile",
            Self::ChangeDone => "change-done",
            Self::ChangeRefused => "change-refused",
            Self::ChangeBusy => "change-busy",
            Self::ChangeUnread => "change-unread",
            Self::ChangeSubjectGone => "change-subject-gone",
            Self::ChangeSentMeanwhile => "change-sent-meanwhile",
            Self::ChangeWrittenMeanwhile => "change-written-meanwhile",
            Self::ChangedElsewhere => "changed-elsewhere",
            Self::ChangeRebased => "change-rebased",
            Self::ChangeNotConfirmed => "change-not-confirmed",
            Self::ChangeFound => "change-found",
            Self::ChangeNotMade => "change-not-made",
            Self::ChangeNotThereYet => "change-not-there-yet",
            Self::ChangeUnclear => "change-unclear",
            Self::ChangeSettled => "change-settled",
            Self::ChangeTakenBack => "change-taken-back",
            Self::NumbersKept => "numbers-kept",
            Self::ReadingAsked => "reading-asked",
            Self::ContactKept => "contact-kept",
            Self::ContactKnown => "contact-known",
            Self::ContactDeleted => "contact-deleted",
            Self::ContactErased => "contact-erased",
        }
    }

    /// All notices, for the test that each has a text.
    pub const ALL: [Self; 72] = [
        Self::Saved,
        Self::Discarded,
        Self::KeptAsNewDraft,
        Self::Placed,
        Self::NoConnection,
        Self::RateLimited,
        Self::HeldUp,
        Self::AlreadySent,
        Self::StoreFailed,
        Self::ChangedMeanwhile,
        Self::NotReady,
        Self::NotApproved,
        Self::ApprovalAsked,
        Self::AlreadyAsked,
        Self::Approved,
        Self::Rejected,
        Self::Withdrawn,
        Self::NotAwaiting,
        Self::OwnOrder,
        Self::ChangedByYou,
        Self::NotCompared,
        Self::TurnedUp,
        Self::Refreshed,
        Self::NotRefreshed,
        Self::Found,
        Self::NotFound,
        Self::FoundSeveral,
        Self::Linked,
        Self::LinkedToOther,
        Self::CandidatesChanged,
        Self::Dismissed,
        Self::NothingToChoose,
        Self::NotInDoubt,
        Self::InItsPlace,
        Self::FoundInstead,
        Self::Adopted,
        Self::AdoptedAlready,
        Self::SettingsSaved,
        Self::PasswordChanged,
        Self::PersonAdded,
        Self::PersonChanged,
        Self::CopiedFromOrder,
        Self::StartedFromTemplate,
        Self::TemplateSaved,
        Self::ViewSaved,
        Self::ViewDeleted,
        Self::TemplateReplaced,
        Self::TemplateRenamed,
        Self::TemplateDeleted,
        Self::TemplateChangedMeanwhile,
        Self::ChangeDone,
        Self::ChangeRefused,
        Self::ChangeBusy,
        Self::ChangeUnread,
        Self::ChangeSubjectGone,
        Self::ChangeSentMeanwhile,
        Self::ChangeWrittenMeanwhile,
        Self::ChangedElsewhere,
        Self::ChangeRebased,
        Self::ChangeNotConfirmed,
        Self::ChangeFound,
        Self::ChangeNotMade,
        Self::ChangeNotThereYet,
        Self::ChangeUnclear,
        Self::ChangeSettled,
        Self::ChangeTakenBack,
        Self::NumbersKept,
        Self::ReadingAsked,
        Self::ContactKept,
        Self::ContactKnown,
        Self::ContactDeleted,
        Self::ContactErased,
    ];
}

/// Starts a session for a person, under a new id so that one planted before signing in is worth nothing.
///
/// # Errors
/// The session store failed.
pub async fn sign_in(session: &Session, signed_in: SignedIn) -> Result<(), Error> {
    session.cycle_id().await?;
    session.insert(SIGNED_IN, signed_in).await
}

/// Who signed in, if anybody.
///
/// # Errors
/// The session store failed.
pub async fn signed_in(session: &Session) -> Result<Option<SignedIn>, Error> {
    session.get(SIGNED_IN).await
}

/// Ends the session.
///
/// # Errors
/// The session store failed.
pub async fn sign_out(session: &Session) -> Result<(), Error> {
    session.flush().await
}

/// Leaves a notice for the next page.
///
/// # Errors
/// The session store failed.
pub async fn leave_notice(session: &Session, notice: Notice) -> Result<(), Error> {
    session.insert(NOTICE, notice).await
}

/// Takes the notice away, so that it is shown once. A notice this version does not know is dropped.
///
/// # Errors
/// The session store failed.
pub async fn take_notice(session: &Session) -> Result<Option<Notice>, Error> {
    Ok(session
        .remove_value(NOTICE)
        .await?
        .and_then(|value| serde_json::from_value(value).ok()))
}

/// Writes, at most every few minutes, that the person was here: a session that is only read would run out.
///
/// # Errors
/// The session store failed.
pub async fn keep_alive(session: &Session, now_minute: i64) -> Result<(), Error> {
    let seen: i64 = session.get(SEEN).await?.unwrap_or_default();
    if (now_minute - seen).abs() >= 5 {
        session.insert(SEEN, now_minute).await?;
    }
    Ok(())
}

/// The address a request came from: what the trusted proxy added last where one is configured, else the
/// connection's. What stands before that in the header may come from anybody.
#[must_use]
pub fn client_address(parts: &Parts, proxy_header: Option<&str>) -> IpAddr {
    let told = proxy_header
        .and_then(|name| parts.headers.get_all(name).iter().next_back())
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .and_then(|address| address.trim().parse().ok());
    let connection = || {
        parts
            .extensions
            .get::<ConnectInfo<std::net::SocketAddr>>()
            .map(|info| info.0.ip())
    };
    told.or_else(connection).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}
