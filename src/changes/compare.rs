//! What the check page shows: before, now and after, side by side.

use super::Changes;
use super::known::PATIENCE;
use crate::causes::causes;
use crate::domain::change::{Change, Compared, Snapshot};

/// A change beside what DigiCert has.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// All facts the change is about.
    pub compared: Compared,
    /// The subject now; none where DigiCert did not tell.
    pub now: Option<Snapshot>,
    /// Whether DigiCert says that it has no such subject.
    pub is_gone: bool,
}

impl Changes {
    /// Compares a change with what DigiCert has now. Where it does not tell in time, nothing counts as changed elsewhere;
    /// it is read again before anything is sent.
    pub async fn compare(&self, change: &Change) -> Comparison {
        let read = tokio::time::timeout(PATIENCE, self.read(change.subject, &change.form)).await;
        let (now, is_gone) = match read {
            Ok(Ok(now)) => {
                let is_gone = now.is_none();
                (now, is_gone)
            }
            Err(_) => (None, false),
            Ok(Err(error)) => {
                tracing::warn!(error = causes(&error), "the subject of a change could not be read");
                (None, false)
            }
        };
        let nothing = Snapshot::Absent { alike: Vec::new() };
        let base = change.base.as_ref().unwrap_or(&nothing);
        let theirs = now.as_ref().filter(|_| change.base.is_some());
        Comparison {
            compared: Compared::of(&change.form, base, theirs),
            now,
            is_gone,
        }
    }
}
