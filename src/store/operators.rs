//! The people of the desk and what they sign in with.

use std::fmt;

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, TryInsertResult};

use super::encoding::{millis, storable, timestamp};
use super::entity::operators;
use super::transaction::WriteTransaction;
use super::{Store, StoreError};
use crate::domain::ids::OperatorId;
use crate::domain::operator::{Operator, Role};

/// A password's hash, as text that names its own parameters (PHC string format).
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// A hash made elsewhere.
    #[must_use]
    pub fn new(hash: impl Into<String>) -> Self {
        Self(hash.into())
    }

    /// The text, for checking a password against it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// A person to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOperator {
    /// The name they sign in with; upper and lower case are the same.
    pub username: String,
    /// The name other people see.
    pub name: String,
    /// What they are trusted with.
    pub role: Role,
    /// What their password is checked against.
    pub password_hash: PasswordHash,
    /// The language they chose, if any (BCP 47).
    pub locale: Option<String>,
    /// The time zone in which they read times (IANA name).
    pub time_zone: String,
}

/// A person as the store remembers them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorRecord {
    /// Who it is.
    pub operator: Operator,
    /// Whether they may no longer sign in.
    pub disabled: bool,
    /// What their password is checked against.
    pub password_hash: PasswordHash,
    /// Grows with a new password and with being disabled. A session begun under another number has ended.
    pub sessions_epoch: i64,
    /// When they were added.
    pub created_at: Timestamp,
}

/// What became of adding a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// They were added.
    Added(OperatorRecord),
    /// Somebody has that username.
    NameTaken,
}

/// The people of the desk.
#[derive(Clone, Debug)]
pub struct Operators {
    store: Store,
}

impl Operators {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// Adds a person.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn add(&self, new: &NewOperator, now: Timestamp) -> Result<Added, StoreError> {
        let row = operators::ActiveModel {
            id: NotSet,
            username: Set(storable(new.username.trim())),
            username_folded: Set(folded(&new.username)),
            name: Set(storable(&new.name)),
            role: Set(new.role.word().to_owned()),
            password_hash: Set(new.password_hash.0.clone()),
            disabled: Set(false),
            locale: Set(new.locale.as_deref().map(storable)),
            time_zone: Set(storable(&new.time_zone)),
            sessions_epoch: Set(0),
            created_at: Set(millis(now)),
        };
        let tx = WriteTransaction::begin(&self.store).await?;
        let taken = OnConflict::column(operators::Column::UsernameFolded)
            .do_nothing()
            .to_owned();
        let added = operators::Entity::insert(row)
            .on_conflict(taken)
            .try_insert()
            .exec(&*tx)
            .await?;
        let TryInsertResult::Inserted(added) = added else {
            return Ok(Added::NameTaken);
        };
        let row = operators::Entity::find_by_id(added.last_insert_id).one(&*tx).await?;
        tx.commit().await?;
        let row = row.ok_or_else(|| StoreError::corrupt("a person who was just added"))?;
        Ok(Added::Added(row.try_into()?))
    }

    /// The person of that id.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn find(&self, id: OperatorId) -> Result<Option<OperatorRecord>, StoreError> {
        let row = operators::Entity::find_by_id(id.0).one(&self.store.connection).await?;
        row.map(OperatorRecord::try_from).transpose()
    }

    /// The person who signs in with that name, in upper or lower case.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn find_by_username(&self, username: &str) -> Result<Option<OperatorRecord>, StoreError> {
        let query = operators::Entity::find().filter(operators::Column::UsernameFolded.eq(folded(username)));
        query
            .one(&self.store.connection)
            .await?
            .map(OperatorRecord::try_from)
            .transpose()
    }

    /// Everybody, by username.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn list(&self) -> Result<Vec<OperatorRecord>, StoreError> {
        let query = operators::Entity::find().order_by_asc(operators::Column::Id);
        let rows = query.all(&self.store.connection).await?;
        let mut people = rows
            .into_iter()
            .map(OperatorRecord::try_from)
            .collect::<Result<Vec<_>, _>>()?;
        // Sorted here, because the databases disagree on the order of letters.
        people.sort_by_cached_key(|person| folded(&person.operator.username));
        Ok(people)
    }

    /// How many people there are, disabled ones included.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn count(&self) -> Result<u64, StoreError> {
        Ok(operators::Entity::find().count(&self.store.connection).await?)
    }

    /// Gives a person another password, which ends their sessions; nothing where there is no such person.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn set_password_hash(
        &self,
        id: OperatorId,
        hash: &PasswordHash,
    ) -> Result<Option<OperatorRecord>, StoreError> {
        let columns = operators::ActiveModel {
            password_hash: Set(hash.0.clone()),
            ..operators::ActiveModel::default()
        };
        self.set(id, columns, Sessions::End).await
    }

    /// Keeps a person from signing in, or lets them again; both end their sessions. Nothing where there is no such
    /// person.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn set_disabled(&self, id: OperatorId, disabled: bool) -> Result<Option<OperatorRecord>, StoreError> {
        let columns = operators::ActiveModel {
            disabled: Set(disabled),
            ..operators::ActiveModel::default()
        };
        self.set(id, columns, Sessions::End).await
    }

    /// Trusts a person with more or less; nothing where there is no such person.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn set_role(&self, id: OperatorId, role: Role) -> Result<Option<OperatorRecord>, StoreError> {
        let columns = operators::ActiveModel {
            role: Set(role.word().to_owned()),
            ..operators::ActiveModel::default()
        };
        self.set(id, columns, Sessions::Keep).await
    }

    /// Changes what a person may change about themselves; nothing where there is no such person.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn set_profile(
        &self,
        id: OperatorId,
        name: &str,
        locale: Option<&str>,
        time_zone: &str,
    ) -> Result<Option<OperatorRecord>, StoreError> {
        let columns = operators::ActiveModel {
            name: Set(storable(name)),
            locale: Set(locale.map(storable)),
            time_zone: Set(storable(time_zone)),
            ..operators::ActiveModel::default()
        };
        self.set(id, columns, Sessions::Keep).await
    }

    async fn set(
        &self,
        id: OperatorId,
        columns: operators::ActiveModel,
        sessions: Sessions,
    ) -> Result<Option<OperatorRecord>, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let mut update = operators::Entity::update_many()
            .set(columns)
            .filter(operators::Column::Id.eq(id.0));
        if matches!(sessions, Sessions::End) {
            let next = Expr::col(operators::Column::SessionsEpoch).add(1);
            update = update.col_expr(operators::Column::SessionsEpoch, next);
        }
        update.exec(&*tx).await?;
        let row = operators::Entity::find_by_id(id.0).one(&*tx).await?;
        tx.commit().await?;
        row.map(OperatorRecord::try_from).transpose()
    }
}

/// What a change does to the sessions of a person.
#[derive(Clone, Copy)]
enum Sessions {
    Keep,
    End,
}

/// Folded here and not by the database: SQLite folds only ASCII.
fn folded(username: &str) -> String {
    storable(username.trim()).to_lowercase()
}

impl TryFrom<operators::Model> for OperatorRecord {
    type Error = StoreError;

    fn try_from(row: operators::Model) -> Result<Self, StoreError> {
        Ok(Self {
            operator: Operator {
                id: OperatorId(row.id),
                username: row.username,
                name: row.name,
                role: row
                    .role
                    .parse()
                    .map_err(|_| StoreError::corrupt("the role of a person"))?,
                locale: row.locale,
                time_zone: row.time_zone,
            },
            disabled: row.disabled,
            password_hash: PasswordHash(row.password_hash),
            sessions_epoch: row.sessions_epoch,
            created_at: timestamp(row.created_at)?,
        })
    }
}
