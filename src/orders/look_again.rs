//! Looking for an order in doubt at DigiCert, by the reference that was sent with it.

use super::Orders;
use crate::causes::causes;
use crate::domain::ids::OrderId;
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::{RemoteOrder, State};
use crate::store::{Recorded, StoreError};

/// What a look found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookedAgain {
    /// Exactly one order carries our reference; it is this one.
    Found,
    /// None does. It may still turn up.
    NotThere,
    /// Several do; a person must choose.
    Several,
    /// DigiCert did not answer.
    Unanswered,
    /// The order is not in doubt, so there is nothing to look for.
    NotInDoubt,
    /// There is no such order.
    Missing,
}

impl Orders {
    /// Asks DigiCert for orders with our reference and adopts the one there is. Nothing is ever sent again.
    ///
    /// # Errors
    /// The store failed.
    pub async fn look_again(&self, operator: &Operator, id: OrderId) -> Result<LookedAgain, StoreError> {
        let Some(order) = self.find(id).await? else {
            return Ok(LookedAgain::Missing);
        };
        let (State::InDoubt, Some(attempt)) = (order.state, order.attempt) else {
            return Ok(LookedAgain::NotInDoubt);
        };
        let there = match self.digicert.orders_with_reference(&attempt.reference).await {
            Ok(there) => there,
            Err(error) => {
                tracing::warn!(order_id = id.0, error = causes(&error), "looking again failed");
                return Ok(LookedAgain::Unanswered);
            }
        };
        let actor = Actor::from(operator);
        let now = self.clock.now();
        if let [found] = there.as_slice() {
            let remote = RemoteOrder {
                id: found.id,
                certificate_id: found.certificate_id,
                status: found.status.clone(),
                status_read_at: found.status.is_some().then_some(now),
                domains: Vec::new(),
                price: None,
            };
            return match self.store.orders().record_found(id, &remote, Some(&actor), now).await? {
                Recorded::Recorded(_) => {
                    tracing::info!(
                        order_id = id.0,
                        remote_order_id = found.id.0,
                        "an order in doubt was found"
                    );
                    Ok(LookedAgain::Found)
                }
                Recorded::OfOther(other) => {
                    tracing::error!(
                        order_id = id.0,
                        other_order_id = other.id.0,
                        "the order found belongs to another one"
                    );
                    Ok(LookedAgain::Several)
                }
                Recorded::Ignored(_) => Ok(LookedAgain::NotInDoubt),
                Recorded::Missing => Ok(LookedAgain::Missing),
            };
        }
        let count = u32::try_from(there.len()).unwrap_or(u32::MAX);
        self.store
            .orders()
            .record_looked_for(id, count, Some(&actor), now)
            .await?;
        Ok(if there.is_empty() {
            LookedAgain::NotThere
        } else {
            LookedAgain::Several
        })
    }
}
