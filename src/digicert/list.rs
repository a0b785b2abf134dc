//! The calls that list orders: from these somebody may conclude that an order does not exist, or did not change.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use super::client::DigiCert;
use super::failure::ReadError;
use super::wire::order_list::{OrderPage, OrderQuery};
use super::wire::status_changes::{self, StatusChange};

/// The longest time that changes can be asked for (CertCentral: Status change list).
const LONGEST_PAST: Duration = Duration::from_hours(7 * 24);

impl DigiCert {
    /// One page of the account's orders (CertCentral: List orders); [`OrderQuery::after`] leads to the next one.
    ///
    /// The key sees what its user sees: one with the role of a limited user sees its own orders only (CertCentral:
    /// Authentication).
    ///
    /// # Errors
    /// As for every reading call, and where the page cannot be read in whole: see [`OrderPage`].
    pub async fn orders(&self, query: &OrderQuery) -> Result<OrderPage, ReadError> {
        let pairs = query.pairs();
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = self.read(&["order", "certificate"], &pairs).await?;
        OrderPage::read(answer, query).map_err(unreadable)
    }

    /// The orders whose status changed within a time until now, of at least a second and at most 7 days (CertCentral:
    /// Status change list).
    ///
    /// # Errors
    /// As for every reading call, and where one entry cannot be read.
    pub async fn status_changes(&self, within: Duration) -> Result<Vec<StatusChange>, ReadError> {
        let within = within.clamp(Duration::from_secs(1), LONGEST_PAST);
        let seconds = within.as_secs() + u64::from(within.subsec_nanos() > 0);
        self.changes(("seconds", &seconds.to_string())).await
    }

    /// The orders whose status changed between two moments, and not again since (CertCentral: Status change list).
    ///
    /// More may come than was asked for, never less: the filter is in Mountain Daylight Time, and where that is said of a
    /// place, an hour later in winter.
    ///
    /// # Errors
    /// As for every reading call, and where one entry cannot be read.
    pub async fn status_changes_between(
        &self,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<StatusChange>, ReadError> {
        let range = status_changes::range(from, until);
        self.changes(("filters[status_last_updated]", &range)).await
    }

    async fn changes(&self, span: (&str, &str)) -> Result<Vec<StatusChange>, ReadError> {
        let answer: Value = self.read(&["order", "certificate", "status-changes"], &[span]).await?;
        status_changes::read(answer).map_err(unreadable)
    }
}

/// These answers said yes, as far as HTTP goes.
pub(super) fn unreadable(source: serde_json::Error) -> ReadError {
    ReadError::Unreadable {
        status: 200,
        source: Some(source),
    }
}
