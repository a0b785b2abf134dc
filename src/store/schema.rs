//! Which version the tables have, and bringing them up to this version.

use sea_orm::sea_query::Query;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend};
use sea_orm_migration::{MigratorTrait, SchemaManager};

use super::history;
use super::migrations::{Migrations, NAMES};
use super::transaction::{WriteTransaction, snapshot};
use super::{Store, StoreError};

/// Any number will do, as long as only the desk's migrations use it (PostgreSQL: Advisory Locks).
const MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(5066540150)";

impl Store {
    /// Brings the tables up to this version, all or nothing. Two desks that start together do it one after the other.
    ///
    /// # Errors
    /// [`StoreError::SchemaTooNew`] where a newer version wrote the database; nothing is changed then.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let tx = WriteTransaction::begin(self).await?;
        if self.backend() == DbBackend::Postgres {
            tx.execute_unprepared(MIGRATION_LOCK).await?;
        }
        applied(&tx).await?;
        Migrations::up(&*tx, None).await?;
        // After all of them: it reads the tables as this version knows them.
        history::bring_up_to_date(&tx).await?;
        tx.commit().await
    }

    /// The version of the tables that this program knows: how many changes of the schema there were.
    #[must_use]
    pub fn schema_version() -> usize {
        NAMES.len()
    }

    /// Says whether the tables are those of this version.
    ///
    /// # Errors
    /// [`StoreError::SchemaTooNew`] and [`StoreError::SchemaOutdated`] where they are not.
    pub async fn check_schema(&self) -> Result<(), StoreError> {
        let tx = snapshot(self).await?;
        let applied = applied(&tx).await?;
        match NAMES.len().saturating_sub(applied) {
            0 => Ok(()),
            pending => Err(StoreError::SchemaOutdated { pending }),
        }
    }
}

/// How many of the changes this version knows were made to the tables. Read without the migrator, which would create
/// its own table first.
async fn applied(tx: &DatabaseTransaction) -> Result<usize, StoreError> {
    let table = Migrations::migration_table_name();
    if !SchemaManager::new(tx).has_table(table.to_string()).await? {
        return Ok(0);
    }
    let versions = Query::select().column("version").from(table).to_owned();
    let mut applied = 0_usize;
    for row in tx.query_all(&versions).await? {
        let migration: String = row.try_get("", "version")?;
        if !NAMES.contains(&migration.as_str()) {
            return Err(StoreError::SchemaTooNew { migration });
        }
        applied = applied.saturating_add(1);
    }
    Ok(applied)
}
