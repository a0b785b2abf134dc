//! One desk at a time on a data folder, and on a SQLite file wherever it lies: whoever holds the locks knows that no other
//! process is sending.

use std::fs::{File, TryLockError};
use std::path::Path;

use anyhow::{Context, bail};

use crate::store::StoreConfig;

/// A lock; it is given back when dropped, and by the system when the process is killed.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Locks a data folder, which is made where it is missing.
pub(super) fn folder(folder: &Path) -> anyhow::Result<Lock> {
    std::fs::create_dir_all(folder).with_context(|| format!("The folder {} cannot be made", folder.display()))?;
    match lock(&folder.join("desk.lock"))? {
        Some(lock) => Ok(lock),
        None => bail!(
            "Another desk is running on {}. Stop it first, or choose another folder with --data-dir.",
            folder.display()
        ),
    }
}

/// Locks the file of the database, if it is one: another desk may have another data folder and the same database. The
/// lock is a file beside it, because SQLite has its own locks on the database itself; and it has the file's own name, so
/// that no link leads past it.
pub(super) fn database(config: &StoreConfig) -> anyhow::Result<Option<Lock>> {
    let Some(database) = config.file().context("The database cannot be opened")? else {
        return Ok(None);
    };
    match lock(&database.with_added_extension("lock"))? {
        Some(lock) => Ok(Some(lock)),
        None => bail!(
            "Another desk is running on the database {}. Stop it first, or choose another one with --database-url.",
            database.display()
        ),
    }
}

/// None where somebody else has it.
fn lock(path: &Path) -> anyhow::Result<Option<Lock>> {
    let file = File::create(path).with_context(|| format!("The file {} cannot be written", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("The file {} cannot be locked", path.display()))
        }
    }
}
