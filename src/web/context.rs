//! What a page may expect: the one list. Pages call these functions and never look for raw types.

use axum::http::request::Parts;
use leptos::nonce::Nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use super::failure::Failure;
use super::state::AppState;
use super::visit::Visit;
use crate::domain::operator::Operator;
use crate::words::Words;

/// Provides everything below; called once for every page, server function and failure.
pub(crate) fn provide(state: &AppState) {
    provide_context(state.clone());
    if let Some(parts) = use_context::<Parts>() {
        if let Some(visit) = parts.extensions.get::<Visit>() {
            provide_context(visit.clone());
        }
        if let Some(nonce) = parts.extensions.get::<Nonce>() {
            provide_context(nonce.clone());
        }
    }
}

/// The state, with the services on it.
pub(crate) fn state() -> AppState {
    expect_context::<AppState>()
}

/// The visit; absent only while the list of routes is made.
pub(crate) fn visit() -> Option<Visit> {
    use_context::<Visit>()
}

/// The texts in the language of the person who asks.
pub(crate) fn words() -> Words {
    visit().map_or_else(|| Words::choose(None, None, None), |visit| visit.words)
}

/// The signed-in person. The policy lets nobody else see a page that asks.
///
/// # Errors
/// Nobody is signed in.
pub(crate) fn operator() -> Result<Operator, Failure> {
    visit().and_then(|visit| visit.operator).ok_or(Failure::SignedOut)
}

/// The query string; empty where there is none.
pub(crate) fn query_string() -> String {
    let parts = use_context::<Parts>();
    let query = parts.as_ref().and_then(|parts| parts.uri.query());
    query.unwrap_or_default().to_owned()
}

/// A value of the query string.
pub(crate) fn query(name: &str) -> Option<String> {
    form_urlencoded::parse(query_string().as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// The path parameter of that name, parsed.
///
/// # Errors
/// It is absent or does not parse: there is no such page.
pub(crate) fn parameter<T: std::str::FromStr>(name: &str) -> Result<T, Failure> {
    let parameters = leptos_router::hooks::use_params_map().get_untracked();
    parameters
        .get(name)
        .and_then(|text| text.parse().ok())
        .ok_or(Failure::NotFound)
}

/// Sets the status of the answer.
pub(crate) fn set_status(status: axum::http::StatusCode) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(status);
    }
}
