//! The one place that turns an error into a status, a page a person can act on, and a line in the log.
//!
//! A handler returns `Err(Failure)`; the answer carries it to [`pages`], which renders it in the desk's own layout. A
//! page never holds the text of an error, only a reference to the log.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::render;
use super::state::AppState;
use super::visit::Visit;
use crate::accounts::AccountsError;
use crate::causes::causes;
use crate::store::StoreError;

/// Why a request could not be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no such page or thing.
    NotFound,
    /// The person may not do this.
    Forbidden,
    /// Nobody is signed in, and something was submitted.
    SignedOut,
    /// Submitted from another site.
    CrossSite,
    /// More was submitted than the desk takes.
    TooLarge,
    /// What was submitted is no form a browser sends.
    Unreadable,
    /// The store does not answer.
    StoreUnavailable,
    /// Something the desk did not foresee.
    Unforeseen,
}

impl Failure {
    /// The HTTP status.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::StoreUnavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unforeseen => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The word used in message keys: `failure-<word>` and `failure-<word>-advice`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Forbidden => "forbidden",
            Self::SignedOut => "signed-out",
            Self::CrossSite => "cross-site",
            Self::TooLarge => "too-large",
            Self::Unreadable => "unreadable",
            Self::StoreUnavailable => "store-unavailable",
            Self::Unforeseen => "unforeseen",
        }
    }

    /// All failures, for the test that each has its texts.
    pub const ALL: [Self; 8] = [
        Self::NotFound,
        Self::Forbidden,
        Self::SignedOut,
        Self::CrossSite,
        Self::TooLarge,
        Self::Unreadable,
        Self::StoreUnavailable,
        Self::Unforeseen,
    ];
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = causes(&error), "the store failed");
        Self::StoreUnavailable
    }
}

impl From<AccountsError> for Failure {
    fn from(error: AccountsError) -> Self {
        match error {
            AccountsError::Store(error) => error.into(),
            AccountsError::Hashing(error) => {
                tracing::error!(error = causes(&error), "a password could not be hashed");
                Self::Unforeseen
            }
        }
    }
}

impl From<tower_sessions::session::Error> for Failure {
    fn from(error: tower_sessions::session::Error) -> Self {
        tracing::error!(error = causes(&error), "the session store failed");
        Self::StoreUnavailable
    }
}

/// Renders the page of a failure that a handler or an inner layer answered with, or the session layer itself.
pub async fn pages(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let failure = response.extensions().get::<Failure>().copied().or_else(|| {
        let bare = response.headers().get(axum::http::header::CONTENT_TYPE).is_none();
        match response.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Some(Failure::TooLarge),
            StatusCode::METHOD_NOT_ALLOWED if bare => Some(Failure::NotFound),
            // The session layer has no more to say when a session cannot be written after everything else was done.
            StatusCode::INTERNAL_SERVER_ERROR if bare => Some(Failure::Unforeseen),
            _ => None,
        }
    });
    match failure {
        Some(failure) => page(&state, asked, failure).await,
        None => response,
    }
}

/// The page of a failure.
pub async fn page(state: &AppState, mut asked: Parts, failure: Failure) -> Response {
    if asked.extensions.get::<Visit>().is_none() {
        let visit = Visit::of_nobody(&asked);
        asked.extensions.insert(visit);
    }
    let mut response = render::page_with(state, asked, move || leptos::prelude::provide_context(failure)).await;
    *response.status_mut() = failure.status();
    response
}
