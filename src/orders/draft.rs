//! Writing a draft: saved half-filled, wrong or complete; never overwritten when somebody else was faster.

use super::Orders;
use crate::domain::ids::OrderId;
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::{Order, OrderForm};
use crate::store::{Changed, Discarded, StoreError};

/// What became of a save.
#[derive(Debug)]
pub enum Saved {
    /// It is in the store.
    Saved(Order),
    /// Somebody saved another version meanwhile; theirs stands, nothing was overwritten.
    ChangedMeanwhile(Order),
    /// It was sent meanwhile, or before: what was sent does not change.
    NotEditable(Order),
    /// There is no such order.
    Missing,
}

impl Orders {
    /// Starts a draft with what was typed.
    ///
    /// # Errors
    /// The store failed.
    pub async fn draft(&self, operator: &Operator, form: &OrderForm) -> Result<Order, StoreError> {
        self.store
            .orders()
            .draft(&Actor::from(operator), form, self.clock.now())
            .await
    }

    /// Saves what was typed over the version it was typed on.
    ///
    /// # Errors
    /// The store failed.
    pub async fn save(
        &self,
        operator: &Operator,
        id: OrderId,
        version: i64,
        form: &OrderForm,
    ) -> Result<Saved, StoreError> {
        let changed = self
            .store
            .orders()
            .change(id, version, form, &Actor::from(operator), self.clock.now())
            .await?;
        Ok(match changed {
            Changed::Saved(order) => Saved::Saved(order),
            Changed::Conflict(order) => Saved::ChangedMeanwhile(order),
            Changed::NotEditable(order) => Saved::NotEditable(order),
            Changed::Missing => Saved::Missing,
        })
    }

    /// Remembers what an organization is called, for the orders that know only its number.
    ///
    /// # Errors
    /// The store failed.
    pub async fn remember_organization(&self, number: &str, name: &str) -> Result<(), StoreError> {
        self.store.orders().remember_organization_name(number, name).await?;
        Ok(())
    }

    /// Throws a draft away, where it is still that version. Whether it did.
    ///
    /// # Errors
    /// The store failed.
    pub async fn discard(&self, operator: &Operator, id: OrderId, version: i64) -> Result<bool, StoreError> {
        let discarded = matches!(self.store.orders().discard(id, version).await?, Discarded::Discarded);
        if discarded {
            tracing::info!(order_id = id.0, operator_id = operator.id.0, "a draft was discarded");
        }
        Ok(discarded)
    }
}
