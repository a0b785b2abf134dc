//! Beginning a change, changing what was typed, and discarding it.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{DatabaseTransaction, EntityTrait};

use super::row::{form_columns, subject_columns};
use super::transition::{Step, locked, reread};
use super::{Changes, journal};
use crate::domain::change::{Change, ChangeEventKind, ChangeForm, ChangeState, Snapshot, Subject};
use crate::domain::ids::ChangeId;
use crate::domain::operator::Actor;
use crate::store::StoreError;
use crate::store::encoding::{millis, storable, to_json};
use crate::store::entity::changes;
use crate::store::transaction::WriteTransaction;

/// What became of what somebody typed.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeSaved {
    /// It is stored; or the change says just this already, and was left as it is.
    Saved(Change),
    /// Somebody changed it meanwhile, into this.
    Conflict(Change),
    /// It has left, so that it cannot be changed any more.
    NotEditable(Change),
    /// There is no such change.
    Missing,
}

/// What became of a wish to discard a change.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeDiscarded {
    /// It is gone, and its journal with it.
    Discarded,
    /// Somebody changed it meanwhile, into this.
    Conflict(Change),
    /// It has left, so that it must be remembered.
    NotEditable(Change),
    /// There is no such change.
    Missing,
}

impl Changes {
    /// Stores a new change, as a draft.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn start(
        &self,
        subject: Subject,
        form: &ChangeForm,
        base: Option<&Snapshot>,
        owner: &Actor,
        now: Timestamp,
    ) -> Result<Change, StoreError> {
        let (word, subject_id) = subject_columns(subject);
        let row = changes::ActiveModel {
            version: Set(1),
            subject: Set(word.to_owned()),
            subject_id: Set(subject_id),
            state: Set(ChangeState::Draft.word().to_owned()),
            owner_id: Set(owner.id.map(|id| id.0)),
            owner_name: Set(storable(&owner.name)),
            created_at: Set(millis(now)),
            updated_at: Set(millis(now)),
            base: Set(base.map(to_json).transpose()?),
            refusal: Set("[]".to_owned()),
            ..form_columns(subject, form)?
        };
        let tx = WriteTransaction::begin(&self.store).await?;
        let id = ChangeId(changes::Entity::insert(row).exec(&*tx).await?.last_insert_id);
        journal::add(&tx, id, owner, now, &ChangeEventKind::Drafted).await?;
        let change = reread(&tx, id).await?;
        tx.commit().await?;
        Ok(change)
    }

    /// Stores what was typed, where the change is still at that version and has not left. Storing what is stored already
    /// changes nothing, so that a second click on "Save" is no conflict.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn save(
        &self,
        id: ChangeId,
        version: i64,
        form: &ChangeForm,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<ChangeSaved, StoreError> {
        self.rewrite(id, version, None, form, actor, now).await
    }

    /// Stores what was typed, and what DigiCert has now as what it is compared with from here on.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn rebase(
        &self,
        id: ChangeId,
        version: i64,
        base: &Snapshot,
        form: &ChangeForm,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<ChangeSaved, StoreError> {
        self.rewrite(id, version, Some(base), form, actor, now).await
    }

    async fn rewrite(
        &self,
        id: ChangeId,
        version: i64,
        base: Option<&Snapshot>,
        form: &ChangeForm,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<ChangeSaved, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(change) = locked(&tx, id).await? else {
            return Ok(ChangeSaved::Missing);
        };
        if !change.state.is_editable() {
            return Ok(ChangeSaved::NotEditable(change));
        }
        if change.form == *form && base.is_none_or(|base| change.base.as_ref() == Some(base)) {
            return Ok(ChangeSaved::Saved(change));
        }
        if change.version != version {
            return Ok(ChangeSaved::Conflict(change));
        }
        let mut columns = form_columns(change.subject, form)?;
        // What DigiCert refused was another request.
        columns.refusal = Set("[]".to_owned());
        let event = match base {
            Some(base) => {
                columns.base = Set(Some(to_json(base)?));
                ChangeEventKind::Rebased
            }
            None => ChangeEventKind::Changed,
        };
        let step = Step {
            event,
            columns,
            actor: actor.clone(),
            at: now,
        };
        let Some(change) = step.take(&tx, &change).await? else {
            return Ok(ChangeSaved::NotEditable(change));
        };
        tx.commit().await?;
        Ok(ChangeSaved::Saved(change))
    }

    /// Deletes a draft that is still at that version. What was once sent, even if it was refused, keeps its journal.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn discard(&self, id: ChangeId, version: i64) -> Result<ChangeDiscarded, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(change) = locked(&tx, id).await? else {
            return Ok(ChangeDiscarded::Missing);
        };
        if change.state != ChangeState::Draft || change.attempt.is_some() {
            return Ok(ChangeDiscarded::NotEditable(change));
        }
        if change.version != version {
            return Ok(ChangeDiscarded::Conflict(change));
        }
        changes::Entity::delete_by_id(id.0).exec(&*tx).await?;
        tx.commit().await?;
        Ok(ChangeDiscarded::Discarded)
    }
}

/// Stores another form of a change that is locked and may be changed.
pub(in crate::store) async fn rewrite_draft(
    tx: &DatabaseTransaction,
    change: &Change,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), StoreError> {
    let step = Step {
        event: ChangeEventKind::Changed,
        columns: form_columns(change.subject, &change.form)?,
        actor: actor.clone(),
        at: now,
    };
    step.take(tx, change).await.map(drop)
}
