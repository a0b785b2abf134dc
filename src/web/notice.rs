//! The messages that a page leaves for the next one a person sees.

use serde::{Deserialize, Serialize};

macro_rules! notices {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// A message for the next page a person sees: a message key, no data.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Notice {
            $($(#[$doc])* #[serde(rename = $word)] $name,)*
        }

        impl Notice {
            /// The word in the session and in message keys.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }

            /// All notices, for the test that each has a text.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

notices! {
    /// The draft was saved.
    Saved = "saved",
    /// The draft was discarded.
    Discarded = "discarded",
    /// The draft was sent or discarded meanwhile; what was typed is a new one.
    KeptAsNewDraft = "kept-as-new-draft",
    /// DigiCert took the order.
    Placed = "placed",
    /// Nothing was sent: no connection.
    NoConnection = "no-connection",
    /// Nothing was sent: DigiCert's rate limit.
    RateLimited = "rate-limited",
    /// Nothing was sent: the desk was held up.
    HeldUp = "held-up",
    /// The order was already being sent, or was sent before.
    AlreadySent = "already-sent",
    /// The store failed, so that it is not certain whether anything was done.
    StoreFailed = "store-failed",
    /// Somebody changed the draft meanwhile; nothing was sent.
    ChangedMeanwhile = "changed-meanwhile",
    /// The draft does not pass the checks any more; nothing was sent.
    NotReady = "not-ready",
    /// The order needs an approval first; nothing was sent.
    NotApproved = "not-approved",
    /// An approval was asked for.
    ApprovalAsked = "approval-asked",
    /// An approval had been asked for already, or was given.
    AlreadyAsked = "already-asked",
    /// The order was approved.
    Approved = "approved",
    /// The order was sent back to its owner.
    Rejected = "rejected",
    /// The wish for an approval, or the approval, was taken back.
    Withdrawn = "withdrawn",
    /// The order does not wait for an approval any more; nothing was done.
    NotAwaiting = "not-awaiting",
    /// Nobody approves their own order; nothing was done.
    OwnOrder = "own-order",
    /// Nobody approves an order that they changed; nothing was done.
    ChangedByYou = "changed-by-you",
    /// A backup was restored and not compared yet; nothing was sent.
    NotCompared = "not-compared",
    /// The order whose place this one takes turned up; nothing was sent.
    TurnedUp = "turned-up",
    /// The status was read.
    Refreshed = "refreshed",
    /// DigiCert did not answer, so the status is as it was.
    NotRefreshed = "not-refreshed",
    /// The order was found at DigiCert.
    Found = "found",
    /// The order was not found at DigiCert.
    NotFound = "not-found",
    /// Several orders carry the reference.
    FoundSeveral = "found-several",
    /// The order in doubt is placed as one that was found at DigiCert.
    Linked = "linked",
    /// The order found at DigiCert belongs to another order here.
    LinkedToOther = "linked-to-other",
    /// What was found at DigiCert is not what the page showed any more.
    CandidatesChanged = "candidates-changed",
    /// None of the orders found at DigiCert is it.
    Dismissed = "dismissed",
    /// There is nothing to choose among any more.
    NothingToChoose = "nothing-to-choose",
    /// The order is not in doubt any more.
    NotInDoubt = "not-in-doubt",
    /// The order was given up, and this draft takes its place.
    InItsPlace = "in-its-place",
    /// The order was found when it was to be given up.
    FoundInstead = "found-instead",
    /// An order that was placed elsewhere was taken on.
    Adopted = "adopted",
    /// The order had been taken on already.
    AdoptedAlready = "adopted-already",
    /// The person's own settings were saved.
    SettingsSaved = "settings-saved",
    /// The password was changed.
    PasswordChanged = "password-changed",
    /// A person was added.
    PersonAdded = "person-added",
    /// A person was changed.
    PersonChanged = "person-changed",
    /// The draft is a copy of another order.
    CopiedFromOrder = "copied-from-order",
    /// The draft was started from a template.
    StartedFromTemplate = "started-from-template",
    /// A template was saved.
    TemplateSaved = "template-saved",
    /// A view of the history was saved.
    ViewSaved = "view-saved",
    /// A view of the history was deleted.
    ViewDeleted = "view-deleted",
    /// A template was replaced.
    TemplateReplaced = "template-replaced",
    /// A template has another name.
    TemplateRenamed = "template-renamed",
    /// A template was deleted.
    TemplateDeleted = "template-deleted",
    /// Somebody changed the template meanwhile; nothing was done.
    TemplateChangedMeanwhile = "template-changed-meanwhile",
    /// DigiCert took the change.
    ChangeDone = "change-done",
    /// DigiCert refused the change.
    ChangeRefused = "change-refused",
    /// Another change of the same thing is being sent or in doubt.
    ChangeBusy = "change-busy",
    /// DigiCert did not tell what it has now; nothing was sent.
    ChangeUnread = "change-unread",
    /// DigiCert does not have it any more.
    ChangeSubjectGone = "change-subject-gone",
    /// The change was already being sent, or was sent before.
    ChangeSentMeanwhile = "change-sent-meanwhile",
    /// Somebody wrote the change anew meanwhile; nothing was done.
    ChangeWrittenMeanwhile = "change-written-meanwhile",
    /// Somebody changed the subject elsewhere; nothing was sent.
    ChangedElsewhere = "changed-elsewhere",
    /// The change goes on from what DigiCert has now.
    ChangeRebased = "change-rebased",
    /// The name must be typed first; nothing was sent.
    ChangeNotConfirmed = "change-not-confirmed",
    /// The change was read back: it was made.
    ChangeFound = "change-found",
    /// The change was read back: it was not made.
    ChangeNotMade = "change-not-made",
    /// The change was read back: it is not there yet.
    ChangeNotThereYet = "change-not-there-yet",
    /// The change was read back, and that tells neither yes nor no.
    ChangeUnclear = "change-unclear",
    /// A person wrote down that the change was made.
    ChangeSettled = "change-settled",
    /// A person wrote down that the change was not made.
    ChangeTakenBack = "change-taken-back",
    /// The numbers of an organization were kept.
    NumbersKept = "numbers-kept",
    /// DigiCert is being read.
    ReadingAsked = "reading-asked",
    /// A contact was kept in the address book.
    ContactKept = "contact-kept",
    /// The address book has that contact already.
    ContactKnown = "contact-known",
    /// A contact was deleted from the address book.
    ContactDeleted = "contact-deleted",
    /// A person was erased from the desk.
    ContactErased = "contact-erased",
    /// A second person has to look at the change.
    ChangeApprovalAsked = "change-approval-asked",
    /// The change was approved.
    ChangeApproved = "change-approved",
    /// The change was sent back to its owner.
    ChangeRejected = "change-rejected",
    /// The change was taken back from approval.
    ChangeWithdrawn = "change-withdrawn",
    /// The change needs an approval first; nothing was sent.
    ChangeNotApproved = "change-not-approved",
    /// The change does not wait for an approval any more; nothing was done.
    ChangeNotAwaiting = "change-not-awaiting",
    /// Nobody approves a change that they wrote or asked for; nothing was done.
    ChangeIsOwn = "change-is-own",
    /// As the order stands, that cannot be done with it; nothing was begun.
    ActionNotPossible = "action-not-possible",
    /// The draft renews an order.
    RenewalDrafted = "renewal-drafted",
    /// A draft that renews the order was begun before.
    RenewalBegunBefore = "renewal-begun-before",
    /// The order was renewed already, so that no draft was begun.
    RenewedAlready = "renewed-already",
    /// As the order stands, it cannot be renewed.
    NotRenewable = "not-renewable",
    /// The certificate is here, and is what was ordered.
    CertificateKept = "certificate-kept",
    /// The certificate is here, and is held.
    CertificateHeld = "certificate-held",
    /// DigiCert has issued none yet.
    CertificateNotIssued = "certificate-not-issued",
    /// DigiCert did not answer, or with something else than a certificate.
    CertificateUnread = "certificate-unread",
    /// DigiCert did not give the file in its own format.
    CertificateFileUnread = "certificate-file-unread",
    /// DigiCert's own file does not hold the certificate, so that it was not given.
    CertificateFileOther = "certificate-file-other",
    /// The certificate is held, so that no file of it was given.
    CertificateNotGiven = "certificate-not-given",
}
