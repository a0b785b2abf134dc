//! Why a call brought nothing: the reading calls' errors, and whether a failed request may have left this machine.

use std::error::Error;
use std::time::Duration;

use serde_json::Value;

use super::answer::{Answer, Cut};
use super::wire::errors;
use crate::domain::order::RemoteError;

/// Why a reading call brought nothing. All of them may be tried again; a patient client has tried what is worth it.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Try later, or look at the network: no connection, or it broke.
    #[error("DigiCert cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// Try later.
    #[error("DigiCert did not answer in time")]
    TimedOut,
    /// Try later: DigiCert has not answered for this long, so it was not asked. One call is let through now and then.
    #[error("DigiCert has not answered for {} seconds and was not asked again", .0.as_secs())]
    LeftAlone(Duration),
    /// Wait: the limit of requests for this key is reached (CertCentral: Rate limits), by DigiCert's count or ours.
    #[error("the limit of requests to DigiCert is reached")]
    RateLimited,
    /// Change the key or its role: DigiCert does not let it do this (CertCentral: Errors, 403).
    #[error("the DigiCert key may not do this")]
    Denied(Vec<RemoteError>),
    /// Ask for something else: there is no such thing in this account.
    #[error("DigiCert does not know it")]
    NotFound,
    /// Read DigiCert's reasons.
    #[error("DigiCert refused the request with status {status}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// DigiCert's reasons.
        errors: Vec<RemoteError>,
    },
    /// Check the address, or what stands between here and DigiCert: the answer is not CertCentral's.
    #[error("the answer with status {status} is not one of CertCentral's")]
    NotJson {
        /// HTTP status.
        status: u16,
    },
    /// Report it: DigiCert's answer has a form this version does not know.
    #[error("the answer with status {status} cannot be understood")]
    Unreadable {
        /// HTTP status.
        status: u16,
        /// What was missing; nothing when it was too long.
        #[source]
        source: Option<serde_json::Error>,
    },
}

impl ReadError {
    /// Whether DigiCert was not heard, or must not be asked now, so that another question would fare no better.
    #[must_use]
    pub fn is_silence(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::TimedOut | Self::LeftAlone(_) | Self::RateLimited => true,
            Self::Denied(_)
            | Self::NotFound
            | Self::Refused { .. }
            | Self::NotJson { .. }
            | Self::Unreadable { .. } => false,
        }
    }

    /// A request without an answer.
    pub(super) fn of_transport(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::TimedOut
        } else {
            Self::Unreachable(error.without_url())
        }
    }
}

/// The JSON of an answer that says yes, or what it says instead.
pub(super) fn judge(answer: Answer) -> Result<Value, ReadError> {
    let json = answer.json();
    let status = answer.status;
    // A 429 may come from any layer; its body does not matter.
    if status == 429 {
        return Err(ReadError::RateLimited);
    }
    match answer.cut {
        Some(Cut::TimedOut) => return Err(ReadError::TimedOut),
        Some(Cut::Lost(error)) => return Err(ReadError::Unreachable(error)),
        Some(Cut::TooLong) => return Err(ReadError::Unreadable { status, source: None }),
        None => {}
    }
    let json = json.ok_or(ReadError::NotJson { status })?;
    if (200..300).contains(&status) {
        return Ok(json);
    }
    let errors = errors::of(&json);
    match status {
        401 | 403 => Err(ReadError::Denied(errors)),
        404 => Err(ReadError::NotFound),
        _ => Err(ReadError::Refused { status, errors }),
    }
}

/// Whether a request that brought an error may have left this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// Not a byte of it.
    Never,
    /// Nobody can say.
    Maybe,
}

impl Sent {
    /// Tells from reqwest's error.
    ///
    /// `is_connect` is hyper-util's error kind `Connect`, which `connect_to` gives to errors of the connector alone:
    /// name resolution, TCP, a proxy's tunnel, the TLS handshake and the connect timeout around them. The request is
    /// handed to a connection only after the connector has returned one, and with pooling off there is no other
    /// connection it could have been handed to. `is_builder` is a request that could not be put together.
    /// Everything else counts as sent, the end of the total time too, even where it fell into connecting.
    pub(super) fn of(error: &reqwest::Error) -> Self {
        if error.is_builder() || error.is_connect() {
            Self::Never
        } else {
            Self::Maybe
        }
    }
}

/// An error and its causes in one line, without the address.
pub(super) fn in_words(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        words.push_str(": ");
        words.push_str(&next.to_string());
        cause = next.source();
    }
    words
}
