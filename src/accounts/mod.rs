//! The people who may sign in: signing in, passwords, and looking after them.

mod password;
mod people;
mod sign_in;

use std::sync::Arc;

use tokio::sync::Mutex;

use crate::clock::Clock;
use crate::domain::ids::OperatorId;
use crate::domain::operator::Operator;
use crate::store::{Store, StoreError};

pub use password::{HashingFailed, PASSWORD_MIN, WeakPassword, check_new_password};
pub use people::{Added, NewPerson, PasswordChange, PasswordSet, Person, RoleChange};
pub use sign_in::SignIn;

/// Why something about people could not be done.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A password could not be hashed: the machine is out of memory or threads. Try again.
    #[error(transparent)]
    Hashing(#[from] HashingFailed),
}

/// The people of the desk. Cheap to clone.
#[derive(Clone)]
pub struct Accounts {
    store: Store,
    clock: Clock,
    /// Held while roles change: two administrators who demote each other at once must not leave none.
    changing: Arc<Mutex<()>>,
}

impl Accounts {
    /// People kept in `store`.
    #[must_use]
    pub fn new(store: Store, clock: Clock) -> Self {
        Self {
            store,
            clock,
            changing: Arc::default(),
        }
    }

    /// The person of a session: nobody where they are disabled, or where their sessions were ended since.
    ///
    /// # Errors
    /// The store failed.
    pub async fn operator(&self, id: OperatorId, epoch: i64) -> Result<Option<Operator>, AccountsError> {
        let record = self.store.operators().find(id).await?;
        Ok(record
            .filter(|record| !record.disabled && record.sessions_epoch == epoch)
            .map(|record| record.operator))
    }
}
