//! Faults that were ordered: cut connections, delays, odd statuses and broken bodies.

use axum::{
    body::Body,
    http::{HeaderValue, Response, header},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::misread_because;
use crate::sandbox::{
    answer::{Answer, Finding, JSON, Refusal, made_up, respond},
    door::html,
    shared::Shared,
    store::Defect,
};

/// The documented forms of the answer to an order.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum AnswerForm {
    /// What follows from the order itself.
    #[default]
    Natural,
    /// Without `domains`, as if all were validated.
    WithoutDomains,
    /// Without `certificate_id`, for the order needs approval.
    NeedsApproval,
    /// `requests` as the sibling products answer.
    Requests,
    /// Issued at once, with `certificate_chain`.
    Issued,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum FaultKind {
    CutOnAccept,
    CutBeforeReading,
    CutAfterTaking,
    DelayAfterTaking,
    HoldBeforeTaking,
    HoldAfterTaking,
    Status,
    Html,
    TruncatedJson,
    CreatedWithoutId,
    NeedsApproval,
    TwoErrors,
    WrongPem,
    WrongKey,
    MissingSan,
    WrongOin,
    WrongName,
    #[serde(rename = "plain-429")]
    Plain429,
}

/// The faults a call can meet, by name, and what each does.
pub(super) const KINDS: [(&str, &str); 17] = [
    ("cut-before-reading", "Cut the connection, take nothing"),
    ("cut-after-taking", "Take it, then cut the connection"),
    ("delay-after-taking", "Take it, answer late"),
    ("hold-before-taking", "Hold it back, take it when let go"),
    ("hold-after-taking", "Take it, answer when let go"),
    ("status", "Answer a status with an error"),
    ("html", "Answer a page instead of JSON"),
    ("plain-429", "Answer 429 as a shield does"),
    ("two-errors", "Answer two errors"),
    ("truncated-json", "Take it, answer half of the JSON"),
    ("created-without-id", "Take it, answer without an id"),
    ("needs-approval", "Take an order that needs approval"),
    ("wrong-pem", "Give another certificate of the order, or another order's"),
    ("wrong-key", "Issue the next certificate for another key"),
    ("missing-san", "Issue the next certificate without its last name"),
    ("wrong-oin", "Issue the next certificate with another number"),
    ("wrong-name", "Issue the next certificate with another common name"),
];

/// A fault that waits for its request.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    /// The method it waits for; any when absent.
    #[serde(default)]
    pub(super) method: Option<String>,
    /// The path below `/services/v2`; `*` stands for any characters.
    #[serde(default = "any_path")]
    pub(super) path: String,
    /// How many requests it will hit.
    #[serde(default = "once")]
    pub(super) times: u32,
    fault: FaultKind,
    /// For `delay-after-taking`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) seconds: Option<u64>,
    /// For `status`, `html` and `truncated-json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<u16>,
    /// For `status` with a redirection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    /// For `status`, `html`, `two-errors` and `plain-429`: let the API take the request first.
    #[serde(default)]
    pub(super) after_taking: bool,
}

/// What is done to a request or its answer.
#[derive(Debug)]
pub(crate) enum Play {
    Nothing,
    Cut,
    Wait(u64),
    /// Wait until somebody lets the call go.
    Hold,
    Answer(Response<Body>),
}

/// Whether a path below the API gives the certificate of an order: a download or a chain.
fn gives_certificate(path: &str) -> bool {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    parts.next() == Some("certificate") && parts.any(|part| matches!(part, "download" | "chain"))
}

fn any_path() -> String {
    "*".to_owned()
}

fn once() -> u32 {
    1
}

/// Adds one fault or a list of them.
pub(crate) fn add(shared: &Shared, body: Value) -> Result<Answer, Refusal> {
    let list = if body.is_array() { body } else { json!([body]) };
    let faults: Vec<Fault> = serde_json::from_value(list).map_err(|error| misread_because(&error))?;
    let mut settings = shared.settings();
    settings.faults.extend(faults);
    Ok(Answer::created(json!({ "faults": settings.faults })))
}

/// Finds the first fault for a request and uses it up once.
pub(crate) fn take_fault(faults: &mut Vec<Fault>, method: &str, path: &str) -> Option<Fault> {
    take_first(faults, |fault| fault.fits(method, path))
}

/// Whether a connection is to be cut as soon as it is accepted; uses such a fault up once.
pub(crate) fn take_cut(faults: &mut Vec<Fault>) -> bool {
    take_first(faults, |fault| fault.fault == FaultKind::CutOnAccept).is_some()
}

/// What is to be wrong with the certificate that is issued now; uses such a fault up once.
pub(crate) fn take_defect(faults: &mut Vec<Fault>) -> Option<Defect> {
    take_first(faults, |fault| fault.fault.defect().is_some()).and_then(|fault| fault.fault.defect())
}

fn take_first(faults: &mut Vec<Fault>, fits: impl Fn(&Fault) -> bool) -> Option<Fault> {
    let fault = faults.iter_mut().find(|fault| fits(fault))?;
    fault.times = fault.times.saturating_sub(1);
    let taken = fault.clone();
    faults.retain(|fault| fault.times > 0);
    Some(taken)
}

impl FaultKind {
    /// What it makes wrong with a certificate.
    fn defect(self) -> Option<Defect> {
        match self {
            Self::WrongKey => Some(Defect::WrongKey),
            Self::MissingSan => Some(Defect::MissingSan),
            Self::WrongOin => Some(Defect::WrongOin),
            Self::WrongName => Some(Defect::WrongName),
            _ => None,
        }
    }
}

impl Fault {
    fn fits(&self, method: &str, path: &str) -> bool {
        let pattern = self.path.strip_prefix("/services/v2").unwrap_or(&self.path);
        let is_method = self
            .method
            .as_deref()
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method));
        let is_kind = match self.fault {
            FaultKind::CutOnAccept => false,
            kind if kind.defect().is_some() => false,
            FaultKind::WrongPem => method == "GET" && gives_certificate(path),
            _ => true,
        };
        is_kind && is_method && matches_pattern(pattern, path.trim_end_matches('/'))
    }

    /// The name in orders and logs.
    pub(crate) fn name(&self) -> &'static str {
        match self.fault {
            FaultKind::CutOnAccept => "cut-on-accept",
            FaultKind::CutBeforeReading => "cut-before-reading",
            FaultKind::CutAfterTaking => "cut-after-taking",
            FaultKind::DelayAfterTaking => "delay-after-taking",
            FaultKind::HoldBeforeTaking => "hold-before-taking",
            FaultKind::HoldAfterTaking => "hold-after-taking",
            FaultKind::Status => "status",
            FaultKind::Html => "html",
            FaultKind::TruncatedJson => "truncated-json",
            FaultKind::CreatedWithoutId => "created-without-id",
            FaultKind::NeedsApproval => "needs-approval",
            FaultKind::TwoErrors => "two-errors",
            FaultKind::WrongPem => "wrong-pem",
            FaultKind::WrongKey => "wrong-key",
            FaultKind::MissingSan => "missing-san",
            FaultKind::WrongOin => "wrong-oin",
            FaultKind::WrongName => "wrong-name",
            FaultKind::Plain429 => "plain-429",
        }
    }

    /// The form of the answer to an order that the fault asks for.
    pub(crate) fn form(&self) -> Option<AnswerForm> {
        (self.fault == FaultKind::NeedsApproval).then_some(AnswerForm::NeedsApproval)
    }

    /// Whether the answer is to carry the certificate of another order.
    pub(crate) fn swaps_certificate(&self) -> bool {
        self.fault == FaultKind::WrongPem
    }

    /// What happens before the API sees the request.
    pub(crate) fn before(&self) -> Play {
        match self.fault {
            FaultKind::CutBeforeReading => Play::Cut,
            FaultKind::HoldBeforeTaking => Play::Hold,
            _ if self.after_taking => Play::Nothing,
            _ => self.replacement(),
        }
    }

    /// What happens to the API's answer.
    pub(crate) fn after(&self, answer: &Answer) -> Play {
        match self.fault {
            FaultKind::CutAfterTaking => Play::Cut,
            FaultKind::DelayAfterTaking => Play::Wait(self.seconds.unwrap_or(30).min(3_600)),
            FaultKind::HoldAfterTaking => Play::Hold,
            FaultKind::TruncatedJson => self.change(answer, truncate),
            FaultKind::CreatedWithoutId => self.change(answer, without_id),
            _ if self.after_taking => self.replacement(),
            _ => Play::Nothing,
        }
    }

    /// The answer that takes the place of the API's own.
    fn replacement(&self) -> Play {
        match self.fault {
            FaultKind::Status => Play::Answer(self.odd_status(self.status.unwrap_or(500))),
            FaultKind::Html => Play::Answer(html(self.status.unwrap_or(502), "Request unsuccessful")),
            FaultKind::Plain429 => Play::Answer(html(429, "Too many requests")),
            FaultKind::TwoErrors => Play::Answer(two_errors().into_response()),
            _ => Play::Nothing,
        }
    }

    fn odd_status(&self, status: u16) -> Response<Body> {
        if status == 429 {
            return Refusal::TooManyRequests.into_answer().into_response();
        }
        let message = format!("The sandbox was told to answer {status}.");
        let errors = Refusal::invalid(made_up("fault", message)).into_answer();
        let text = match errors {
            Answer::Json(_, value) => value.to_string(),
            Answer::Done | Answer::Document(..) | Answer::Archive(..) => String::new(),
        };
        let mut response = respond(status, JSON, text);
        if let Some(Ok(location)) = self.location.as_deref().map(HeaderValue::from_str) {
            response.headers_mut().insert(header::LOCATION, location);
        } else if (300..400).contains(&status) {
            response
                .headers_mut()
                .insert(header::LOCATION, HeaderValue::from_static("/services/v2/moved"));
        }
        response
    }

    /// Changes the text of a successful JSON answer; another answer stays as it is.
    fn change(&self, answer: &Answer, change: fn(&Value) -> String) -> Play {
        match answer {
            Answer::Json(status @ 200..300, value) => {
                Play::Answer(respond(self.status.unwrap_or(*status), JSON, change(value)))
            }
            _ => Play::Nothing,
        }
    }
}

fn two_errors() -> Answer {
    let first = Finding::documented("csr_invalid_cannot_parse", "The CSR could not be parsed.");
    let second = made_up("organization_unknown", "The organization does not exist.");
    Refusal::Invalid(vec![first, second]).into_answer()
}

/// The first half of a JSON text.
fn truncate(value: &Value) -> String {
    let text = value.to_string();
    text.chars().take(text.chars().count() / 2).collect()
}

fn without_id(value: &Value) -> String {
    let mut value = value.clone();
    if let Some(members) = value.as_object_mut() {
        members.remove("id");
    }
    value.to_string()
}

/// Whether a text fits a pattern in which `*` stands for any characters.
fn matches_pattern(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part).and_then(|place| rest.get(place + part.len()..)) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_in_a_path_stands_for_any_characters() {
        for (pattern, path, fits) in [
            ("*", "/order/certificate", true),
            ("/order/certificate/*", "/order/certificate/12", true),
            ("/order/certificate/*", "/order/certificate", false),
            ("/order/*/csr", "/order/certificate/12/csr", true),
            ("/user/me", "/user/me", true),
            ("/user/me", "/user/mean", false),
        ] {
            assert_eq!(matches_pattern(pattern, path), fits, "{pattern} {path}");
        }
    }
}
