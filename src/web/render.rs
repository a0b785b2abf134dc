//! Renders the page of a path, for handlers that answer a POST with the same page again.

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;

use super::failure::Failure;
use super::session::Notice;
use super::state::AppState;
use super::visit::Visit;
use super::{context, posted, shell};

/// The page of the path asked for, with `provide` putting more into its context than a visit has.
pub async fn page_with(state: &AppState, asked: Parts, provide: impl Fn() + Clone + Send + Sync + 'static) -> Response {
    let context_state = state.clone();
    let shell_state = state.clone();
    let render = leptos_axum::render_app_async_with_context(
        move || {
            context::provide(&context_state);
            provide();
        },
        move || shell::document(shell_state.clone()),
    );
    render(Request::from_parts(asked, Body::empty())).await
}

/// The same page again, refused: status 422, with what was posted in its context.
pub async fn refused(state: &AppState, asked: Parts, provide: impl Fn() + Clone + Send + Sync + 'static) -> Response {
    let mut response = page_with(state, asked, provide).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response
}

/// What was typed and not taken. The layout shows it, on pages that have no field for it.
#[derive(Clone, Debug)]
pub struct Kept(pub String);

/// Another page in answer to what was posted, with status 409: it says why nothing was done, and keeps what was typed,
/// which a redirect would lose.
///
/// # Errors
/// That is no path.
pub async fn conflict(
    state: &AppState,
    asked: Parts,
    path: &str,
    notice: Notice,
    typed: String,
) -> Result<Response, Failure> {
    let mut asked = posted::at(asked, path)?;
    if let Some(visit) = asked.extensions.get_mut::<Visit>() {
        visit.notice = Some(notice);
    }
    let kept = Kept(typed);
    let provide = move || leptos::prelude::provide_context(kept.clone());
    let mut response = page_with(state, asked, provide).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    Ok(response)
}
