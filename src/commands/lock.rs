//! One desk at a time on a data folder: with SQLite, whoever holds the lock knows that no other process is sending.

use std::fs::{File, TryLockError};
use std::path::Path;

use anyhow::{Context, bail};

/// The lock; it is given back when dropped, and by the system when the process is killed.
#[derive(Debug)]
pub(super) struct FolderLock {
    _file: File,
}

/// Locks a data folder, which is made where it is missing.
pub(super) fn lock(folder: &Path) -> anyhow::Result<FolderLock> {
    std::fs::create_dir_all(folder).with_context(|| format!("The folder {} cannot be made", folder.display()))?;
    let path = folder.join("desk.lock");
    let file = File::create(&path).with_context(|| format!("The file {} cannot be written", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(FolderLock { _file: file }),
        Err(TryLockError::WouldBlock) => {
            bail!(
                "Another desk is running on {}. Stop it first, or choose another folder with --data-dir.",
                folder.display()
            )
        }
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("The file {} cannot be locked", path.display()))
        }
    }
}
