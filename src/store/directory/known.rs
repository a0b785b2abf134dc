//! The numbers of what was ever read, to tell what is new at DigiCert from what was there.

use std::collections::HashSet;

use sea_orm::{EntityTrait, QuerySelect};

use super::Directory;
use crate::store::StoreError;
use crate::store::entity::{domains, organizations};

impl Directory {
    /// The numbers of all organizations that were ever read, also of those DigiCert lists no more.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn organization_ids(&self) -> Result<HashSet<i64>, StoreError> {
        let query = organizations::Entity::find()
            .select_only()
            .column(organizations::Column::Id);
        let ids: Vec<i64> = query.into_tuple().all(&self.store.connection).await?;
        Ok(ids.into_iter().collect())
    }

    /// The numbers of all domains that were ever read, also of those DigiCert lists no more.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn domain_ids(&self) -> Result<HashSet<i64>, StoreError> {
        let query = domains::Entity::find().select_only().column(domains::Column::Id);
        let ids: Vec<i64> = query.into_tuple().all(&self.store.connection).await?;
        Ok(ids.into_iter().collect())
    }
}
