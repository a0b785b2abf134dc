//! Notes on orders: written, read, struck out; never changed and never deleted.

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::encoding::{millis, storable, timestamp};
use super::entity::{order_notes, orders};
use super::transaction::WriteTransaction;
use super::{Store, StoreError};
use crate::domain::ids::{NoteId, OperatorId, OrderId};
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::Note;

/// The notes.
#[derive(Clone, Debug)]
pub struct OrderNotes {
    store: Store,
}

/// What became of striking a note out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteStruck {
    /// It is struck out now.
    Struck,
    /// Somebody had struck it out before.
    Already,
    /// It is somebody else's.
    NotTheirs,
    /// There is no such note on that order.
    Missing,
}

impl OrderNotes {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// Writes a note; none where there is no such order.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn add(
        &self,
        order: OrderId,
        author: &Actor,
        text: &str,
        now: Timestamp,
    ) -> Result<Option<NoteId>, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        if orders::Entity::find_by_id(order.0).one(&*tx).await?.is_none() {
            return Ok(None);
        }
        let row = order_notes::ActiveModel {
            id: NotSet,
            order_id: Set(order.0),
            at: Set(millis(now)),
            author_id: Set(author.id.map(|id| id.0)),
            author_name: Set(storable(&author.name)),
            text: Set(storable(text)),
            struck_at: Set(None),
            struck_by_id: Set(None),
            struck_by_name: Set(None),
        };
        let added = order_notes::Entity::insert(row).exec(&*tx).await?;
        tx.commit().await?;
        Ok(Some(NoteId(added.last_insert_id)))
    }

    /// Strikes a note out, where they may.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn strike(
        &self,
        order: OrderId,
        note: NoteId,
        operator: &Operator,
        now: Timestamp,
    ) -> Result<NoteStruck, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let found = order_notes::Entity::find_by_id(note.0)
            .filter(order_notes::Column::OrderId.eq(order.0))
            .one(&*tx)
            .await?;
        let Some(found) = found.map(Note::try_from).transpose()? else {
            return Ok(NoteStruck::Missing);
        };
        if found.struck.is_some() {
            return Ok(NoteStruck::Already);
        }
        if !found.may_be_struck_by(operator) {
            return Ok(NoteStruck::NotTheirs);
        }
        let columns = order_notes::ActiveModel {
            struck_at: Set(Some(millis(now))),
            struck_by_id: Set(Some(operator.id.0)),
            struck_by_name: Set(Some(storable(&operator.name))),
            ..order_notes::ActiveModel::default()
        };
        let written = order_notes::Entity::update_many()
            .set(columns)
            .filter(order_notes::Column::Id.eq(note.0))
            .filter(order_notes::Column::StruckAt.is_null())
            .exec(&*tx)
            .await?;
        tx.commit().await?;
        Ok(match written.rows_affected {
            0 => NoteStruck::Already,
            _ => NoteStruck::Struck,
        })
    }

    /// The notes on an order, the newest first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn of_order(&self, order: OrderId) -> Result<Vec<Note>, StoreError> {
        let query = order_notes::Entity::find()
            .filter(order_notes::Column::OrderId.eq(order.0))
            .order_by_desc(order_notes::Column::Id);
        let rows = query.all(&self.store.connection).await?;
        rows.into_iter().map(Note::try_from).collect()
    }
}

impl TryFrom<order_notes::Model> for Note {
    type Error = StoreError;

    fn try_from(row: order_notes::Model) -> Result<Self, StoreError> {
        let struck = match row.struck_at {
            Some(at) => {
                let by = Actor {
                    id: row.struck_by_id.map(OperatorId),
                    name: row.struck_by_name.unwrap_or_default(),
                };
                Some((by, timestamp(at)?))
            }
            None => None,
        };
        Ok(Self {
            id: NoteId(row.id),
            at: timestamp(row.at)?,
            author: Actor {
                id: row.author_id.map(OperatorId),
                name: row.author_name,
            },
            text: row.text,
            struck,
        })
    }
}
