//! For those who watch over the desk: whether it runs, and whether it can serve.

use crate::causes::causes;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::state::AppState;

/// The process answers.
pub async fn alive() -> Json<Value> {
    Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }))
}

/// The store answers, so pages can be served. DigiCert is not asked: the desk works without it.
pub async fn ready(State(state): State<AppState>) -> (StatusCode, Json<Value>) {
    match state.orders().store().ping().await {
        Ok(()) => (StatusCode::OK, Json(json!({ "status": "ok", "store": "ok" }))),
        Err(error) => {
            tracing::error!(error = causes(&error), "not ready: the store does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                Json(json!({ "status": "unavailable", "store": "unavailable" })),
            )
        }
    }
}
