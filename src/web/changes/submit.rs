//! The server functions of changes. Each takes a stored change's id, does one thing and leads to a page; what a person did
//! wrong is never an `Err`, because Leptos would put it into the address.

#![expect(
    missing_docs,
    reason = "`#[server]` makes a struct of the function's parameters and passes their docs over"
)]

use leptos::prelude::*;
use leptos_axum::{extract, redirect};
use tower_sessions::Session;

use super::save::change_id;
use super::subject::must_be_permitted;
use crate::causes::causes;
use crate::changes::{ReadBack, Submitting};
use crate::domain::ids::ChangeId;
use crate::domain::operator::Operator;
use crate::domain::order::event::NotSent;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;

/// Where a click leads, and what is said there.
pub(super) struct Led {
    pub(super) address: String,
    pub(super) notice: Option<Notice>,
}

/// Sends a change to DigiCert, where it is still the version that was checked.
///
/// # Errors
/// Never: every outcome is a page.
#[server(prefix = "/actions", endpoint = "submit-change")]
pub async fn submit_change(
    #[server(default)] change: String,
    #[server(default)] version: String,
) -> Result<(), ServerFnError> {
    let sent = async {
        let (operator, id) = (context::operator()?, change_id(&change)?);
        let version = version.parse().map_err(|_| Failure::NotFound)?;
        send(&context::state(), &operator, id, version, false).await
    };
    lead(&change, sent.await).await;
    Ok(())
}

/// Reads back what became of a change in doubt.
///
/// # Errors
/// Never: every outcome is a page.
#[server(prefix = "/actions", endpoint = "read-back-change")]
pub async fn read_back_change(#[server(default)] change: String) -> Result<(), ServerFnError> {
    let read = async {
        let (operator, id) = (context::operator()?, change_id(&change)?);
        let notice = match context::state().changes().read_back(&operator, id).await? {
            ReadBack::Made => Some(Notice::ChangeFound),
            ReadBack::NotMade => Some(Notice::ChangeNotMade),
            ReadBack::NotThereYet => Some(Notice::ChangeNotThereYet),
            ReadBack::Unclear => Some(Notice::ChangeUnclear),
            ReadBack::Unanswered { .. } => Some(Notice::NotRefreshed),
            ReadBack::NotInDoubt | ReadBack::Missing => None,
        };
        let address = format!("/changes/{id}");
        Ok(Led { address, notice })
    };
    lead(&change, read.await).await;
    Ok(())
}

/// Sends a change, and says where that leads. Where the subject's name must be typed, only a page that had it typed may
/// send: `is_confirmed`.
pub(super) async fn send(
    state: &AppState,
    operator: &Operator,
    id: ChangeId,
    version: i64,
    is_confirmed: bool,
) -> Result<Led, Failure> {
    let change = state.changes().find(id).await?.ok_or(Failure::NotFound)?;
    let kind = change.form.kind();
    must_be_permitted(state, operator, &change).await?;
    let at = |page: &str| format!("/changes/{id}{page}");
    let led = |page: &str, notice: Notice| Led {
        address: at(page),
        notice: Some(notice),
    };
    if kind.needs_confirmation() && !is_confirmed {
        return Ok(led("/check", Notice::ChangeNotConfirmed));
    }
    let is_service_user = state.connection().is_service_user().await.unwrap_or(false);
    let submitting = state.changes().submit(operator, id, version, is_service_user).await?;
    Ok(match submitting {
        Submitting::Done(_) => led("", Notice::ChangeDone),
        Submitting::Refused if kind.has_form() => led("/edit", Notice::ChangeRefused),
        Submitting::Refused => led("", Notice::ChangeRefused),
        // The page of the change says it better than a notice could.
        Submitting::InDoubt | Submitting::Reused => Led {
            address: at(""),
            notice: None,
        },
        Submitting::NotSent(NotSent::NoConnection) => led("/check", Notice::NoConnection),
        Submitting::NotSent(NotSent::RateLimited) => led("/check", Notice::RateLimited),
        Submitting::NotSent(NotSent::HeldUp) => led("/check", Notice::HeldUp),
        Submitting::AlreadySent => led("", Notice::ChangeSentMeanwhile),
        Submitting::ChangedMeanwhile => led("/check", Notice::ChangeWrittenMeanwhile),
        Submitting::ChangedElsewhere => led("/check", Notice::ChangedElsewhere),
        Submitting::NotReady if kind.has_form() => led("/edit", Notice::NotReady),
        Submitting::NotReady => led("", Notice::NotReady),
        Submitting::NotApproved => led("/check", Notice::ChangeNotApproved),
        Submitting::Unread => led("/check", Notice::ChangeUnread),
        Submitting::Busy(other) => Led {
            address: format!("/changes/{other}"),
            notice: Some(Notice::ChangeBusy),
        },
        Submitting::Missing => led("", Notice::ChangeSubjectGone),
    })
}

/// Whether a notice says that the change was made.
pub(super) fn is_good(notice: Notice) -> bool {
    matches!(notice, Notice::ChangeDone)
}

/// Leaves the notice and leads to the page. Where something failed, the page of the change is still there, and says where
/// the change stands.
async fn lead(change: &str, outcome: Result<Led, Failure>) {
    let led = outcome.unwrap_or_else(|failure| Led {
        // Only an id made of digits goes into the header.
        address: change_id(change).map_or_else(|_| "/changes".to_owned(), |id| format!("/changes/{id}")),
        notice: (failure == Failure::StoreUnavailable).then_some(Notice::StoreFailed),
    });
    if let Some(notice) = led.notice
        && let Ok(axum::Extension(session)) = extract::<axum::Extension<Session>>().await
        && let Err(error) = session::leave_notice(&session, notice).await
    {
        tracing::warn!(error = causes(&error), "a notice could not be left");
    }
    redirect(&led.address);
}
