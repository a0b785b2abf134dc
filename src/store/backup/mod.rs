//! Backups that any desk can restore: JSON lines, the same from both databases and for both.
//!
//! The first line says what it is, each further line is a row, the last one counts the rows and carries the SHA-256 of
//! everything before it. Sessions and failed attempts to sign in are left out: they are worth nothing on another day.
//! A backup is also the way from SQLite to PostgreSQL.

/// All tables of a backup, handed to a macro: what is referred to comes before what refers to it.
macro_rules! all_tables {
    ($with:ident) => {
        $with!(
            operators,
            orders,
            order_events,
            order_records,
            order_notes,
            certificates,
            exchanges,
            templates,
            organizations,
            domains,
            containers,
            users,
            directory_reads,
            organization_numbers,
            organization_number_entries,
            people,
            person_uses,
            erasures,
            changes,
            change_events,
            change_exchanges,
            saved_views
        )
    };
}

mod format;
mod restore;
mod write;

use std::collections::BTreeMap;
use std::io;

use jiff::Timestamp;

use super::StoreError;

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupReport {
    /// When it was made.
    pub created_at: Timestamp,
    /// How many rows of each table it holds.
    pub rows: BTreeMap<String, u64>,
    /// SHA-256 of all but its last line, in hexadecimal.
    pub sha256: String,
}

/// Why a backup could not be made or restored. Nothing was restored then.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// The backup cannot be written there: make room or choose another place. What was written is of no use.
    #[error("the backup could not be written")]
    Write {
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The backup cannot be read from there.
    #[error("the backup could not be read")]
    Read {
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// It is not a backup of this program: choose another file.
    #[error("this is not a backup of PKIo Desk")]
    NotABackup,
    /// A newer version of the desk made it: restore it with that version or a later one.
    #[error("the backup was made by a newer version of the desk")]
    TooNew,
    /// It was cut off or altered: choose another backup.
    #[error("the backup is damaged: {what}")]
    Damaged {
        /// What is wrong with it.
        what: &'static str,
    },
    /// The database holds something already: restore into an empty one.
    #[error("the database is not empty: {table} has rows")]
    NotEmpty {
        /// A table that is not empty.
        table: &'static str,
    },
    /// The database could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}
