//! What only one of several processes on one database may do at a time.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};

use super::encoding::millis;
use super::entity::leases;
use super::transaction::WriteTransaction;
use super::{Store, StoreError};

/// The leases.
#[derive(Clone, Debug)]
pub struct Leases {
    store: Store,
}

impl Leases {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// Takes a lease until that time, or prolongs it; false while somebody else has it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn take(&self, name: &str, holder: &str, until: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let wanted = leases::ActiveModel {
            name: Set(name.to_owned()),
            holder: Set(holder.to_owned()),
            until: Set(millis(until)),
        };
        let found = leases::Entity::find_by_id(name.to_owned())
            .lock_exclusive()
            .one(&*tx)
            .await?;
        match found {
            Some(lease) if lease.holder != holder && lease.until > millis(now) => return Ok(false),
            Some(lease) => {
                let changed = leases::ActiveModel {
                    name: lease.into_active_model().name,
                    ..wanted
                };
                leases::Entity::update(changed).exec(&*tx).await?;
            }
            None => match leases::Entity::insert(wanted)
                .exec(&*tx)
                .await
                .map_err(StoreError::from)
            {
                Ok(_) => {}
                // Somebody else was faster by a hair.
                Err(StoreError::Taken { .. }) => return Ok(false),
                Err(error) => return Err(error),
            },
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Gives a lease back.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn give_back(&self, name: &str, holder: &str) -> Result<(), StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        leases::Entity::delete_many()
            .filter(leases::Column::Name.eq(name))
            .filter(leases::Column::Holder.eq(holder))
            .exec(&*tx)
            .await?;
        tx.commit().await
    }

    /// Ends all leases of others, whose processes are gone.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn end_those_of_other_holders(&self, holder: &str) -> Result<(), StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        leases::Entity::delete_many()
            .filter(leases::Column::Holder.ne(holder))
            .exec(&*tx)
            .await?;
        tx.commit().await
    }
}
