//! The routes below `/control`.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{faults, misread_because, orders, page, parties, settings, validations};
use crate::sandbox::{
    answer::{Answer, Refusal},
    door::Incoming,
    shared::Shared,
};

/// Answers a control request.
pub(super) fn dispatch(shared: &Shared, incoming: &Incoming) -> Result<Answer, Refusal> {
    let path: Vec<&str> = incoming.segments.iter().map(String::as_str).collect();
    match (incoming.method.as_str(), path.as_slice()) {
        ("GET", []) => Ok(overview(shared)),
        ("GET", ["style.css"]) => {
            let style = page::STYLE.to_owned();
            Ok(Answer::Document("text/css; charset=utf-8", style, None))
        }
        ("GET", ["root.pem"]) => {
            let pem = shared.authority.root_pem()?;
            Ok(Answer::Document("application/x-pem-file", pem, None))
        }
        ("GET", ["orders"]) => Ok(orders::list(shared, &incoming.query)),
        ("GET", ["orders", id, "request"]) => orders::request_body(shared, id),
        ("POST", ["orders", id, action]) => orders::act(shared, id, action),
        ("GET", ["faults"]) => Ok(Answer::ok(json!({ "faults": shared.settings().faults }))),
        ("POST", ["faults"]) => faults::add(shared, read(&incoming.body)?),
        ("DELETE", ["faults"]) => {
            shared.settings().faults.clear();
            Ok(Answer::Done)
        }
        ("GET", ["holds"]) => {
            let calls = shared.holds.calls();
            Ok(Answer::ok(json!({ "waiting": calls.len(), "calls": calls })))
        }
        ("DELETE", ["holds"]) => {
            shared.holds.release();
            Ok(Answer::Done)
        }
        ("GET", ["listener"]) => Ok(listener(shared)),
        ("GET", ["calls"]) => Ok(Answer::ok(json!({ "calls": *shared.calls() }))),
        ("DELETE", ["calls"]) => {
            shared.calls().clear();
            Ok(Answer::Done)
        }
        ("DELETE", ["limits"]) => {
            shared.limits.clear();
            Ok(Answer::Done)
        }
        ("GET", ["settings"]) => Ok(Answer::ok(settings::show(shared))),
        ("POST", ["settings" | "answer-form" | "issue-after" | "clock" | "balance"]) => {
            settings::change(shared, read(&incoming.body)?)
        }
        ("GET", ["state"]) => Ok(Answer::ok(parties::everything(shared))),
        (method, [family @ ("organizations" | "domains" | "users"), rest @ ..]) => {
            of_party(shared, method, family, rest, &incoming.body)
        }
        ("POST", ["reset"]) => {
            shared.reset()?;
            Ok(Answer::Done)
        }
        _ => Err(Refusal::NotFound("route")),
    }
}

/// Answers a control request about an organization, a domain or a user.
fn of_party(shared: &Shared, method: &str, family: &str, path: &[&str], body: &str) -> Result<Answer, Refusal> {
    let number = |id: &str| id.parse::<u64>().map_err(|_| Refusal::NotFound("route"));
    match (method, family, path) {
        ("GET", "organizations", []) => Ok(parties::list(family, &parties::organizations(shared))),
        ("GET", "organizations", [id]) => parties::answer(parties::organization(shared, number(id)?), "organization"),
        ("POST", "organizations", []) => validations::move_organization(shared, read(body)?),
        ("POST", "organizations", [id, action]) => {
            validations::move_organization(shared, validations::body_of_path(body, id, action)?)
        }
        ("GET", "domains", []) => Ok(parties::list(family, &parties::domains(shared))),
        ("GET", "domains", [id]) => parties::answer(parties::domain(shared, number(id)?), "domain"),
        ("POST", "domains", []) => validations::move_domain(shared, read(body)?),
        ("POST", "domains", [id, action]) => {
            validations::move_domain(shared, validations::body_of_path(body, id, action)?)
        }
        ("GET", "users", [id]) => parties::answer(parties::user(shared, number(id)?), "user"),
        _ => Err(Refusal::NotFound("route")),
    }
}

fn read(body: &str) -> Result<Value, Refusal> {
    serde_json::from_str(body).map_err(|error| misread_because(&error))
}

/// What a person sees on the page, in short.
fn overview(shared: &Shared) -> Answer {
    Answer::ok(json!({
        "settings": settings::show(shared),
        "faults": shared.settings().faults,
        "holds": shared.holds.calls().len(),
        "connections_cut": shared.gate.connections_cut(),
        "orders": orders::taken(shared).orders.len(),
        "calls": shared.calls().len(),
    }))
}

fn listener(shared: &Shared) -> Answer {
    // Whoever reads this came in.
    Answer::ok(json!({ "open": true, "connections_cut": shared.gate.connections_cut() }))
}

/// For how long the listener is to be closed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Closing {
    closed_seconds: u64,
}

/// Closes the listener; nobody can connect any more when the answer is given.
pub(super) async fn close_listener(shared: &Shared, body: &str) -> Result<Answer, Refusal> {
    let closing: Closing = serde_json::from_str(body).map_err(|error| misread_because(&error))?;
    shared.gate.close(Duration::from_secs(closing.closed_seconds)).await;
    Ok(Answer::ok(
        json!({ "open": false, "closed_seconds": closing.closed_seconds }),
    ))
}
