//! What came of an attempt. An answer counts only for the attempt it belongs to, and only while that attempt is awaited;
//! a late yes still counts after the change was put in doubt.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;

use super::transition::{Step, locked};
use super::{Changes, journal};
use crate::domain::change::{Answer, Change, ChangeEventKind};
use crate::domain::ids::ChangeId;
use crate::domain::operator::Actor;
use crate::domain::order::RemoteError;
use crate::domain::order::event::{Doubt, NotSent};
use crate::store::StoreError;
use crate::store::encoding::to_json;
use crate::store::entity::changes;
use crate::store::transaction::WriteTransaction;

/// Whether what was learnt about a change could be written down.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeRecorded {
    /// It was.
    Recorded(Change),
    /// The change is not in a state where that can happen, or another attempt was meant; it was not changed.
    Ignored(Change),
    /// There is no such change.
    Missing,
}

impl Changes {
    /// DigiCert took the change; where it created something, it has this id.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_done(
        &self,
        id: ChangeId,
        mark: &str,
        created: Option<i64>,
        answer: Option<Answer>,
        now: Timestamp,
    ) -> Result<ChangeRecorded, StoreError> {
        let event = ChangeEventKind::Done { created, answer };
        self.record(id, mark, event, done(created), None, now).await
    }

    /// DigiCert took the change, and answered with what it had already.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_reused(
        &self,
        id: ChangeId,
        mark: &str,
        known: i64,
        now: Timestamp,
    ) -> Result<ChangeRecorded, StoreError> {
        let event = ChangeEventKind::Reused { id: known };
        self.record(id, mark, event, done(Some(known)), None, now).await
    }

    /// DigiCert refused the change.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_refused(
        &self,
        id: ChangeId,
        mark: &str,
        errors: &[RemoteError],
        now: Timestamp,
    ) -> Result<ChangeRecorded, StoreError> {
        let columns = changes::ActiveModel {
            refusal: Set(to_json(&errors)?),
            ..changes::ActiveModel::default()
        };
        let errors = errors.to_vec();
        self.record(id, mark, ChangeEventKind::Refused { errors }, columns, None, now)
            .await
    }

    /// Nothing left, so that the change is a draft again, or approved as before.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_not_sent(
        &self,
        id: ChangeId,
        mark: &str,
        why: NotSent,
        now: Timestamp,
    ) -> Result<ChangeRecorded, StoreError> {
        let nothing = changes::ActiveModel::default();
        let is_approved = self.find(id).await?.is_some_and(|change| change.approval.is_some());
        let event = ChangeEventKind::NotSent { why, is_approved };
        self.record(id, mark, event, nothing, None, now).await
    }

    /// It is not known whether DigiCert took the change.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_in_doubt(
        &self,
        id: ChangeId,
        mark: &str,
        why: Doubt,
        now: Timestamp,
    ) -> Result<ChangeRecorded, StoreError> {
        let nothing = changes::ActiveModel::default();
        self.record(id, mark, ChangeEventKind::InDoubt { why }, nothing, None, now)
            .await
    }

    /// A change in doubt was read back from DigiCert: it had been taken. The desk itself looked, unless somebody is named.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_found(
        &self,
        id: ChangeId,
        mark: &str,
        created: Option<i64>,
        actor: Option<&Actor>,
        now: Timestamp,
    ) -> Result<ChangeRecorded, StoreError> {
        let actor = actor.cloned().unwrap_or_else(journal::desk);
        let event = ChangeEventKind::Found { created };
        self.record(id, mark, event, done(created), Some(actor), now).await
    }

    /// A change in doubt was read back from DigiCert: it had not been taken, so that it is a draft again.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_not_there(
        &self,
        id: ChangeId,
        mark: &str,
        actor: Option<&Actor>,
        now: Timestamp,
    ) -> Result<ChangeRecorded, StoreError> {
        let actor = actor.cloned().unwrap_or_else(journal::desk);
        let nothing = changes::ActiveModel::default();
        self.record(id, mark, ChangeEventKind::NotThere, nothing, Some(actor), now)
            .await
    }

    /// Without an actor it was whoever made the attempt.
    async fn record(
        &self,
        id: ChangeId,
        mark: &str,
        event: ChangeEventKind,
        columns: changes::ActiveModel,
        actor: Option<Actor>,
        now: Timestamp,
    ) -> Result<ChangeRecorded, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        let Some(change) = locked(&tx, id).await? else {
            return Ok(ChangeRecorded::Missing);
        };
        let Some(attempt) = change.attempt.as_ref().filter(|attempt| attempt.mark == mark) else {
            return Ok(ChangeRecorded::Ignored(change));
        };
        let step = Step {
            event,
            columns,
            actor: actor.unwrap_or_else(|| attempt.actor.clone()),
            at: now,
        };
        let Some(change) = step.take(&tx, &change).await? else {
            return Ok(ChangeRecorded::Ignored(change));
        };
        tx.commit().await?;
        Ok(ChangeRecorded::Recorded(change))
    }
}

fn done(created: Option<i64>) -> changes::ActiveModel {
    changes::ActiveModel {
        created: Set(created),
        refusal: Set("[]".to_owned()),
        ..changes::ActiveModel::default()
    }
}
