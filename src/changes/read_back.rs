//! What became of a change whose answer was lost: DigiCert's records tell, or a person does.

use super::Changes;
use crate::causes::causes;
use crate::domain::change::effect::{LOOKS_BEFORE_NOT_THERE, effect};
use crate::domain::change::{Change, ChangeState, Effect};
use crate::domain::ids::ChangeId;
use crate::domain::operator::{Actor, Operator};
use crate::store::{ChangeSaved, StoreError};

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
    /// DigiCert has something else: a person must say.
    Unclear,
    /// DigiCert did not answer.
    Unanswered,
    /// The change is not in doubt any more.
    NotInDoubt,
    /// There is no such change.
    Missing,
}

/// What a person says of a change in doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settling {
    /// It was made.
    Made,
    /// It was not made; it is a draft again.
    NotMade,
}

impl Changes {
    /// Reads back a change in doubt.
    ///
    /// # Errors
    /// The store failed.
    pub async fn read_back(&self, id: ChangeId) -> Result<ReadBack, StoreError> {
        let Some(change) = self.find(id).await? else {
            return Ok(ReadBack::Missing);
        };
        let Some(attempt) = change.attempt.as_ref().filter(|_| change.state == ChangeState::InDoubt) else {
            return Ok(ReadBack::NotInDoubt);
        };
        let now = match self.read(change.subject, &change.form).await {
            Ok(Some(now)) => now,
            Ok(None) => return Ok(ReadBack::Unclear),
            Err(error) => {
                tracing::warn!(change_id = id.0, error = causes(&error), "a change could not be read back");
                return Ok(ReadBack::Unanswered);
            }
        };
        let told = effect(&change.form, attempt, &now);
        let (changes, at) = (self.store.changes(), self.clock.now());
        let is_first_looks = attempt.looks.saturating_add(1) < LOOKS_BEFORE_NOT_THERE;
        Ok(match told {
            Effect::Made(created) => {
                changes.found(id, &attempt.mark, created, at).await?;
                self.read_anew(change.subject, created).await;
                ReadBack::Made
            }
            Effect::NotMade if change.subject_is_new() && is_first_looks => {
                changes.looked(id, &attempt.mark, told, at).await?;
                ReadBack::NotThereYet
            }
            Effect::NotMade => {
                changes.not_there(id, &attempt.mark, at).await?;
                ReadBack::NotMade
            }
            Effect::Unclear => {
                changes.looked(id, &attempt.mark, told, at).await?;
                ReadBack::Unclear
            }
        })
    }

    /// Reads back what is in doubt, the oldest first.
    pub(super) async fn read_back_all(&self) -> Result<(), StoreError> {
        let patient = Self {
            digicert: self.digicert.patient(),
            ..self.clone()
        };
        for change in self.store.changes().in_doubt(LOOKS).await? {
            if patient.read_back(change.id).await? == ReadBack::Unanswered {
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
    ) -> Result<Option<Change>, StoreError> {
        let (actor, at, changes) = (Actor::from(operator), self.clock.now(), self.store.changes());
        let settled = match settling {
            Settling::Made => changes.settle(id, version, reason, &actor, at).await?,
            Settling::NotMade => changes.take_back(id, version, reason, &actor, at).await?,
        };
        Ok(match settled {
            ChangeSaved::Saved(change) => {
                self.read_anew(change.subject, change.created).await;
                Some(change)
            }
            ChangeSaved::Conflict(_) | ChangeSaved::NotEditable(_) | ChangeSaved::Missing => None,
        })
    }
}
