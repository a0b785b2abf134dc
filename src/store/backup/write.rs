//! Making a backup.

use std::collections::BTreeMap;
use std::io::Write;

use jiff::Timestamp;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ModelTrait, QueryFilter, QueryOrder, QuerySelect, Value};
use serde::Serialize;

use super::format::{FORMAT, Footer, Header, LineWriter, RowOut, VERSION};
use super::{BackupError, BackupReport};
use crate::store::entity::{
    certificates, change_events, change_exchanges, changes, containers, directory_reads, domains, erasures, exchanges,
    operators, order_events, order_notes, order_records, orders, organization_number_entries, organization_numbers,
    organizations, people, person_uses, saved_views, templates, users,
};
use crate::store::migrations::NAMES;
use crate::store::transaction::snapshot;
use crate::store::{Store, StoreError};

/// So many rows are in memory at a time.
const CHUNK: u64 = 100;

impl Store {
    /// Writes all that is worth keeping, as it is at one moment, while others go on writing. The writer is called
    /// between reads and may block for as long as a file does; give it a buffer.
    ///
    /// # Errors
    /// [`BackupError::Write`] and [`BackupError::Store`].
    pub async fn backup<W: Write + Send>(&self, writer: W, now: Timestamp) -> Result<BackupReport, BackupError> {
        self.check_schema().await?;
        let mut lines = LineWriter::new(writer);
        let header = Header {
            format: FORMAT.to_owned(),
            version: VERSION,
            schema: NAMES.len(),
            created_at: now,
        };
        lines.write(&header)?;
        let tx = snapshot(self).await?;
        let mut rows = BTreeMap::new();
        macro_rules! write_tables {
            ($($table:ident),*) => {$(
                write_table(&tx, $table::Entity, $table::Column::Id, &mut lines, &mut rows).await?;
            )*};
        }
        all_tables!(write_tables);
        tx.rollback().await.map_err(StoreError::from)?;
        let sha256 = lines.sha256();
        lines.write(&Footer {
            rows: rows.clone(),
            sha256: sha256.clone(),
        })?;
        lines.finish()?;
        Ok(BackupReport {
            created_at: now,
            rows,
            sha256,
        })
    }
}

async fn write_table<E, W>(
    tx: &DatabaseTransaction,
    entity: E,
    id: E::Column,
    lines: &mut LineWriter<W>,
    counts: &mut BTreeMap<String, u64>,
) -> Result<(), BackupError>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E> + Serialize + Sync,
    W: Write + Send,
{
    let table = entity.table_name();
    let (mut last, mut count) = (i64::MIN, 0_u64);
    loop {
        let chunk = E::find()
            .filter(id.gt(last))
            .order_by_asc(id)
            .limit(CHUNK)
            .all(tx)
            .await;
        let chunk = chunk.map_err(StoreError::from)?;
        for row in &chunk {
            lines.write(&RowOut { table, row })?;
            count = count.saturating_add(1);
        }
        match chunk.last().map(|row| row.get(id)) {
            Some(Value::BigInt(Some(id))) => last = id,
            _ => break,
        }
    }
    counts.insert(table.to_owned(), count);
    Ok(())
}
