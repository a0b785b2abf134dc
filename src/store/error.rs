//! What can go wrong in the store, named after what the caller can do about it.
//!
//! Outcomes a person can bring about (somebody else was faster, the order is gone) are not errors: they are in the
//! return types of the verbs.

use sea_orm::sqlx::Error as DriverError;
use sea_orm::sqlx::error::DatabaseError;
use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// An error of the store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The configured database address cannot be used: correct the configuration.
    #[error("the database address cannot be used: {what}")]
    Misconfigured {
        /// What is wrong with it, without the address itself, which may hold a password.
        what: &'static str,
    },
    /// The database cannot be reached or cannot work now: wait, look at the machine, try again.
    #[error("the database is not available")]
    Unavailable {
        /// What the database or its driver said.
        #[source]
        source: DbErr,
    },
    /// Others were in the way and nothing was changed: the same call may succeed at once.
    #[error("the database was busy; nothing was changed")]
    TryAgain {
        /// What the database said, where it was the database.
        #[source]
        source: Option<DbErr>,
    },
    /// A value that must be unique is in use already: choose another one.
    #[error("a value that must be unique is in use already")]
    Taken {
        /// What the database said.
        #[source]
        source: DbErr,
    },
    /// A newer version of the desk wrote this database: start that version or a later one.
    #[error("the database was written by a newer version of the desk (it knows {migration})")]
    SchemaTooNew {
        /// The first change of the schema this version does not know.
        migration: String,
    },
    /// The tables are older than this version expects: migrate first.
    #[error("the database has not been migrated: {pending} changes of the schema are missing")]
    SchemaOutdated {
        /// How many changes of the schema are missing.
        pending: usize,
    },
    /// The database holds something that cannot be read: restore it from a backup.
    #[error("the database holds something unreadable: {what}")]
    Corrupt {
        /// Which part.
        what: &'static str,
        /// What the decoder said, where there was one.
        #[source]
        source: Option<serde_json::Error>,
    },
    /// The database refused a statement: a mistake in the program, to be reported.
    #[error("the database refused a statement")]
    Refused {
        /// What the database said.
        #[source]
        source: DbErr,
    },
}

impl StoreError {
    pub(super) fn corrupt(what: &'static str) -> Self {
        Self::Corrupt { what, source: None }
    }
}

/// What a driver's error means for the caller.
enum Meaning {
    Unavailable,
    TryAgain,
    Corrupt,
    Refused,
}

impl From<DbErr> for StoreError {
    fn from(source: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(_)) = source.sql_err() {
            return Self::Taken { source };
        }
        match meaning(&source) {
            Meaning::Unavailable => Self::Unavailable { source },
            Meaning::TryAgain => Self::TryAgain { source: Some(source) },
            Meaning::Corrupt => Self::corrupt("the database file"),
            Meaning::Refused => Self::Refused { source },
        }
    }
}

fn meaning(error: &DbErr) -> Meaning {
    match error {
        DbErr::ConnectionAcquire(_) => Meaning::Unavailable,
        DbErr::Conn(RuntimeErr::SqlxError(driver))
        | DbErr::Exec(RuntimeErr::SqlxError(driver))
        | DbErr::Query(RuntimeErr::SqlxError(driver)) => match driver.as_ref() {
            DriverError::Database(database) => meaning_of_code(database.as_ref()),
            DriverError::Io(_)
            | DriverError::Tls(_)
            | DriverError::PoolTimedOut
            | DriverError::PoolClosed
            | DriverError::WorkerCrashed => Meaning::Unavailable,
            _ if matches!(error, DbErr::Conn(_)) => Meaning::Unavailable,
            _ => Meaning::Refused,
        },
        DbErr::Conn(_) => Meaning::Unavailable,
        _ => Meaning::Refused,
    }
}

/// SQLite's codes are numbers of which the low eight bits are the primary one (sqlite.org/rescode.html); PostgreSQL's
/// have five positions of which the first two are the class (PostgreSQL: Appendix A).
fn meaning_of_code(database: &(dyn DatabaseError + 'static)) -> Meaning {
    let code = database.code().unwrap_or_default();
    if database
        .try_downcast_ref::<sea_orm::sqlx::sqlite::SqliteError>()
        .is_some()
    {
        return match code.parse::<u32>().map(|code| code & 0xff) {
            Ok(5 | 6) => Meaning::TryAgain,
            Ok(8 | 10 | 13 | 14 | 23) => Meaning::Unavailable,
            Ok(11 | 26) => Meaning::Corrupt,
            _ => Meaning::Refused,
        };
    }
    match (code.as_ref(), code.get(..2).unwrap_or_default()) {
        ("55P03", _) | (_, "40") => Meaning::TryAgain,
        ("25006" | "3D000", _) | (_, "08" | "28" | "53" | "57" | "58") => Meaning::Unavailable,
        (_, "XX") => Meaning::Corrupt,
        _ => Meaning::Refused,
    }
}
