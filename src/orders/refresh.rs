//! Reading an order's status from DigiCert.

use super::Orders;
use crate::causes::causes;
use crate::domain::ids::OrderId;
use crate::domain::operator::{Actor, Operator};
use crate::store::{StatusReading, StoreError};

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
    /// Reads the status of a placed order and writes down what changed.
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
        let info = match self.digicert.order(remote.id).await {
            Ok(info) => info,
            Err(error) => {
                tracing::warn!(order_id = id.0, error = causes(&error), "a status could not be read");
                return Ok(Refreshed::Unanswered);
            }
        };
        let (certificate_id, price, reference) =
            (info.certificate_id(), info.charged(), info.alternative_order_id.clone());
        let Some(status) = info.status else {
            return Ok(Refreshed::Unanswered);
        };
        let organization_name = info.organization.and_then(|organization| organization.name);
        let reading = StatusReading {
            status,
            certificate_id,
            organization_name,
            price,
            reference,
            at: self.clock.now(),
        };
        self.store
            .orders()
            .record_status(id, &reading, Some(&Actor::from(operator)))
            .await?;
        Ok(Refreshed::Read)
    }
}
