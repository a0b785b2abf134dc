//! Orders of which each took the place of the one before, because that one was given up.

use super::Orders;
use crate::domain::order::Order;
use crate::store::StoreError;

impl Orders {
    /// The orders of which each took the place of the one before, as far as they are still there, the first given up
    /// first; `order` is among them.
    ///
    /// # Errors
    /// The store failed.
    pub async fn chain(&self, order: &Order) -> Result<Vec<Order>, StoreError> {
        let mut chain = vec![order.clone()];
        let mut before = order.replaces;
        while let Some(id) = before {
            let Some(found) = self.find(id).await? else {
                break;
            };
            before = found.replaces;
            chain.insert(0, found);
        }
        let mut after = order.replaced_by;
        while let Some(id) = after {
            let Some(found) = self.find(id).await? else {
                break;
            };
            after = found.replaced_by;
            chain.push(found);
        }
        Ok(chain)
    }
}
