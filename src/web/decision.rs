//! What is posted to ask for the approval of an order or a change, and to decide on it: the version it was made from, one
//! text, and the digest of what was read. Both kinds of page answer it alike.

use axum::extract::Request;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use leptos::prelude::*;
use tower_sessions::Session;

use super::failure::Failure;
use super::people::remarks::Remarks;
use super::posted::{at, fields, value, version};
use super::render;
use super::session::{self, Notice};
use super::state::AppState;
use super::ui::{Field, Notice as NoticeBox, Tone};
use crate::domain::operator::Actor;
use crate::store::Stepped;
use crate::words::Words;

/// The name of the one field that is typed: a remark to the approver, or what the approver says.
pub(super) const REMARK: &str = "remark";
/// The hidden field with the digest of the request that stood on the page.
pub(super) const REQUEST: &str = "request";
/// The most letters of a remark: a page of them, so that a journal stays readable.
pub(super) const MOST_LETTERS: usize = 2000;

/// What was typed, and why it was not taken; put into the context of the page that is shown again.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// The text.
    pub(super) text: String,
    /// What is wrong with it.
    pub(super) remarks: Remarks,
}

impl Typed {
    /// The field for a remark with that label and hint, filled in as it was typed.
    pub(super) fn field(self, words: Words, label: &str, hint: &str) -> Field {
        let hint = words.with(hint, [("most", MOST_LETTERS.into())]);
        let field = Field::new(REMARK, words.text(label)).hint(hint).value(self.text);
        self.remarks.on(&words, field)
    }
}

/// How an approval ended that was asked for or given.
pub(super) enum Ended<'e> {
    /// Somebody sent it back, for this reason.
    SentBack(&'e str),
    /// It was not used in time.
    Lapsed,
}

impl Ended<'_> {
    /// The notice that says so, under that heading where it was sent back.
    pub(super) fn notice(self, words: Words, sent_back: &str, actor: &Actor, at: Timestamp) -> AnyView {
        let when = words.moment(at);
        match self {
            Self::SentBack(reason) => {
                let values = [("who", actor.name.as_str().into()), ("when", when.into())];
                let text = words.with("approval-rejected-text", values);
                let reason = (!reason.is_empty()).then(|| view! { <p class="said">{reason.to_owned()}</p> });
                view! { <NoticeBox tone=Tone::Danger heading=words.text(sent_back)><p>{text}</p>{reason}</NoticeBox> }
                    .into_any()
            }
            Self::Lapsed => {
                let text = words.with("approval-lapsed-text", [("when", when.into())]);
                view! { <NoticeBox tone=Tone::Warning heading=words.text("approval-lapsed")><p>{text}</p></NoticeBox> }
                    .into_any()
            }
        }
    }
}

/// What is said where a step was taken, and where it was not.
pub(super) type Outcome = Result<Notice, Notice>;

/// What is decided on.
pub(super) struct Subject {
    /// The address of its page.
    pub(super) page: String,
    /// What is said where it is another version meanwhile.
    pub(super) conflict: Notice,
    /// What is said where it is past, or not yet at, this step.
    pub(super) not_now: Notice,
}

impl Subject {
    /// What is said of a step that was taken or not.
    pub(super) fn outcome<T>(&self, stepped: &Stepped<T>, done: Notice) -> Result<Outcome, Failure> {
        match stepped {
            Stepped::Done(_) => Ok(Ok(done)),
            Stepped::Conflict(_) => Ok(Err(self.conflict)),
            Stepped::NotNow(_) => Ok(Err(self.not_now)),
            Stepped::Missing => Err(Failure::NotFound),
        }
    }
}

/// What was posted, with the head of the request.
pub(super) struct Posted {
    asked: Parts,
    /// The version that stood on the page.
    pub(super) version: i64,
    /// What was typed.
    pub(super) text: String,
    /// The digest of the request on the page.
    pub(super) digest: String,
}

impl Posted {
    pub(super) async fn read(request: Request) -> Result<Self, Failure> {
        let (asked, fields) = fields(request).await?;
        Ok(Self {
            asked,
            version: version(&fields).ok_or(Failure::NotFound)?,
            text: value(&fields, REMARK),
            digest: value(&fields, REQUEST),
        })
    }

    /// Says so where more was typed than is kept.
    pub(super) fn too_long(&self, words: Words) -> Option<Remarks> {
        let length = self.text.trim().chars().count();
        let values = [("length", length.into()), ("most", MOST_LETTERS.into())];
        (length > MOST_LETTERS).then(|| Remarks::one(REMARK, words.with("approval-too-long", values)))
    }

    /// The same, and where nothing was typed at all: a reason is what the other one reads.
    pub(super) fn no_reason(&self, words: Words) -> Option<Remarks> {
        let missing = || Remarks::one(REMARK, words.text("approve-reason-missing"));
        let is_missing = self.text.trim().is_empty();
        is_missing.then(missing).or_else(|| self.too_long(words))
    }

    /// The `part` of the subject's page on which it was typed once more, with what was typed on it. Where the subject
    /// came to be another `version` meanwhile it says just that: no button moves to a version nobody read.
    pub(super) async fn refuse(
        self,
        state: &AppState,
        session: &Session,
        subject: &Subject,
        version: i64,
        part: &str,
        remarks: Remarks,
    ) -> Result<Response, Failure> {
        if version != self.version {
            return self.answer(state, session, subject, Err(subject.conflict)).await;
        }
        let asked = at(self.asked, &format!("{}/{part}", subject.page))?;
        let typed = Typed {
            text: self.text,
            remarks,
        };
        Ok(render::refused(state, asked, move || provide_context(typed.clone())).await)
    }

    /// Leads to the subject's page with a notice. Where nothing was done and something was typed, that page is the answer
    /// itself and shows what was typed.
    pub(super) async fn answer(
        self,
        state: &AppState,
        session: &Session,
        subject: &Subject,
        outcome: Outcome,
    ) -> Result<Response, Failure> {
        let notice = match outcome {
            Err(notice) if !self.text.trim().is_empty() => {
                return render::conflict(state, self.asked, &subject.page, notice, self.text).await;
            }
            Ok(notice) | Err(notice) => notice,
        };
        session::leave_notice(session, notice).await?;
        Ok(Redirect::to(&subject.page).into_response())
    }
}
