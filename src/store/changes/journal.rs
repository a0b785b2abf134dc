//! The journal of a change.

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use super::Changes;
use crate::domain::change::{ChangeEvent, ChangeEventKind};
use crate::domain::ids::{ChangeId, OperatorId};
use crate::domain::operator::Actor;
use crate::store::StoreError;
use crate::store::encoding::{from_json, millis, storable, timestamp, to_json};
use crate::store::entity::change_events;

impl Changes {
    /// What happened to a change, the newest first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn events(&self, id: ChangeId) -> Result<Vec<ChangeEvent>, StoreError> {
        let query = change_events::Entity::find()
            .filter(change_events::Column::ChangeId.eq(id.0))
            .order_by_desc(change_events::Column::Id);
        let rows = query.all(&self.store.connection).await?;
        rows.into_iter().map(ChangeEvent::try_from).collect()
    }
}

/// The desk itself, where it acts on its own.
pub(super) fn desk() -> Actor {
    Actor {
        id: None,
        name: "PKIo Desk".to_owned(),
    }
}

pub(super) async fn add(
    tx: &DatabaseTransaction,
    change: ChangeId,
    actor: &Actor,
    at: Timestamp,
    event: &ChangeEventKind,
) -> Result<(), StoreError> {
    let row = change_events::ActiveModel {
        id: NotSet,
        change_id: Set(change.0),
        at: Set(millis(at)),
        actor_id: Set(actor.id.map(|id| id.0)),
        actor_name: Set(storable(&actor.name)),
        event: Set(to_json(event)?),
    };
    change_events::Entity::insert(row).exec(tx).await?;
    Ok(())
}

/// Who wrote it, by its journal.
pub(super) async fn writers(
    tx: &DatabaseTransaction,
    change: ChangeId,
) -> Result<std::collections::BTreeSet<OperatorId>, StoreError> {
    let query = change_events::Entity::find().filter(change_events::Column::ChangeId.eq(change.0));
    let mut writers = std::collections::BTreeSet::new();
    for row in query.all(tx).await? {
        let event = ChangeEvent::try_from(row)?;
        if event.kind.is_writing() {
            writers.extend(event.actor.id);
        }
    }
    Ok(writers)
}

/// The last thing that happened to a change.
pub(super) async fn last(tx: &DatabaseTransaction, change: ChangeId) -> Result<Option<ChangeEventKind>, StoreError> {
    let query = change_events::Entity::find()
        .filter(change_events::Column::ChangeId.eq(change.0))
        .order_by_desc(change_events::Column::Id);
    let row = query.one(tx).await?;
    row.map(|row| from_json("an event of a change", &row.event)).transpose()
}

impl TryFrom<change_events::Model> for ChangeEvent {
    type Error = StoreError;

    fn try_from(row: change_events::Model) -> Result<Self, StoreError> {
        Ok(Self {
            at: timestamp(row.at)?,
            actor: Actor {
                id: row.actor_id.map(OperatorId),
                name: row.actor_name,
            },
            kind: from_json("an event of a change", &row.event)?,
        })
    }
}
