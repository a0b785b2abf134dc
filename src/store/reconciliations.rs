//! The runs of the reconciler: one line each. And the restored backups that wait for a run that compares everything.

use jiff::{SignedDuration, Timestamp};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::encoding::{millis, timestamp};
use super::entity::{order_readings, reconciliations, restores};
use super::transaction::WriteTransaction;
use super::{Store, StoreError};

/// Older runs are forgotten.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 14);

/// A run of the reconciler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// When it began.
    pub at: Timestamp,
    /// How long it took.
    pub took: SignedDuration,
    /// How many orders were compared.
    pub compared: u64,
    /// How many of them differed.
    pub differences: u64,
    /// Whether every order there was compared, and not only what changed.
    pub is_full: bool,
    /// Why it did not come to its end, in DigiCert's or the store's words.
    pub failure: Option<String>,
}

/// A backup that was restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// When it was restored.
    pub at: Timestamp,
    /// When it had been made.
    pub backup_at: Timestamp,
}

/// The runs.
#[derive(Clone, Debug)]
pub struct Reconciliations {
    store: Store,
}

impl Reconciliations {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// Remembers a run, and forgets those of weeks ago.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn add(&self, run: &Reconciliation) -> Result<(), StoreError> {
        let row = reconciliations::ActiveModel {
            id: NotSet,
            at: Set(millis(run.at)),
            took_ms: Set(i64::try_from(run.took.as_millis()).unwrap_or(i64::MAX)),
            compared: Set(i64::try_from(run.compared).unwrap_or(i64::MAX)),
            differences: Set(i64::try_from(run.differences).unwrap_or(i64::MAX)),
            is_full: Set(i64::from(run.is_full)),
            failure: Set(run.failure.clone()),
        };
        let forgotten = run.at.saturating_sub(REMEMBERED).unwrap_or(Timestamp::MIN);
        let tx = WriteTransaction::begin(&self.store).await?;
        reconciliations::Entity::delete_many()
            .filter(reconciliations::Column::At.lt(millis(forgotten)))
            .exec(&*tx)
            .await?;
        reconciliations::Entity::insert(row).exec(&*tx).await?;
        if run.is_full && run.failure.is_none() {
            restores::Entity::delete_many()
                .filter(restores::Column::At.lte(millis(run.at)))
                .exec(&*tx)
                .await?;
        }
        tx.commit().await
    }

    /// Whether a backup was restored with which not everything at DigiCert was compared yet. What was sent after it was
    /// made is unknown until then, so that nothing is sent.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn restored(&self) -> Result<Option<Restored>, StoreError> {
        restored(&self.store.connection).await
    }

    /// The latest runs, the newest first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn latest(&self, limit: u64) -> Result<Vec<Reconciliation>, StoreError> {
        let query = reconciliations::Entity::find()
            .order_by_desc(reconciliations::Column::Id)
            .limit(limit);
        let rows = query.all(&self.store.connection).await?;
        rows.into_iter().map(Reconciliation::try_from).collect()
    }

    /// The latest run that came to its end; of those that compared everything, if asked.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn last_complete(&self, only_full: bool) -> Result<Option<Reconciliation>, StoreError> {
        let mut query = reconciliations::Entity::find().filter(reconciliations::Column::Failure.is_null());
        if only_full {
            query = query.filter(reconciliations::Column::IsFull.eq(1));
        }
        let newest = query.order_by_desc(reconciliations::Column::Id).limit(1);
        let row = newest.one(&self.store.connection).await?;
        row.map(Reconciliation::try_from).transpose()
    }
}

/// The backup that was restored and not yet compared, as that connection or transaction sees it.
pub(super) async fn restored(connection: &impl ConnectionTrait) -> Result<Option<Restored>, StoreError> {
    let query = restores::Entity::find().order_by_desc(restores::Column::Id).limit(1);
    let row = query.one(connection).await?;
    row.map(|row| {
        Ok(Restored {
            at: timestamp(row.at)?,
            backup_at: timestamp(row.backup_at)?,
        })
    })
    .transpose()
}

/// Writes down that a backup was restored. What was compared before says nothing of what is there now.
pub(super) async fn write_down(tx: &DatabaseTransaction, restored: Restored) -> Result<(), StoreError> {
    reconciliations::Entity::delete_many().exec(tx).await?;
    order_readings::Entity::delete_many().exec(tx).await?;
    let row = restores::ActiveModel {
        id: NotSet,
        at: Set(millis(restored.at)),
        backup_at: Set(millis(restored.backup_at)),
    };
    restores::Entity::insert(row).exec(tx).await?;
    Ok(())
}

impl TryFrom<reconciliations::Model> for Reconciliation {
    type Error = StoreError;

    fn try_from(row: reconciliations::Model) -> Result<Self, StoreError> {
        Ok(Self {
            at: timestamp(row.at)?,
            took: SignedDuration::from_millis(row.took_ms),
            compared: u64::try_from(row.compared).unwrap_or_default(),
            differences: u64::try_from(row.differences).unwrap_or_default(),
            is_full: row.is_full == 1,
            failure: row.failure,
        })
    }
}
