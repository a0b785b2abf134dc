//! The approval of a change by a second person: asked for, given, refused, taken back, and lapsed. The rules are those of
//! orders ([`crate::domain::order::approval`]).

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::doubt::ChangeStepped;
use super::transition::{Step, locked};
use super::{Changes, journal};
use crate::domain::change::{Change, ChangeEventKind, ChangeState};
use crate::domain::ids::ChangeId;
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::Approval;
use crate::domain::order::approval::{Given, MayNotApprove};
use crate::store::StoreError;
use crate::store::encoding::to_json;
use crate::store::entity::changes;
use crate::store::transaction::WriteTransaction;

/// What became of an approval.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeApproving {
    /// It is given.
    Given(Change),
    /// Somebody wrote the change anew meanwhile; or what would be sent is not what the approval was asked for.
    Conflict(Change),
    /// Nobody asked for it any more.
    NotAsked(Change),
    /// That person may not give it.
    MayNot(MayNotApprove),
    /// There is no such change.
    Missing,
}

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
    ) -> Result<ChangeStepped, StoreError> {
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
    ) -> Result<ChangeApproving, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(change) = locked(&tx, id).await? else {
            return Ok(ChangeApproving::Missing);
        };
        let asked = change.approval.clone();
        let Some(asked) = asked.filter(|_| change.state == ChangeState::AwaitingApproval) else {
            return Ok(ChangeApproving::NotAsked(change));
        };
        if change.version != version || asked.request_sha256 != request_sha256 {
            return Ok(ChangeApproving::Conflict(change));
        }
        if let Err(why) = asked.may_be_given_by(operator, &change.owner) {
            return Ok(ChangeApproving::MayNot(why));
        }
        let step = Step {
            event: ChangeEventKind::Approved {
                request_sha256: request_sha256.to_owned(),
                remark: remark.to_owned(),
            },
            columns: approval_column(&Approval {
                given: Some(given.clone()),
                ..asked
            })?,
            actor: given.by.clone(),
            at: given.at,
        };
        let Some(change) = step.take(&tx, &change).await? else {
            return Ok(ChangeApproving::NotAsked(change));
        };
        tx.commit().await?;
        Ok(ChangeApproving::Given(change))
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
    ) -> Result<ChangeStepped, StoreError> {
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
    ) -> Result<ChangeStepped, StoreError> {
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
            let given = change.approval.as_ref().and_then(|approval| approval.given.as_ref());
            if given.is_some_and(|given| now < given.until) {
                continue;
            }
            let (event, nothing) = (ChangeEventKind::ApprovalLapsed, changes::ActiveModel::default());
            let tx = WriteTransaction::begin(&self.store).await?;
            let actor = journal::desk();
            let stepped = step(tx, change.id, change.version, event, nothing, &actor, now).await?;
            if let ChangeStepped::Done(change) = stepped {
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
) -> Result<ChangeStepped, StoreError> {
    let Some(change) = locked(&tx, id).await? else {
        return Ok(ChangeStepped::Missing);
    };
    if change.state.after(&event).is_none() {
        return Ok(ChangeStepped::NotNow(change));
    }
    if change.version != version {
        return Ok(ChangeStepped::Conflict(change));
    }
    let step = Step {
        event,
        columns,
        actor: actor.clone(),
        at,
    };
    let Some(change) = step.take(&tx, &change).await? else {
        return Ok(ChangeStepped::NotNow(change));
    };
    tx.commit().await?;
    Ok(ChangeStepped::Done(change))
}

fn approval_column(approval: &Approval) -> Result<changes::ActiveModel, StoreError> {
    Ok(changes::ActiveModel {
        approval: Set(Some(to_json(approval)?)),
        ..changes::ActiveModel::default()
    })
}
