//! Ordering something once more: a new draft with what an earlier order said.

use super::Orders;
use crate::domain::ids::OrderId;
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::{Order, Origin};
use crate::store::StoreError;

impl Orders {
    /// Starts a draft with everything of another order but its CSR and the agreement, whatever became of that order.
    /// None where there is no such order.
    ///
    /// # Errors
    /// The store failed.
    pub async fn again(&self, operator: &Operator, id: OrderId) -> Result<Option<Order>, StoreError> {
        let Some(earlier) = self.find(id).await? else {
            return Ok(None);
        };
        let form = earlier.form.for_another_order();
        let (origin, owner) = (Origin::Order(id), Actor::from(operator));
        let orders = self.store.orders();
        let order = orders.draft_from(origin, &owner, &form, self.clock.now()).await?;
        // Only a comfort: without it the history shows the number until the draft is saved.
        if let Some(name) = &earlier.organization_name {
            self.remember_organization(form.organization.trim(), name).await?;
        }
        Ok(Some(order))
    }
}
