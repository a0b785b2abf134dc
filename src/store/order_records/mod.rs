//! Orders as DigiCert has them, as they were last read: in a list, or in full with the state of their validation.

mod keep;

use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::encoding::{from_json, timestamp};
use super::entity::{order_records, orders};
use super::{Store, StoreError};
use crate::domain::ids::{OrderId, RemoteOrderId};
use crate::domain::order::{OrderRecord, OrderValidation};

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

    /// Orders that were never read in full since that moment, those read longest ago first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn not_detailed_since(
        &self,
        moment: Timestamp,
        limit: u64,
    ) -> Result<Vec<(OrderId, RemoteOrderId)>, StoreError> {
        let query = order_records::Entity::find()
            .select_only()
            .column(order_records::Column::Id)
            .filter(order_records::Column::DetailedAt.lt(moment.as_millisecond()))
            .order_by_asc(order_records::Column::DetailedAt)
            .order_by_asc(order_records::Column::Id)
            .limit(limit);
        let ids: Vec<i64> = query.into_tuple().all(&self.store.connection).await?;
        let query = orders::Entity::find()
            .select_only()
            .column(orders::Column::Id)
            .column(orders::Column::RemoteId)
            .filter(orders::Column::Id.is_in(ids.iter().copied()))
            .filter(orders::Column::RemoteId.is_not_null());
        let mut known: Vec<(i64, i64)> = query.into_tuple().all(&self.store.connection).await?;
        known.sort_by_key(|(id, _)| ids.iter().position(|it| it == id));
        let pair = |(id, remote): (i64, i64)| (OrderId(id), RemoteOrderId(remote));
        Ok(known.into_iter().map(pair).collect())
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
