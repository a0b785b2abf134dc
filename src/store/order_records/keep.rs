//! Writing down what was read of orders.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use super::OrderRecords;
use crate::domain::ids::OrderId;
use crate::domain::order::{OrderRecord, OrderValidation};
use crate::store::StoreError;
use crate::store::encoding::{from_json, millis, to_json};
use crate::store::entity::{order_records, orders};
use crate::store::history;
use crate::store::transaction::WriteTransaction;

/// So many orders are written in one statement.
const KEPT_AT_ONCE: usize = 200;

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
        history::refresh(&tx, &[order.0]).await?;
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
        // In the order of their ids, so that two who keep the same ones do not wait for each other.
        let mut listed: Vec<&(OrderId, OrderRecord)> = listed.iter().collect();
        listed.sort_by_key(|(order, _)| *order);
        for some in listed.chunks(KEPT_AT_ONCE) {
            keep_together(&tx, some, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

async fn keep_together(
    tx: &DatabaseTransaction,
    listed: &[&(OrderId, OrderRecord)],
    now: Timestamp,
) -> Result<(), StoreError> {
    let ids: Vec<i64> = listed.iter().map(|(order, _)| order.0).collect();
    let here = orders::Entity::find()
        .select_only()
        .columns([orders::Column::Id, orders::Column::RemoteId])
        .filter(orders::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(orders::Column::Id)
        .lock_exclusive();
    let here: Vec<(i64, Option<i64>)> = here.into_tuple().all(tx).await?;
    let here: HashMap<i64, Option<i64>> = here.into_iter().collect();
    let known = order_records::Entity::find().filter(order_records::Column::Id.is_in(ids));
    let mut known: HashMap<i64, order_records::Model> =
        known.all(tx).await?.into_iter().map(|row| (row.id, row)).collect();
    let mut changed = BTreeSet::new();
    for (order, record) in listed {
        if here.get(&order.0) != Some(&Some(record.id.0)) {
            continue;
        }
        let before = known.get(&order.0);
        let record = match before {
            Some(row) if row.read_at > millis(now) => continue,
            Some(row) => {
                let known: OrderRecord = from_json("an order of DigiCert's", &row.record)?;
                known.updated_by(record.clone())
            }
            None => record.clone(),
        };
        let row = order_records::Model {
            id: order.0,
            read_at: millis(now),
            detailed_at: before.map_or(0, |row| row.detailed_at),
            validation_read_at: before.map_or(0, |row| row.validation_read_at),
            record: to_json(&record)?,
            validation: before.and_then(|row| row.validation.clone()),
        };
        known.insert(order.0, row);
        changed.insert(order.0);
    }
    let rows = changed.iter().filter_map(|id| known.remove(id));
    let rows: Vec<_> = rows.map(IntoActiveModel::into_active_model).collect();
    use order_records::Column;
    let conflict = OnConflict::column(Column::Id)
        .update_columns([Column::ReadAt, Column::Record])
        .to_owned();
    order_records::Entity::insert_many(rows)
        .on_conflict(conflict)
        .exec_without_returning(tx)
        .await?;
    history::refresh(tx, &changed.into_iter().collect::<Vec<_>>()).await
}

/// Whether DigiCert's record is that of this order, which nobody changes then until the transaction ends.
async fn is_of(tx: &DatabaseTransaction, order: OrderId, record: &OrderRecord) -> Result<bool, StoreError> {
    let found = orders::Entity::find_by_id(order.0)
        .filter(orders::Column::RemoteId.eq(record.id.0))
        .lock_exclusive()
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
