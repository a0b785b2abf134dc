//! The handlers of one template: another name for it, and an order started from it.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::provide_context;
use tower_sessions::Session;

use super::page::Refusal;
use super::{NAME, name_sentence};
use crate::domain::ids::TemplateId;
use crate::orders::TemplateWish;
use crate::web::failure::Failure;
use crate::web::people::remarks::Remarks;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::web::{posted, render};

/// `POST /templates/{id}`: gives a template another name, or shows its page again.
///
/// # Errors
/// There is no such template, it is somebody else's, the store failed, or too much was submitted.
pub async fn rename(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id: TemplateId = id.parse().map_err(|_| Failure::NotFound)?;
    let (asked, fields) = posted::fields(request).await?;
    let name = posted::value(&fields, NAME);
    let version = posted::version(&fields).ok_or(Failure::NotFound)?;
    let words = visit.words;
    let (remarks, is_outdated) = match state
        .orders()
        .rename_template(visit.operator()?, id, version, &name)
        .await?
    {
        TemplateWish::Done(_) => {
            session::leave_notice(&session, Notice::TemplateRenamed).await?;
            return Ok(Redirect::to(&format!("/templates/{id}")).into_response());
        }
        TemplateWish::Unusable(fault) => (Remarks::one(NAME, name_sentence(words, fault)), false),
        TemplateWish::NameTaken(other) => {
            let owner = other.owner.name.as_str().into();
            let sentence = words.with("template-name-taken-by", [("owner", owner)]);
            (Remarks::one(NAME, sentence), false)
        }
        TemplateWish::ChangedMeanwhile(_) => (Remarks::default(), true),
        TemplateWish::NotAllowed(_) => return Err(Failure::Forbidden),
        TemplateWish::Missing => return Err(Failure::NotFound),
    };
    let refusal = Refusal {
        name,
        remarks,
        is_outdated,
    };
    Ok(render::refused(&state, asked, move || provide_context(refusal.clone())).await)
}

/// `POST /templates/{id}/start`: starts an order from a template and leads to its draft.
///
/// # Errors
/// There is no such template, or the store failed.
pub async fn start(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
) -> Result<Response, Failure> {
    let id: TemplateId = id.parse().map_err(|_| Failure::NotFound)?;
    let order = state.orders().start_from_template(visit.operator()?, id).await?;
    let order = order.ok_or(Failure::NotFound)?;
    session::leave_notice(&session, Notice::StartedFromTemplate).await?;
    Ok(Redirect::to(&format!("/orders/{}", order.id)).into_response())
}
