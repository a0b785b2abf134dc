//! Reading an order from DigiCert because somebody asks: its status and all around it.

use super::Orders;
use super::details::NotRead;
use crate::causes::causes;
use crate::domain::ids::OrderId;
use crate::domain::operator::{Actor, Operator};
use crate::store::StoreError;

/// What became of reading a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refreshed {
    /// It was read and written down.
    Read,
    /// DigiCert did not answer or answered unclearly; what is known stands.
    Unanswered,
    /// DigiCert has no such order yet, so far as the desk knows.
    NotPlaced,
    /// There is no such order.
    Missing,
}

impl Orders {
    /// Reads a placed order with its validation, keeps both, and writes down where its status changed.
    ///
    /// # Errors
    /// The store failed.
    pub async fn refresh(&self, operator: &Operator, id: OrderId) -> Result<Refreshed, StoreError> {
        let Some(order) = self.find(id).await? else {
            return Ok(Refreshed::Missing);
        };
        let Some(remote) = order.remote else {
            return Ok(Refreshed::NotPlaced);
        };
        let record = match self.read_in_full(id, remote.id, Some(&Actor::from(operator))).await {
            Ok(record) => record,
            Err(NotRead::Store(error)) => return Err(error),
            Err(NotRead::Unanswered(error)) => {
                tracing::warn!(order_id = id.0, error = causes(&error), "a status could not be read");
                return Ok(Refreshed::Unanswered);
            }
        };
        self.read_validation(id, remote.id).await?;
        if record.status.is_none() {
            return Ok(Refreshed::Unanswered);
        }
        Ok(Refreshed::Read)
    }
}
