//! Faults that were ordered: cut connections, delays, odd statuses and broken bodies.

use axum::{
    body::Body,
    http::{HeaderValue, Response, header},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::sandbox::{
    answer::{Answer, Finding, JSON, Refusal, made_up, respond},
    door::html,
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
    CutBeforeReading,
    CutAfterTaking,
    DelayAfterTaking,
    Status,
    Html,
    TruncatedJson,
    CreatedWithoutId,
    NeedsApproval,
    TwoErrors,
    #[serde(rename = "plain-429")]
    Plain429,
}

/// A fault that waits for its request.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Fault {
    /// The method it waits for; any when absent.
    #[serde(default)]
    method: Option<String>,
    /// The path below `/services/v2`; `*` stands for any characters.
    #[serde(default = "any_path")]
    path: String,
    /// How many requests it will hit.
    #[serde(default = "once")]
    times: u32,
    fault: FaultKind,
    /// For `delay-after-taking`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seconds: Option<u64>,
    /// For `status`, `html` and `truncated-json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// For `status` with a redirection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    /// For `status`, `html`, `two-errors` and `plain-429`: let the API take the request first.
    #[serde(default)]
    after_taking: bool,
}

/// What is done to a request or its answer.
#[derive(Debug)]
pub(crate) enum Play {
    Nothing,
    Cut,
    Wait(u64),
    Answer(Response<Body>),
}

fn any_path() -> String {
    "*".to_owned()
}

fn once() -> u32 {
    1
}

/// Finds the first fault for a request and uses it up once.
pub(crate) fn take_fault(faults: &mut Vec<Fault>, method: &str, path: &str) -> Option<Fault> {
    let fault = faults.iter_mut().find(|fault| fault.fits(method, path))?;
    fault.times = fault.times.saturating_sub(1);
    let taken = fault.clone();
    faults.retain(|fault| fault.times > 0);
    Some(taken)
}

impl Fault {
    fn fits(&self, method: &str, path: &str) -> bool {
        let pattern = self.path.strip_prefix("/services/v2").unwrap_or(&self.path);
        let is_method = self
            .method
            .as_deref()
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method));
        is_method && matches_pattern(pattern, path.trim_end_matches('/'))
    }

    /// The name in orders and logs.
    pub(crate) fn name(&self) -> &'static str {
        match self.fault {
            FaultKind::CutBeforeReading => "cut-before-reading",
            FaultKind::CutAfterTaking => "cut-after-taking",
            FaultKind::DelayAfterTaking => "delay-after-taking",
            FaultKind::Status => "status",
            FaultKind::Html => "html",
            FaultKind::TruncatedJson => "truncated-json",
            FaultKind::CreatedWithoutId => "created-without-id",
            FaultKind::NeedsApproval => "needs-approval",
            FaultKind::TwoErrors => "two-errors",
            FaultKind::Plain429 => "plain-429",
        }
    }

    /// The form of the answer to an order that the fault asks for.
    pub(crate) fn form(&self) -> Option<AnswerForm> {
        (self.fault == FaultKind::NeedsApproval).then_some(AnswerForm::NeedsApproval)
    }

    /// What happens before the API sees the request.
    pub(crate) fn before(&self) -> Play {
        match self.fault {
            FaultKind::CutBeforeReading => Play::Cut,
            _ if self.after_taking => Play::Nothing,
            _ => self.replacement(),
        }
    }

    /// What happens to the API's answer.
    pub(crate) fn after(&self, answer: &Answer) -> Play {
        match self.fault {
            FaultKind::CutAfterTaking => Play::Cut,
            FaultKind::DelayAfterTaking => Play::Wait(self.seconds.unwrap_or(30).min(3_600)),
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
            Answer::Done | Answer::Document(..) => String::new(),
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
