//! Placing an order: prepared first, so that its digest can be written down, then sent once.

use bytes::Bytes;
use reqwest::Method;

use super::client::DigiCert;
use super::placement::{Attempted, Placement, classify};
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
        let path = ["order", "certificate", PRIVATE_SERVICES_SERVER.name_id];
        let bytes = Bytes::from_owner(body.to_send());
        let (heard, elapsed) = self.once(Method::POST, &path, bytes).await;
        self.inner.breaker.note(heard.sign());
        let outcome = without_card(classify(&heard), body);
        if outcome == Placement::NotSent(NotSent::RateLimited) {
            self.hold_after(&heard);
        }
        let exchange = self.to_keep(body.kept(), heard, elapsed, |text| body.without_card(text));
        Attempted { outcome, exchange }
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
