//! One visit: who asks, in which language, and what the last page left to say. Found out once, before the page.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_sessions::Session;

use super::failure::Failure;
use super::session::{self, Notice};
use super::state::AppState;
use crate::domain::operator::Operator;
use crate::words::Words;

/// What is known of a request before any page or handler runs.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The signed-in person, if any.
    pub operator: Option<Operator>,
    /// The texts in their language.
    pub words: Words,
    /// What the last page left to say.
    pub notice: Option<Notice>,
    /// The path asked for, for the navigation.
    pub path: String,
}

/// Finds out who asks and hands it on with the request.
pub async fn begin(State(state): State<AppState>, session: Session, request: Request, next: Next) -> Response {
    let (mut asked, body) = request.into_parts();
    let is_asset = asked.uri.path().starts_with("/assets/") || asked.uri.path().starts_with("/pkg/");
    let found = if is_asset {
        Ok((None, None))
    } else {
        found(&state, &session, &asked).await
    };
    let ((operator, notice), failure) = match found {
        Ok(found) => (found, None),
        Err(failure) => ((None, None), Some(failure)),
    };
    let visit = Visit::of(&asked, operator, notice);
    asked.extensions.insert(visit);
    match failure {
        Some(failure) => super::failure::page(&state, asked, failure).await,
        None => next.run(Request::from_parts(asked, body)).await,
    }
}

async fn found(
    state: &AppState,
    session: &Session,
    asked: &Parts,
) -> Result<(Option<Operator>, Option<Notice>), Failure> {
    let Some(signed_in) = session::signed_in(session).await? else {
        return Ok((None, None));
    };
    let operator = state.accounts().operator(signed_in.operator, signed_in.epoch).await?;
    if operator.is_none() {
        session::sign_out(session).await?;
        return Ok((None, None));
    }
    let wants_page = asked.headers.get(ACCEPT).is_none_or(|kinds| {
        kinds
            .to_str()
            .is_ok_and(|kinds| kinds.contains("text/html") || kinds.contains("*/*"))
    });
    let notice = match asked.method {
        Method::GET if wants_page => session::take_notice(session).await?,
        _ => None,
    };
    session::keep_alive(session, state.clock().now().as_second() / 60).await?;
    Ok((operator, notice))
}

impl Visit {
    fn of(asked: &Parts, operator: Option<Operator>, notice: Option<Notice>) -> Self {
        let accepted = asked.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let locale = operator.as_ref().and_then(|operator| operator.locale.as_deref());
        let zone = operator.as_ref().map(|operator| operator.time_zone.as_str());
        Self {
            words: Words::choose(locale, accepted, zone),
            path: asked.uri.path().to_owned(),
            operator,
            notice,
        }
    }

    /// Where nobody could find out who asks.
    pub(crate) fn of_nobody(asked: &Parts) -> Self {
        Self::of(asked, None, None)
    }

    /// The person, for handlers behind the policy; a request without one never gets this far.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub fn operator(&self) -> Result<&Operator, Failure> {
        self.operator.as_ref().ok_or(Failure::SignedOut)
    }
}

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Failure::SignedOut.into_response())
    }
}
