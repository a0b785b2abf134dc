//! Orders as DigiCert has them, as they were last read: in a list, or in full with the state of their validation.

mod due;
mod keep;

use jiff::Timestamp;
use sea_orm::EntityTrait;

use super::encoding::{from_json, timestamp};
use super::entity::order_records;
use super::{Store, StoreError};
use crate::domain::ids::OrderId;
use crate::domain::order::{OrderRecord, OrderValidation};

/// The time of an order that is not due to be read in full.
const NEVER: i64 = i64::MAX;

/// So many rows go into one statement.
const CHUNK: usize = 500;

/// The mirror of orders at DigiCert.
#[derive(Clone, Debug)]
pub struct OrderRecords {
    store: Store,
}

/// An order as DigiCert had it.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptRecord {
    /// The order.
    pub record: OrderRecord,
    /// When it was last seen, in a list or in full.
    pub read_at: Timestamp,
    /// When it was last read in full; none where it never was: people, requests, notes and the CSR are not known then.
    pub detailed_at: Option<Timestamp>,
    /// How far its validation is, and when that was read.
    pub validation: Option<(OrderValidation, Timestamp)>,
}

impl OrderRecords {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// What DigiCert had of an order; none where it was never read.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn find(&self, order: OrderId) -> Result<Option<KeptRecord>, StoreError> {
        let row = order_records::Entity::find_by_id(order.0)
            .one(&self.store.connection)
            .await?;
        row.map(KeptRecord::try_from).transpose()
    }
}

impl TryFrom<order_records::Model> for KeptRecord {
    type Error = StoreError;

    fn try_from(row: order_records::Model) -> Result<Self, StoreError> {
        let moment = |millis: i64| (millis != 0).then(|| timestamp(millis)).transpose();
        let validation = match (row.validation.as_deref(), moment(row.validation_read_at)?) {
            (Some(text), Some(at)) => Some((from_json("the validation of an order", text)?, at)),
            _ => None,
        };
        Ok(Self {
            record: from_json("an order of DigiCert's", &row.record)?,
            read_at: timestamp(row.read_at)?,
            detailed_at: moment(row.detailed_at)?,
            validation,
        })
    }
}
