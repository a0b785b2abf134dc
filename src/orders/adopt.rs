//! Decisions of a person about orders at DigiCert: this one is ours, none of these is, and this one is ours from now on.

use super::Orders;
use super::candidates::{candidate, remote};
use crate::causes::causes;
use crate::domain::ids::{OrderId, RemoteOrderId};
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::Order;
use crate::store::{Recorded, Stepped, StoreError};

/// What became of saying "this one is ours".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linking {
    /// The order in doubt is placed as that one.
    Linked,
    /// That one belongs to another order here.
    OfOther(OrderId),
    /// It was not among those that were found for it.
    NotACandidate,
    /// DigiCert did not answer just now.
    Unanswered,
    /// The order is not in doubt.
    NotInDoubt,
    /// There is no such order.
    Missing,
}

impl Orders {
    /// Links an order in doubt to one of the orders found for it, which is read anew first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn link(
        &self,
        operator: &Operator,
        id: OrderId,
        remote_id: RemoteOrderId,
    ) -> Result<Linking, StoreError> {
        let Some(order) = self.find(id).await? else {
            return Ok(Linking::Missing);
        };
        let (Some(attempt), Some(search)) = (&order.attempt, &order.search) else {
            return Ok(Linking::NotInDoubt);
        };
        if !search.candidates.iter().any(|candidate| candidate.id == remote_id) {
            return Ok(Linking::NotACandidate);
        }
        let info = match self.digicert.order(remote_id).await {
            Ok(info) => info,
            Err(error) => {
                tracing::warn!(
                    order_id = id.0,
                    error = causes(&error),
                    "an order to be linked could not be read"
                );
                return Ok(Linking::Unanswered);
            }
        };
        let (actor, now) = (Actor::from(operator), self.clock.now());
        let evidence = candidate(&info, None).evidence(attempt);
        let remote = remote(&info, now);
        let recorded = self
            .store
            .orders()
            .record_found(id, &remote, evidence, Some(&actor), now)
            .await?;
        Ok(match recorded {
            Recorded::Recorded(_) => {
                tracing::info!(
                    order_id = id.0,
                    remote_order_id = remote_id.0,
                    "an order in doubt was linked"
                );
                Linking::Linked
            }
            Recorded::OfOther(other) => Linking::OfOther(other.id),
            Recorded::Ignored(_) => Linking::NotInDoubt,
            Recorded::Missing => Linking::Missing,
        })
    }

    /// Remembers that none of the orders found for an order in doubt is it, where they are still those that were `shown`:
    /// nobody can say of an order that they did not see that it is not it.
    ///
    /// # Errors
    /// The store failed.
    pub async fn dismiss(
        &self,
        operator: &Operator,
        id: OrderId,
        shown: &[RemoteOrderId],
    ) -> Result<Stepped<Order>, StoreError> {
        let (actor, now) = (Actor::from(operator), self.clock.now());
        self.store.orders().dismiss_candidates(id, shown, &actor, now).await
    }

    /// Takes an order that was placed elsewhere into this desk's care.
    ///
    /// # Errors
    /// The store failed.
    pub async fn adopt(&self, operator: &Operator, id: OrderId) -> Result<Stepped<Order>, StoreError> {
        let (actor, now) = (Actor::from(operator), self.clock.now());
        self.store.orders().adopt(id, &actor, now).await
    }
}
