//! The write-ahead: who claims a change is the only one to send it, and it is written down before anything leaves.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::Changes;
use super::row::subject_key;
use super::transition::{Step, locked};
use crate::domain::change::{Change, ChangeAttempt, ChangeEventKind, ChangeState};
use crate::domain::ids::ChangeId;
use crate::store::StoreError;
use crate::store::encoding::{millis, storable, to_json};
use crate::store::entity::changes;
use crate::store::orders::Lease;
use crate::store::transaction::WriteTransaction;

/// Who may send a change.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeClaim {
    /// The caller, and nobody else.
    Claimed(Change),
    /// Somebody else sends it or has sent it.
    AlreadyUnderWay(Change),
    /// Somebody changed it meanwhile, into this.
    Conflict(Change),
    /// It needs an approval of just this request, and has none that is still good; or it waits for one.
    NotApproved(Change),
    /// This other change of the same subject is under way or in doubt.
    Busy(Change),
    /// There is no such change.
    Missing,
}

impl Changes {
    /// Claims a change for sending, where it is still at that version and has not left, and no other change of the same
    /// subject is under way; where an approval is necessary, only with one for the attempt's request. It is committed when
    /// this returns.
    ///
    /// # Errors
    /// See [`StoreError`]; nothing may be sent then. [`StoreError::Taken`] where another change has the attempt's mark.
    pub async fn claim(
        &self,
        id: ChangeId,
        version: i64,
        attempt: &ChangeAttempt,
        lease: &Lease,
        needs_approval: bool,
    ) -> Result<ChangeClaim, StoreError> {
        match self.try_claim(id, version, attempt, lease, needs_approval).await {
            // Another change of the subject was claimed between the look and the write.
            Err(StoreError::Taken { source }) => match self.find(id).await? {
                Some(change) => match self.other_under_way(&self.store.connection, &change).await? {
                    Some(other) => Ok(ChangeClaim::Busy(other)),
                    None => Err(StoreError::Taken { source }),
                },
                None => Ok(ChangeClaim::Missing),
            },
            outcome => outcome,
        }
    }

    async fn try_claim(
        &self,
        id: ChangeId,
        version: i64,
        attempt: &ChangeAttempt,
        lease: &Lease,
        needs_approval: bool,
    ) -> Result<ChangeClaim, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(change) = locked(&tx, id).await? else {
            return Ok(ChangeClaim::Missing);
        };
        if !change.state.is_editable() {
            return Ok(ChangeClaim::AlreadyUnderWay(change));
        }
        if change.version != version {
            return Ok(ChangeClaim::Conflict(change));
        }
        let is_approved = change.state == ChangeState::Approved
            && change
                .approval
                .as_ref()
                .is_some_and(|approval| approval.covers(&attempt.request_sha256, attempt.at));
        if change.state == ChangeState::AwaitingApproval || (needs_approval && !is_approved) {
            return Ok(ChangeClaim::NotApproved(change));
        }
        if let Some(other) = self.other_under_way(&*tx, &change).await? {
            return Ok(ChangeClaim::Busy(other));
        }
        let columns = changes::ActiveModel {
            mark: Set(Some(attempt.mark.clone())),
            attempt: Set(Some(to_json(attempt)?)),
            lease_until: Set(Some(millis(lease.until))),
            lease_holder: Set(Some(storable(&lease.holder))),
            ..changes::ActiveModel::default()
        };
        let step = Step {
            event: ChangeEventKind::Sending {
                request_sha256: attempt.request_sha256.clone(),
            },
            columns,
            actor: attempt.actor.clone(),
            at: attempt.at,
        };
        let Some(change) = step.take(&tx, &change).await? else {
            return Ok(ChangeClaim::AlreadyUnderWay(change));
        };
        tx.commit().await?;
        Ok(ChangeClaim::Claimed(change))
    }

    async fn other_under_way<C: ConnectionTrait>(
        &self,
        connection: &C,
        change: &Change,
    ) -> Result<Option<Change>, StoreError> {
        let key = subject_key(change.subject, &change.form);
        let query = changes::Entity::find()
            .filter(changes::Column::SubjectKey.eq(key))
            .filter(changes::Column::State.is_in([ChangeState::Sending.word(), ChangeState::InDoubt.word()]))
            .filter(changes::Column::Id.ne(change.id.0));
        query.one(connection).await?.map(Change::try_from).transpose()
    }
}
