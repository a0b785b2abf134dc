//! Renewing an order: a new draft with what the order said, which names it where the configuration allows that.

use super::Orders;
use crate::domain::ids::OrderId;
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::renew::{NotRenewable, renewable, renewal};
use crate::domain::order::{Extra, Order};
use crate::store::{RenewalDraft, StoreError};

/// What became of a wish to renew an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Renewing {
    /// This draft renews it.
    Begun(Order),
    /// This one was begun before.
    BegunBefore(Order),
    /// It cannot be renewed.
    Not(NotRenewable),
    /// There is no such order.
    Missing,
}

impl Orders {
    /// Starts a draft that renews an order, with everything of it but its CSR and the agreement.
    ///
    /// # Errors
    /// The store failed.
    pub async fn renew(&self, operator: &Operator, id: OrderId) -> Result<Renewing, StoreError> {
        let Some(order) = self.find(id).await? else {
            return Ok(Renewing::Missing);
        };
        let kept = self.store.order_records().find(id).await?;
        let record = kept.as_ref().map(|kept| &kept.record);
        let status = order.remote.as_ref().and_then(|remote| remote.status.as_ref());
        if let Err(why) = renewable(status, record) {
            return Ok(Renewing::Not(why));
        }
        let form = renewal(&order, record, self.switches.allow_extra(Extra::RenewalOfOrderId));
        let owner = Actor::from(operator);
        let orders = self.store.orders();
        let drafted = orders.draft_renewal(id, &owner, &form, self.clock.now()).await?;
        Ok(match drafted {
            RenewalDraft::Begun(draft) => {
                // Only a comfort: without it the history shows the number until the draft is saved.
                if let Some(name) = &order.organization_name {
                    self.remember_organization(form.organization.trim(), name).await?;
                }
                Renewing::Begun(draft)
            }
            RenewalDraft::BegunBefore(before) => Renewing::BegunBefore(before),
            RenewalDraft::Missing => Renewing::Missing,
        })
    }
}
