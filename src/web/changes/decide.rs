//! The handlers of approvals: ask, take back, approve, send back. Each names the version it was made from and does its
//! step at most once; a second click finds the step done and leads to the change's page with a notice.

use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::provide_context;
use tower_sessions::Session;

use super::approval::{MOST_LETTERS, REMARK, REQUEST, Said};
use super::save::change_id;
use super::subject::must_be_permitted;
use crate::changes::AskingApproval;
use crate::domain::change::Change;
use crate::domain::order::approval::MayNotApprove;
use crate::store::{ChangeApproving, ChangeStepped};
use crate::web::failure::Failure;
use crate::web::people::remarks::Remarks;
use crate::web::posted::{at, fields, value, version};
use crate::web::render;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::words::Words;

/// `POST /changes/{id}/ask-approval`: asks for the approval of a change, where it is still the version that was checked.
///
/// # Errors
/// There is no such change, the person may not make it, the store failed, or too much was submitted.
pub async fn ask_approval(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let posted = Posted::read(&state, &id, request).await?;
    let operator = visit.operator()?;
    must_be_permitted(&state, operator, &posted.change).await?;
    if let Some(refused) = posted.too_long(visit.words) {
        return posted.refuse(&state, refused).await;
    }
    let (id, remark) = (posted.change.id, posted.text.clone());
    let asking = state.changes().ask_approval(operator, id, posted.version, &remark);
    let outcome = match asking.await? {
        AskingApproval::Asked => Ok(Notice::ChangeApprovalAsked),
        AskingApproval::NotReady => Err(Notice::NotReady),
        AskingApproval::ChangedMeanwhile => Err(Notice::ChangeWrittenMeanwhile),
        AskingApproval::AlreadyAsked => Err(Notice::AlreadyAsked),
        AskingApproval::AlreadySent => Err(Notice::ChangeSentMeanwhile),
        AskingApproval::Missing => return Err(Failure::NotFound),
    };
    posted.answer(&state, &session, outcome).await
}

/// `POST /changes/{id}/withdraw`: takes back the wish for an approval, or the approval.
///
/// # Errors
/// There is no such change, the person may not make it, the store failed, or too much was submitted.
pub async fn withdraw(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let posted = Posted::read(&state, &id, request).await?;
    let operator = visit.operator()?;
    must_be_permitted(&state, operator, &posted.change).await?;
    let withdrawing = state.changes().withdraw(operator, posted.change.id, posted.version);
    let outcome = outcome_of(withdrawing.await?, Notice::ChangeWithdrawn)?;
    posted.answer(&state, &session, outcome).await
}

/// `POST /changes/{id}/approve`: approves the request whose digest stood on the page.
///
/// # Errors
/// There is no such change, the store failed, or too much was submitted.
pub async fn approve(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let posted = Posted::read(&state, &id, request).await?;
    if let Some(refused) = posted.too_long(visit.words) {
        return posted.refuse(&state, refused).await;
    }
    let (id, version) = (posted.change.id, posted.version);
    let approving = state
        .changes()
        .approve(visit.operator()?, id, version, &posted.digest, &posted.text);
    let outcome = match approving.await? {
        ChangeApproving::Given(_) => Ok(Notice::ChangeApproved),
        ChangeApproving::Conflict(_) => Err(Notice::ChangeWrittenMeanwhile),
        ChangeApproving::NotAsked(_) => Err(Notice::ChangeNotAwaiting),
        ChangeApproving::MayNot(MayNotApprove::OwnOrder | MayNotApprove::Writer) => Err(Notice::ChangeIsOwn),
        ChangeApproving::MayNot(MayNotApprove::Role) => return Err(Failure::Forbidden),
        ChangeApproving::Missing => return Err(Failure::NotFound),
    };
    posted.answer(&state, &session, outcome).await
}

/// `POST /changes/{id}/reject`: sends a change back to its owner, with a reason.
///
/// # Errors
/// There is no such change, the store failed, or too much was submitted.
pub async fn reject(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let posted = Posted::read(&state, &id, request).await?;
    let missing = || Remarks::one(REMARK, visit.words.text("action-approval-reason-missing"));
    let is_missing = posted.text.trim().is_empty();
    if let Some(refused) = is_missing.then(missing).or_else(|| posted.too_long(visit.words)) {
        return posted.refuse(&state, refused).await;
    }
    let (id, version) = (posted.change.id, posted.version);
    let rejecting = state.changes().reject(visit.operator()?, id, version, &posted.text);
    let outcome = outcome_of(rejecting.await?, Notice::ChangeRejected)?;
    posted.answer(&state, &session, outcome).await
}

/// What was posted, with the head of the request and the change as it stands.
struct Posted {
    asked: Parts,
    change: Change,
    version: i64,
    text: String,
    digest: String,
}

impl Posted {
    async fn read(state: &AppState, id: &str, request: Request) -> Result<Self, Failure> {
        let (asked, fields) = fields(request).await?;
        let change = state.changes().find(change_id(id)?).await?.ok_or(Failure::NotFound)?;
        Ok(Self {
            asked,
            change,
            version: version(&fields).ok_or(Failure::NotFound)?,
            text: value(&fields, REMARK),
            digest: value(&fields, REQUEST),
        })
    }

    /// Says so where more was typed than is kept.
    fn too_long(&self, words: Words) -> Option<Remarks> {
        let length = self.text.trim().chars().count();
        let values = [("length", length.into()), ("most", MOST_LETTERS.into())];
        (length > MOST_LETTERS).then(|| Remarks::one(REMARK, words.with("approval-too-long", values)))
    }

    /// The check page once more with what was typed on it.
    async fn refuse(self, state: &AppState, remarks: Remarks) -> Result<Response, Failure> {
        let asked = at(self.asked, &format!("/changes/{}/check", self.change.id))?;
        let said = Said {
            text: self.text,
            remarks,
        };
        Ok(render::refused(state, asked, move || provide_context(said.clone())).await)
    }

    /// Leads to the change's page with a notice. Where nothing was done and something was typed, that page is the answer
    /// itself and shows what was typed.
    async fn answer(
        self,
        state: &AppState,
        session: &Session,
        outcome: Result<Notice, Notice>,
    ) -> Result<Response, Failure> {
        let page = format!("/changes/{}", self.change.id);
        let notice = match outcome {
            Err(notice) if !self.text.trim().is_empty() => {
                return render::conflict(state, self.asked, &page, notice, self.text).await;
            }
            Ok(notice) | Err(notice) => notice,
        };
        session::leave_notice(session, notice).await?;
        Ok(Redirect::to(&page).into_response())
    }
}

fn outcome_of(stepped: ChangeStepped, done: Notice) -> Result<Result<Notice, Notice>, Failure> {
    match stepped {
        ChangeStepped::Done(_) => Ok(Ok(done)),
        ChangeStepped::Conflict(_) => Ok(Err(Notice::ChangeWrittenMeanwhile)),
        ChangeStepped::NotNow(_) => Ok(Err(Notice::ChangeNotAwaiting)),
        ChangeStepped::Missing => Err(Failure::NotFound),
    }
}
