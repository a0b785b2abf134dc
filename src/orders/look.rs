//! Looking for an order in doubt at DigiCert: by our reference first, then among the orders of its time and name, told
//! apart by their keys. Nothing is ever sent again.

use super::{Orders, candidates};
use crate::causes::causes;
use crate::digicert::OrderInfo;
use crate::domain::ids::OrderId;
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::search::{Candidate, Evidence, Identified, identify};
use crate::domain::order::{Attempt, Order, Search, State};
use crate::store::{Recorded, StoreError};

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

/// Looks for an order in doubt, or for one that was given up, and writes down what was found.
pub(super) async fn look(orders: &Orders, id: OrderId, actor: Option<&Actor>) -> Result<LookedAgain, StoreError> {
    let Some(order) = orders.find(id).await? else {
        return Ok(LookedAgain::Missing);
    };
    let (State::InDoubt | State::Released, Some(attempt)) = (order.state, &order.attempt) else {
        return Ok(LookedAgain::NotInDoubt);
    };
    let search = order.search.clone().unwrap_or_else(|| Search::from(attempt.at));
    let found = match candidates::of(orders, attempt).await {
        Ok(found) => found,
        Err(error) => {
            tracing::warn!(order_id = id.0, error = causes(&error), "looking for an order failed");
            let now = orders.clock.now();
            orders
                .store
                .orders()
                .record_search(id, &search.unanswered(now), actor, now)
                .await?;
            return Ok(LookedAgain::Unanswered);
        }
    };
    match decide(orders, &order, attempt, &search, &found).await? {
        Identified::Certainly(candidate, evidence) => {
            link(orders, id, &search, &found, candidate, evidence, actor).await
        }
        Identified::Perhaps(several) => keep(orders, id, &search, several, actor).await,
        Identified::No => keep(orders, id, &search, Vec::new(), actor).await,
    }
}

/// Which of the orders found is it?
async fn decide(
    orders: &Orders,
    order: &Order,
    attempt: &Attempt,
    search: &Search,
    found: &[OrderInfo],
) -> Result<Identified, StoreError> {
    let mut described = candidates::described(orders, order.id, found).await?;
    described.retain(|candidate| !search.dismissed.contains(&candidate.id));
    let key_is_shared = match &attempt.spki_sha256 {
        Some(key) => orders.store.orders().is_key_shared(key, order.id).await?,
        None => false,
    };
    Ok(identify(attempt, &described, key_is_shared))
}

async fn link(
    orders: &Orders,
    id: OrderId,
    search: &Search,
    found: &[OrderInfo],
    candidate: Candidate,
    evidence: Evidence,
    actor: Option<&Actor>,
) -> Result<LookedAgain, StoreError> {
    let Some(info) = found.iter().find(|info| info.id == candidate.id) else {
        return keep(orders, id, search, vec![candidate], actor).await;
    };
    let now = orders.clock.now();
    let remote = candidates::remote(info, now);
    let store = orders.store.orders();
    match store.record_found(id, &remote, evidence, actor, now).await? {
        Recorded::Recorded(_) => {
            tracing::info!(
                order_id = id.0,
                remote_order_id = info.id.0,
                "an order in doubt was found"
            );
            Ok(LookedAgain::Found)
        }
        Recorded::OfOther(other) => {
            let linked_to = Some(other.id);
            let candidate = Candidate { linked_to, ..candidate };
            keep(orders, id, search, vec![candidate], actor).await
        }
        Recorded::Ignored(_) => Ok(LookedAgain::NotInDoubt),
        Recorded::Missing => Ok(LookedAgain::Missing),
    }
}

async fn keep(
    orders: &Orders,
    id: OrderId,
    search: &Search,
    candidates: Vec<Candidate>,
    actor: Option<&Actor>,
) -> Result<LookedAgain, StoreError> {
    let now = orders.clock.now();
    let outcome = if candidates.is_empty() {
        LookedAgain::NotThere
    } else {
        LookedAgain::Several
    };
    let search = search.answered(candidates, now);
    orders.store.orders().record_search(id, &search, actor, now).await?;
    Ok(outcome)
}
