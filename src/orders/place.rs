//! Placing an order: write ahead, send once, record the outcome.

use std::time::Duration;

use tracing::Instrument;

use super::look::{LookedAgain, look};
use super::{Caller, Orders, new_reference};
use crate::causes::causes;
use crate::digicert::{Attempted, PlaceOrderBody, PlacedOrder, Placement};
use crate::domain::card::CreditCard;
use crate::domain::ids::{OrderId, Reference};
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::event::NotSent;
use crate::domain::order::{Attempt, Order, OrderRequest, PriceTerms, RemoteOrder, State};
use crate::domain::payment::Payment;
use crate::store::{Claim, Lease, NewExchange, Recorded, StoreError};

/// How often the outcome of a paid request is tried to be written down before the order is left to its lease.
const RECORDING_ATTEMPTS: u32 = 6;

/// What became of a click on "place".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placing {
    /// DigiCert took the order.
    Placed,
    /// DigiCert refused it; the reasons are on the order.
    Refused,
    /// It is not known whether DigiCert took it.
    InDoubt,
    /// Nothing left; the order is as it was before.
    NotSent(NotSent),
    /// It is being sent by an earlier click, or was sent before.
    AlreadySent,
    /// The draft was changed after the check page was shown.
    ChangedMeanwhile,
    /// The draft does not pass the checks.
    NotReady,
    /// It needs the approval of a second person, and has none for what would be sent.
    NotApproved,
    /// It takes the place of this order, which was given up and turned up at DigiCert after all.
    TurnedUp(OrderId),
    /// A backup was restored, and not everything was compared with DigiCert since.
    NotCompared,
    /// There is no such order.
    Missing,
}

/// A click on "place".
#[derive(Debug)]
pub struct Wish {
    /// The order.
    pub id: OrderId,
    /// The version that was checked.
    pub version: i64,
    /// The card that was typed beside the button, where the order is paid by card.
    pub card: Option<CreditCard>,
    /// What is known of the desk's key.
    pub caller: Caller,
    /// SHA-256 of the text of the agreement that is accepted with it, where DigiCert gave the text.
    pub agreement_sha256: Option<String>,
}

impl Orders {
    /// Places an order, where it is still the version that was checked.
    ///
    /// The work goes on when the caller goes away: a closed browser must not cut a request that costs money.
    ///
    /// # Errors
    /// The store failed. Before the write-ahead nothing was sent; after it the order is `sending` and becomes in doubt
    /// when its lease runs out.
    pub async fn place(&self, operator: &Operator, wish: Wish) -> Result<Placing, StoreError> {
        let orders = self.clone();
        let (actor, id) = (Actor::from(operator), wish.id);
        // In the span of the request, so that the lines that matter most can be traced back to a click.
        let placing = async move { orders.place_to_the_end(actor, wish).await };
        let task = self.tasks.spawn(placing.in_current_span());
        task.await.unwrap_or_else(|error| {
            tracing::error!(order_id = id.0, error = causes(&error), "placing was cut off");
            Ok(Placing::InDoubt)
        })
    }

    /// What [`Orders::place`] does, but not in a task of its own: whoever drops it cuts it off where it is, as the end of
    /// the process does.
    ///
    /// # Errors
    /// As for [`Orders::place`].
    pub async fn place_to_the_end(&self, actor: Actor, wish: Wish) -> Result<Placing, StoreError> {
        Box::pin(self.try_to_place(actor, wish)).await
    }

    async fn try_to_place(&self, actor: Actor, wish: Wish) -> Result<Placing, StoreError> {
        let Wish {
            id,
            version,
            card,
            caller,
            agreement_sha256,
        } = wish;
        let Some(order) = self.find(id).await? else {
            return Ok(Placing::Missing);
        };
        if !order.state.is_editable() {
            return Ok(Placing::AlreadySent);
        }
        if order.version != version {
            return Ok(Placing::ChangedMeanwhile);
        }
        let Some(request) = self.check(&order.form, Some(id), caller).await?.request else {
            return Ok(Placing::NotReady);
        };
        // A card goes with the order that asks for one, and with no other.
        if matches!(request.payment, Payment::Card(_)) != card.is_some() {
            return Ok(Placing::NotReady);
        }
        let canonical = self.canonical_sha256(&request);
        let to_be_approved = self.switches.needs_approval().then_some(canonical.as_str());
        if let Err(why) = self.digicert.ready().await {
            return Ok(Placing::NotSent(why));
        }
        if let Some(why) = self.looked_for_predecessors(&order).await? {
            return Ok(why);
        }
        let reference = new_reference();
        let body = self.digicert.prepare(&request, &reference, card);
        let attempt = Attempt {
            reference,
            body_sha256: body.sha256().to_owned(),
            spki_sha256: request.csr.as_ref().map(|csr| csr.spki_sha256()),
            price_terms: Some(PriceTerms::of(&request).word()),
            agreement_sha256,
            common_name: request.common_name.clone(),
            organization_id: request.organization.id().map(str::to_owned),
            container_id: request.container.clone(),
            sent_from: order.state.sent_from().unwrap_or_default(),
            actor,
            at: self.clock.now(),
        };
        let lease = Lease {
            until: self.clock.in_seconds(self.lease_seconds),
            holder: self.holder.clone(),
        };
        tracing::debug!(order_id = id.0, "an order is being written down as sent");
        let store = self.store.orders();
        match store.claim(id, version, &attempt, &lease, to_be_approved).await? {
            Claim::Claimed(_) => self.send(id, &attempt, &lease, &body).await,
            Claim::AlreadyUnderWay(_) => Ok(Placing::AlreadySent),
            Claim::Conflict(_) => Ok(Placing::ChangedMeanwhile),
            Claim::NotApproved(_) => Ok(Placing::NotApproved),
            Claim::TurnedUp(other) => Ok(Placing::TurnedUp(other.id)),
            Claim::NotCompared(_) => Ok(Placing::NotCompared),
            Claim::Missing => Ok(Placing::Missing),
        }
    }

    /// Looks once more for the orders in whose place this one would be sent. They were given up because DigiCert did not
    /// know them; if that is not so any more, or nobody answers, nothing is sent.
    async fn looked_for_predecessors(&self, order: &Order) -> Result<Option<Placing>, StoreError> {
        if order.replaces.is_none() {
            return Ok(None);
        }
        for other in self.chain(order).await? {
            if other.id == order.id {
                break;
            }
            match look(self, other.id, None).await? {
                LookedAgain::NotThere | LookedAgain::NotInDoubt | LookedAgain::Missing => {}
                LookedAgain::Found | LookedAgain::Several => return Ok(Some(Placing::TurnedUp(other.id))),
                LookedAgain::Unanswered => return Ok(Some(Placing::NotSent(NotSent::NoConnection))),
            }
        }
        Ok(None)
    }

    /// The one request, and what came of it. The attempt is committed by now.
    async fn send(
        &self,
        id: OrderId,
        attempt: &Attempt,
        lease: &Lease,
        body: &PlaceOrderBody,
    ) -> Result<Placing, StoreError> {
        // A machine that slept here may wake up when others have looked, found nothing and given the order up.
        if self.clock.now() >= lease.until {
            let why = NotSent::HeldUp;
            let orders = self.store.orders();
            let recorded = orders
                .record_not_sent(id, &attempt.reference, why, self.clock.now())
                .await?;
            return Ok(match recorded {
                Recorded::Recorded(_) => Placing::NotSent(why),
                // Others put it in doubt meanwhile; its page says so.
                _ => Placing::InDoubt,
            });
        }
        tracing::info!(order_id = id.0, reference = %attempt.reference, "an order is being sent");
        let attempted = self.digicert.place(body).await;
        log(id, &attempted.outcome);
        let recorded = self.record(id, &attempt.reference, &attempted.outcome).await;
        self.keep_exchange(id, attempt, &attempted).await;
        match recorded? {
            Recorded::Recorded(_) => {}
            Recorded::OfOther(other) => {
                tracing::error!(
                    order_id = id.0,
                    other_order_id = other.id.0,
                    "DigiCert's id belongs to another order"
                );
                return Ok(Placing::InDoubt);
            }
            // Found by the reconciler before its own answer was written down.
            Recorded::Ignored(order) if order.state == State::Placed => return Ok(Placing::Placed),
            Recorded::Ignored(_) | Recorded::Missing => {
                tracing::error!(order_id = id.0, "the outcome of an order could not be recorded on it");
                return Ok(Placing::InDoubt);
            }
        }
        Ok(match attempted.outcome {
            Placement::Placed(_) => Placing::Placed,
            Placement::Refused(_) => Placing::Refused,
            Placement::NotSent(why) => Placing::NotSent(why),
            Placement::InDoubt(_) => Placing::InDoubt,
        })
    }

    /// Writes the outcome down, again and again where the store is in trouble: the order may have cost money. When all
    /// fails the lease runs out, the order is in doubt, and DigiCert's id is in the log.
    async fn record(&self, id: OrderId, reference: &Reference, outcome: &Placement) -> Result<Recorded, StoreError> {
        let mut pause = Duration::from_millis(100);
        for _ in 1..RECORDING_ATTEMPTS {
            match self.record_once(id, reference, outcome).await {
                Err(error) => {
                    tracing::error!(
                        order_id = id.0,
                        error = causes(&error),
                        "an outcome was not recorded; trying again"
                    );
                }
                recorded => return recorded,
            }
            tokio::time::sleep(pause).await;
            pause = pause.saturating_mul(3);
        }
        self.record_once(id, reference, outcome).await
    }

    async fn record_once(
        &self,
        id: OrderId,
        reference: &Reference,
        outcome: &Placement,
    ) -> Result<Recorded, StoreError> {
        let now = self.clock.now();
        let orders = self.store.orders();
        match outcome {
            Placement::Placed(placed) => orders.record_placed(id, reference, &remote(placed), now).await,
            Placement::Refused(errors) => orders.record_refused(id, reference, errors, now).await,
            Placement::NotSent(why) => orders.record_not_sent(id, reference, *why, now).await,
            Placement::InDoubt(why) => orders.record_in_doubt(id, reference, why.clone(), now).await,
        }
    }

    /// Keeps the raw exchange for those who may see it. Losing it loses no order.
    async fn keep_exchange(&self, id: OrderId, attempt: &Attempt, attempted: &Attempted) {
        let exchange = NewExchange {
            order: id,
            at: attempt.at,
            request_body: &attempted.exchange.request_body,
            status: attempted.exchange.status,
            response_body: &attempted.exchange.response_body,
        };
        if let Err(error) = self.store.exchanges().add(&exchange).await {
            tracing::error!(order_id = id.0, error = causes(&error), "the raw exchange was not kept");
        }
    }

    /// The request exactly as it would go over the wire now, laid out for reading. Its reference is made when it is
    /// sent.
    #[must_use]
    pub fn preview(&self, request: &OrderRequest) -> String {
        let later = Reference("…".to_owned());
        self.digicert.prepare(request, &later, None).pretty().to_owned()
    }
}

/// What DigiCert's answer says of the order there. Status and price are not in it: they are read back (CertCentral: Order
/// info).
fn remote(placed: &PlacedOrder) -> RemoteOrder {
    RemoteOrder {
        id: placed.id,
        certificate_id: placed.certificate_id,
        status: None,
        status_read_at: None,
        domains: placed.domains.clone(),
        price: None,
        vanished_at: None,
        reference: None,
    }
}

fn log(id: OrderId, outcome: &Placement) {
    match outcome {
        Placement::Placed(placed) => {
            tracing::info!(order_id = id.0, remote_order_id = placed.id.0, "DigiCert took an order");
        }
        Placement::Refused(errors) => {
            tracing::info!(order_id = id.0, errors = errors.len(), "DigiCert refused an order")
        }
        Placement::NotSent(why) => tracing::warn!(order_id = id.0, why = why.word(), "an order was not sent"),
        Placement::InDoubt(why) => {
            tracing::error!(
                order_id = id.0,
                why = why.word(),
                "an order is in doubt; somebody must look"
            );
        }
    }
}
