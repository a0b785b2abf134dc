//! Containers and users: lists that are short enough to be read whole.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::Directory;
use crate::domain::directory::{Container, User};
use crate::domain::ids::UserId;
use crate::store::StoreError;
use crate::store::encoding::{from_json, millis, to_json};
use crate::store::entity::{containers, users};
use crate::store::people::{self, UseSource};
use crate::store::transaction::WriteTransaction;

/// Writes rows, unless what is there was read later.
macro_rules! put {
    ($tx:expr, $table:ident, $list:expr, $at:expr) => {
        for record in $list {
            let row = $table::ActiveModel {
                id: Set(record.id.0),
                read_at: Set(millis($at)),
                gone_at: Set(None),
                record: Set(to_json(record)?),
            };
            let known = OnConflict::column($table::Column::Id)
                .update_columns([$table::Column::ReadAt, $table::Column::GoneAt, $table::Column::Record])
                .action_and_where(Expr::col((stringify!($table), "read_at")).lte(millis($at)))
                .to_owned();
            $table::Entity::insert(row)
                .on_conflict(known)
                .exec_without_returning($tx)
                .await?;
        }
    };
}

impl Directory {
    /// Keeps containers as they were when they were read at that time.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_containers(&self, list: &[Container], at: Timestamp) -> Result<(), StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        put!(&*tx, containers, list, at);
        tx.commit().await
    }

    /// Keeps users as they were when they were read at that time.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_users(&self, list: &[User], at: Timestamp) -> Result<(), StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        put!(&*tx, users, list, at);
        for user in list {
            people::replace_uses(&*tx, UseSource::User, user.id.0, &people::of_user(user), at).await?;
        }
        tx.commit().await
    }

    /// The containers that DigiCert still lists, by id.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn containers(&self) -> Result<Vec<Container>, StoreError> {
        let query = containers::Entity::find()
            .filter(containers::Column::GoneAt.is_null())
            .order_by_asc(containers::Column::Id);
        let rows = query.all(&self.store.connection).await?;
        rows.iter().map(|row| from_json("a container", &row.record)).collect()
    }

    /// The users that DigiCert still lists, by id.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn users(&self) -> Result<Vec<User>, StoreError> {
        let query = users::Entity::find()
            .filter(users::Column::GoneAt.is_null())
            .order_by_asc(users::Column::Id);
        let rows = query.all(&self.store.connection).await?;
        rows.iter().map(|row| from_json("a user", &row.record)).collect()
    }

    /// The user of that id, whether DigiCert still lists them or not.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn user(&self, id: UserId) -> Result<Option<User>, StoreError> {
        let row = users::Entity::find_by_id(id.0).one(&self.store.connection).await?;
        row.map(|row| from_json("a user", &row.record)).transpose()
    }
}
