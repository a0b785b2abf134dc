//! Changes whose answer did not come: put in doubt, read back, or decided by a person.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::IntoCondition;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::approve::step;
use super::transition::{Step, locked, reread, write};
use super::{Changes, journal};
use crate::domain::change::{Change, ChangeAttempt, ChangeEventKind, ChangeState, Effect};
use crate::domain::ids::ChangeId;
use crate::domain::operator::Actor;
use crate::domain::order::event::Doubt;
use crate::store::encoding::{millis, to_json};
use crate::store::entity::changes;
use crate::store::transaction::WriteTransaction;
use crate::store::{Stepped, StoreError};

impl Changes {
    /// Puts in doubt what has been on its way for longer than its lease, and says which changes.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn release_lapsed(&self, now: Timestamp) -> Result<Vec<ChangeId>, StoreError> {
        self.put_in_doubt(changes::Column::LeaseUntil.lt(millis(now)), now)
            .await
    }

    /// Puts in doubt what other desks were sending, and says which changes. For the start of a desk that is the only one
    /// on its database: whoever sent them is gone.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn release_all_of_other_holders(
        &self,
        holder: &str,
        now: Timestamp,
    ) -> Result<Vec<ChangeId>, StoreError> {
        self.put_in_doubt(changes::Column::LeaseHolder.ne(holder), now).await
    }

    async fn put_in_doubt(&self, which: impl IntoCondition, now: Timestamp) -> Result<Vec<ChangeId>, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let which = Condition::any()
            .add(which.into_condition())
            .add(changes::Column::LeaseUntil.is_null());
        let rows = changes::Entity::find()
            .filter(changes::Column::State.eq(ChangeState::Sending.word()))
            .filter(which)
            .order_by_asc(changes::Column::Id)
            .lock_exclusive()
            .all(&*tx)
            .await?;
        let mut in_doubt = Vec::with_capacity(rows.len());
        for row in rows {
            let change = Change::try_from(row)?;
            let step = Step {
                event: ChangeEventKind::InDoubt {
                    why: Doubt::DeskStopped,
                },
                columns: changes::ActiveModel::default(),
                actor: journal::desk(),
                at: now,
            };
            in_doubt.extend(step.take(&tx, &change).await?.map(|change| change.id));
        }
        tx.commit().await?;
        Ok(in_doubt)
    }

    /// Remembers that a change in doubt was read back without telling yes or no for certain, where nobody else looked or
    /// decided since: `looks` is how often that had been done before. Its journal grows where a person looked, and where
    /// something else was told than the last time.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn read_back(
        &self,
        id: ChangeId,
        mark: &str,
        looks: u32,
        effect: Effect,
        actor: Option<&Actor>,
        now: Timestamp,
    ) -> Result<Stepped<Change>, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(change) = locked(&tx, id).await? else {
            return Ok(Stepped::Missing);
        };
        if change.state != ChangeState::InDoubt {
            return Ok(Stepped::NotNow(change));
        }
        let is_same = |attempt: &&ChangeAttempt| attempt.mark == mark && attempt.looks == looks;
        let Some(attempt) = change.attempt.as_ref().filter(is_same) else {
            return Ok(Stepped::Conflict(change));
        };
        let event = ChangeEventKind::ReadBack {
            effect: effect.word().to_owned(),
        };
        if actor.is_some() || journal::last(&tx, id).await?.as_ref() != Some(&event) {
            let actor = actor.cloned().unwrap_or_else(journal::desk);
            journal::add(&tx, id, &actor, now, &event).await?;
        }
        let attempt = ChangeAttempt {
            looks: looks.saturating_add(1),
            ..attempt.clone()
        };
        let columns = changes::ActiveModel {
            attempt: Set(Some(to_json(&attempt)?)),
            ..changes::ActiveModel::default()
        };
        write(&tx, &change, columns).await?;
        let change = reread(&tx, id).await?;
        tx.commit().await?;
        Ok(Stepped::Done(change))
    }

    /// Somebody looked at DigiCert and says that a change in doubt was taken; where it creates something, what came of
    /// it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn settle(
        &self,
        id: ChangeId,
        version: i64,
        (reason, created): (&str, Option<i64>),
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Stepped<Change>, StoreError> {
        let reason = reason.to_owned();
        self.decide(id, version, ChangeEventKind::Settled { reason, created }, actor, now)
            .await
    }

    /// Somebody looked at DigiCert and says that a change in doubt was not taken, so that it is a draft again.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn take_back(
        &self,
        id: ChangeId,
        version: i64,
        reason: &str,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Stepped<Change>, StoreError> {
        let reason = reason.to_owned();
        self.decide(id, version, ChangeEventKind::TakenBack { reason }, actor, now)
            .await
    }

    async fn decide(
        &self,
        id: ChangeId,
        version: i64,
        event: ChangeEventKind,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Stepped<Change>, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let mut columns = changes::ActiveModel::default();
        if let ChangeEventKind::Settled {
            created: Some(created), ..
        } = &event
        {
            columns.created = Set(Some(*created));
        }
        step(tx, id, version, event, columns, actor, now).await
    }
}
