//! A run of the reconciler under way.

use jiff::Timestamp;

use super::{CutOff, changes, pass, schedule};
use crate::causes::causes;
use crate::digicert::ReadError;
use crate::domain::ids::{OrderId, RemoteOrderId};
use crate::domain::order::OrderRecord;
use crate::orders::Orders;
use crate::orders::look::{LookedAgain, look};
use crate::store::{Pass, Reconciliation, StoreError};

/// The name of the lease.
const LEASE: &str = "reconciler";

/// For how long it is taken. It is prolonged with every page that is read, which takes seconds.
const LEASE_SECONDS: i64 = 180;

/// So many orders in doubt are looked for at a time, the longest due first.
const LOOKS: u64 = 50;

/// A run under way.
pub(super) struct Run {
    pub(super) orders: Orders,
    at: Timestamp,
    /// When what is being compared was asked for.
    pub(super) read_at: Timestamp,
    pub(super) compared: u64,
    pub(super) differences: u64,
    /// The reading of all orders that it goes on with.
    pass: Option<Pass>,
    /// Its line, once that came to its end.
    line: Option<Reconciliation>,
}

impl Run {
    /// A run by a patient client; none where another process is at it.
    pub(super) async fn begin(orders: &Orders) -> Result<Option<Self>, StoreError> {
        let at = orders.clock.now();
        let run = Self {
            orders: Orders {
                digicert: orders.digicert.patient(),
                ..orders.clone()
            },
            at,
            read_at: at,
            compared: 0,
            differences: 0,
            pass: None,
            line: None,
        };
        Ok(run.keep_lease().await?.then_some(run))
    }

    /// What is urgent, and in between the reading of all orders, to the end of both.
    pub(super) async fn go(&mut self) -> Result<(), CutOff> {
        self.pass = self.pass_to_go_on_with().await?;
        loop {
            self.look_for_orders_in_doubt().await?;
            let passed = match self.pass {
                Some(mut pass) => {
                    let outcome = pass::go_on(self, &mut pass).await;
                    self.pass = Some(pass);
                    outcome
                }
                None => Ok(true),
            };
            match &passed {
                Ok(true) => self.end_pass().await?,
                Ok(false) => {}
                // A list that cannot be read must not hide what changed.
                Err(CutOff::Unanswered(error)) if !error.is_silence() => {}
                Err(_) => return passed.map(drop),
            }
            let since = self.orders.store.order_reading().polled_until().await?;
            if self.line.is_some() && since == Some(self.at) {
                // All was read since this run began; the next one asks what changed meanwhile.
                return Ok(());
            }
            if let Some(since) = since {
                changes::compare(self, since).await?;
            }
            if passed? {
                return Ok(());
            }
        }
    }

    /// The reading of all orders that was cut off, or one that is due. After so long a time that DigiCert does not tell
    /// any more what changed, it begins anew.
    async fn pass_to_go_on_with(&self) -> Result<Option<Pass>, CutOff> {
        let reading = self.orders.store.order_reading();
        let polled_until = reading.polled_until().await?;
        let is_up_to_date = polled_until.is_some_and(|since| changes::may_be_asked(since, self.at));
        if is_up_to_date {
            if let Some(pass) = reading.pass().await? {
                return Ok(Some(pass));
            }
            let last = self.orders.store.reconciliations().last_complete(true).await?;
            if !schedule::is_due(last.map(|run| run.at), self.at) {
                return Ok(None);
            }
        }
        let pass = Pass::beginning(self.at);
        reading.is_at(&pass).await?;
        if !is_up_to_date {
            reading.polled(self.at).await?;
        }
        Ok(Some(pass))
    }

    async fn end_pass(&mut self) -> Result<(), CutOff> {
        let Some(pass) = self.pass else {
            return Ok(());
        };
        let line = Reconciliation {
            at: pass.began_at,
            took: self.orders.clock.now().duration_since(pass.began_at),
            compared: self.compared.max(pass.offset),
            failure: None,
            ..self.line(None)
        };
        self.orders.store.reconciliations().add(&line).await?;
        self.orders.store.order_reading().pass_ended().await?;
        self.pass = None;
        self.line = Some(line);
        Ok(())
    }

    /// Takes the lease, or prolongs it; false where another process has it.
    async fn keep_lease(&self) -> Result<bool, StoreError> {
        let until = self.orders.clock.in_seconds(LEASE_SECONDS);
        let now = self.orders.clock.now();
        let leases = self.orders.store.leases();
        leases.take(LEASE, &self.orders.holder, until, now).await
    }

    pub(super) async fn give_back_lease(&self) -> Result<(), StoreError> {
        self.orders.store.leases().give_back(LEASE, &self.orders.holder).await
    }

    pub(super) async fn go_on(&self) -> Result<(), CutOff> {
        if self.keep_lease().await? {
            Ok(())
        } else {
            Err(CutOff::TakenOver)
        }
    }

    async fn look_for_orders_in_doubt(&mut self) -> Result<(), CutOff> {
        let now = self.orders.clock.now();
        let due = self.orders.store.orders().to_be_looked_for(now, LOOKS).await?;
        for order in due {
            self.go_on().await?;
            if look(&self.orders, order.id, None).await? == LookedAgain::Found {
                self.differ();
            }
            self.compared = self.compared.saturating_add(1);
        }
        Ok(())
    }

    /// What comes now is as old as this moment.
    pub(super) fn asks(&mut self) {
        self.read_at = self.orders.clock.now();
    }

    pub(super) fn differ(&mut self) {
        self.differences = self.differences.saturating_add(1);
    }

    /// Has orders read in full soon.
    pub(super) async fn want(&self, orders: &[OrderId]) -> Result<(), CutOff> {
        if !orders.is_empty() {
            self.orders.store.order_records().set_due(orders, self.read_at).await?;
            self.orders.want_details();
        }
        Ok(())
    }

    /// Keeps an order that was read in full.
    pub(super) async fn keep_in_full(&self, record: &OrderRecord) -> Result<(), CutOff> {
        let here = self.orders.store.orders().ids_of(&[record.id]).await?;
        for order in here.into_values() {
            self.orders
                .store
                .order_records()
                .keep(order, record, self.read_at)
                .await?;
        }
        Ok(())
    }

    /// An order of which nothing could be learnt is tried another time, and stops nothing; DigiCert's silence does.
    pub(super) fn pass_over(&self, id: RemoteOrderId, error: ReadError) -> Result<(), CutOff> {
        if error.is_silence() {
            return Err(error.into());
        }
        tracing::warn!(
            remote_id = id.0,
            error = causes(&error),
            "an order at DigiCert could not be read"
        );
        Ok(())
    }

    /// Whether DigiCert says that it does not know an order.
    pub(super) async fn is_unknown_there(&mut self, id: RemoteOrderId) -> Result<bool, CutOff> {
        self.asks();
        match self.orders.digicert.order_record(id).await {
            Ok(record) => {
                self.keep_in_full(&record).await?;
                Ok(false)
            }
            // One that was moved to where the key does not reach is as good as gone; it must not stop the comparison.
            Err(ReadError::NotFound | ReadError::Denied(_)) => Ok(true),
            Err(error) => {
                self.pass_over(id, error)?;
                Ok(false)
            }
        }
    }

    /// The line of the reading of all orders, where that came to its end.
    pub(super) fn take_line(&mut self) -> Option<Reconciliation> {
        self.line.take()
    }

    /// Remembers how the run went.
    pub(super) async fn add_line(&self, failure: Option<String>) -> Result<Reconciliation, StoreError> {
        let line = self.line(failure);
        self.orders.store.reconciliations().add(&line).await?;
        Ok(line)
    }

    fn line(&self, failure: Option<String>) -> Reconciliation {
        Reconciliation {
            at: self.at,
            took: self.orders.clock.now().duration_since(self.at),
            compared: self.compared,
            differences: self.differences,
            is_full: self.pass.is_some(),
            failure,
        }
    }
}
