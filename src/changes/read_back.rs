//! What became of a change whose answer was lost: DigiCert's records tell, or a person does.

use jiff::SignedDuration;

use super::{Changes, NumberFault};
use crate::causes::causes;
use crate::domain::change::effect::{LOOKS_BEFORE_NOT_THERE, effect};
use crate::domain::change::{Change, ChangeState, Effect};
use crate::domain::ids::ChangeId;
use crate::domain::operator::{Actor, Operator};
use crate::mirror::MirrorError;
use crate::store::{Stepped, StoreError};

/// A change counts as not made only so long after it was sent: DigiCert may still be at it.
const BEFORE_NOT_MADE: SignedDuration = SignedDuration::from_mins(2);

/// So many changes in doubt are read back in one run.
const LOOKS: u64 = 50;

/// What reading back told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadBack {
    /// The change was made.
    Made,
    /// The change was not made; it is a draft again.
    NotMade,
    /// It is not there yet; a list may lag behind, so it is read again.
    NotThereYet,
    /// What DigiCert has tells neither that it was made nor that it was not: a person must say.
    Unclear,
    /// DigiCert did not answer, or not with what the change is about.
    Unanswered {
        /// Whether nothing was heard of it, so that another question would fare no better.
        is_silence: bool,
    },
    /// The change is not in doubt any more.
    NotInDoubt,
    /// There is no such change.
    Missing,
}

/// What a person says of a change in doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settling {
    /// It was made; where it creates something, the number of that.
    Made(Option<i64>),
    /// It was not made; it is a draft again.
    NotMade,
}

/// What became of somebody's word about a change in doubt.
#[derive(Clone, Debug, PartialEq)]
pub enum Settled {
    /// It is written down.
    Settled(Box<Change>),
    /// The change is not in doubt any more, or somebody was faster.
    Conflict,
    /// The number of what was created will not do.
    Number(NumberFault),
}

impl Changes {
    /// Reads back a change in doubt, because somebody asks.
    ///
    /// # Errors
    /// The store failed.
    pub async fn read_back(&self, operator: &Operator, id: ChangeId) -> Result<ReadBack, StoreError> {
        self.look(id, Some(Actor::from(operator))).await
    }

    async fn look(&self, id: ChangeId, actor: Option<Actor>) -> Result<ReadBack, StoreError> {
        let Some(change) = self.find(id).await? else {
            return Ok(ReadBack::Missing);
        };
        let Some(attempt) = change.attempt.as_ref().filter(|_| change.state == ChangeState::InDoubt) else {
            return Ok(ReadBack::NotInDoubt);
        };
        let now = match self.read(change.subject, &change.form).await {
            Ok(Some(now)) => now,
            Ok(None) => return Ok(ReadBack::Unclear),
            Err(MirrorError::Store(error)) => return Err(error),
            Err(error) => {
                tracing::warn!(
                    change_id = id.0,
                    error = causes(&error),
                    "a change could not be read back"
                );
                let is_silence = matches!(&error, MirrorError::Unanswered(error) if error.is_silence());
                return Ok(ReadBack::Unanswered { is_silence });
            }
        };
        let told = effect(&change.form, attempt, &now);
        let (changes, at, mark) = (self.store.changes(), self.clock.now(), attempt.mark.as_str());
        let looks = attempt.looks.saturating_add(1);
        let is_late = attempt.at.saturating_add(BEFORE_NOT_MADE).is_ok_and(|late| late <= at);
        let counts = looks >= LOOKS_BEFORE_NOT_THERE && is_late;
        Ok(match told {
            Effect::Made(created) => {
                changes.record_found(id, mark, created, actor.as_ref(), at).await?;
                self.read_anew(change.subject, created).await;
                ReadBack::Made
            }
            Effect::NotMade if counts => {
                changes.record_not_there(id, mark, actor.as_ref(), at).await?;
                ReadBack::NotMade
            }
            Effect::NotMade | Effect::Unclear => {
                changes
                    .read_back(id, mark, attempt.looks, told, actor.as_ref(), at)
                    .await?;
                if told == Effect::Unclear {
                    ReadBack::Unclear
                } else {
                    ReadBack::NotThereYet
                }
            }
        })
    }

    /// Reads back what is in doubt, the oldest first. One that cannot be read, because the key may not for instance, keeps
    /// no other from being read; DigiCert's silence ends the run.
    pub(super) async fn read_back_all(&self) -> Result<(), StoreError> {
        let patient = Self {
            digicert: self.digicert.patient(),
            mirror: self.mirror.patient(),
            ..self.clone()
        };
        for change in self.store.changes().in_doubt(LOOKS).await? {
            let told = patient.look(change.id, None).await?;
            if told == (ReadBack::Unanswered { is_silence: true }) {
                break;
            }
        }
        Ok(())
    }

    /// Writes down what a person found out about a change in doubt.
    ///
    /// # Errors
    /// The store failed.
    pub async fn settle(
        &self,
        operator: &Operator,
        id: ChangeId,
        version: i64,
        settling: &Settling,
        reason: &str,
    ) -> Result<Settled, StoreError> {
        let Some(change) = self.find(id).await? else {
            return Ok(Settled::Conflict);
        };
        let (actor, at, changes) = (Actor::from(operator), self.clock.now(), self.store.changes());
        let settled = match settling {
            Settling::Made(number) => {
                let created = match self.look_at_number(&change, *number).await? {
                    Ok(created) => created,
                    Err(fault) => return Ok(Settled::Number(fault)),
                };
                changes.settle(id, version, (reason, created), &actor, at).await?
            }
            Settling::NotMade => changes.take_back(id, version, reason, &actor, at).await?,
        };
        Ok(match settled {
            Stepped::Done(change) => {
                self.read_anew(change.subject, change.created).await;
                Settled::Settled(Box::new(change))
            }
            Stepped::Conflict(_) | Stepped::NotNow(_) | Stepped::Missing => Settled::Conflict,
        })
    }
}
