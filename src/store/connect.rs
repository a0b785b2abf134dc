//! Opening the database with the settings the write-ahead relies on: what was committed survives a power cut, and
//! nobody waits for a lock for ever.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr, RuntimeErr};

use super::config::{DatabaseKind, StoreConfig};
use super::error::StoreError;

/// How long a writer waits for another process to finish, and a reader for a free connection.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

pub(super) async fn connect(config: &StoreConfig) -> Result<DatabaseConnection, StoreError> {
    let mut options = ConnectOptions::new(config.url());
    options
        .max_connections(config.connections())
        .acquire_timeout(PATIENCE)
        .connect_timeout(PATIENCE);
    // Statements hold what people typed: they are never logged.
    options.sqlx_logging(false).record_stmt_in_spans(false);
    match config.kind()? {
        DatabaseKind::Sqlite => {
            file(config)?;
            options.test_before_acquire(false).map_sqlx_sqlite_opts(durable_sqlite);
        }
        DatabaseKind::Postgres => {
            config
                .url()
                .parse::<PgConnectOptions>()
                .map_err(|_| StoreError::Misconfigured {
                    what: "it is not a PostgreSQL connection address",
                })?;
            options.map_sqlx_postgres_opts(durable_postgres);
        }
    }
    Ok(Database::connect(options).await?)
}

/// WAL lets pages be read while an order is written; FULL syncs the log at every commit (sqlite.org/pragma.html,
/// `synchronous`): NORMAL may lose the last commits in a power cut, which is exactly the write-ahead.
fn durable_sqlite(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
}

/// Asked for on every connection, because a server or a role may have been set to acknowledge commits early.
fn durable_postgres(options: PgConnectOptions) -> PgConnectOptions {
    options.application_name("pkio-desk").options([
        ("synchronous_commit", "on".to_owned()),
        ("lock_timeout", format!("{}ms", PATIENCE.as_millis())),
    ])
}

/// The file of a SQLite database, with every link followed; made where it is missing.
pub(super) fn file(config: &StoreConfig) -> Result<PathBuf, StoreError> {
    let options: SqliteConnectOptions = config.url().parse().map_err(|_| StoreError::Misconfigured {
        what: "what follows sqlite: is not a file name",
    })?;
    let name = options.get_filename();
    let found = create_private(name).and_then(|()| name.canonicalize());
    found.map_err(|error| {
        let source = DbErr::Conn(RuntimeErr::SqlxError(std::sync::Arc::new(error.into())));
        StoreError::Unavailable { source }
    })
}

/// Creates a missing file readable by its owner only: it holds sessions and password hashes. SQLite gives its log the
/// same rights as the file.
fn create_private(file: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(drop)
}
