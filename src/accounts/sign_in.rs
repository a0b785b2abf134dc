//! Signing in: one answer and one duration for every wrong pair, slowed down per account and per address.

use std::net::IpAddr;

use jiff::ToSpan;
use secrecy::SecretString;

use super::{Accounts, AccountsError, password};
use crate::causes::causes;
use crate::domain::operator::Operator;

/// Failures within this many minutes count.
const WINDOW_MINUTES: i64 = 15;
/// From this many failures on, an account takes no further attempts within the window.
pub(super) const PER_ACCOUNT: u64 = 8;
/// From this many failures on, an address takes no further attempts within the window.
const PER_ADDRESS: u64 = 40;

/// What became of an attempt to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// The person, and the epoch of their sessions.
    Welcome(Operator, i64),
    /// Unknown name, wrong password or disabled person: one answer for all.
    Refused,
    /// Too many failures; try again later.
    Throttled,
}

impl Accounts {
    /// Checks a name and a password. The same work is done whether the name exists or not.
    ///
    /// # Errors
    /// The store failed.
    pub async fn sign_in(
        &self,
        username: &str,
        password: SecretString,
        address: IpAddr,
    ) -> Result<SignIn, AccountsError> {
        let username = username.trim();
        let by_account = throttle_key(username);
        let by_address = format!("address:{address}");
        let throttle = self.store.throttle();
        if self.has_failed_often(&by_account, PER_ACCOUNT).await?
            || self.has_failed_often(&by_address, PER_ADDRESS).await?
        {
            tracing::warn!("an attempt to sign in was turned away: too many failures before it");
            return Ok(SignIn::Throttled);
        }
        let record = self.store.operators().find_by_username(username).await?;
        let hash = record.as_ref().map(|record| record.password_hash.clone());
        let matches = password::verify(password, hash).await.unwrap_or_else(|error| {
            tracing::error!(error = causes(&error), "a password could not be compared");
            false
        });
        match record {
            Some(record) if matches && !record.disabled => {
                throttle.clear(&by_account).await?;
                tracing::info!(operator_id = record.operator.id.0, "somebody signed in");
                Ok(SignIn::Welcome(record.operator, record.sessions_epoch))
            }
            _ => {
                let now = self.clock.now();
                throttle.record_failure(&by_account, now).await?;
                throttle.record_failure(&by_address, now).await?;
                tracing::warn!("an attempt to sign in was refused");
                Ok(SignIn::Refused)
            }
        }
    }

    /// Whether there were that many failures of late.
    pub(super) async fn has_failed_often(&self, key: &str, limit: u64) -> Result<bool, AccountsError> {
        let now = self.clock.now();
        let since = now.checked_sub(WINDOW_MINUTES.minutes()).unwrap_or(now);
        Ok(self.store.throttle().failures(key, since).await? >= limit)
    }
}

/// Under which key the failures of an account are counted.
pub(super) fn throttle_key(username: &str) -> String {
    format!("account:{}", username.to_lowercase())
}
