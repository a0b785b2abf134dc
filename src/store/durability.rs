//! Reading back the settings that keep what was committed, so that a check at start and a test can prove them.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::{Store, StoreError};

/// The settings in force on a connection of the pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Durability {
    /// SQLite's.
    Sqlite {
        /// `wal` when all is well.
        journal_mode: String,
        /// 2 is FULL.
        synchronous: i64,
        /// Whether references between tables are enforced.
        foreign_keys: bool,
        /// How long a writer waits for another process, in milliseconds.
        busy_timeout_ms: i64,
    },
    /// PostgreSQL's.
    Postgres {
        /// `on` when all is well.
        synchronous_commit: String,
        /// Whether the server syncs at all; its administrator's choice.
        fsync: bool,
    },
}

impl Durability {
    /// Whether a committed write-ahead survives a power cut.
    #[must_use]
    pub fn survives_power_cut(&self) -> bool {
        match self {
            Self::Sqlite {
                journal_mode,
                synchronous,
                ..
            } => journal_mode == "wal" && *synchronous >= 2,
            Self::Postgres {
                synchronous_commit,
                fsync,
            } => synchronous_commit == "on" && *fsync,
        }
    }
}

impl Store {
    /// Reads the settings back from the database.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where it cannot be reached.
    pub async fn durability(&self) -> Result<Durability, StoreError> {
        if self.backend() == DbBackend::Sqlite {
            return Ok(Durability::Sqlite {
                journal_mode: self.setting("PRAGMA journal_mode").await?,
                synchronous: self.setting("PRAGMA synchronous").await?,
                foreign_keys: self.setting::<i64>("PRAGMA foreign_keys").await? == 1,
                busy_timeout_ms: self.setting("PRAGMA busy_timeout").await?,
            });
        }
        Ok(Durability::Postgres {
            synchronous_commit: self.setting("SHOW synchronous_commit").await?,
            fsync: self.setting::<String>("SHOW fsync").await? == "on",
        })
    }

    async fn setting<T: sea_orm::TryGetable>(&self, question: &'static str) -> Result<T, StoreError> {
        let row = self
            .connection
            .query_one_raw(Statement::from_string(self.backend(), question))
            .await?;
        let row = row.ok_or_else(|| StoreError::corrupt("a setting of the database"))?;
        Ok(row.try_get_by_index(0)?)
    }
}
