//! The one HTTP handler: tells the three parts of the sandbox apart, reads requests, and plays the faults.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request, State},
    http::{HeaderName, HeaderValue, Response, header, request::Parts},
};

use super::{Incoming, Peer};
use crate::sandbox::{
    answer::{Answer, Refusal, respond},
    control::{self, Fault, LoggedCall, Play},
    reading::Query,
    shared::Shared,
};

/// The largest request body that is read, in bytes.
const LARGEST_BODY: usize = 4 << 20;

/// Where the API lives.
const API: &str = "/services/v2";

/// The routes of the sandbox: everything goes to one handler, for the API's own rules on paths differ from axum's.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new().fallback(handle).with_state(shared)
}

async fn handle(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let mut response = if path.trim_end_matches('/') == "/healthz" {
        Answer::ok(serde_json::json!({ "service": "pkio-desk-sandbox", "status": "ok" })).into_response()
    } else if let Some(rest) = below(&path, "/control") {
        match read(parts, rest, body).await {
            Ok(incoming) if peer.address.ip().to_canonical().is_loopback() => control_answer(shared, incoming).await,
            Ok(_) => Refusal::MissingPermission.into_answer().into_response(),
            Err(refusal) => refusal.into_answer().into_response(),
        }
    } else if let Some(rest) = below(&path, API) {
        api_answer(&shared, &peer, parts, rest, body).await
    } else {
        Refusal::NotFound("route").into_answer().into_response()
    };
    let mark = HeaderName::from_static("x-pkio-desk-sandbox");
    response.headers_mut().insert(mark, HeaderValue::from_static("1"));
    response
}

/// The rest of a path below a prefix.
fn below<'a>(path: &'a str, prefix: &str) -> Option<&'a str> {
    path.strip_prefix(prefix)
        .filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

async fn control_answer(shared: Arc<Shared>, incoming: Incoming) -> Response<Body> {
    let outcome = tokio::task::spawn_blocking(move || control::dispatch(&shared, &incoming));
    let answer = outcome.await.unwrap_or(Err(Refusal::BrokenOff));
    answer.unwrap_or_else(Refusal::into_answer).into_response()
}

async fn api_answer(shared: &Arc<Shared>, peer: &Peer, parts: Parts, path: &str, body: Body) -> Response<Body> {
    let method = parts.method.to_string();
    let fault = control::take_fault(&mut shared.settings().faults, &method, path);
    let mut entry = Logging {
        shared,
        call: LoggedCall::new(&method, path, parts.uri.query(), fault.as_ref()),
    };
    let outcome = match fault.as_ref().map(Fault::before) {
        Some(Play::Cut) => None,
        Some(Play::Answer(response)) => Some(response),
        _ => match read(parts, path, body).await {
            Ok(incoming) => take(shared, incoming, fault.as_ref(), &mut entry.call).await,
            Err(refusal) => Some(refusal.into_answer().into_response()),
        },
    };
    entry.call.status = outcome.as_ref().map(|response| response.status().as_u16());
    drop(entry);
    outcome.unwrap_or_else(|| {
        peer.cut();
        Response::new(Body::empty())
    })
}

/// A call that is logged when it ends, also where its client goes away while the answer is held back.
struct Logging<'a> {
    shared: &'a Shared,
    call: LoggedCall,
}

impl Drop for Logging<'_> {
    fn drop(&mut self) {
        control::log(self.shared, self.call.clone());
    }
}

/// Lets the API answer, then plays what a fault does to the answer; nothing means the connection is to be cut.
async fn take(
    shared: &Arc<Shared>,
    mut incoming: Incoming,
    fault: Option<&Fault>,
    entry: &mut LoggedCall,
) -> Option<Response<Body>> {
    incoming.form = fault.and_then(Fault::form);
    let worker = Arc::clone(shared);
    let outcome = tokio::task::spawn_blocking(move || incoming.answer(&worker)).await;
    let (key, answer) = outcome.unwrap_or_else(|_| (None, Refusal::BrokenOff.into_answer()));
    entry.key = key;
    match fault.map_or(Play::Nothing, |fault| fault.after(&answer)) {
        Play::Cut => None,
        Play::Answer(response) => Some(response),
        Play::Wait(seconds) => {
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            Some(answer.into_response())
        }
        Play::Nothing => Some(answer.into_response()),
    }
}

/// Reads a whole request.
async fn read(parts: Parts, path: &str, body: Body) -> Result<Incoming, Refusal> {
    let bytes = axum::body::to_bytes(body, LARGEST_BODY)
        .await
        .map_err(|_| Refusal::TooLarge)?;
    let header = |name: HeaderName| {
        parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    Ok(Incoming {
        method: parts.method.to_string(),
        segments: path.split('/').filter(|part| !part.is_empty()).map(decode).collect(),
        query: Query::parse(parts.uri.query().unwrap_or_default()),
        header_key: header(HeaderName::from_static("x-dc-devkey")).map(|key| key.trim().to_owned()),
        accept: header(header::ACCEPT).unwrap_or_default(),
        body: String::from_utf8_lossy(&bytes).into_owned(),
        form: None,
    })
}

/// A part of a path without its percent-encoding.
fn decode(part: &str) -> String {
    let guarded = part.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    form_urlencoded::parse(guarded.as_bytes())
        .map(|(name, _)| name.into_owned())
        .collect()
}

/// A response with a body that is no JSON, as the shield in front of CertCentral sends it.
pub(crate) fn html(status: u16, title: &str) -> Response<Body> {
    let page =
        format!("<html><head><title>{title}</title></head><body><h1>{title}</h1><p>Incident ID: 0</p></body></html>");
    respond(status, "text/html", page)
}
