//! The approval of an order by a second person: asked for, given, refused, taken back, and lapsed.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::transition::{Step, locked};
use super::{Orders, journal};
use crate::domain::approval::{Approval, Given};
use crate::domain::ids::{OperatorId, OrderId};
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::{EventKind, Order, State};
use crate::store::encoding::to_json;
use crate::store::entity::orders;
use crate::store::transaction::WriteTransaction;
use crate::store::{Approving, Stepped, StoreError};

impl Orders {
    /// Asks for the approval of the request of that digest, where the order is still at that version. Who had a hand in
    /// the order is written down with it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn ask_approval(
        &self,
        id: OrderId,
        version: i64,
        approval: &Approval,
    ) -> Result<Stepped<Order>, StoreError> {
        let event = EventKind::ApprovalAsked {
            request_sha256: approval.request_sha256.clone(),
            remark: approval.remark.clone(),
        };
        let tx = WriteTransaction::begin(&self.store).await?;
        let columns = approval_column(&Approval {
            written_by: writers(&tx, id).await?,
            ..approval.clone()
        })?;
        step(tx, id, version, event, columns, &approval.asked_by, approval.asked_at).await
    }

    /// Approves the request of that digest, where the order is still at that version, the approval was asked for just
    /// that request, and this person may give it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn approve(
        &self,
        id: OrderId,
        version: i64,
        request_sha256: &str,
        remark: &str,
        operator: &Operator,
        given: &Given,
    ) -> Result<Approving<Order>, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(order) = locked(&tx, id).await? else {
            return Ok(Approving::Missing);
        };
        let Some(asked) = order
            .approval
            .clone()
            .filter(|_| order.state == State::AwaitingApproval)
        else {
            return Ok(Approving::NotAsked(order));
        };
        if order.version != version {
            return Ok(Approving::Conflict(order));
        }
        // An earlier version of the desk did not write down who had a hand in it.
        let asked = Approval {
            written_by: writers(&tx, id).await?,
            ..asked
        };
        let approval = match asked.give(request_sha256, operator, &order.owner, given) {
            Ok(approval) => approval,
            Err(why) => return Ok(Approving::not_given(order, why)),
        };
        let step = Step {
            event: EventKind::Approved {
                request_sha256: request_sha256.to_owned(),
                remark: remark.to_owned(),
            },
            columns: approval_column(&approval)?,
            actor: given.by.clone(),
            at: given.at,
        };
        let Some(order) = step.take(&tx, &order).await? else {
            return Ok(Approving::NotAsked(order));
        };
        tx.commit().await?;
        Ok(Approving::Given(order))
    }

    /// Sends an order back to its owner.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn reject(
        &self,
        id: OrderId,
        version: i64,
        reason: &str,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Stepped<Order>, StoreError> {
        let event = EventKind::Rejected {
            reason: reason.to_owned(),
        };
        self.step(id, version, event, orders::ActiveModel::default(), actor, now)
            .await
    }

    /// Takes back the wish for an approval, or the approval.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn withdraw(
        &self,
        id: OrderId,
        version: i64,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Stepped<Order>, StoreError> {
        self.step(
            id,
            version,
            EventKind::Withdrawn,
            orders::ActiveModel::default(),
            actor,
            now,
        )
        .await
    }

    /// Takes back the approvals that were not used in time, and says of which orders.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn lapse_approvals(&self, now: Timestamp) -> Result<Vec<OrderId>, StoreError> {
        let approved = orders::Entity::find()
            .filter(orders::Column::State.eq(State::Approved.word()))
            .order_by_asc(orders::Column::Id);
        let mut lapsed = Vec::new();
        for row in approved.all(&self.store.connection).await? {
            let order = Order::try_from(row)?;
            if order.approval.as_ref().is_some_and(|approval| approval.holds(now)) {
                continue;
            }
            let nothing = orders::ActiveModel::default();
            let actor = journal::desk();
            let event = EventKind::ApprovalLapsed;
            if let Stepped::Done(order) = self.step(order.id, order.version, event, nothing, &actor, now).await? {
                lapsed.push(order.id);
            }
        }
        Ok(lapsed)
    }

    /// The orders that wait for an approval, the longest waiting first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn awaiting_approval(&self, limit: u64) -> Result<Vec<Order>, StoreError> {
        let query = orders::Entity::find()
            .filter(orders::Column::State.eq(State::AwaitingApproval.word()))
            .order_by_asc(orders::Column::UpdatedAt)
            .order_by_asc(orders::Column::Id)
            .limit(limit);
        query
            .all(&self.store.connection)
            .await?
            .into_iter()
            .map(Order::try_from)
            .collect()
    }

    async fn step(
        &self,
        id: OrderId,
        version: i64,
        event: EventKind,
        columns: orders::ActiveModel,
        actor: &Actor,
        at: Timestamp,
    ) -> Result<Stepped<Order>, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        step(tx, id, version, event, columns, actor, at).await
    }
}

/// Takes a step where the order is still at that version, and commits it.
async fn step(
    tx: WriteTransaction,
    id: OrderId,
    version: i64,
    event: EventKind,
    columns: orders::ActiveModel,
    actor: &Actor,
    at: Timestamp,
) -> Result<Stepped<Order>, StoreError> {
    let Some(order) = locked(&tx, id).await? else {
        return Ok(Stepped::Missing);
    };
    if order.state.after(&event).is_none() {
        return Ok(Stepped::NotNow(order));
    }
    if order.version != version {
        return Ok(Stepped::Conflict(order));
    }
    let step = Step {
        event,
        columns,
        actor: actor.clone(),
        at,
    };
    let Some(order) = step.take(&tx, &order).await? else {
        return Ok(Stepped::NotNow(order));
    };
    tx.commit().await?;
    Ok(Stepped::Done(order))
}

/// Who wrote or changed an order, or one of those whose place it takes.
async fn writers(tx: &DatabaseTransaction, id: OrderId) -> Result<BTreeSet<OperatorId>, StoreError> {
    let mut writers = BTreeSet::new();
    let mut next = Some(id);
    while let Some(id) = next {
        let Some(order) = locked(tx, id).await? else {
            break;
        };
        writers.extend(order.owner.id);
        writers.extend(journal::writers(tx, id).await?);
        next = order.replaces;
    }
    Ok(writers)
}

fn approval_column(approval: &Approval) -> Result<orders::ActiveModel, StoreError> {
    Ok(orders::ActiveModel {
        approval: Set(Some(to_json(approval)?)),
        ..orders::ActiveModel::default()
    })
}
