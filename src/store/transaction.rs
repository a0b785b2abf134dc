//! Transactions: one kind to change something, one kind to read a consistent picture.

use std::ops::Deref;
use std::sync::Arc;

use sea_orm::{
    AccessMode, DatabaseTransaction, DbBackend, IsolationLevel, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{Store, StoreError};

/// A transaction that may write. Dropped without [`WriteTransaction::commit`], it changes nothing.
///
/// SQLite has one writer at a time. A transaction that reads first and writes later may find that somebody wrote in
/// between, and no waiting helps it then; so it asks for the write lock at once (`BEGIN IMMEDIATE`). Writers of this
/// process queue for their turn instead of polling for the lock; the busy timeout remains for other processes.
pub(super) struct WriteTransaction {
    // Dropped in this order: first the transaction ends, then the next one may begin.
    inner: DatabaseTransaction,
    _turn: Option<OwnedSemaphorePermit>,
}

impl WriteTransaction {
    pub(super) async fn begin(store: &Store) -> Result<Self, StoreError> {
        let turn = match &store.turns {
            // The semaphore is never closed, so that waiting for it cannot fail.
            Some(turns) => Arc::clone(turns).acquire_owned().await.ok(),
            None => None,
        };
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Self {
            inner: store.connection.begin_with_options(options).await?,
            _turn: turn,
        })
    }

    /// Makes it last. When this returns, a power cut does not undo it.
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        Ok(self.inner.commit().await?)
    }
}

impl Deref for WriteTransaction {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.inner
    }
}

/// The turns of the writers of one process: SQLite has one at a time, PostgreSQL locks rows by itself.
pub(super) fn turns(backend: DbBackend) -> Option<Arc<Semaphore>> {
    (backend == DbBackend::Sqlite).then(|| Arc::new(Semaphore::new(1)))
}

/// A transaction that sees the database as it was at its first read, whatever others write meanwhile.
pub(super) async fn snapshot(store: &Store) -> Result<DatabaseTransaction, StoreError> {
    let options = match store.backend() {
        DbBackend::Sqlite => TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
            ..TransactionOptions::default()
        },
        _ => TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..TransactionOptions::default()
        },
    };
    Ok(store.connection.begin_with_options(options).await?)
}
