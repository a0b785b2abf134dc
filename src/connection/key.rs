//! Whose key the desk uses, as far as rules ask for it; the answer is kept, for a key does not change its user.

use std::time::Instant;

use super::{Connection, KEPT_AFTER_FAILURE};
use crate::causes::causes;

/// What is known about the user of the key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct KeyUser {
    /// Whether it is a service user, which has the API but no console.
    is_service_user: bool,
    /// Where it belongs.
    pub(super) container: Option<String>,
}

/// What was asked so far.
#[derive(Debug, Default)]
pub(super) enum Kept {
    #[default]
    Nothing,
    Failed(Instant),
    Known(KeyUser),
}

impl Connection {
    /// Whether the key is that of a service user; None when DigiCert does not say.
    pub async fn is_service_user(&self) -> Option<bool> {
        self.key_user().await.map(|user| user.is_service_user)
    }

    pub(super) async fn key_user(&self) -> Option<KeyUser> {
        let mut kept = self.key.lock().await;
        match &*kept {
            Kept::Known(user) => return Some(user.clone()),
            Kept::Failed(at) if at.elapsed() < KEPT_AFTER_FAILURE => return None,
            Kept::Failed(_) | Kept::Nothing => {}
        }
        match self.in_time(self.digicert.me()).await {
            Ok(me) => {
                let user = KeyUser {
                    is_service_user: me.is_service_user(),
                    container: me.container.map(|container| container.id),
                };
                *kept = Kept::Known(user.clone());
                Some(user)
            }
            Err(error) => {
                tracing::warn!(error = causes(&error), "the user of the key could not be read");
                *kept = Kept::Failed(Instant::now());
                None
            }
        }
    }
}
