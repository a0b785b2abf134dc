//! Looking for an order in doubt at DigiCert: by our reference first, then among the orders of its time and name, told
//! apart by their keys. Nothing is ever sent again.

use jiff::Timestamp;

use super::{Orders, candidates};
use crate::causes::causes;
use crate::digicert::OrderInfo;
use crate::domain::ids::OrderId;
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::search::{Candidate, Evidence, Identified, identify};
use crate::domain::order::{Attempt, Order, Search, State};
use crate::store::{Recorded, Stepped, StoreError};

/// What a look found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookedAgain {
    /// The order; it is placed now.
    Found,
    /// Nothing. It may still turn up.
    NotThere,
    /// Orders that may be it; a person must choose.
    Several,
    /// DigiCert did not answer.
    Unanswered,
    /// The order is not in doubt, so there is nothing to look for.
    NotInDoubt,
    /// There is no such order.
    Missing,
}

impl Orders {
    /// Looks for an order in doubt now, because somebody wants to know.
    ///
    /// # Errors
    /// The store failed.
    pub async fn look_again(&self, operator: &Operator, id: OrderId) -> Result<LookedAgain, StoreError> {
        look(self, id, Some(&Actor::from(operator))).await
    }
}

/// So often a look is begun anew that others overtook.
const ATTEMPTS: usize = 3;

/// A look for one order.
struct Look<'a> {
    orders: &'a Orders,
    order: &'a Order,
    attempt: &'a Attempt,
    search: Search,
    /// Who looks; the desk itself where nobody is named.
    actor: Option<&'a Actor>,
}

/// Looks for an order in doubt, or for one that was given up, and writes down what was found. Where somebody else looked
/// or decided meanwhile, what was found is stale and it is looked for anew.
pub(super) async fn look(orders: &Orders, id: OrderId, actor: Option<&Actor>) -> Result<LookedAgain, StoreError> {
    for _ in 0..ATTEMPTS {
        if let Some(looked) = Box::pin(look_once(orders, id, actor)).await? {
            return Ok(looked);
        }
    }
    Ok(LookedAgain::Unanswered)
}

async fn look_once(orders: &Orders, id: OrderId, actor: Option<&Actor>) -> Result<Option<LookedAgain>, StoreError> {
    let Some(order) = &orders.find(id).await? else {
        return Ok(Some(LookedAgain::Missing));
    };
    let (State::InDoubt | State::Released, Some(attempt)) = (order.state, &order.attempt) else {
        return Ok(Some(LookedAgain::NotInDoubt));
    };
    let search = order.search.clone().unwrap_or_else(|| Search::from(attempt.at));
    let look = Look {
        orders,
        order,
        attempt,
        search,
        actor,
    };
    match candidates::of(&orders.digicert, attempt).await {
        Ok(found) => Box::pin(look.conclude(&found)).await,
        Err(error) => {
            tracing::warn!(order_id = id.0, error = causes(&error), "looking for an order failed");
            let now = orders.clock.now();
            look.keep(&look.search.unanswered(now), now, LookedAgain::Unanswered)
                .await
        }
    }
}

impl Look<'_> {
    async fn conclude(&self, found: &[OrderInfo]) -> Result<Option<LookedAgain>, StoreError> {
        let store = self.orders.store.orders();
        let mut described = candidates::described(self.orders, self.order.id, found).await?;
        described.retain(|candidate| !self.search.dismissed.contains(&candidate.id));
        let key_is_shared = match &self.attempt.spki_sha256 {
            Some(key) => store.is_key_shared(key, self.order.id).await?,
            None => false,
        };
        match identify(self.attempt, &described, key_is_shared) {
            Identified::Certainly(candidate, evidence) => match found.iter().find(|info| info.id == candidate.id) {
                Some(info) => self.link(info, candidate, evidence).await,
                None => self.leave_to_a_person(vec![candidate]).await,
            },
            Identified::Perhaps(several) => self.leave_to_a_person(several).await,
            Identified::No => {
                let now = self.orders.clock.now();
                self.keep(&self.search.answered(Vec::new(), now), now, LookedAgain::NotThere)
                    .await
            }
        }
    }

    async fn link(
        &self,
        info: &OrderInfo,
        candidate: Candidate,
        evidence: Evidence,
    ) -> Result<Option<LookedAgain>, StoreError> {
        let (id, now) = (self.order.id, self.orders.clock.now());
        let remote = candidates::remote(info, now);
        let store = self.orders.store.orders();
        match store.record_found(id, &remote, evidence, self.actor, now).await? {
            Recorded::Recorded(_) => {
                tracing::info!(
                    order_id = id.0,
                    remote_order_id = info.id.0,
                    "an order in doubt was found"
                );
                if self.order.state == State::Released {
                    tracing::error!(
                        order_id = id.0,
                        "an order that was given up turned up; it may be ordered twice"
                    );
                }
                Ok(Some(LookedAgain::Found))
            }
            Recorded::OfOther(other) => {
                let linked_to = Some(other.id);
                self.leave_to_a_person(vec![Candidate { linked_to, ..candidate }]).await
            }
            Recorded::Ignored(_) => Ok(Some(LookedAgain::NotInDoubt)),
            Recorded::Missing => Ok(Some(LookedAgain::Missing)),
        }
    }

    async fn leave_to_a_person(&self, candidates: Vec<Candidate>) -> Result<Option<LookedAgain>, StoreError> {
        let now = self.orders.clock.now();
        self.keep(&self.search.answered(candidates, now), now, LookedAgain::Several)
            .await
    }

    /// Writes down how the search stands and says what came of the look; nothing where it is stale.
    async fn keep(
        &self,
        search: &Search,
        now: Timestamp,
        outcome: LookedAgain,
    ) -> Result<Option<LookedAgain>, StoreError> {
        let store = self.orders.store.orders();
        Ok(
            match store.record_search(self.order.id, search, self.actor, now).await? {
                Stepped::Done(_) => Some(outcome),
                Stepped::Conflict(_) => None,
                Stepped::NotNow(_) => Some(LookedAgain::NotInDoubt),
                Stepped::Missing => Some(LookedAgain::Missing),
            },
        )
    }
}
