//! The routes below `/control`.

use std::time::Duration;

use serde_json::{Value, json};

use super::{AnswerForm, Fault, orders};
use crate::sandbox::{
    answer::{Answer, Refusal, made_up},
    door::Incoming,
    money::Money,
    shared::Shared,
    store::Record,
};

/// Answers a control request.
pub(crate) fn dispatch(shared: &Shared, incoming: &Incoming) -> Result<Answer, Refusal> {
    let path: Vec<&str> = incoming.segments.iter().map(String::as_str).collect();
    match (incoming.method.as_str(), path.as_slice()) {
        ("GET", ["root.pem"]) => {
            let pem = shared.authority.root_pem()?;
            Ok(Answer::Document("application/x-pem-file", pem, None))
        }
        ("GET", ["orders"]) => Ok(orders::list(shared, &incoming.query)),
        ("GET", ["orders", id, "request"]) => orders::request_body(shared, id),
        ("POST", ["orders", id, action]) => orders::act(shared, id, action),
        ("GET", ["faults"]) => Ok(Answer::ok(json!({ "faults": shared.settings().faults }))),
        ("POST", ["faults"]) => add_faults(shared, &incoming.body),
        ("DELETE", ["faults"]) => {
            shared.settings().faults.clear();
            Ok(Answer::Done)
        }
        ("GET", ["calls"]) => Ok(Answer::ok(json!({ "calls": *shared.calls() }))),
        ("DELETE", ["calls"]) => {
            shared.calls().clear();
            Ok(Answer::Done)
        }
        ("DELETE", ["limits"]) => {
            shared.limits.clear();
            Ok(Answer::Done)
        }
        ("GET", ["settings"]) => Ok(Answer::ok(settings(shared))),
        ("POST", ["settings" | "answer-form" | "issue-after" | "clock" | "balance"]) => change(shared, &incoming.body),
        _ => Err(Refusal::NotFound("route")),
    }
}

fn misread() -> Refusal {
    Refusal::invalid(made_up("control", "The control request could not be understood."))
}

/// Takes one fault or a list of them.
fn add_faults(shared: &Shared, body: &str) -> Result<Answer, Refusal> {
    let value: Value = serde_json::from_str(body).map_err(|_| misread())?;
    let list = if value.is_array() { value } else { json!([value]) };
    let faults: Vec<Fault> = serde_json::from_value(list).map_err(|_| misread())?;
    let mut settings = shared.settings();
    settings.faults.extend(faults);
    Ok(Answer::created(json!({ "faults": settings.faults })))
}

/// What can be changed; every member is optional.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Changes {
    #[serde(alias = "answer_form")]
    form: Option<AnswerForm>,
    /// Seconds until issuance; `null` stops it.
    #[serde(default, alias = "issue_after", deserialize_with = "given")]
    seconds: Option<Option<u64>>,
    empty_alternate: Option<bool>,
    multi_year_plans: Option<bool>,
    rate_limits: Option<bool>,
    advance_seconds: Option<i64>,
    balance: Option<String>,
}

/// Tells a member that is `null` from one that is absent.
fn given<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Option<Option<u64>>, D::Error> {
    serde::Deserialize::deserialize(source).map(Some)
}

fn change(shared: &Shared, body: &str) -> Result<Answer, Refusal> {
    let changes: Changes = serde_json::from_str(body).map_err(|_| misread())?;
    if let Some(balance) = changes.balance {
        let balance: Money = balance.parse().map_err(|_| misread())?;
        shared.world().commit(vec![Record::Balance(balance)])?;
    }
    if let Some(seconds) = changes.advance_seconds {
        shared.clock.advance(seconds);
    }
    let mut settings = shared.settings();
    if let Some(form) = changes.form {
        settings.answer_form = form;
    }
    if let Some(seconds) = changes.seconds {
        settings.issue_after = seconds.map(Duration::from_secs);
    }
    settings.empty_alternate = changes.empty_alternate.unwrap_or(settings.empty_alternate);
    settings.multi_year_plans = changes.multi_year_plans.unwrap_or(settings.multi_year_plans);
    settings.rate_limits = changes.rate_limits.unwrap_or(settings.rate_limits);
    drop(settings);
    Ok(Answer::ok(self::settings(shared)))
}

fn settings(shared: &Shared) -> Value {
    let settings = shared.settings();
    json!({
        "answer_form": settings.answer_form,
        "issue_after": settings.issue_after.map(|after| after.as_secs()),
        "empty_alternate": settings.empty_alternate,
        "multi_year_plans": settings.multi_year_plans,
        "rate_limits": settings.rate_limits,
    })
}
