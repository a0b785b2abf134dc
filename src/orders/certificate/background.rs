//! Fetching certificates by itself: those of orders that changed lately at once, all others bit by bit, those of this
//! desk first, so that certificates can be found by key and OIN and are there while DigiCert does not answer.
//!
//! Where it stands is not written down: what was fetched is kept, so a new start goes on with what is missing.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::{CertificateFetch, later};
use crate::causes::causes;
use crate::domain::ids::OrderId;
use crate::orders::Orders;
use crate::store::StoreError;

/// So many certificates are fetched in one run: two calls each, well below DigiCert's limit of 1000 in three minutes.
const IN_ONE_RUN: u64 = 40;

/// The name of the lease: one process at a time fetches by itself.
const LEASE: &str = "certificates";

/// For how long it is taken. It is prolonged with every certificate, which takes seconds.
const LEASE_SECONDS: i64 = 180;

/// An order that changed within so much time has its certificate fetched before all others.
const LATELY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Once all orders were gone through, they are gone through again after so much time.
const REST: SignedDuration = SignedDuration::from_hours(24);

/// How far the way through all orders is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Way {
    /// Those of this desk, below that id.
    Ours(Option<OrderId>),
    /// All, below that id.
    All(Option<OrderId>),
    /// At its end until then.
    Rests(Timestamp),
    #[default]
    Begins,
}

/// The walk through the orders whose certificate is missing; one for a running desk.
#[derive(Debug, Default)]
pub struct CertificateWalk {
    way: Way,
    /// Orders whose certificate did not come, and when they are asked for again.
    missed: HashMap<OrderId, Timestamp>,
}

impl Orders {
    /// One run, as the desk makes one every minute: fetches some of the certificates that are missing. What comes of it is
    /// in the journals and in the log.
    pub async fn keep_certificates(&self, walk: &mut CertificateWalk) {
        let patient = Self {
            digicert: self.digicert.patient(),
            ..self.clone()
        };
        let run = async {
            if patient.keep_lease().await? {
                patient.fetch_missing(walk).await?;
                self.store.leases().give_back(LEASE, &self.holder).await?;
            }
            Ok::<_, StoreError>(())
        };
        if let Err(error) = Box::pin(run).await {
            tracing::error!(error = causes(&error), "certificates could not be kept");
        }
    }

    async fn keep_lease(&self) -> Result<bool, StoreError> {
        let (until, now) = (self.clock.in_seconds(LEASE_SECONDS), self.clock.now());
        self.store.leases().take(LEASE, &self.holder, until, now).await
    }

    async fn fetch_missing(&self, walk: &mut CertificateWalk) -> Result<(), StoreError> {
        let now = self.clock.now();
        walk.missed.retain(|_, again| *again > now);
        let certificates = self.store.certificates();
        let since = now.saturating_sub(LATELY).unwrap_or_default();
        let mut due = certificates.due_again(now, IN_ONE_RUN).await?;
        let room = walk.missed.len().try_into().unwrap_or(u64::MAX);
        due.extend(
            certificates
                .missing_since(since, IN_ONE_RUN.saturating_add(room))
                .await?,
        );
        due.retain(|id| !walk.missed.contains_key(id));
        due.truncate(usize::try_from(IN_ONE_RUN).unwrap_or(usize::MAX));
        if due.is_empty() {
            due = self.next_of_all(walk).await?;
        }
        for id in due {
            if !self.keep_lease().await? {
                return Ok(());
            }
            match self.fetch_certificate(None, id).await? {
                CertificateFetch::Kept | CertificateFetch::Held => {}
                // Nobody answers: the rest of this run would not be answered either.
                CertificateFetch::Unanswered if self.digicert.silence().is_some() => return Ok(()),
                CertificateFetch::Unanswered
                | CertificateFetch::NotIssued
                | CertificateFetch::NotPlaced
                | CertificateFetch::Missing => {
                    walk.missed.insert(id, later(now));
                }
            }
        }
        Ok(())
    }

    /// The next orders on the way through all of them.
    async fn next_of_all(&self, walk: &mut CertificateWalk) -> Result<Vec<OrderId>, StoreError> {
        let now = self.clock.now();
        let certificates = self.store.certificates();
        loop {
            let (below, is_ours) = match walk.way {
                Way::Rests(until) if until > now => return Ok(Vec::new()),
                Way::Rests(_) | Way::Begins => (None, true),
                Way::Ours(below) => (below, true),
                Way::All(below) => (below, false),
            };
            let found = certificates.missing_below(below, is_ours, IN_ONE_RUN).await?;
            walk.way = match (found.last(), is_ours) {
                (Some(last), true) => Way::Ours(Some(*last)),
                (Some(last), false) => Way::All(Some(*last)),
                (None, true) => Way::All(None),
                (None, false) => Way::Rests(now.saturating_add(REST).unwrap_or(Timestamp::MAX)),
            };
            let wanted: Vec<_> = found.into_iter().filter(|id| !walk.missed.contains_key(id)).collect();
            if !wanted.is_empty() {
                return Ok(wanted);
            }
        }
    }
}
