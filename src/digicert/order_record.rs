//! The calls that read an order in full, for the mirror.

use serde_json::Value;

use super::client::DigiCert;
use super::directory::is_the_one;
use super::failure::ReadError;
use super::list::unreadable;
use super::wire::records;
use crate::domain::ids::RemoteOrderId;
use crate::domain::order::{OrderRecord, OrderValidation};

impl DigiCert {
    /// An order with everything around it (CertCentral: Order info).
    ///
    /// # Errors
    /// As for every reading call.
    pub async fn order_record(&self, id: RemoteOrderId) -> Result<OrderRecord, ReadError> {
        let answer = self.read(&["order", "certificate", &id.to_string()], &[]).await?;
        let record = records::order(answer).map_err(unreadable)?;
        is_the_one(record.id == id)?;
        Ok(record)
    }

    /// How far the validation of an order is (CertCentral: Order validation status).
    ///
    /// # Errors
    /// As for every reading call.
    pub async fn order_validation(&self, id: RemoteOrderId) -> Result<OrderValidation, ReadError> {
        let path = ["order", "certificate", &id.to_string(), "validation"];
        let answer: Value = self.read(&path, &[]).await?;
        records::order_validation(&answer).map_err(unreadable)
    }
}
