//! Contacts of organizations: lists leave them out, so each organization is read by itself, a few in a run, the one that
//! was read longest ago first. So the calls never crowd out an order.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::{Mirror, MirrorError};
use crate::causes::causes;
use crate::domain::ids::OrganizationId;

/// So many organizations are read in one run: two calls each, well below DigiCert's limit of 1000 in three minutes.
const IN_ONE_RUN: u64 = 60;

/// Contacts are read again after so much time.
const FRESH: SignedDuration = SignedDuration::from_hours(24);

/// One that could not be read is tried again after so much time.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// Organizations that could not be read, and when they are tried again. They stay the oldest, and would be in the way of
/// all others. It is not written down: a new start tries each once more and goes on.
#[derive(Clone, Debug, Default)]
pub(super) struct Missed(Arc<Mutex<HashMap<OrganizationId, Timestamp>>>);

impl Missed {
    fn locked(&self) -> MutexGuard<'_, HashMap<OrganizationId, Timestamp>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many are not to be tried now.
    fn count(&self, now: Timestamp) -> u64 {
        let mut missed = self.locked();
        missed.retain(|_, again| *again > now);
        u64::try_from(missed.len()).unwrap_or(u64::MAX)
    }

    fn put_off(&self, id: OrganizationId, now: Timestamp) {
        let again = now.saturating_add(AGAIN).unwrap_or(Timestamp::MAX);
        self.locked().insert(id, again);
    }

    fn leave_out(&self, ids: &mut Vec<OrganizationId>) {
        let missed = self.locked();
        ids.retain(|id| !missed.contains_key(id));
    }
}

impl Mirror {
    /// What cannot be read is put off and stops nothing; DigiCert's silence ends the run.
    pub(super) async fn read_due_details(&self) -> Result<(), MirrorError> {
        let now = self.clock.now();
        let before = now.saturating_sub(FRESH).unwrap_or_default();
        let enough = IN_ONE_RUN.saturating_add(self.missed.count(now));
        let mut due = self.store.directory().oldest_detail(enough, before).await?;
        self.missed.leave_out(&mut due);
        due.truncate(usize::try_from(IN_ONE_RUN).unwrap_or(usize::MAX));
        for id in due {
            self.go_on().await?;
            match self.read_organization(id).await {
                Ok(Some(_)) => {}
                // The list has it all the same, or has not been read since.
                Ok(None) => self.missed.put_off(id, now),
                Err(MirrorError::Unanswered(error)) if !error.is_silence() => {
                    let error = causes(&error);
                    tracing::warn!(
                        organization_id = id.0,
                        error,
                        "an organization could not be read; later again"
                    );
                    self.missed.put_off(id, now);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
