//! Requests and answers as they went over the wire, for those who may see them.

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::encoding::{millis, storable, timestamp, truncated};
use super::entity::exchanges;
use super::transaction::WriteTransaction;
use super::{Store, StoreError};
use crate::domain::ids::OrderId;

/// More of an answer is not kept: somebody else decides how long it is.
pub(super) const RESPONSE_BYTES: usize = 64 * 1024;

/// An exchange to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewExchange<'a> {
    /// The order it was about.
    pub order: OrderId,
    /// When the request left.
    pub at: Timestamp,
    /// The request's body; never its headers, which hold the key.
    pub request_body: &'a str,
    /// The answer's HTTP status; nothing where none came.
    pub status: Option<u16>,
    /// The answer's body, of which the first 64 KiB are kept.
    pub response_body: &'a str,
}

/// An exchange as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// When the request left.
    pub at: Timestamp,
    /// The request's body.
    pub request_body: String,
    /// The answer's HTTP status; nothing where none came.
    pub status: Option<u16>,
    /// The answer's body, its first 64 KiB.
    pub response_body: String,
}

/// The exchanges.
#[derive(Clone, Debug)]
pub struct Exchanges {
    store: Store,
}

impl Exchanges {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// Keeps an exchange.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn add(&self, exchange: &NewExchange<'_>) -> Result<(), StoreError> {
        let row = exchanges::ActiveModel {
            id: NotSet,
            order_id: Set(exchange.order.0),
            at: Set(millis(exchange.at)),
            request_body: Set(storable(exchange.request_body)),
            status: Set(exchange.status.map(i32::from)),
            response_body: Set(storable(truncated(exchange.response_body, RESPONSE_BYTES))),
        };
        let tx = WriteTransaction::begin(&self.store).await?;
        exchanges::Entity::insert(row).exec(&*tx).await?;
        tx.commit().await
    }

    /// The exchanges about an order, the newest first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn of_order(&self, order: OrderId) -> Result<Vec<Exchange>, StoreError> {
        let query = exchanges::Entity::find()
            .filter(exchanges::Column::OrderId.eq(order.0))
            .order_by_desc(exchanges::Column::Id);
        query
            .all(&self.store.connection)
            .await?
            .into_iter()
            .map(Exchange::try_from)
            .collect()
    }
}

impl TryFrom<exchanges::Model> for Exchange {
    type Error = StoreError;

    fn try_from(row: exchanges::Model) -> Result<Self, StoreError> {
        let status = row.status.map(u16::try_from).transpose();
        Ok(Self {
            at: timestamp(row.at)?,
            request_body: row.request_body,
            status: status.map_err(|_| StoreError::corrupt("the status of an exchange"))?,
            response_body: row.response_body,
        })
    }
}
