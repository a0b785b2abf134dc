//! The sessions of people who are signed in, as tower-sessions wants them kept.
//!
//! The table holds a hash of each session's id, never the id: whoever reads it, or a copy of it, cannot sign in.

use async_trait::async_trait;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, TryInsertResult};
use time::OffsetDateTime;
use tower_sessions::ExpiredDeletion;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result, SessionStore};

use super::entity::sessions;
use super::transaction::WriteTransaction;
use super::{Store, StoreError};
use crate::domain::digest::sha256;

/// The sessions.
#[derive(Clone, Debug)]
pub struct Sessions {
    store: Store,
}

impl Sessions {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// Inserts the session under its id; `false` where another one has that id.
    async fn insert(&self, record: &Record) -> Result<bool> {
        let row = row(record)?;
        let tx = WriteTransaction::begin(&self.store).await?;
        let taken = OnConflict::column(sessions::Column::IdSha256).do_nothing().to_owned();
        let inserted = sessions::Entity::insert(row)
            .on_conflict(taken)
            .try_insert()
            .exec_without_returning(&*tx);
        let is_new = matches!(inserted.await.map_err(StoreError::from)?, TryInsertResult::Inserted(1));
        tx.commit().await?;
        Ok(is_new)
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while !self.insert(record).await? {
            record.id = Id::default();
        }
        Ok(())
    }

    /// Only what exists is saved: a request that was under way while somebody signed out must not bring the session
    /// back.
    async fn save(&self, record: &Record) -> Result<()> {
        let row = row(record)?;
        let tx = WriteTransaction::begin(&self.store).await?;
        let id = sessions::Column::IdSha256.eq(hashed(&record.id));
        sessions::Entity::update_many()
            .set(row)
            .filter(id)
            .exec(&*tx)
            .await
            .map_err(StoreError::from)?;
        Ok(tx.commit().await?)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let query = sessions::Entity::find_by_id(hashed(id)).filter(sessions::Column::ExpiresAt.gt(now()));
        let Some(row) = query.one(&self.store.connection).await.map_err(StoreError::from)? else {
            return Ok(None);
        };
        let data = serde_json::from_str(&row.data).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp_nanos(i128::from(row.expires_at) * 1_000_000)
            .map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let tx = WriteTransaction::begin(&self.store).await?;
        sessions::Entity::delete_by_id(hashed(id))
            .exec(&*tx)
            .await
            .map_err(StoreError::from)?;
        Ok(tx.commit().await?)
    }
}

#[async_trait]
impl ExpiredDeletion for Sessions {
    async fn delete_expired(&self) -> Result<()> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let expired = sessions::Column::ExpiresAt.lte(now());
        sessions::Entity::delete_many()
            .filter(expired)
            .exec(&*tx)
            .await
            .map_err(StoreError::from)?;
        Ok(tx.commit().await?)
    }
}

/// tower-sessions knows errors as text only.
impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Backend(error.to_string())
    }
}

fn row(record: &Record) -> Result<sessions::ActiveModel> {
    Ok(sessions::ActiveModel {
        id_sha256: Set(hashed(&record.id)),
        data: Set(serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))?),
        expires_at: Set(millis(record.expiry_date)),
    })
}

fn hashed(id: &Id) -> String {
    sha256(&id.0.to_le_bytes())
}

fn now() -> i64 {
    millis(OffsetDateTime::now_utc())
}

fn millis(at: OffsetDateTime) -> i64 {
    at.unix_timestamp()
        .saturating_mul(1000)
        .saturating_add(i64::from(at.millisecond()))
}
