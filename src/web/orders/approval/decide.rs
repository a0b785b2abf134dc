//! The handlers of approvals: ask, take back, approve, send back. Each names the version it was made from and does its
//! step at most once; a second click finds the step done and leads to the order's page with a notice.

use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::provide_context;
use tower_sessions::Session;

use super::{MOST_LETTERS, REMARK, REQUEST, Typed};
use crate::domain::ids::OrderId;
use crate::domain::order::approval::MayNotApprove;
use crate::orders::Asking;
use crate::store::{Approving, Stepped};
use crate::web::failure::Failure;
use crate::web::orders::checked::caller;
use crate::web::people::remarks::Remarks;
use crate::web::posted::{at, fields, value, version};
use crate::web::render;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::words::Words;

/// `POST /orders/{id}/ask-approval`: asks for the approval of a draft, where it is still the version that was checked.
///
/// # Errors
/// There is no such order, the store failed, or too much was submitted.
pub async fn ask_approval(
    State(state): State<AppState>,
    Path(id): Path<OrderId>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let posted = Posted::read(request).await?;
    if let Some(refused) = posted.too_long(visit.words) {
        return posted.refuse(&state, &session, id, "check", refused).await;
    }
    let caller = caller(&state).await;
    let asking = state
        .orders()
        .ask_approval(visit.operator()?, id, posted.version, &posted.text, caller);
    let outcome = match asking.await? {
        Asking::Asked => Ok(Notice::ApprovalAsked),
        Asking::NotReady => Err(Notice::NotReady),
        Asking::ChangedMeanwhile => Err(Notice::ChangedMeanwhile),
        Asking::AlreadyAsked => Err(Notice::AlreadyAsked),
        Asking::AlreadySent => Err(Notice::AlreadySent),
        Asking::Missing => return Err(Failure::NotFound),
    };
    posted.answer(&state, &session, id, outcome).await
}

/// `POST /orders/{id}/withdraw`: takes back the wish for an approval, or the approval.
///
/// # Errors
/// There is no such order, the store failed, or too much was submitted.
pub async fn withdraw(
    State(state): State<AppState>,
    Path(id): Path<OrderId>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let posted = Posted::read(request).await?;
    let stepped = state.orders().withdraw(visit.operator()?, id, posted.version).await?;
    let outcome = outcome_of(stepped, Notice::Withdrawn)?;
    posted.answer(&state, &session, id, outcome).await
}

/// `POST /orders/{id}/approve`: approves the request whose digest stood on the page.
///
/// # Errors
/// There is no such order, the store failed, or too much was submitted.
pub async fn approve(
    State(state): State<AppState>,
    Path(id): Path<OrderId>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let posted = Posted::read(request).await?;
    if let Some(refused) = posted.too_long(visit.words) {
        return posted.refuse(&state, &session, id, "approve", refused).await;
    }
    let operator = visit.operator()?;
    let approving = state
        .orders()
        .approve(operator, id, posted.version, &posted.digest, &posted.text);
    let outcome = match approving.await? {
        Approving::Given(_) => Ok(Notice::Approved),
        Approving::Conflict(_) => Err(Notice::ChangedMeanwhile),
        Approving::NotAsked(_) => Err(Notice::NotAwaiting),
        Approving::MayNot(MayNotApprove::OwnOrder) => Err(Notice::OwnOrder),
        Approving::MayNot(MayNotApprove::Writer) => Err(Notice::ChangedByYou),
        Approving::MayNot(MayNotApprove::Role) => return Err(Failure::Forbidden),
        Approving::Missing => return Err(Failure::NotFound),
    };
    posted.answer(&state, &session, id, outcome).await
}

/// `POST /orders/{id}/reject`: sends an order back to its owner, with a reason.
///
/// # Errors
/// There is no such order, the store failed, or too much was submitted.
pub async fn reject(
    State(state): State<AppState>,
    Path(id): Path<OrderId>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let posted = Posted::read(request).await?;
    let missing = || Remarks::one(REMARK, visit.words.text("approve-reason-missing"));
    let is_missing = posted.text.trim().is_empty();
    if let Some(refused) = is_missing.then(missing).or_else(|| posted.too_long(visit.words)) {
        return posted.refuse(&state, &session, id, "approve", refused).await;
    }
    let rejecting = state
        .orders()
        .reject(visit.operator()?, id, posted.version, &posted.text);
    let outcome = outcome_of(rejecting.await?, Notice::Rejected)?;
    posted.answer(&state, &session, id, outcome).await
}

/// What was posted, with the head of the request.
struct Posted {
    asked: Parts,
    version: i64,
    /// What was typed.
    text: String,
    /// The digest of the request on the page.
    digest: String,
}

impl Posted {
    async fn read(request: Request) -> Result<Self, Failure> {
        let (asked, fields) = fields(request).await?;
        Ok(Self {
            asked,
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

    /// The page of the order once more with what was typed on it; its buttons never move to a version nobody read.
    async fn refuse(
        self,
        state: &AppState,
        session: &Session,
        id: OrderId,
        page: &str,
        remarks: Remarks,
    ) -> Result<Response, Failure> {
        let order = state.orders().find(id).await?.ok_or(Failure::NotFound)?;
        if order.version != self.version {
            return self.answer(state, session, id, Err(Notice::ChangedMeanwhile)).await;
        }
        let asked = at(self.asked, &format!("/orders/{id}/{page}"))?;
        let typed = Typed {
            text: self.text,
            remarks,
        };
        Ok(render::refused(state, asked, move || provide_context(typed.clone())).await)
    }

    /// Leads to the order's page with a notice. Where nothing was done and something was typed, that page is the answer
    /// itself and shows what was typed.
    async fn answer(
        self,
        state: &AppState,
        session: &Session,
        id: OrderId,
        outcome: Outcome,
    ) -> Result<Response, Failure> {
        let page = format!("/orders/{id}");
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

/// What is said where a step was taken, and where it was not.
type Outcome = Result<Notice, Notice>;

fn outcome_of(stepped: Stepped, done: Notice) -> Result<Outcome, Failure> {
    match stepped {
        Stepped::Done(_) => Ok(Ok(done)),
        Stepped::Conflict(_) => Ok(Err(Notice::ChangedMeanwhile)),
        Stepped::NotNow(_) => Ok(Err(Notice::NotAwaiting)),
        Stepped::Missing => Err(Failure::NotFound),
    }
}
