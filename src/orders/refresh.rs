//! Reading an order from DigiCert: its status, all around it, and how far its validation is.

use super::Orders;
use crate::causes::causes;
use crate::domain::ids::{OrderId, RemoteOrderId};
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::OrderRecord;
use crate::store::{StatusReading, StoreError};

/// What became of reading an order.
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
    /// Reads a placed order and writes down what changed.
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
        let record = match self.digicert.order_record(remote.id).await {
            Ok(record) => record,
            Err(error) => {
                tracing::warn!(order_id = id.0, error = causes(&error), "a status could not be read");
                return Ok(Refreshed::Unanswered);
            }
        };
        let Some(status) = record.status.clone() else {
            return Ok(Refreshed::Unanswered);
        };
        let reading = StatusReading {
            status,
            certificate_id: record.certificate.id,
            organization_name: Some(record.organization_name.clone()).filter(|name| !name.is_empty()),
            price: record.price.clone(),
            reference: record.reference.clone(),
            at: self.clock.now(),
        };
        self.store
            .orders()
            .record_status(id, &reading, Some(&Actor::from(operator)))
            .await?;
        self.keep_in_full(id, remote.id, &record).await?;
        Ok(Refreshed::Read)
    }

    /// Keeps an order that was read in full, and how far its validation is, where DigiCert tells.
    async fn keep_in_full(
        &self,
        id: OrderId,
        remote_id: RemoteOrderId,
        record: &OrderRecord,
    ) -> Result<(), StoreError> {
        let records = self.store.order_records();
        records.keep(id, record, self.clock.now()).await?;
        match self.digicert.order_validation(remote_id).await {
            Ok(validation) => {
                records.keep_validation(id, &validation, self.clock.now()).await?;
            }
            // What was read before stands, with its age.
            Err(error) => tracing::warn!(
                order_id = id.0,
                error = causes(&error),
                "a validation could not be read"
            ),
        }
        Ok(())
    }
}
