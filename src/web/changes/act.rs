//! The buttons on the pages of organizations, domains and orders that begin a change. What needs nothing typed is sent at once.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;

use super::{permitted, submit};
use crate::changes::Starting;
use crate::domain::change::Subject;
use crate::domain::change::form::ChangeKind;
use crate::domain::ids::OrderId;
use crate::web::failure::Failure;
use crate::web::posted;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::visit::Visit;

/// `POST /organizations/{id}/changes`: begins a change of an organization.
///
/// # Errors
/// There is no such kind, the person may not do it, or the store failed.
pub async fn start_organization_change(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    start(state, visit, session, request, Subject::Organization(id)).await
}

/// `POST /domains/{id}/changes`: begins a change of a domain.
///
/// # Errors
/// There is no such kind, the person may not do it, or the store failed.
pub async fn start_domain_change(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    start(state, visit, session, request, Subject::Domain(id)).await
}

/// `POST /orders/{id}/changes`: begins something to be done with a placed order.
///
/// # Errors
/// There is no such order or kind, the order is not placed, the person may not do it, or the store failed.
pub async fn start_order_change(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id: OrderId = id.parse().map_err(|_| Failure::NotFound)?;
    let order = state.orders().find(id).await?.ok_or(Failure::NotFound)?;
    let remote = order.remote.ok_or(Failure::NotFound)?;
    let home = format!("/orders/{id}");
    start_at(state, visit, session, request, Subject::Order(remote.id), home).await
}

async fn start(
    state: AppState,
    visit: Visit,
    session: Session,
    request: Request,
    subject: Subject,
) -> Result<Response, Failure> {
    let home = match subject {
        Subject::Domain(id) => format!("/domains/{id}"),
        Subject::Organization(id) => format!("/organizations/{id}"),
        Subject::NewOrganization | Subject::NewDomain | Subject::Order(_) => return Err(Failure::NotFound),
    };
    start_at(state, visit, session, request, subject, home).await
}

/// `home` is the page of the subject.
async fn start_at(
    state: AppState,
    visit: Visit,
    session: Session,
    request: Request,
    subject: Subject,
    home: String,
) -> Result<Response, Failure> {
    let (_, values) = posted::fields(request).await?;
    let kind = ChangeKind::of_word(&posted::value(&values, "kind")).ok_or(Failure::NotFound)?;
    let operator = visit.operator()?;
    if !permitted(&state, operator, kind, subject).await? {
        return Err(Failure::Forbidden);
    }
    let (notice, address) = match state.changes().start(operator, subject, kind).await? {
        Starting::Begun(change) if kind.is_immediate() => {
            let led = submit::send(&state, operator, change.id, change.version, true).await?;
            let is_done = led.notice.is_some_and(submit::is_good);
            // What DigiCert said of an order stands on the page of the action.
            let is_told_there = matches!(subject, Subject::Order(_));
            let address = if is_done && !is_told_there { home } else { led.address };
            (led.notice, address)
        }
        Starting::Begun(change) => {
            let page = if kind.has_form() { "edit" } else { "check" };
            (None, format!("/changes/{}/{page}", change.id))
        }
        Starting::Busy(other) => (Some(Notice::ChangeBusy), format!("/changes/{}", other.id)),
        Starting::Unread => (Some(Notice::ChangeUnread), home),
        Starting::NotPossible => (Some(Notice::ActionNotPossible), home),
        Starting::Missing => (Some(Notice::ChangeSubjectGone), home),
    };
    if let Some(notice) = notice {
        session::leave_notice(&session, notice).await?;
    }
    Ok(Redirect::to(&address).into_response())
}
