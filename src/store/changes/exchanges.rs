//! The requests of changes and their answers as they went over the wire, for those who may see them.

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::Changes;
use crate::domain::ids::ChangeId;
use crate::store::StoreError;
use crate::store::encoding::{millis, storable, timestamp, truncated};
use crate::store::entity::change_exchanges;
use crate::store::exchanges::RESPONSE_BYTES;
use crate::store::transaction::WriteTransaction;

/// A request about a change, and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeExchange {
    /// When the request left.
    pub at: Timestamp,
    /// The request's method.
    pub method: String,
    /// The request's path.
    pub path: String,
    /// The request's body; never its headers, which hold the key.
    pub request_body: String,
    /// The answer's HTTP status; nothing where none came.
    pub status: Option<u16>,
    /// The answer's body, of which the first 64 KiB are kept.
    pub response_body: String,
}

impl Changes {
    /// Keeps an exchange about a change.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn add_exchange(&self, id: ChangeId, exchange: &ChangeExchange) -> Result<(), StoreError> {
        let row = change_exchanges::ActiveModel {
            id: NotSet,
            change_id: Set(id.0),
            at: Set(millis(exchange.at)),
            method: Set(storable(&exchange.method)),
            path: Set(storable(&exchange.path)),
            request_body: Set(storable(&exchange.request_body)),
            status: Set(exchange.status.map(i32::from)),
            response_body: Set(storable(truncated(&exchange.response_body, RESPONSE_BYTES))),
        };
        let tx = WriteTransaction::begin(&self.store).await?;
        change_exchanges::Entity::insert(row).exec(&*tx).await?;
        tx.commit().await
    }

    /// The exchanges about a change, the newest first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn exchanges(&self, id: ChangeId) -> Result<Vec<ChangeExchange>, StoreError> {
        let query = change_exchanges::Entity::find()
            .filter(change_exchanges::Column::ChangeId.eq(id.0))
            .order_by_desc(change_exchanges::Column::Id);
        let rows = query.all(&self.store.connection).await?;
        rows.into_iter().map(ChangeExchange::try_from).collect()
    }
}

impl TryFrom<change_exchanges::Model> for ChangeExchange {
    type Error = StoreError;

    fn try_from(row: change_exchanges::Model) -> Result<Self, StoreError> {
        let status = row.status.map(u16::try_from).transpose();
        Ok(Self {
            at: timestamp(row.at)?,
            method: row.method,
            path: row.path,
            request_body: row.request_body,
            status: status.map_err(|_| StoreError::corrupt("the status of an exchange"))?,
            response_body: row.response_body,
        })
    }
}
