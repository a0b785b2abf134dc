//! One request that must not leave twice, and what is kept of it. What an answer means to the caller is not known here.

use std::time::Duration;

use bytes::Bytes;
use reqwest::Method;
use reqwest::header::CONTENT_LENGTH;
use secrecy::ExposeSecret;
use tokio::time::Instant;

use super::answer::{Answer, Cut};
use super::client::DigiCert;
use super::exchange::{Exchange, without_secrets};
use super::failure::{Sent, in_words};
use super::pace::Asker;
use super::verdict::Heard;
use crate::domain::order::event::NotSent;

impl DigiCert {
    /// Sends a request, once, unless nothing may leave now; with how long it took.
    pub(super) async fn once(&self, method: Method, path: &[&str], body: Bytes) -> (Heard, Duration) {
        let held = self.held().await;
        let begun = Instant::now();
        let heard = match held {
            Some(why) => Heard::Held(why),
            None => self.send(method, path, body).await,
        };
        (heard, begun.elapsed())
    }

    /// Why nothing may leave now. While DigiCert is left alone nothing does, not even as the one call that tries.
    async fn held(&self) -> Option<NotSent> {
        if self.inner.breaker.is_open() {
            return Some(NotSent::NoConnection);
        }
        let place = self.inner.pace.take(self.inner.longest_wait, Asker::Person).await;
        place.err().map(|_| NotSent::RateLimited)
    }

    async fn send(&self, method: Method, path: &[&str], body: Bytes) -> Heard {
        let Some(url) = self.address(path, &[]) else {
            return Heard::Nothing {
                sent: Sent::Never,
                timed_out: false,
                failure: String::new(),
            };
        };
        let request = self
            .inner
            .placing
            .request(method, url)
            .header(CONTENT_LENGTH, body.len())
            .body(body);
        match request.send().await {
            Ok(response) => Heard::Answer(Answer::read(response).await),
            Err(error) => Heard::Nothing {
                sent: Sent::of(&error),
                timed_out: error.is_timeout(),
                failure: in_words(error),
            },
        }
    }

    /// Holds the next calls back where DigiCert's own limit turned this one away.
    pub(super) fn hold_after(&self, heard: &Heard) {
        if let Heard::Answer(answer) = heard {
            self.inner.pace.hold(answer.retry_after);
        }
    }

    /// What may be kept of it; `clean` takes out of the answer what the caller knows to be secret in it.
    pub(super) fn to_keep(
        &self,
        request_body: &str,
        heard: Heard,
        elapsed: Duration,
        clean: impl Fn(&str) -> String,
    ) -> Exchange {
        let key = self.inner.key.expose_secret();
        let (status, response_body, failure) = match heard {
            Heard::Answer(answer) => (
                Some(answer.status),
                without_secrets(&clean(&answer.text), key),
                answer.cut.map(cut_in_words),
            ),
            Heard::Nothing { failure, .. } => (None, String::new(), Some(failure)),
            Heard::Held(_) => (None, String::new(), None),
        };
        Exchange {
            status,
            request_body: without_secrets(request_body, key),
            response_body,
            failure,
            elapsed,
        }
    }
}

fn cut_in_words(cut: Cut) -> String {
    match cut {
        Cut::TimedOut => "the answer did not end in time".to_owned(),
        Cut::TooLong => "the answer was too long".to_owned(),
        Cut::Lost(error) => in_words(error),
    }
}
