//! Placing an order: prepared first, so that its digest can be written down, then sent once.

use bytes::Bytes;
use reqwest::header::CONTENT_LENGTH;
use secrecy::ExposeSecret;
use tokio::time::Instant;

use super::answer::{Answer, Cut};
use super::client::DigiCert;
use super::exchange::{Exchange, without_secrets};
use super::failure::{Sent, in_words};
use super::placement::{Attempted, Heard, Placement, classify};
use super::wire::orders::PlaceOrderBody;
use crate::domain::card::CreditCard;
use crate::domain::ids::Reference;
use crate::domain::order::event::NotSent;
use crate::domain::order::{OrderRequest, RemoteError};
use crate::domain::product::PRIVATE_SERVICES_SERVER;

impl DigiCert {
    /// The bytes that [`DigiCert::place`] will send for this order. The reference is left out where the configuration
    /// says so; a card is there only where one was typed.
    #[must_use]
    pub fn prepare(&self, request: &OrderRequest, reference: &Reference, card: Option<CreditCard>) -> PlaceOrderBody {
        let reference = Some(reference).filter(|_| self.inner.reference_is_sent);
        PlaceOrderBody::of(request, reference, card)
    }

    /// The request without what differs from one attempt to the next: our reference and a card. What a person approves is
    /// bound to its digest.
    #[must_use]
    pub fn canonical(&self, request: &OrderRequest) -> PlaceOrderBody {
        PlaceOrderBody::of(request, None, None)
    }

    /// Sends an order, once (CertCentral: Order PKIo Private Services Server).
    ///
    /// It never fails: everything that can happen is a [`Placement`]. It must not be dropped half-way, as the order
    /// would then be in doubt without anybody noting it: run it in a task of its own, not in a request's.
    pub async fn place(&self, body: &PlaceOrderBody) -> Attempted {
        let held = self.held().await;
        let begun = Instant::now();
        let heard = match held {
            Some(why) => Heard::Held(why),
            None => self.send(body).await,
        };
        let elapsed = begun.elapsed();
        self.inner.breaker.note(heard.sign());
        let outcome = without_card(classify(&heard), body);
        if outcome == Placement::NotSent(NotSent::RateLimited)
            && let Heard::Answer(answer) = &heard
        {
            self.inner.pace.hold(answer.retry_after);
        }
        let key = self.inner.key.expose_secret();
        let (status, response_body, failure) = match heard {
            Heard::Answer(answer) => (
                Some(answer.status),
                without_secrets(&body.without_card(&answer.text), key),
                answer.cut.map(cut_in_words),
            ),
            Heard::Nothing { failure, .. } => (None, String::new(), Some(failure)),
            Heard::Held(_) => (None, String::new(), None),
        };
        let request_body = without_secrets(body.kept(), key);
        Attempted {
            outcome,
            exchange: Exchange {
                status,
                request_body,
                response_body,
                failure,
                elapsed,
            },
        }
    }

    /// Why nothing may leave now. While DigiCert is left alone no order does, not even as the one call that tries.
    async fn held(&self) -> Option<NotSent> {
        if self.inner.breaker.is_open() {
            return Some(NotSent::NoConnection);
        }
        let place = self.inner.pace.take(self.inner.longest_wait).await;
        place.err().map(|_| NotSent::RateLimited)
    }

    async fn send(&self, body: &PlaceOrderBody) -> Heard {
        let Some(url) = self.address(&["order", "certificate", PRIVATE_SERVICES_SERVER.name_id], &[]) else {
            return Heard::Nothing {
                sent: Sent::Never,
                timed_out: false,
                failure: String::new(),
            };
        };
        let bytes = Bytes::from_owner(body.to_send());
        let request = self
            .inner
            .placing
            .post(url)
            .header(CONTENT_LENGTH, bytes.len())
            .body(bytes);
        match request.send().await {
            Ok(response) => Heard::Answer(Answer::read(response).await),
            Err(error) => Heard::Nothing {
                sent: Sent::of(&error),
                timed_out: error.is_timeout(),
                failure: in_words(error),
            },
        }
    }
}

/// DigiCert's reasons are stored and shown: they must not repeat the card.
fn without_card(outcome: Placement, body: &PlaceOrderBody) -> Placement {
    let Placement::Refused(errors) = outcome else {
        return outcome;
    };
    let clean = |error: RemoteError| RemoteError {
        code: body.without_card(&error.code),
        message: body.without_card(&error.message),
    };
    Placement::Refused(errors.into_iter().map(clean).collect())
}

fn cut_in_words(cut: Cut) -> String {
    match cut {
        Cut::TimedOut => "the answer did not end in time".to_owned(),
        Cut::TooLong => "the answer was too long".to_owned(),
        Cut::Lost(error) => in_words(error),
    }
}
