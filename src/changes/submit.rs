//! Sending a change: read again, write ahead, send once, record the outcome.

use std::time::Duration;

use tracing::Instrument;

use super::Changes;
use crate::causes::causes;
use crate::digicert::{ChangeBody, Submission, Submitted};
use crate::domain::change::{Answer, Change, ChangeAttempt, ChangeRequest, Compared, Snapshot, Subject};
use crate::domain::ids::{ChangeId, OrganizationId, RemoteDomainId};
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::event::NotSent;
use crate::random;
use crate::store::{ChangeClaim, ChangeExchange, ChangeRecorded, Lease, StoreError};

/// How often an outcome is tried to be written down before the change is left to its lease.
const RECORDING_ATTEMPTS: u32 = 6;

/// What became of a click on "send".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Submitting {
    /// DigiCert took it; what it said besides, such as the state of a domain.
    Done(Option<Answer>),
    /// DigiCert took it, and answered with what it had already: nothing new was made.
    Reused,
    /// DigiCert refused it; the reasons are on the change.
    Refused,
    /// It is not known whether DigiCert took it.
    InDoubt,
    /// Nothing left.
    NotSent(NotSent),
    /// It is being sent by an earlier click, or was sent before.
    AlreadySent,
    /// The change was written anew after the check page was shown.
    ChangedMeanwhile,
    /// Somebody changed the subject elsewhere since the form was opened: the check page shows all versions.
    ChangedElsewhere,
    /// The change does not pass the checks.
    NotReady,
    /// It needs the approval of a second person first, or waits for one.
    NotApproved,
    /// DigiCert did not tell what it has now, and nothing is sent blindly.
    Unread,
    /// Another change of the same subject is being sent or in doubt.
    Busy(ChangeId),
    /// There is no such change, or DigiCert has no such subject any more.
    Missing,
}

impl Changes {
    /// Sends a change, where it is still the version that was checked. The work goes on when the caller goes away.
    ///
    /// # Errors
    /// The store failed. Before the write-ahead nothing was sent; after it the change is `sending` and becomes in doubt
    /// when its lease runs out.
    pub async fn submit(
        &self,
        operator: &Operator,
        id: ChangeId,
        version: i64,
        is_service_user: bool,
    ) -> Result<Submitting, StoreError> {
        let (changes, actor) = (self.clone(), Actor::from(operator));
        let submitting = async move { Box::pin(changes.try_to_submit(actor, id, version, is_service_user)).await };
        let task = self.tasks.spawn(submitting.in_current_span());
        task.await.unwrap_or_else(|error| {
            tracing::error!(change_id = id.0, error = causes(&error), "a change was cut off");
            Ok(Submitting::InDoubt)
        })
    }

    async fn try_to_submit(
        &self,
        actor: Actor,
        id: ChangeId,
        version: i64,
        is_service_user: bool,
    ) -> Result<Submitting, StoreError> {
        let Some(change) = self.find(id).await? else {
            return Ok(Submitting::Missing);
        };
        if !change.state.is_editable() {
            return Ok(Submitting::AlreadySent);
        }
        if change.version != version {
            return Ok(Submitting::ChangedMeanwhile);
        }
        let (subject, base) = (change.subject, change.base.as_ref());
        let checked = self.check(subject, &change.form, base, is_service_user).await?;
        let Some(request) = checked.request else {
            return Ok(Submitting::NotReady);
        };
        if let Err(why) = self.digicert.ready().await {
            return Ok(Submitting::NotSent(why));
        }
        let before = match self.read(subject, &change.form).await {
            Ok(Some(before)) => before,
            Ok(None) => return Ok(Submitting::Missing),
            Err(error) => {
                tracing::warn!(error = causes(&error), "the subject of a change could not be read");
                return Ok(Submitting::Unread);
            }
        };
        if let Some(base) = base
            && Compared::of(&change.form, base, Some(&before)).moved_elsewhere()
        {
            return Ok(Submitting::ChangedElsewhere);
        }
        self.claim_and_send(actor, &change, &request, before).await
    }

    async fn claim_and_send(
        &self,
        actor: Actor,
        change: &Change,
        request: &ChangeRequest,
        before: Snapshot,
    ) -> Result<Submitting, StoreError> {
        let body = self.digicert.prepare_change(request);
        let known = self.known(change.subject, &before).await?;
        let attempt = ChangeAttempt {
            mark: random::word(24),
            request_sha256: body.sha256().to_owned(),
            before,
            actor,
            at: self.clock.now(),
            looks: 0,
        };
        let needs_approval = self.needs_approval(change.form.kind());
        let lease = Lease {
            until: self.clock.in_seconds(self.lease_seconds),
            holder: self.holder.clone(),
        };
        let claim = self
            .store
            .changes()
            .claim(change.id, change.version, &attempt, &lease, needs_approval)
            .await?;
        match claim {
            ChangeClaim::Claimed(_) => {}
            ChangeClaim::AlreadyUnderWay(_) => return Ok(Submitting::AlreadySent),
            ChangeClaim::NotApproved(_) => return Ok(Submitting::NotApproved),
            ChangeClaim::Conflict(_) => return Ok(Submitting::ChangedMeanwhile),
            ChangeClaim::Busy(other) => return Ok(Submitting::Busy(other.id)),
            ChangeClaim::Missing => return Ok(Submitting::Missing),
        }
        // A machine that slept here may wake up when others have put the change in doubt and read it back.
        let submitted = if self.clock.now() >= lease.until {
            None
        } else {
            tracing::info!(
                change_id = change.id.0,
                kind = change.form.kind().word(),
                "a change is being sent"
            );
            Some(self.digicert.submit(request, &body).await)
        };
        let outcome = match &submitted {
            Some(submitted) => submitted.outcome.clone(),
            None => Submission::NotSent(NotSent::HeldUp),
        };
        let reused = match &outcome {
            Submission::Accepted { created, .. } => created.filter(|id| known.contains(id)),
            _ => None,
        };
        let recorded = self.record(change.id, &attempt.mark, &outcome, reused).await;
        if let Some(submitted) = &submitted {
            self.keep_exchange(change.id, &attempt, &body, submitted).await;
        }
        if let ChangeRecorded::Ignored(_) | ChangeRecorded::Missing = recorded? {
            tracing::error!(
                change_id = change.id.0,
                "the outcome of a change could not be recorded on it"
            );
            return Ok(Submitting::InDoubt);
        }
        Ok(match outcome {
            Submission::Accepted { created, answer } => {
                self.read_anew(change.subject, created).await;
                match reused {
                    Some(_) => Submitting::Reused,
                    None => Submitting::Done(answer),
                }
            }
            Submission::Refused(_) => {
                self.read_anew(change.subject, None).await;
                Submitting::Refused
            }
            Submission::NotSent(why) => Submitting::NotSent(why),
            Submission::InDoubt(why) => {
                let (change_id, why) = (change.id.0, why.word());
                tracing::error!(change_id, why, "a change is in doubt; it will be read back");
                Submitting::InDoubt
            }
        })
    }

    /// Brings what the desk knows of the subject up to date. Where that fails, the next full reading does.
    pub(super) async fn read_anew(&self, subject: Subject, created: Option<i64>) {
        let subject = match (subject, created) {
            (Subject::NewOrganization, Some(id)) => Subject::Organization(OrganizationId(id)),
            (Subject::NewDomain, Some(id)) => Subject::Domain(RemoteDomainId(id)),
            (subject, _) => subject,
        };
        if let Err(error) = self.mirror.read_again(subject).await {
            tracing::warn!(error = causes(&error), "what was changed could not be read again");
        }
    }

    /// Writes the outcome down, again and again where the store is in trouble.
    async fn record(
        &self,
        id: ChangeId,
        mark: &str,
        outcome: &Submission,
        reused: Option<i64>,
    ) -> Result<ChangeRecorded, StoreError> {
        let mut pause = Duration::from_millis(100);
        for _ in 1..RECORDING_ATTEMPTS {
            match self.record_once(id, mark, outcome, reused).await {
                Err(error) => {
                    tracing::error!(
                        change_id = id.0,
                        error = causes(&error),
                        "an outcome was not recorded; trying again"
                    );
                }
                recorded => return recorded,
            }
            tokio::time::sleep(pause).await;
            pause = pause.saturating_mul(3);
        }
        self.record_once(id, mark, outcome, reused).await
    }

    async fn record_once(
        &self,
        id: ChangeId,
        mark: &str,
        outcome: &Submission,
        reused: Option<i64>,
    ) -> Result<ChangeRecorded, StoreError> {
        let (changes, now) = (self.store.changes(), self.clock.now());
        if let Some(known) = reused {
            return changes.record_reused(id, mark, known, now).await;
        }
        match outcome {
            Submission::Accepted { created, answer } => {
                changes.record_done(id, mark, *created, answer.clone(), now).await
            }
            Submission::Refused(errors) => changes.record_refused(id, mark, errors, now).await,
            Submission::NotSent(why) => changes.record_not_sent(id, mark, *why, now).await,
            Submission::InDoubt(why) => changes.record_in_doubt(id, mark, why.clone(), now).await,
        }
    }

    /// Keeps the raw exchange for those who may see it.
    async fn keep_exchange(&self, id: ChangeId, attempt: &ChangeAttempt, body: &ChangeBody, submitted: &Submitted) {
        let exchange = ChangeExchange {
            at: attempt.at,
            method: body.method().to_owned(),
            path: body.path().join("/"),
            request_body: submitted.exchange.request_body.clone(),
            status: submitted.exchange.status,
            response_body: submitted.exchange.response_body.clone(),
        };
        if let Err(error) = self.store.changes().add_exchange(id, &exchange).await {
            tracing::error!(
                change_id = id.0,
                error = causes(&error),
                "the raw exchange was not kept"
            );
        }
    }
}
