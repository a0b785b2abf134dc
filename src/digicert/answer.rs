//! An answer as it came: status, text, and whether its end was seen. What it means is decided elsewhere.

use std::time::Duration;

use reqwest::Response;
use reqwest::header::RETRY_AFTER;
use serde_json::Value;

/// The most that is read of one answer. A list of a thousand organizations stays below a tenth of it.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// How an answer stopped before its end.
#[derive(Debug)]
pub(super) enum Cut {
    /// Our patience ended.
    TimedOut,
    /// The connection broke.
    Lost(reqwest::Error),
    /// It is longer than anything we asked for.
    TooLong,
}

/// An answer as it came.
#[derive(Debug)]
pub(super) struct Answer {
    /// HTTP status.
    pub(super) status: u16,
    /// The body as text; what is not UTF-8 is replaced.
    pub(super) text: String,
    /// Why the body has no end, if it has none.
    pub(super) cut: Option<Cut>,
    /// How long DigiCert asks us to stay away, in whole seconds.
    pub(super) retry_after: Option<Duration>,
}

impl Answer {
    /// Reads the body, however long it may claim to be.
    pub(super) async fn read(mut response: Response) -> Self {
        let status = response.status().as_u16();
        let retry_after = response
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok()?.trim().parse().ok())
            .map(Duration::from_secs);
        let mut bytes = Vec::new();
        let cut = loop {
            match response.chunk().await {
                Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
                Ok(None) => break None,
                Err(error) if error.is_timeout() => break Some(Cut::TimedOut),
                Err(error) => break Some(Cut::Lost(error.without_url())),
            }
            if bytes.len() > MOST_BYTES {
                break Some(Cut::TooLong);
            }
        };
        Self {
            status,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            cut,
            retry_after,
        }
    }

    /// The body as JSON, if it is a whole JSON value.
    pub(super) fn json(&self) -> Option<Value> {
        serde_json::from_str(self.text.trim_start_matches('\u{feff}')).ok()
    }

    /// Whether the request was accepted.
    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}
