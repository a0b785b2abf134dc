//! Views of the history that people saved: the parameters of its address under a name. A view belongs to who saved it,
//! who alone changes it; a shared one is offered to everybody.

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, Select, TryInsertResult};

use super::encoding::{millis, storable, timestamp};
use super::entity::saved_views;
use super::orders::listed;
use super::search_text::fold;
use super::transaction::WriteTransaction;
use super::{Store, StoreError};
use crate::domain::ids::{OperatorId, SavedViewId};

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Its id.
    pub id: SavedViewId,
    /// Whose it is.
    pub owner: OperatorId,
    /// Their name when they saved it.
    pub owner_name: String,
    /// What it is called.
    pub name: String,
    /// Whether everybody is offered it.
    pub is_shared: bool,
    /// The parameters of the address, as they follow the question mark.
    pub parameters: String,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// What became of a wish to keep a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewKept {
    /// It is kept so.
    Kept(SavedView),
    /// Another view of the same person has that name.
    NameTaken,
    /// That person has no such view.
    Missing,
}

/// The saved views.
#[derive(Clone, Debug)]
pub struct SavedViews {
    store: Store,
}

impl SavedViews {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// The views that a person is offered: their own, then those that others share, each by name.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn list(&self, operator: OperatorId) -> Result<Vec<SavedView>, StoreError> {
        let rows = offered(operator).all(&self.store.connection).await?;
        let mut views = rows
            .into_iter()
            .map(SavedView::try_from)
            .collect::<Result<Vec<_>, _>>()?;
        // Sorted here, because the databases disagree on the order of letters.
        views.sort_by_cached_key(|view| (view.owner != operator, fold(&view.name), view.id));
        Ok(views)
    }

    /// The view of that id, where the person is offered it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn find(&self, id: SavedViewId, operator: OperatorId) -> Result<Option<SavedView>, StoreError> {
        let query = offered(operator).filter(saved_views::Column::Id.eq(id.0));
        let row = query.one(&self.store.connection).await?;
        row.map(SavedView::try_from).transpose()
    }

    /// Saves a view.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn create(
        &self,
        owner: OperatorId,
        owner_name: &str,
        name: &str,
        is_shared: bool,
        parameters: &str,
        now: Timestamp,
    ) -> Result<ViewKept, StoreError> {
        let row = saved_views::ActiveModel {
            id: NotSet,
            owner_id: Set(owner.0),
            owner_name: Set(storable(owner_name)),
            name: Set(listed(name)),
            name_folded: Set(listed(&fold(name))),
            is_shared: Set(is_shared),
            parameters: Set(storable(parameters)),
            created_at: Set(millis(now)),
            updated_at: Set(millis(now)),
        };
        let tx = WriteTransaction::begin(&self.store).await?;
        let taken = OnConflict::columns([saved_views::Column::OwnerId, saved_views::Column::NameFolded])
            .do_nothing()
            .to_owned();
        let insert = saved_views::Entity::insert(row).on_conflict(taken).try_insert();
        let TryInsertResult::Inserted(added) = insert.exec(&*tx).await? else {
            return Ok(ViewKept::NameTaken);
        };
        let row = saved_views::Entity::find_by_id(added.last_insert_id).one(&*tx).await?;
        let row = row.ok_or_else(|| StoreError::corrupt("a view that was just saved"))?;
        tx.commit().await?;
        Ok(ViewKept::Kept(row.try_into()?))
    }

    /// Gives a view of that person another name, and shares it or does so no more.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn rename(
        &self,
        id: SavedViewId,
        owner: OperatorId,
        name: &str,
        is_shared: bool,
        now: Timestamp,
    ) -> Result<ViewKept, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let columns = saved_views::ActiveModel {
            name: Set(listed(name)),
            name_folded: Set(listed(&fold(name))),
            is_shared: Set(is_shared),
            updated_at: Set(millis(now)),
            ..saved_views::ActiveModel::default()
        };
        let update = saved_views::Entity::update_many().set(columns).filter(own(id, owner));
        let renamed = match update.exec_with_returning(&*tx).await.map_err(StoreError::from) {
            Err(StoreError::Taken { .. }) => return Ok(ViewKept::NameTaken),
            outcome => outcome?,
        };
        let Some(row) = renamed.into_iter().next() else {
            return Ok(ViewKept::Missing);
        };
        tx.commit().await?;
        Ok(ViewKept::Kept(row.try_into()?))
    }

    /// Deletes a view of that person; whether there was one.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn delete(&self, id: SavedViewId, owner: OperatorId) -> Result<bool, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let delete = saved_views::Entity::delete_many().filter(own(id, owner));
        let deleted = delete.exec(&*tx).await?;
        tx.commit().await?;
        Ok(deleted.rows_affected == 1)
    }
}

fn offered(operator: OperatorId) -> Select<saved_views::Entity> {
    let own_or_shared = Condition::any()
        .add(saved_views::Column::OwnerId.eq(operator.0))
        .add(saved_views::Column::IsShared.eq(true));
    saved_views::Entity::find()
        .filter(own_or_shared)
        .order_by_asc(saved_views::Column::Id)
}

fn own(id: SavedViewId, owner: OperatorId) -> Condition {
    Condition::all()
        .add(saved_views::Column::Id.eq(id.0))
        .add(saved_views::Column::OwnerId.eq(owner.0))
}

impl TryFrom<saved_views::Model> for SavedView {
    type Error = StoreError;

    fn try_from(row: saved_views::Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: SavedViewId(row.id),
            owner: OperatorId(row.owner_id),
            owner_name: row.owner_name,
            name: row.name,
            is_shared: row.is_shared,
            parameters: row.parameters,
            updated_at: timestamp(row.updated_at)?,
        })
    }
}
