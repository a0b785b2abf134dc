//! Writing down what was read of orders.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::OrderRecords;
use crate::domain::ids::OrderId;
use crate::domain::order::{OrderRecord, OrderValidation};
use crate::store::StoreError;
use crate::store::encoding::{from_json, millis, to_json};
use crate::store::entity::{order_records, orders};
use crate::store::transaction::WriteTransaction;

impl OrderRecords {
    /// Keeps an order that was read in full. False where there is no such order here, or it is known at DigiCert by
    /// another id. What was read earlier than what is known is not kept.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keep(&self, order: OrderId, record: &OrderRecord, now: Timestamp) -> Result<bool, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        if !is_of(&tx, order, record).await? {
            return Ok(false);
        }
        let known = order_records::Entity::find_by_id(order.0).one(&*tx).await?;
        if known.is_some_and(|known| known.detailed_at > millis(now)) {
            return Ok(true);
        }
        let row = order_records::ActiveModel {
            id: Set(order.0),
            read_at: Set(millis(now)),
            detailed_at: Set(millis(now)),
            validation_read_at: Set(0),
            record: Set(to_json(record)?),
            validation: Set(None),
        };
        use order_records::Column;
        write(&tx, row, [Column::ReadAt, Column::DetailedAt, Column::Record]).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Keeps how far the validation of an order is, where the order was read before.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keep_validation(
        &self,
        order: OrderId,
        validation: &OrderValidation,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let columns = order_records::ActiveModel {
            validation_read_at: Set(millis(now)),
            validation: Set(Some(to_json(validation)?)),
            ..order_records::ActiveModel::default()
        };
        let written = order_records::Entity::update_many()
            .set(columns)
            .filter(order_records::Column::Id.eq(order.0))
            .filter(order_records::Column::ValidationReadAt.lte(millis(now)))
            .exec(&*tx)
            .await?;
        tx.commit().await?;
        Ok(written.rows_affected == 1)
    }

    /// Keeps orders of the list of orders: what was read in full before is brought up to date, and nothing of it lost.
    /// Those that are not here, or known by another id, are passed over.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keep_listed(&self, listed: &[(OrderId, OrderRecord)], now: Timestamp) -> Result<(), StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        for (order, record) in listed {
            if !is_of(&tx, *order, record).await? {
                continue;
            }
            let known = order_records::Entity::find_by_id(order.0).one(&*tx).await?;
            let record = match &known {
                Some(row) if row.read_at > millis(now) => continue,
                Some(row) => {
                    let known: OrderRecord = from_json("an order of DigiCert's", &row.record)?;
                    known.updated_by(record.clone())
                }
                None => record.clone(),
            };
            let row = order_records::ActiveModel {
                id: Set(order.0),
                read_at: Set(millis(now)),
                detailed_at: Set(0),
                validation_read_at: Set(0),
                record: Set(to_json(&record)?),
                validation: Set(None),
            };
            use order_records::Column;
            write(&tx, row, [Column::ReadAt, Column::Record]).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// Whether DigiCert's record is that of this order.
async fn is_of(tx: &DatabaseTransaction, order: OrderId, record: &OrderRecord) -> Result<bool, StoreError> {
    let found = orders::Entity::find_by_id(order.0)
        .filter(orders::Column::RemoteId.eq(record.id.0))
        .one(tx)
        .await?;
    Ok(found.is_some())
}

/// Writes a row; of one that is there, only these columns.
async fn write<const N: usize>(
    tx: &DatabaseTransaction,
    row: order_records::ActiveModel,
    columns: [order_records::Column; N],
) -> Result<(), StoreError> {
    let conflict = OnConflict::column(order_records::Column::Id)
        .update_columns(columns)
        .to_owned();
    order_records::Entity::insert(row)
        .on_conflict(conflict)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
