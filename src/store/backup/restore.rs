//! Restoring a backup: all of it or nothing.

use std::collections::BTreeMap;
use std::io::BufRead;

use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, IntoActiveModel, QuerySelect,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::format::{Footer, Header, Line, LineReader};
use super::{BackupError, BackupReport};
use crate::store::entity::{
    certificates, change_events, change_exchanges, changes, containers, directory_reads, domains, erasures, exchanges,
    operators, order_events, order_notes, order_records, orders, organization_number_entries, organization_numbers,
    organizations, people, person_uses, saved_views, templates, users,
};
use crate::store::history;
use crate::store::migrations::{NAMES, fill_key_use};
use crate::store::people::fill_from_orders;
use crate::store::reconciliations::write_down;
use crate::store::transaction::WriteTransaction;
use crate::store::{Restored, Store, StoreError};

/// So many rows are inserted at a time.
const CHUNK: usize = 100;

macro_rules! names {
    ($($table:ident),*) => {
        &[$(stringify!($table)),*]
    };
}

const TABLES: &[&str] = all_tables!(names);

impl Store {
    /// Restores a backup into an empty, migrated database of either kind, in one transaction. Nothing can be sent from it
    /// until everything was compared with DigiCert: what was sent after the backup was made is not in it.
    ///
    /// # Errors
    /// See [`BackupError`]; the database is as it was then.
    pub async fn restore<R: BufRead + Send>(&self, reader: R, now: Timestamp) -> Result<BackupReport, BackupError> {
        self.check_schema().await?;
        let mut lines = LineReader::new(reader);
        let header = Header::read(lines.next()?, NAMES.len())?;
        let tx = WriteTransaction::begin(self).await?;
        refuse_unless_empty(&tx).await?;
        let mut chunks = Chunks::new(&tx);
        let mut footer = loop {
            match Line::read(lines.next()?.ok_or(BackupError::Damaged {
                what: "its end is missing",
            })?)? {
                Line::Row { table, row } => chunks.push(table, row).await?,
                Line::Footer(footer) => break footer,
            }
        };
        let knows_people = footer.rows.contains_key("people");
        // An older backup does not count the tables there were not yet.
        for table in TABLES {
            footer.rows.entry((*table).to_owned()).or_default();
        }
        let rows = chunks.finish().await?;
        let sha256 = lines.sha256_before();
        if footer
            != (Footer {
                rows: rows.clone(),
                sha256: sha256.clone(),
            })
        {
            return Err(BackupError::Damaged {
                what: "its checksum is that of something else",
            });
        }
        if lines.next()?.is_some() {
            return Err(BackupError::Damaged {
                what: "something follows its end",
            });
        }
        // An older backup has the key in the attempts only.
        fill_key_use(&*tx).await.map_err(StoreError::from)?;
        if !knows_people {
            fill_from_orders(&*tx).await.map_err(StoreError::from)?;
        }
        history::rebuild(&tx).await?;
        if self.backend() == DbBackend::Postgres {
            advance_sequences(&tx).await?;
        }
        let restored = Restored {
            at: now,
            backup_at: header.created_at,
        };
        write_down(&tx, restored).await?;
        tx.commit().await?;
        Ok(BackupReport {
            created_at: header.created_at,
            rows,
            sha256,
        })
    }
}

async fn refuse_unless_empty(tx: &DatabaseTransaction) -> Result<(), BackupError> {
    macro_rules! refuse {
        ($($table:ident),*) => {
            $(refuse_rows(tx, $table::Entity, $table::Column::Id).await?;)*
        };
    }
    all_tables!(refuse);
    Ok(())
}

async fn refuse_rows<E: EntityTrait>(tx: &DatabaseTransaction, entity: E, id: E::Column) -> Result<(), BackupError> {
    let row = E::find()
        .select_only()
        .column(id)
        .limit(1)
        .into_tuple::<i64>()
        .one(tx)
        .await;
    match row.map_err(StoreError::from)? {
        Some(_) => Err(BackupError::NotEmpty {
            table: entity.table_name(),
        }),
        None => Ok(()),
    }
}

/// Rows on their way into the database, some of one table at a time.
struct Chunks<'a> {
    tx: &'a DatabaseTransaction,
    table: String,
    rows: Vec<Value>,
    counts: BTreeMap<String, u64>,
}

impl<'a> Chunks<'a> {
    fn new(tx: &'a DatabaseTransaction) -> Self {
        let counts = TABLES.iter().map(|table| ((*table).to_owned(), 0)).collect();
        Self {
            tx,
            table: String::new(),
            rows: Vec::new(),
            counts,
        }
    }

    async fn push(&mut self, table: String, row: Value) -> Result<(), BackupError> {
        if self.table != table || self.rows.len() >= CHUNK {
            self.flush().await?;
            self.table = table;
        }
        self.rows.push(row);
        Ok(())
    }

    async fn flush(&mut self) -> Result<(), BackupError> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let number = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        macro_rules! insert_into {
            ($($table:ident),*) => {
                match self.table.as_str() {
                    $(stringify!($table) => insert(self.tx, $table::Entity, rows).await?,)*
                    _ => {
                        return Err(BackupError::Damaged {
                            what: "it names a table that does not exist",
                        });
                    }
                }
            };
        }
        all_tables!(insert_into);
        let count = self.counts.entry(self.table.clone()).or_default();
        *count = count.saturating_add(number);
        Ok(())
    }

    async fn finish(mut self) -> Result<BTreeMap<String, u64>, BackupError> {
        self.flush().await?;
        Ok(self.counts)
    }
}

async fn insert<E, A>(tx: &DatabaseTransaction, _: E, rows: Vec<Value>) -> Result<(), BackupError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<A> + DeserializeOwned,
    A: ActiveModelTrait<Entity = E> + Send,
{
    let rows = rows
        .into_iter()
        .map(|row| serde_json::from_value::<E::Model>(row).map(IntoActiveModel::into_active_model))
        .collect::<Result<Vec<A>, _>>()
        .map_err(|_| BackupError::Damaged {
            what: "a row lacks something",
        })?;
    match E::insert_many(rows)
        .exec_without_returning(tx)
        .await
        .map_err(StoreError::from)
    {
        Ok(_) => Ok(()),
        Err(StoreError::Taken { .. } | StoreError::Refused { .. }) => Err(BackupError::Damaged {
            what: "its rows contradict each other",
        }),
        Err(error) => Err(error.into()),
    }
}

/// Rows came with their ids; the next one must not get one of those. SQLite sees to it by itself.
async fn advance_sequences(tx: &DatabaseTransaction) -> Result<(), BackupError> {
    for table in TABLES {
        let advance = format!(
            "SELECT setval(pg_get_serial_sequence('{table}', 'id'), GREATEST(MAX(id), 1), MAX(id) IS NOT NULL) \
             FROM {table}"
        );
        tx.execute_unprepared(&advance).await.map_err(StoreError::from)?;
    }
    Ok(())
}
