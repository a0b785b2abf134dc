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
    control::{self, Caller, Fault, Hold, LoggedCall, Play, Verdict},
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
        let answer = control_answer(shared, &peer, parts, rest, body).await;
        answer.unwrap_or_else(|refusal| refusal.into_answer().into_response())
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

/// Lets the control endpoint answer a caller on this machine.
async fn control_answer(
    shared: Arc<Shared>,
    peer: &Peer,
    parts: Parts,
    path: &str,
    body: Body,
) -> Result<Response<Body>, Refusal> {
    if !peer.address.ip().to_canonical().is_loopback() {
        return Err(Refusal::MissingPermission);
    }
    let (caller, method) = (Caller::of(&parts.headers), parts.method.clone());
    let incoming = read(parts, path, body).await?;
    Ok(control::answer(shared, peer, &method, &caller, incoming).await)
}

async fn api_answer(shared: &Arc<Shared>, peer: &Peer, parts: Parts, path: &str, body: Body) -> Response<Body> {
    let era = shared.era();
    let method = parts.method.to_string();
    let fault = control::take_fault(&mut shared.settings().faults, &method, path);
    let mut entry = Logging {
        shared,
        era,
        call: LoggedCall::new(&method, path, parts.uri.query(), fault.as_ref()),
    };
    let outcome = match fault.as_ref().map(Fault::before) {
        Some(Play::Cut) => None,
        Some(Play::Answer(response)) => Some(response),
        before => match read(parts, path, body).await {
            Ok(incoming) => {
                let hold = matches!(before, Some(Play::Hold)).then(|| entry.hold());
                take(&mut entry, hold, incoming, fault.as_ref()).await
            }
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
    shared: &'a Arc<Shared>,
    era: u64,
    call: LoggedCall,
}

impl Logging<'_> {
    /// Counts the call among those that wait.
    fn hold(&self) -> Hold {
        self.shared.holds.take_place(self.call.held())
    }
}

impl Drop for Logging<'_> {
    fn drop(&mut self) {
        control::log(self.shared, self.era, self.call.clone());
    }
}

/// Lets the API answer, then plays what a fault does to the answer; nothing means the connection is to be cut.
async fn take(
    entry: &mut Logging<'_>,
    hold: Option<Hold>,
    mut incoming: Incoming,
    fault: Option<&Fault>,
) -> Option<Response<Body>> {
    incoming.form = fault.and_then(Fault::form);
    incoming.swaps_certificate = fault.is_some_and(Fault::swaps_certificate);
    let work = carry_out(Arc::clone(entry.shared), entry.era, hold, incoming);
    let (key, answer) = tokio::spawn(work).await.unwrap_or_else(|_| Some(broken_off()))?;
    entry.call.key = key;
    match fault.map_or(Play::Nothing, |fault| fault.after(&answer)) {
        Play::Cut => return None,
        Play::Answer(response) => return Some(response),
        Play::Wait(seconds) => tokio::time::sleep(Duration::from_secs(seconds)).await,
        Play::Hold if entry.hold().wait().await == Verdict::Abandoned => return None,
        Play::Hold | Play::Nothing => {}
    }
    Some(answer.into_response())
}

/// Carries a call out, in a task of its own so that it is done even where its client is gone by then, as a server that
/// has read a request would; nothing when the call was abandoned.
async fn carry_out(
    shared: Arc<Shared>,
    era: u64,
    hold: Option<Hold>,
    incoming: Incoming,
) -> Option<(Option<String>, Answer)> {
    if let Some(hold) = hold
        && hold.wait().await == Verdict::Abandoned
    {
        return None;
    }
    let work = tokio::task::spawn_blocking(move || {
        let _era = shared.enter(era)?;
        Some(incoming.answer(&shared))
    });
    work.await.unwrap_or_else(|_| Some(broken_off()))
}

fn broken_off() -> (Option<String>, Answer) {
    (None, Refusal::BrokenOff.into_answer())
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
        swaps_certificate: false,
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
