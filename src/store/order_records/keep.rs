//! Writing down what was read of orders.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, LockType, OnConflict};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{CHUNK, NEVER, OrderRecords};
use crate::domain::ids::OrderId;
use crate::domain::order::{OrderRecord, OrderValidation};
use crate::store::StoreError;
use crate::store::encoding::{from_json, millis, to_json};
use crate::store::entity::order_records::{ActiveModel, Column, Entity, Model};
use crate::store::entity::orders;
use crate::store::history;
use crate::store::transaction::WriteTransaction;

impl OrderRecords {
    /// Keeps an order that was read in full, and when it is to be read again. False where there is no such order here, or
    /// it is known at DigiCert by another id. What was read earlier than what is known is not kept.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keep(&self, order: OrderId, record: &OrderRecord, now: Timestamp) -> Result<bool, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        if here(&tx, &[(order, record.clone())]).await?.is_empty() {
            return Ok(false);
        }
        let known = Entity::find_by_id(order.0).one(&*tx).await?;
        if known.is_some_and(|known| known.detailed_at > millis(now)) {
            return Ok(true);
        }
        let row = ActiveModel {
            id: Set(order.0),
            read_at: Set(millis(now)),
            detailed_at: Set(millis(now)),
            validation_read_at: Set(0),
            due_at: Set(record.next_reading(now).map_or(NEVER, millis)),
            record: Set(to_json(record)?),
            validation: Set(None),
        };
        let columns = [Column::ReadAt, Column::DetailedAt, Column::DueAt, Column::Record];
        write(&tx, vec![row], columns).await?;
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
        let columns = ActiveModel {
            validation_read_at: Set(millis(now)),
            validation: Set(Some(to_json(validation)?)),
            ..ActiveModel::default()
        };
        let written = Entity::update_many()
            .set(columns)
            .filter(Column::Id.eq(order.0))
            .filter(Column::ValidationReadAt.lte(millis(now)))
            .exec(&*tx)
            .await?;
        tx.commit().await?;
        Ok(written.rows_affected == 1)
    }

    /// Keeps orders of the list of orders: what was read in full before is brought up to date, and nothing of it lost.
    /// Those that are not here, or known by another id, are passed over. An order that is new and open, or that changed,
    /// is due to be read in full; says how many those are.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keep_listed(&self, listed: &[(OrderId, OrderRecord)], now: Timestamp) -> Result<usize, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let mut due = 0_usize;
        for listed in listed.chunks(CHUNK) {
            let here = here(&tx, listed).await?;
            let known = known(&tx, &here).await?;
            let (mut rows, mut same) = (Vec::new(), Vec::new());
            for (order, record) in &here {
                match merged(*order, known.get(&order.0), record, now)? {
                    Merged::Newer => {}
                    Merged::Same => same.push(order.0),
                    Merged::Row { row, is_news } => {
                        due = due.saturating_add(usize::from(is_news));
                        rows.push(*row);
                    }
                }
            }
            Entity::update_many()
                .col_expr(Column::ReadAt, Expr::val(millis(now)))
                .filter(Column::Id.is_in(same))
                .exec(&*tx)
                .await?;
            write(&tx, rows, [Column::ReadAt, Column::DueAt, Column::Record]).await?;
        }
        tx.commit().await?;
        Ok(due)
    }
}

/// What an entry of the list makes of what is known.
enum Merged {
    /// What is known was read later.
    Newer,
    /// Nothing but that it was seen.
    Same,
    /// Another row, and whether the order is due to be read in full for it.
    Row { row: Box<ActiveModel>, is_news: bool },
}

fn merged(order: OrderId, known: Option<&Model>, listed: &OrderRecord, now: Timestamp) -> Result<Merged, StoreError> {
    let (record, is_news, due_at) = match known {
        Some(row) if row.read_at > millis(now) => return Ok(Merged::Newer),
        Some(row) => {
            let known: OrderRecord = from_json("an order of DigiCert's", &row.record)?;
            let is_news = known.differs_from(listed);
            let record = known.clone().updated_by(listed.clone());
            if record == known {
                return Ok(Merged::Same);
            }
            (record, is_news, row.due_at)
        }
        None => (listed.clone(), listed.is_open(), NEVER),
    };
    let row = ActiveModel {
        id: Set(order.0),
        read_at: Set(millis(now)),
        detailed_at: Set(0),
        validation_read_at: Set(0),
        due_at: Set(if is_news { millis(now) } else { due_at }),
        record: Set(to_json(&record)?),
        validation: Set(None),
    };
    Ok(Merged::Row {
        row: Box::new(row),
        is_news,
    })
}

/// Those of the orders that are here and whose records these are. They are locked until the end of the
/// transaction, before their records and as [`history::refresh`] locks them.
async fn here<'a>(
    tx: &DatabaseTransaction,
    listed: &'a [(OrderId, OrderRecord)],
) -> Result<Vec<(OrderId, &'a OrderRecord)>, StoreError> {
    let query = orders::Entity::find()
        .select_only()
        .column(orders::Column::Id)
        .column(orders::Column::RemoteId)
        .filter(orders::Column::Id.is_in(listed.iter().map(|(order, _)| order.0)))
        .order_by_asc(orders::Column::Id)
        .lock(LockType::NoKeyUpdate);
    let found: Vec<(i64, Option<i64>)> = query.into_tuple().all(tx).await?;
    let found: BTreeMap<i64, Option<i64>> = found.into_iter().collect();
    let is_here = |(order, record): &&(OrderId, OrderRecord)| found.get(&order.0) == Some(&Some(record.id.0));
    // By id: a list that names an order twice has its last word.
    let here: BTreeMap<i64, &OrderRecord> = listed.iter().filter(is_here).map(|(order, it)| (order.0, it)).collect();
    Ok(here.into_iter().map(|(id, record)| (OrderId(id), record)).collect())
}

/// What is known of them, locked.
async fn known(
    tx: &DatabaseTransaction,
    orders: &[(OrderId, &OrderRecord)],
) -> Result<BTreeMap<i64, Model>, StoreError> {
    let query = Entity::find()
        .filter(Column::Id.is_in(orders.iter().map(|(order, _)| order.0)))
        .order_by_asc(Column::Id)
        .lock_exclusive();
    let rows = query.all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Writes rows; of those that are there, only these columns.
async fn write<const N: usize>(
    tx: &DatabaseTransaction,
    rows: Vec<ActiveModel>,
    columns: [Column; N],
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = rows.iter().filter_map(|row| row.id.try_as_ref().copied()).collect();
    let conflict = OnConflict::column(Column::Id).update_columns(columns).to_owned();
    Entity::insert_many(rows)
        .on_conflict(conflict)
        .exec_without_returning(tx)
        .await?;
    history::refresh(tx, &ids).await
}
