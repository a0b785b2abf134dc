//! Failed attempts to sign in, counted per key (a username, an address) within a window that moves.

use jiff::{SignedDuration, Timestamp};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::encoding::millis;
use super::entity::sign_in_failures;
use super::transaction::WriteTransaction;
use super::{Store, StoreError};
use crate::domain::digest::sha256;

/// No window is longer than this; older failures are forgotten.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

/// The failed attempts to sign in.
#[derive(Clone, Debug)]
pub struct Throttle {
    store: Store,
}

impl Throttle {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// How many failures there were under that key since then, at most a day back.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn failures(&self, key: &str, since: Timestamp) -> Result<u64, StoreError> {
        let query = sign_in_failures::Entity::find()
            .filter(sign_in_failures::Column::KeySha256.eq(sha256(key.as_bytes())))
            .filter(sign_in_failures::Column::At.gte(millis(since)));
        Ok(query.count(&self.store.connection).await?)
    }

    /// Counts a failure under that key, and forgets those of all keys that are a day old.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_failure(&self, key: &str, now: Timestamp) -> Result<(), StoreError> {
        let row = sign_in_failures::ActiveModel {
            id: NotSet,
            key_sha256: Set(sha256(key.as_bytes())),
            at: Set(millis(now)),
        };
        let forgotten = now.saturating_sub(REMEMBERED).unwrap_or(Timestamp::MIN);
        let tx = WriteTransaction::begin(&self.store).await?;
        sign_in_failures::Entity::delete_many()
            .filter(sign_in_failures::Column::At.lt(millis(forgotten)))
            .exec(&*tx)
            .await?;
        sign_in_failures::Entity::insert(row).exec(&*tx).await?;
        tx.commit().await
    }

    /// Forgets the failures under that key.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn clear(&self, key: &str) -> Result<(), StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        sign_in_failures::Entity::delete_many()
            .filter(sign_in_failures::Column::KeySha256.eq(sha256(key.as_bytes())))
            .exec(&*tx)
            .await?;
        tx.commit().await
    }
}
