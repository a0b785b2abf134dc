//! The way into the control endpoint: who may ask, and whether a program or a form of the page does.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderValue, Method, Response, header},
};
use serde_json::Value;

use super::{
    caller::Caller,
    form::{Form, Trouble},
    page, routes,
};
use crate::sandbox::{
    answer::{Answer, Refusal},
    door::{Incoming, Peer},
    shared::Shared,
};

/// Answers a control request: JSON to programs, the page and ways back to it to browsers.
pub(crate) async fn answer(
    shared: Arc<Shared>,
    peer: &Peer,
    method: &Method,
    caller: &Caller,
    incoming: Incoming,
) -> Response<Body> {
    if let Err(refusal) = caller.check(method, shared.listen()) {
        return refusal.into_answer().into_response();
    }
    let closes = method == Method::POST && incoming.segments == ["listener"];
    let wants_page = method == Method::GET && incoming.segments.is_empty() && caller.wants_page;
    // Some programs call any body a form, so JSON is told by how it begins.
    let is_form = method == Method::POST && caller.sends_form && !incoming.body.trim_start().starts_with(['{', '[']);
    let mut response = if wants_page {
        show(shared, None).await
    } else if is_form {
        of_form(shared, peer, incoming).await
    } else {
        let answer = carry_out(shared, peer, incoming).await;
        answer.unwrap_or_else(Refusal::into_answer).into_response()
    };
    if closes {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    response
}

async fn carry_out(shared: Arc<Shared>, peer: &Peer, incoming: Incoming) -> Result<Answer, Refusal> {
    if incoming.method == "POST" && incoming.segments == ["listener"] {
        // This one connection is closed after its answer.
        peer.spare();
        return routes::close_listener(&shared, &incoming.body).await;
    }
    let outcome = tokio::task::spawn_blocking(move || routes::dispatch(&shared, &incoming));
    outcome.await.unwrap_or(Err(Refusal::BrokenOff))
}

/// Carries out what a form asks for, and sends the browser back to the page; or shows the page with what is wrong.
async fn of_form(shared: Arc<Shared>, peer: &Peer, mut incoming: Incoming) -> Response<Body> {
    let form = Form::parse(&incoming.body);
    let name = form.name(&incoming.segments);
    form.method().clone_into(&mut incoming.method);
    let body = match form.to_json(name) {
        Ok(body) => body,
        Err(trouble) => return show(shared, Some(trouble)).await,
    };
    incoming.body = body.to_string();
    match carry_out(Arc::clone(&shared), peer, incoming).await {
        Ok(Answer::Json(_, answer)) if answer.get("open") == Some(&Value::Bool(false)) => {
            page::closed(answer.get("closed_seconds").and_then(Value::as_u64).unwrap_or_default())
        }
        Ok(_) => page::back(),
        Err(refusal @ (Refusal::Invalid(_) | Refusal::NotFound("organization" | "domain"))) => {
            let message = refusal.into_messages().join(" ");
            show(shared, Some(form.trouble(name, None, message))).await
        }
        Err(refusal) => refusal.into_answer().into_response(),
    }
}

async fn show(shared: Arc<Shared>, trouble: Option<Trouble>) -> Response<Body> {
    let page = tokio::task::spawn_blocking(move || page::show(&shared, trouble.as_ref()));
    page.await
        .unwrap_or_else(|_| Refusal::BrokenOff.into_answer().into_response())
}
