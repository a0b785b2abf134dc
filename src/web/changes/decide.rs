//! The handlers of approvals: ask, take back, approve, send back. Each names the version it was made from and does its
//! step at most once; a second click finds the step done and leads to the change's page with a notice.

use axum::extract::{Path, Request, State};
use axum::response::Response;
use tower_sessions::Session;

use super::save::change_id;
use super::subject::must_be_permitted;
use crate::changes::AskingApproval;
use crate::domain::approval::MayNotApprove;
use crate::domain::change::Change;
use crate::domain::ids::ChangeId;
use crate::store::Approving;
use crate::web::decision::{Posted, Subject};
use crate::web::failure::Failure;
use crate::web::session::Notice;
use crate::web::state::AppState;
use crate::web::visit::Visit;

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
    let posted = Posted::read(request).await?;
    let (change, operator) = (found(&state, &id).await?, visit.operator()?);
    let subject = subject(change.id);
    must_be_permitted(&state, operator, &change).await?;
    if let Some(refused) = posted.too_long(visit.words) {
        return posted
            .refuse(&state, &session, &subject, change.version, "check", refused)
            .await;
    }
    let asking = state
        .changes()
        .ask_approval(operator, change.id, posted.version, &posted.text);
    let outcome = match asking.await? {
        AskingApproval::Asked => Ok(Notice::ChangeApprovalAsked),
        AskingApproval::NotReady => Err(Notice::NotReady),
        AskingApproval::ChangedMeanwhile => Err(Notice::ChangeWrittenMeanwhile),
        AskingApproval::AlreadyAsked => Err(Notice::AlreadyAsked),
        AskingApproval::AlreadySent => Err(Notice::ChangeSentMeanwhile),
        AskingApproval::Missing => return Err(Failure::NotFound),
    };
    posted.answer(&state, &session, &subject, outcome).await
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
    let posted = Posted::read(request).await?;
    let (change, operator) = (found(&state, &id).await?, visit.operator()?);
    let subject = subject(change.id);
    must_be_permitted(&state, operator, &change).await?;
    let withdrawing = state.changes().withdraw(operator, change.id, posted.version);
    let outcome = subject.outcome(&withdrawing.await?, Notice::ChangeWithdrawn)?;
    posted.answer(&state, &session, &subject, outcome).await
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
    let posted = Posted::read(request).await?;
    let (change, operator) = (found(&state, &id).await?, visit.operator()?);
    let subject = subject(change.id);
    if let Some(refused) = posted.too_long(visit.words) {
        return posted
            .refuse(&state, &session, &subject, change.version, "check", refused)
            .await;
    }
    let approving = state
        .changes()
        .approve(operator, change.id, posted.version, &posted.digest, &posted.text);
    let outcome = match approving.await? {
        Approving::Given(_) => Ok(Notice::ChangeApproved),
        Approving::Conflict(_) => Err(Notice::ChangeWrittenMeanwhile),
        Approving::NotAsked(_) => Err(Notice::ChangeNotAwaiting),
        Approving::MayNot(MayNotApprove::Own | MayNotApprove::Writer) => Err(Notice::ChangeIsOwn),
        Approving::MayNot(MayNotApprove::Role) => return Err(Failure::Forbidden),
        Approving::Missing => return Err(Failure::NotFound),
    };
    posted.answer(&state, &session, &subject, outcome).await
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
    let posted = Posted::read(request).await?;
    let (change, operator) = (found(&state, &id).await?, visit.operator()?);
    let subject = subject(change.id);
    if let Some(refused) = posted.no_reason(visit.words) {
        return posted
            .refuse(&state, &session, &subject, change.version, "check", refused)
            .await;
    }
    let rejecting = state
        .changes()
        .reject(operator, change.id, posted.version, &posted.text);
    let outcome = subject.outcome(&rejecting.await?, Notice::ChangeRejected)?;
    posted.answer(&state, &session, &subject, outcome).await
}

async fn found(state: &AppState, id: &str) -> Result<Change, Failure> {
    state.changes().find(change_id(id)?).await?.ok_or(Failure::NotFound)
}

fn subject(id: ChangeId) -> Subject {
    Subject {
        page: format!("/changes/{id}"),
        conflict: Notice::ChangeWrittenMeanwhile,
        not_now: Notice::ChangeNotAwaiting,
    }
}
