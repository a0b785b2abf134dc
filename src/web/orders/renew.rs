//! Renewing an order.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;

use crate::domain::ids::OrderId;
use crate::domain::order::renew::NotRenewable;
use crate::orders::Renewing;
use crate::web::failure::Failure;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::visit::Visit;

/// `POST /orders/{id}/renew`: starts a draft that renews the order and leads to it, or to the one that was begun before.
///
/// # Errors
/// There is no such order, or the store failed.
pub async fn renew(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
) -> Result<Response, Failure> {
    let id: OrderId = id.parse().map_err(|_| Failure::NotFound)?;
    let (notice, leads_to) = match state.orders().renew(visit.operator()?, id).await? {
        Renewing::Begun(draft) => (Notice::RenewalDrafted, draft.id),
        Renewing::BegunBefore(before) => (Notice::RenewalBegunBefore, before.id),
        Renewing::Not(NotRenewable::RenewedAlready) => (Notice::RenewedAlready, id),
        Renewing::Not(NotRenewable::NoCertificate) => (Notice::NotRenewable, id),
        Renewing::Missing => return Err(Failure::NotFound),
    };
    session::leave_notice(&session, notice).await?;
    Ok(Redirect::to(&format!("/orders/{leads_to}")).into_response())
}
