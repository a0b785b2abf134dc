//! What the sandbox answers: JSON, nothing, or a document, and the one shape of all refusals.

use std::borrow::Cow;

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use serde_json::{Map, Value, json};

use super::store::DiskError;

/// The content type of every JSON answer: CertCentral sends it without a character set.
pub(crate) const JSON: &str = "application/json";

/// An answer to a request that was understood.
#[derive(Debug)]
pub(crate) enum Answer {
    Json(u16, Value),
    /// 204 without a body.
    Done,
    /// Text of another type; the last member is a file name to save under.
    Document(&'static str, String, Option<String>),
    /// A zip archive and the file name to save it under.
    Archive(Vec<u8>, String),
}

impl Answer {
    /// 200 with JSON.
    pub(crate) fn ok(value: Value) -> Self {
        Self::Json(200, value)
    }

    /// 201 with JSON.
    pub(crate) fn created(value: Value) -> Self {
        Self::Json(201, value)
    }

    /// The answer as bytes on the wire.
    pub(crate) fn into_response(self) -> Response<Body> {
        match self {
            Self::Json(status, value) => respond(status, JSON, value.to_string()),
            Self::Done => {
                let mut response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::NO_CONTENT;
                response
            }
            Self::Document(content_type, text, file_name) => save_as(respond(200, content_type, text), file_name),
            Self::Archive(bytes, file_name) => save_as(respond(200, "application/zip", bytes), Some(file_name)),
        }
    }
}

/// A response with the name under which a browser saves it.
fn save_as(mut response: Response<Body>, file_name: Option<String>) -> Response<Body> {
    let disposition = file_name.map(|name| format!("attachment; filename=\"{name}\""));
    if let Some(Ok(value)) = disposition.map(|text| HeaderValue::from_str(&text)) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// A response of a status, a content type and a text or bytes.
pub(crate) fn respond(status: u16, content_type: &'static str, content: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(content.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private,no-cache"));
    response
}

/// One entry of the `errors` array.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Finding {
    code: Cow<'static, str>,
    message: String,
}

impl Finding {
    /// A finding with a code DigiCert documents (CertCentral: Errors).
    pub(crate) fn documented(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code: Cow::Borrowed(code),
            message: message.into(),
        }
    }

    fn to_json(&self) -> Value {
        json!({ "code": self.code, "message": self.message })
    }
}

/// A finding whose code the sandbox invented, because DigiCert's own is not known.
///
/// A client must not depend on these codes: the prefix says so.
pub(crate) fn made_up(code: &'static str, message: impl Into<String>) -> Finding {
    Finding {
        code: Cow::Owned(format!("sandbox_{code}")),
        message: message.into(),
    }
}

/// Why a request was refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("the key is unknown")]
    UnknownKey,
    #[error("the key may not do this")]
    MissingPermission,
    #[error("the caller is a stranger")]
    Stranger(Finding),
    #[error("too many requests")]
    TooManyRequests,
    #[error("the body cannot be read")]
    BadFormat,
    #[error("there is no such {0}")]
    NotFound(&'static str),
    #[error("the request has faults")]
    Invalid(Vec<Finding>),
    #[error("the answer is not ready")]
    NotReady(Finding),
    #[error("the asked format cannot be given")]
    NotAcceptable(Finding),
    #[error("the body is too large")]
    TooLarge,
    #[error("the work was broken off")]
    BrokenOff,
    #[error(transparent)]
    Disk(#[from] DiskError),
    #[error(transparent)]
    Authority(#[from] super::pki::AuthorityError),
}

impl Refusal {
    /// A refusal with a single finding.
    pub(crate) fn invalid(finding: Finding) -> Self {
        Self::Invalid(vec![finding])
    }

    /// The status and the errors of the answer.
    fn parts(self) -> (u16, Vec<Finding>) {
        match self {
            Self::UnknownKey => {
                let message = "Access denied due to access_denied_invalid_key.";
                (
                    403,
                    vec![Finding::documented("access_denied|access_denied_invalid_key", message)],
                )
            }
            Self::MissingPermission => {
                let message = "Access denied due to missing_permission.";
                (
                    403,
                    vec![Finding::documented("access_denied|missing_permission", message)],
                )
            }
            Self::TooManyRequests => {
                let message = "Service unavailable, please limit request volume";
                (429, vec![Finding::documented("request_limit_exceeded", message)])
            }
            Self::BadFormat => {
                let message = "The request body could not be read as JSON.";
                (400, vec![Finding::documented("bad_request_format", message)])
            }
            Self::Stranger(finding) => (403, vec![finding]),
            Self::NotFound(what) => (404, vec![not_found(what)]),
            Self::Invalid(findings) => (400, findings),
            Self::NotReady(finding) => (404, vec![finding]),
            Self::NotAcceptable(finding) => (406, vec![finding]),
            Self::TooLarge => (413, vec![made_up("body_too_large", "The request body is too large.")]),
            Self::BrokenOff | Self::Disk(_) | Self::Authority(_) => {
                (500, vec![made_up("internal", "The sandbox failed.")])
            }
        }
    }

    /// What is wrong, one sentence each.
    pub(crate) fn into_messages(self) -> Vec<String> {
        let (_, findings) = self.parts();
        findings.into_iter().map(|finding| finding.message).collect()
    }

    /// The answer a client sees.
    pub(crate) fn into_answer(self) -> Answer {
        if let Self::Disk(error) = &self {
            tracing::error!(%error, "the sandbox could not use its data folder");
        }
        if let Self::Authority(error) = &self {
            tracing::error!(%error, "the sandbox could not make a certificate");
        }
        let (status, findings) = self.parts();
        let errors: Vec<Value> = findings.iter().map(Finding::to_json).collect();
        Answer::Json(status, json!({ "errors": errors }))
    }
}

fn not_found(what: &'static str) -> Finding {
    let message = format!("The specified {what} was not found.");
    Finding {
        code: Cow::Owned(format!("not_found|{what}")),
        message,
    }
}

/// Removes members that are null, for what is unknown is absent in CertCentral's answers.
pub(crate) fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.into_iter().filter(|(_, member)| !member.is_null());
            Value::Object(
                kept.map(|(name, member)| (name, without_nulls(member)))
                    .collect::<Map<_, _>>(),
            )
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}
