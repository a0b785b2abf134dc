//! An answer as it came: status, text, and whether its end was seen. What it means is decided elsewhere.

use std::time::Duration;

use jiff::SignedDuration;
use jiff::fmt::rfc2822;
use reqwest::Response;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use serde::de::IgnoredAny;
use serde_json::Value;

use super::breaker::Sign;
use super::certificate::Download;

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
    /// How long DigiCert asks us to stay away.
    pub(super) retry_after: Option<Duration>,
    /// The body as a file, where it is one that a download brings.
    pub(super) download: Option<Download>,
}

impl Answer {
    /// Reads the body, however long it may claim to be.
    pub(super) async fn read(mut response: Response) -> Self {
        let status = response.status().as_u16();
        let retry_after = retry_after(response.headers());
        let headers = response.headers().clone();
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
            download: Download::of(&headers, &bytes),
        }
    }

    /// The body as JSON, if it is a whole JSON value.
    pub(super) fn json(&self) -> Option<Value> {
        serde_json::from_str(self.body()).ok()
    }

    fn body(&self) -> &str {
        self.text.trim_start_matches('\u{feff}')
    }

    fn is_file(&self) -> bool {
        self.is_success() && self.download.is_some()
    }

    /// Whether its end did not come, which might come another time.
    pub(super) fn is_broken(&self) -> bool {
        matches!(self.cut, Some(Cut::TimedOut | Cut::Lost(_)))
    }

    /// Whether the request was accepted.
    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// What it says of DigiCert being there. JSON that is no failure of the server is CertCentral speaking, a refusal
    /// too, and so is a certificate. Anything else comes from something in its place, but for a 429, which says that somebody still counts.
    pub(super) fn sign(&self) -> Sign {
        if self.status >= 500 {
            Sign::Silent
        } else if self.is_file() || serde_json::from_str::<IgnoredAny>(self.body()).is_ok() {
            Sign::Alive
        } else if self.status == 429 || matches!(self.cut, Some(Cut::TooLong)) {
            Sign::Unclear
        } else {
            Sign::Silent
        }
    }
}

/// How long to stay away (RFC 9110 10.2.3): seconds, or a date. A date is measured from the answer's own `Date`, so that
/// no clock of ours has a say; what is past, or in a form that servers no longer write, asks for nothing.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let asked = text(RETRY_AFTER)?;
    if let Ok(seconds) = asked.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = rfc2822::parse(asked).ok()?;
    let from = rfc2822::parse(text(DATE)?).ok()?;
    let span: SignedDuration = until.duration_since(&from);
    Duration::try_from(span).ok().filter(|span| !span.is_zero())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use super::*;

    #[test]
    fn how_long_to_stay_away() {
        let noon = Some("Tue, 24 Nov 2026 12:00:00 GMT");
        for (asked, date, expected) in [
            ("60", None, Some(60)),
            (" 0 ", None, Some(0)),
            ("Tue, 24 Nov 2026 12:01:30 GMT", noon, Some(90)),
            ("Wed, 25 Nov 2026 12:00:00 GMT", noon, Some(86_400)),
            ("Tue, 24 Nov 2026 11:59:00 GMT", noon, None),
            ("Tue, 24 Nov 2026 12:01:30 GMT", None, None),
            ("-5", noon, None),
            ("1.5", noon, None),
            ("soon", noon, None),
            ("", noon, None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, asked.parse().unwrap());
            if let Some(date) = date {
                headers.insert(DATE, date.parse().unwrap());
            }
            assert_eq!(
                retry_after(&headers),
                expected.map(Duration::from_secs),
                "{asked} {date:?}"
            );
        }
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }

    #[test]
    fn who_speaks() {
        let html = "<html>Request unsuccessful.</html>";
        for (status, text, cut, expected) in [
            (200, "{}", None, Sign::Alive),
            (201, "\u{feff}{\"id\":7}", Some(Cut::TimedOut), Sign::Alive),
            (404, r#"{"errors":[]}"#, None, Sign::Alive),
            (403, r#"{"errors":[]}"#, None, Sign::Alive),
            (429, r#"{"errors":[]}"#, None, Sign::Alive),
            (429, html, None, Sign::Unclear),
            (200, "[", Some(Cut::TooLong), Sign::Unclear),
            (200, "[", Some(Cut::TimedOut), Sign::Silent),
            (200, html, None, Sign::Silent),
            (200, "-----BEGIN CERTIFICATE-----", None, Sign::Alive),
            (503, "-----BEGIN CERTIFICATE-----", None, Sign::Silent),
            (204, "", None, Sign::Silent),
            (302, "", None, Sign::Silent),
            (403, html, None, Sign::Silent),
            (500, "{}", None, Sign::Silent),
            (503, html, None, Sign::Silent),
        ] {
            let answer = Answer {
                status,
                text: text.to_owned(),
                cut,
                retry_after: None,
                download: Download::of(&HeaderMap::new(), text.as_bytes()),
            };
            assert_eq!(answer.sign(), expected, "{status} {text}");
        }
    }
}
