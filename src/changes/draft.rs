//! Writing a change: saving what was typed, going on from what DigiCert has now, discarding it.

use super::Changes;
use crate::causes::causes;
use crate::domain::change::ChangeForm;
use crate::domain::change::compare::rebased;
use crate::domain::ids::ChangeId;
use crate::domain::operator::{Actor, Operator};
use crate::store::{ChangeDiscarded, ChangeSaved, StoreError};

/// What became of saving.
pub type Saving = ChangeSaved;

/// What became of going on from what DigiCert has now.
#[derive(Clone, Debug, PartialEq)]
pub enum Rebasing {
    /// It goes on from there.
    Rebased,
    /// Somebody changed it meanwhile, or it left.
    Conflict,
    /// DigiCert did not tell what it has now.
    Unread,
    /// There is no such change, or DigiCert has no such subject any more.
    Missing,
}

impl Changes {
    /// Saves what was typed, right or wrong, where the change is still that version.
    ///
    /// # Errors
    /// The store failed.
    pub async fn save(
        &self,
        operator: &Operator,
        id: ChangeId,
        version: i64,
        form: &ChangeForm,
    ) -> Result<Saving, StoreError> {
        let (actor, now) = (Actor::from(operator), self.clock.now());
        self.store.changes().save(id, version, form, &actor, now).await
    }

    /// Takes what DigiCert has now for what the change began with; what the person did not touch becomes what it is now.
    ///
    /// # Errors
    /// The store failed.
    pub async fn rebase(&self, operator: &Operator, id: ChangeId, version: i64) -> Result<Rebasing, StoreError> {
        let Some(change) = self.find(id).await? else {
            return Ok(Rebasing::Missing);
        };
        let now = match self.read(change.subject, &change.form).await {
            Ok(Some(now)) => now,
            Ok(None) => return Ok(Rebasing::Missing),
            Err(error) => {
                tracing::warn!(error = causes(&error), "the subject of a change could not be read");
                return Ok(Rebasing::Unread);
            }
        };
        let form = match &change.base {
            Some(base) => rebased(&change.form, base, &now),
            None => change.form.clone(),
        };
        let (actor, at) = (Actor::from(operator), self.clock.now());
        let changes = self.store.changes();
        Ok(match changes.rebase(id, version, &now, &form, &actor, at).await? {
            ChangeSaved::Saved(_) => Rebasing::Rebased,
            ChangeSaved::Conflict(_) | ChangeSaved::NotEditable(_) => Rebasing::Conflict,
            ChangeSaved::Missing => Rebasing::Missing,
        })
    }

    /// Discards a change of which nothing left; false where somebody was faster.
    ///
    /// # Errors
    /// The store failed.
    pub async fn discard(&self, id: ChangeId, version: i64) -> Result<bool, StoreError> {
        let discarded = self.store.changes().discard(id, version).await?;
        Ok(discarded == ChangeDiscarded::Discarded)
    }
}
