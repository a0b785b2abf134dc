//! The one way a change's row changes: read under a lock, written where it is still what was read.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};

use super::journal;
use crate::domain::change::{Change, ChangeEventKind, ChangeState, Subject};
use crate::domain::ids::ChangeId;
use crate::domain::operator::Actor;
use crate::domain::order::EventKind;
use crate::store::StoreError;
use crate::store::encoding::millis;
use crate::store::entity::changes;
use crate::store::orders::tell_of_action;

/// Reads a change and keeps others from changing it until the transaction ends.
pub(super) async fn locked(tx: &DatabaseTransaction, id: ChangeId) -> Result<Option<Change>, StoreError> {
    let row = changes::Entity::find_by_id(id.0).lock_exclusive().one(tx).await?;
    row.map(Change::try_from).transpose()
}

/// A step in the life of a change: what happened, and the columns that change with it. Where it leads is not the
/// caller's to say: that is [`ChangeState::after`].
pub(super) struct Step {
    pub(super) event: ChangeEventKind,
    /// State, version, lease and time are seen to here.
    pub(super) columns: changes::ActiveModel,
    pub(super) actor: Actor,
    pub(super) at: Timestamp,
}

impl Step {
    /// Writes the step and its event. Nothing, where it is not possible in the change's state.
    pub(super) async fn take(self, tx: &DatabaseTransaction, change: &Change) -> Result<Option<Change>, StoreError> {
        let Some(next) = change.state.after(&self.event) else {
            return Ok(None);
        };
        let mut columns = self.columns;
        columns.state = Set(next.word().to_owned());
        columns.version = Set(change.version.saturating_add(1));
        columns.updated_at = Set(millis(self.at));
        if next != ChangeState::Sending {
            columns.lease_until = Set(None);
            columns.lease_holder = Set(None);
        }
        // What is approved is one request as it stands; what is sent next is another.
        if matches!(next, ChangeState::Draft | ChangeState::Refused) {
            columns.approval = Set(None);
        }
        write(tx, change, columns).await?;
        journal::add(tx, change.id, &self.actor, self.at, &self.event).await?;
        if let Subject::Order(remote) = change.subject
            && self.event.concerns_the_order()
        {
            let event = told(change, self.event);
            tell_of_action(tx, remote, &self.actor, self.at, &event).await?;
        }
        reread(tx, change.id).await.map(Some)
    }
}

/// The event as the journal of the order has it.
fn told(change: &Change, event: ChangeEventKind) -> EventKind {
    EventKind::Action {
        change: change.id,
        action: change.word().to_owned(),
        step: event.word().to_owned(),
        answer: match event {
            ChangeEventKind::Done { answer, .. } => answer,
            _ => None,
        },
    }
}

/// Writes columns where the change is still what was read. The lock makes sure of it; the condition makes sure of the
/// lock.
pub(super) async fn write(
    tx: &DatabaseTransaction,
    change: &Change,
    columns: changes::ActiveModel,
) -> Result<(), StoreError> {
    let written = changes::Entity::update_many()
        .set(columns)
        .filter(changes::Column::Id.eq(change.id.0))
        .filter(changes::Column::Version.eq(change.version))
        .filter(changes::Column::State.eq(change.state.word()))
        .exec(tx)
        .await?;
    match written.rows_affected {
        1 => Ok(()),
        _ => Err(StoreError::TryAgain { source: None }),
    }
}

pub(super) async fn reread(tx: &DatabaseTransaction, id: ChangeId) -> Result<Change, StoreError> {
    let row = changes::Entity::find_by_id(id.0).one(tx).await?;
    row.ok_or_else(|| StoreError::corrupt("a change that was just written"))?
        .try_into()
}
