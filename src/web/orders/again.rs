//! Ordering something once more.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;

use crate::domain::ids::OrderId;
use crate::web::failure::Failure;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::visit::Visit;

/// `POST /orders/{id}/again`: starts a draft with what the order said and leads to it.
///
/// # Errors
/// There is no such order, or the store failed.
pub async fn again(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
) -> Result<Response, Failure> {
    let id: OrderId = id.parse().map_err(|_| Failure::NotFound)?;
    let order = state.orders().again(visit.operator()?, id).await?;
    let order = order.ok_or(Failure::NotFound)?;
    session::leave_notice(&session, Notice::CopiedFromOrder).await?;
    Ok(Redirect::to(&format!("/orders/{}", order.id)).into_response())
}
