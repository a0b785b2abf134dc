//! The approval of a change by a second person: asked for, given, refused, taken back, and lapsed. The rules are in
//! [`crate::domain::approval`].

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::transition::{Step, locked};
use super::{Changes, journal};
use crate::domain::approval::{Approval, Given};
use crate::domain::change::{Change, ChangeEventKind, ChangeState};
use crate::domain::ids::ChangeId;
use crate::domain::operator::{Actor, Operator};
use crate::store::encoding::to_json;
use crate::store::entity::changes;
use crate::store::transaction::WriteTransaction;
use crate::store::{Approving, Stepped, StoreError};

impl Changes {
    /// Asks for the approval of the request of that digest, where the change is still at that version. Who wrote it is
    /// written down with it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn ask_approval(
        &self,
        id: ChangeId,
        version: i64,
        approval: &Approval,
    ) -> Result<Stepped<Change>, StoreError> {
        let event = ChangeEventKind::ApprovalAsked {
            request_sha256: approval.request_sha256.clone(),
            remark: approval.remark.clone(),
        };
        let tx = WriteTransaction::begin(&self.store).await?;
        let columns = approval_column(&Approval {
            written_by: journal::writers(&tx, id).await?,
            ..approval.clone()
        })?;
        step(tx, id, version, event, columns, &approval.asked_by, approval.asked_at).await
    }

    /// Approves the request of that digest, where the change is still at that version, the approval was asked for just
    /// that request, and this person may give it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn approve(
        &self,
        id: ChangeId,
        version: i64,
        request_sha256: &str,
        remark: &str,
        operator: &Operator,
        given: &Given,
    ) -> Result<Approving<Change>, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(change) = locked(&tx, id).await? else {
            return Ok(Approving::Missing);
        };
        let asked = change.approval.clone();
        let Some(asked) = asked.filter(|_| change.state == ChangeState::AwaitingApproval) else {
            return Ok(Approving::NotAsked(change));
        };
        if change.version != version {
            return Ok(Approving::Conflict(change));
        }
        let approval = match asked.give(request_sha256, operator, &change.owner, given) {
            Ok(approval) => approval,
            Err(why) => return Ok(Approving::not_given(change, why)),
        };
        let step = Step {
            event: ChangeEventKind::Approved {
                request_sha256: request_sha256.to_owned(),
                remark: remark.to_owned(),
            },
            columns: approval_column(&approval)?,
            actor: given.by.clone(),
            at: given.at,
        };
        let Some(change) = step.take(&tx, &change).await? else {
            return Ok(Approving::NotAsked(change));
        };
        tx.commit().await?;
        Ok(Approving::Given(change))
    }

    /// Sends a change back to its owner.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn reject(
        &self,
        id: ChangeId,
        version: i64,
        reason: &str,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Stepped<Change>, StoreError> {
        let event = ChangeEventKind::Rejected {
            reason: reason.to_owned(),
        };
        let tx = WriteTransaction::begin(&self.store).await?;
        step(tx, id, version, event, changes::ActiveModel::default(), actor, now).await
    }

    /// Takes back the wish for an approval, or the approval.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn withdraw(
        &self,
        id: ChangeId,
        version: i64,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Stepped<Change>, StoreError> {
        let (event, nothing) = (ChangeEventKind::Withdrawn, changes::ActiveModel::default());
        let tx = WriteTransaction::begin(&self.store).await?;
        step(tx, id, version, event, nothing, actor, now).await
    }

    /// Takes back the approvals that were not used in time, and says of which changes.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn lapse_approvals(&self, now: Timestamp) -> Result<Vec<ChangeId>, StoreError> {
        let approved = changes::Entity::find()
            .filter(changes::Column::State.eq(ChangeState::Approved.word()))
            .order_by_asc(changes::Column::Id);
        let mut lapsed = Vec::new();
        for change in self.all(approved).await? {
            if change.approval.as_ref().is_some_and(|approval| approval.holds(now)) {
                continue;
            }
            let (event, nothing) = (ChangeEventKind::ApprovalLapsed, changes::ActiveModel::default());
            let tx = WriteTransaction::begin(&self.store).await?;
            let actor = journal::desk();
            let stepped = step(tx, change.id, change.version, event, nothing, &actor, now).await?;
            if let Stepped::Done(change) = stepped {
                lapsed.push(change.id);
            }
        }
        Ok(lapsed)
    }

    /// The changes that wait for an approval, the longest waiting first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn awaiting_approval(&self, limit: u64) -> Result<Vec<Change>, StoreError> {
        let query = changes::Entity::find()
            .filter(changes::Column::State.eq(ChangeState::AwaitingApproval.word()))
            .order_by_asc(changes::Column::UpdatedAt)
            .order_by_asc(changes::Column::Id)
            .limit(limit);
        self.all(query).await
    }
}

/// Takes a step where the change is still at that version, and commits it.
pub(super) async fn step(
    tx: WriteTransaction,
    id: ChangeId,
    version: i64,
    event: ChangeEventKind,
    columns: changes::ActiveModel,
    actor: &Actor,
    at: Timestamp,
) -> Result<Stepped<Change>, StoreError> {
    let Some(change) = locked(&tx, id).await? else {
        return Ok(Stepped::Missing);
    };
    if change.state.after(&event).is_none() {
        return Ok(Stepped::NotNow(change));
    }
    if change.version != version {
        return Ok(Stepped::Conflict(change));
    }
    let step = Step {
        event,
        columns,
        actor: actor.clone(),
        at,
    };
    let Some(change) = step.take(&tx, &change).await? else {
        return Ok(Stepped::NotNow(change));
    };
    tx.commit().await?;
    Ok(Stepped::Done(change))
}

fn approval_column(approval: &Approval) -> Result<changes::ActiveModel, StoreError> {
    Ok(changes::ActiveModel {
        approval: Set(Some(to_json(approval)?)),
        ..changes::ActiveModel::default()
    })
}
