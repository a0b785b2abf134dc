//! Reading orders in full: those that changed, those with which something is under way, and bit by bit all others, so that
//! the calls never keep an order waiting for its place under DigiCert's limits.

use jiff::{SignedDuration, Timestamp};

use super::Orders;
use crate::causes::causes;
use crate::digicert::ReadError;
use crate::domain::ids::{OrderId, RemoteOrderId};
use crate::domain::operator::Actor;
use crate::domain::order::OrderRecord;
use crate::store::StoreError;

/// The name of the lease.
const LEASE: &str = "order-details";

/// For how long it is taken. It is prolonged with every order that is read, which takes seconds.
const LEASE_SECONDS: i64 = 180;

/// So many orders that are due are read in one run, with two calls each.
const DUE: u64 = 60;

/// So many calls are made in one run. What those that are due leave of it goes to the orders that were never read in full:
/// an account of 250,000 is known within a day.
const CALLS: u64 = 180;

/// One that could not be read is tried again after so much time.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// After so many in a row that could not be read, it is not about them. Those that DigiCert does not know, or does not let
/// the key read, do not count: that is about them, and there may be many.
const IN_A_ROW: u32 = 5;

/// Why an order was not read.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotRead {
    #[error(transparent)]
    Unanswered(#[from] ReadError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Orders {
    /// Ends when an order became due to be read in full.
    pub async fn details_wanted(&self) {
        self.wanted.notified().await;
    }

    pub(super) fn want_details(&self) {
        self.wanted.notify_one();
    }

    /// Reads in full what is due, and some of what never was; says how many orders those were. None where another process
    /// is at it.
    ///
    /// # Errors
    /// The store failed. That DigiCert did not answer is in the log; what is due stays due.
    pub async fn read_details(&self) -> Result<Option<u64>, StoreError> {
        let orders = Self {
            digicert: self.digicert.patient(),
            ..self.clone()
        };
        if !orders.keep_details_lease().await? {
            return Ok(None);
        }
        let read = orders.read_what_is_due().await;
        self.store.leases().give_back(LEASE, &self.holder).await?;
        read.map(Some)
    }

    /// The same on its own, as the desk does it every minute: what comes of it is in the log.
    pub async fn keep_detailed(&self) {
        match self.read_details().await {
            Ok(None | Some(0)) => {}
            Ok(Some(read)) => tracing::info!(read, "orders were read in full"),
            Err(error) => tracing::error!(error = causes(&error), "orders could not be read in full"),
        }
    }

    async fn read_what_is_due(&self) -> Result<u64, StoreError> {
        let records = self.store.order_records();
        let due = records.due(self.clock.now(), DUE).await?;
        let calls = u64::try_from(due.len()).unwrap_or(CALLS).saturating_mul(2);
        // Once is enough: whatever changes later makes it due.
        let never = Timestamp::UNIX_EPOCH.saturating_add(SignedDuration::from_millis(1));
        let never = never.unwrap_or(Timestamp::UNIX_EPOCH);
        // Until the list of all orders is read, what there is comes before what is in it.
        let rest = match self.store.order_reading().pass().await? {
            Some(_) => Vec::new(),
            None => records.not_detailed_since(never, CALLS.saturating_sub(calls)).await?,
        };
        let (mut read, mut in_a_row) = (0_u64, 0_u32);
        for (id, remote_id) in due.into_iter().chain(rest) {
            if !self.keep_details_lease().await? {
                break;
            }
            match self.read_in_full(id, remote_id, None).await {
                Ok(record) => {
                    (read, in_a_row) = (read.saturating_add(1), 0);
                    if record.is_open() {
                        self.read_validation(id, remote_id).await?;
                    }
                }
                Err(NotRead::Store(error)) => return Err(error),
                Err(NotRead::Unanswered(error)) if error.is_silence() => {
                    tracing::warn!(error = causes(&error), "orders could not be read in full");
                    break;
                }
                Err(NotRead::Unanswered(error)) => {
                    let is_about_it = matches!(error, ReadError::NotFound | ReadError::Denied(_));
                    let error = causes(&error);
                    tracing::warn!(
                        order_id = id.0,
                        error,
                        "an order could not be read in full; later again"
                    );
                    let later = self.clock.now().saturating_add(AGAIN).unwrap_or(Timestamp::MAX);
                    records.set_due(&[id], later).await?;
                    in_a_row = in_a_row.saturating_add(u32::from(!is_about_it));
                    if in_a_row >= IN_A_ROW {
                        break;
                    }
                }
            }
        }
        Ok(read)
    }

    /// Reads an order in full, keeps it, and writes down its status where DigiCert tells one.
    pub(super) async fn read_in_full(
        &self,
        id: OrderId,
        remote_id: RemoteOrderId,
        actor: Option<&Actor>,
    ) -> Result<OrderRecord, NotRead> {
        let at = self.clock.now();
        let record = self.digicert.order_record(remote_id).await?;
        self.store.keep_order(id, &record, at, actor).await?;
        Ok(record)
    }

    /// Reads how far the validation of an order is. That it cannot be read is in the log: the order itself was.
    pub(super) async fn read_validation(&self, id: OrderId, remote_id: RemoteOrderId) -> Result<(), StoreError> {
        let at = self.clock.now();
        match self.digicert.order_validation(remote_id).await {
            Ok(validation) => {
                self.store.order_records().keep_validation(id, &validation, at).await?;
            }
            Err(error) => {
                tracing::warn!(
                    order_id = id.0,
                    error = causes(&error),
                    "a validation could not be read"
                );
            }
        }
        Ok(())
    }

    async fn keep_details_lease(&self) -> Result<bool, StoreError> {
        let (until, now) = (self.clock.in_seconds(LEASE_SECONDS), self.clock.now());
        self.store.leases().take(LEASE, &self.holder, until, now).await
    }
}
