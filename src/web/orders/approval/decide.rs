//! The handlers of approvals: ask, take back, approve, send back. Each names the version it was made from and does its
//! step at most once; a second click finds the step done and leads to the order's page with a notice.

use axum::extract::{Path, Request, State};
use axum::response::Response;
use tower_sessions::Session;

use crate::domain::approval::MayNotApprove;
use crate::domain::ids::OrderId;
use crate::orders::Asking;
use crate::store::Approving;
use crate::web::decision::{Posted, Subject};
use crate::web::failure::Failure;
use crate::web::orders::checked::caller;
use crate::web::session::Notice;
use crate::web::state::AppState;
use crate::web::visit::Visit;

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
    let (posted, subject) = (Posted::read(request).await?, subject(id));
    if let Some(refused) = posted.too_long(visit.words) {
        let version = version_of(&state, id).await?;
        return posted
            .refuse(&state, &session, &subject, version, "check", refused)
            .await;
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
    posted.answer(&state, &session, &subject, outcome).await
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
    let (posted, subject) = (Posted::read(request).await?, subject(id));
    let stepped = state.orders().withdraw(visit.operator()?, id, posted.version).await?;
    let outcome = subject.outcome(&stepped, Notice::Withdrawn)?;
    posted.answer(&state, &session, &subject, outcome).await
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
    let (posted, subject) = (Posted::read(request).await?, subject(id));
    if let Some(refused) = posted.too_long(visit.words) {
        let version = version_of(&state, id).await?;
        return posted
            .refuse(&state, &session, &subject, version, "approve", refused)
            .await;
    }
    let operator = visit.operator()?;
    let approving = state
        .orders()
        .approve(operator, id, posted.version, &posted.digest, &posted.text);
    let outcome = match approving.await? {
        Approving::Given(_) => Ok(Notice::Approved),
        Approving::Conflict(_) => Err(Notice::ChangedMeanwhile),
        Approving::NotAsked(_) => Err(Notice::NotAwaiting),
        Approving::MayNot(MayNotApprove::Own) => Err(Notice::OwnOrder),
        Approving::MayNot(MayNotApprove::Writer) => Err(Notice::ChangedByYou),
        Approving::MayNot(MayNotApprove::Role) => return Err(Failure::Forbidden),
        Approving::Missing => return Err(Failure::NotFound),
    };
    posted.answer(&state, &session, &subject, outcome).await
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
    let (posted, subject) = (Posted::read(request).await?, subject(id));
    if let Some(refused) = posted.no_reason(visit.words) {
        let version = version_of(&state, id).await?;
        return posted
            .refuse(&state, &session, &subject, version, "approve", refused)
            .await;
    }
    let rejecting = state
        .orders()
        .reject(visit.operator()?, id, posted.version, &posted.text);
    let outcome = subject.outcome(&rejecting.await?, Notice::Rejected)?;
    posted.answer(&state, &session, &subject, outcome).await
}

/// The version at which that order is.
async fn version_of(state: &AppState, id: OrderId) -> Result<i64, Failure> {
    Ok(state.orders().find(id).await?.ok_or(Failure::NotFound)?.version)
}

fn subject(id: OrderId) -> Subject {
    Subject {
        page: format!("/orders/{id}"),
        conflict: Notice::ChangedMeanwhile,
        not_now: Notice::NotAwaiting,
    }
}
