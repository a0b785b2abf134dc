//! Contacts of organizations: lists leave them out, so each organization is read by itself, a few in a run, the one that
//! was read longest ago first. So the calls never crowd out an order.

use jiff::SignedDuration;

use super::{Mirror, MirrorError};

/// So many organizations are read in one run: two calls each, well below DigiCert's limit of 1000 in three minutes.
const IN_ONE_RUN: u64 = 60;

/// Contacts are read again after so much time.
const FRESH: SignedDuration = SignedDuration::from_hours(24);

impl Mirror {
    pub(super) async fn read_due_details(&self) -> Result<(), MirrorError> {
        let before = self.clock.now().saturating_sub(FRESH).unwrap_or_default();
        let due = self.store.directory().oldest_detail(IN_ONE_RUN, before).await?;
        for id in due {
            self.go_on().await?;
            self.read_organization(id).await?;
        }
        Ok(())
    }
}
