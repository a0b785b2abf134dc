//! Takes a name and a password, and starts or ends a session.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::provide_context;
use secrecy::SecretString;
use tower_sessions::Session;

use super::next;
use crate::accounts::SignIn;
use crate::web::failure::Failure;
use crate::web::session::{self, SignedIn};
use crate::web::state::AppState;
use crate::web::{posted, render};

/// No name is longer (`accounts`: adding a person); what is typed beyond is neither looked up nor remembered.
const USERNAME_MOST: usize = 64;

/// Why nobody was signed in, and what was typed, without the password.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    /// The name typed.
    pub(super) username: String,
    /// Where the person wanted to go, as the browser said.
    pub(super) next: String,
    /// Whether there were too many attempts; else the pair was wrong.
    pub(super) is_throttled: bool,
}

/// Signs a person in, or shows the page again: 422 for any wrong pair, 429 after too many of them.
///
/// # Errors
/// The store failed, or too much was submitted.
pub async fn submit(State(state): State<AppState>, session: Session, request: Request) -> Result<Response, Failure> {
    let (parts, fields) = posted::fields(request).await?;
    let username: String = posted::value(&fields, "username")
        .trim()
        .chars()
        .take(USERNAME_MOST + 1)
        .collect();
    let password = SecretString::from(posted::value(&fields, "password"));
    let next = posted::value(&fields, "next");
    let address = session::client_address(&parts, state.client_address_header());
    let is_throttled = match state.accounts().sign_in(&username, password, address).await? {
        SignIn::Welcome(operator, epoch) => {
            session::sign_in(
                &session,
                SignedIn {
                    operator: operator.id,
                    epoch,
                },
            )
            .await?;
            return Ok(Redirect::to(next::local(&next)).into_response());
        }
        SignIn::Refused => false,
        SignIn::Throttled => true,
    };
    let refusal = Refusal {
        username,
        next,
        is_throttled,
    };
    let mut response = render::refused(&state, parts, move || provide_context(refusal.clone())).await;
    if is_throttled && response.status() == StatusCode::UNPROCESSABLE_ENTITY {
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    }
    Ok(response)
}

/// Ends the session.
///
/// # Errors
/// The session store failed.
pub async fn sign_out(session: Session) -> Result<Response, Failure> {
    session::sign_out(&session).await?;
    Ok(Redirect::to("/login").into_response())
}
