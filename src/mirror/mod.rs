//! What the desk knows of the account at DigiCert without asking: organizations, contacts, domains, containers and users,
//! read in the background and kept in the store, so that pages are fast and work while DigiCert does not answer.
//!
//! One process at a time reads, by a lease in the store; every list says when it was last read. Nothing here changes
//! anything at DigiCert.

mod details;
mod lists;
mod orders;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

use details::Missed;

use crate::causes::causes;
use crate::clock::Clock;
use crate::digicert::{DigiCert, ReadError};
use crate::domain::change::{Snapshot, Subject};
use crate::domain::directory::{Domain, Organization, Part};
use crate::domain::ids::{OrganizationId, RemoteDomainId};
use crate::random;
use crate::store::{Mirrored, Reading, Store, StoreError};

/// The name of the lease.
const LEASE: &str = "mirror";

/// For how long it is taken. It is prolonged with every page that is read, which takes seconds.
const LEASE_SECONDS: i64 = 180;

/// How long a person waits for a page.
const PATIENCE: Duration = Duration::from_secs(3);

/// Lists are read again after so much time.
const FRESH: SignedDuration = SignedDuration::from_mins(15);

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum MirrorError {
    /// DigiCert did not answer, or not with what was asked for.
    #[error(transparent)]
    Unanswered(#[from] ReadError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another process reads now.
    #[error("another desk took over")]
    TakenOver,
}

/// What somebody asked for.
#[derive(Debug, Default)]
struct Wanted {
    everything: AtomicBool,
    at_once: Notify,
}

/// What the desk knows of the account at DigiCert. Cheap to clone.
#[derive(Clone)]
pub struct Mirror {
    store: Store,
    digicert: DigiCert,
    clock: Clock,
    /// Names this process on the lease.
    holder: String,
    wanted: Arc<Wanted>,
    missed: Missed,
}

impl Mirror {
    /// What `digicert` tells, kept in `store`.
    #[must_use]
    pub fn new(store: Store, digicert: DigiCert, clock: Clock) -> Self {
        Self {
            store,
            digicert,
            clock,
            holder: random::word(20),
            wanted: Arc::default(),
            missed: Missed::default(),
        }
    }

    /// When each part was last read, and how it went.
    ///
    /// # Errors
    /// The store failed.
    pub async fn readings(&self) -> Result<Vec<(Part, Reading)>, StoreError> {
        self.store.directory().reads().await
    }

    /// Where it is kept, to be listed and searched.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// A subject as it was last read; none where the desk does not know it well enough to change it.
    ///
    /// # Errors
    /// The store failed.
    pub async fn snapshot(&self, subject: Subject) -> Result<Option<Snapshot>, StoreError> {
        let directory = self.store.directory();
        Ok(match subject {
            Subject::Organization(id) => {
                let known = directory.organization(id).await?.map(|it| it.record);
                // From a list alone nobody knows the contacts.
                let known = known.filter(|it| it.contacts.is_some());
                known.map(|it| Snapshot::Organization(Box::new(it)))
            }
            Subject::Domain(id) => {
                let known = directory.domain(id).await?;
                known.map(|it| Snapshot::Domain(Box::new(it.record)))
            }
            Subject::Order(id) => {
                let known = self.kept_order(id).await?;
                known.map(|it| Snapshot::Order(Box::new(it)))
            }
            Subject::NewOrganization | Subject::NewDomain => None,
        })
    }

    /// Reads one subject again; whether DigiCert has it.
    ///
    /// # Errors
    /// DigiCert did not answer, or the store failed.
    pub async fn read_again(&self, subject: Subject) -> Result<bool, MirrorError> {
        Ok(match subject {
            Subject::Organization(id) => self.read_organization(id).await?.is_some(),
            Subject::Domain(id) => self.read_domain(id).await?.is_some(),
            Subject::Order(id) => {
                let is_there = self.read_order(id).await?.is_some();
                // How far its validation is changes with the order; where it is not told, the page shows what was.
                if let Err(MirrorError::Store(error)) = self.read_domains_of_order(id).await {
                    return Err(error.into());
                }
                is_there
            }
            Subject::NewOrganization | Subject::NewDomain => false,
        })
    }

    /// An organization the desk does not know yet, asked for once; none where DigiCert does not tell.
    ///
    /// # Errors
    /// The store failed.
    pub async fn known_after_reading(&self, id: OrganizationId) -> Result<Option<Mirrored<Organization>>, StoreError> {
        self.try_to_read(Subject::Organization(id)).await?;
        self.store.directory().organization(id).await
    }

    /// A domain the desk does not know yet, asked for once; none where DigiCert does not tell.
    ///
    /// # Errors
    /// The store failed.
    pub async fn known_domain_after_reading(&self, id: RemoteDomainId) -> Result<Option<Mirrored<Domain>>, StoreError> {
        self.try_to_read(Subject::Domain(id)).await?;
        self.store.directory().domain(id).await
    }

    async fn try_to_read(&self, subject: Subject) -> Result<(), StoreError> {
        match tokio::time::timeout(PATIENCE, self.read_again(subject)).await {
            Ok(Err(MirrorError::Store(error))) => Err(error),
            Ok(Err(error)) => {
                tracing::warn!(error = causes(&error), "what a page asked for could not be read");
                Ok(())
            }
            Ok(Ok(_)) | Err(_) => Ok(()),
        }
    }

    /// Reads an organization with its contacts; none where DigiCert has none of that id.
    ///
    /// # Errors
    /// DigiCert did not answer, or the store failed.
    pub async fn read_organization(&self, id: OrganizationId) -> Result<Option<Organization>, MirrorError> {
        let at = self.clock.now();
        match self.digicert.organization_record(id).await {
            Ok(found) => {
                self.store.directory().put_organization(&found, at).await?;
                Ok(Some(found))
            }
            // The next reading of the list marks it.
            Err(ReadError::NotFound) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads a domain with what is to be done to prove control; none where DigiCert has none of that id.
    ///
    /// # Errors
    /// DigiCert did not answer, or the store failed.
    pub async fn read_domain(&self, id: RemoteDomainId) -> Result<Option<Domain>, MirrorError> {
        let at = self.clock.now();
        match self.digicert.domain_record(id).await {
            Ok(found) => {
                self.store.directory().put_domain(&found, at).await?;
                Ok(Some(found))
            }
            // The next reading of the list marks it.
            Err(ReadError::NotFound) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The same where nobody waits for it.
    #[must_use]
    pub fn patient(&self) -> Self {
        Self {
            digicert: self.digicert.patient(),
            ..self.clone()
        }
    }

    /// Asks for everything to be read again soon, without waiting for it.
    pub fn ask(&self) {
        self.wanted.everything.store(true, Ordering::Relaxed);
        self.wanted.at_once.notify_one();
    }

    /// Ends when somebody asked for something to be read.
    pub async fn asked(&self) {
        self.wanted.at_once.notified().await;
    }

    /// What is due is read: lists after a while or when asked for, contacts of organizations bit by bit. What comes of it
    /// is in the log and beside the lists.
    pub async fn keep_fresh(&self) {
        match Box::pin(self.patient().read_what_is_due()).await {
            Ok(()) | Err(MirrorError::TakenOver) => {}
            Err(MirrorError::Unanswered(error)) => {
                tracing::warn!(error = causes(&error), "the account could not be read from DigiCert");
            }
            Err(MirrorError::Store(error)) => {
                tracing::error!(error = causes(&error), "what was read from DigiCert could not be kept");
            }
        }
    }

    async fn read_what_is_due(&self) -> Result<(), MirrorError> {
        self.go_on().await?;
        let read = self.read_due_lists().await;
        let read = match read {
            Ok(()) => self.read_due_details().await,
            failed => failed,
        };
        if !matches!(read, Err(MirrorError::TakenOver)) {
            self.store.leases().give_back(LEASE, &self.holder).await?;
        }
        read
    }

    /// A list that cannot be read, because the key may not for instance, keeps no other from being read. After DigiCert's
    /// silence none is asked for, and each that was due says so.
    async fn read_due_lists(&self) -> Result<(), MirrorError> {
        let now = self.clock.now();
        let is_asked = self.wanted.everything.swap(false, Ordering::Relaxed);
        let readings = self.readings().await?;
        let mut silence: Option<ReadError> = None;
        for part in Part::ALL {
            let reading = readings.iter().find(|(known, _)| *known == part).map(|(_, it)| it);
            if !is_asked && reading.is_some_and(|reading| !is_due(reading, now)) {
                continue;
            }
            if let Some(error) = &silence {
                self.note_failure(part, error).await?;
                continue;
            }
            match self.read_list(part).await {
                Err(MirrorError::Unanswered(error)) if error.is_silence() => silence = Some(error),
                Err(MirrorError::Unanswered(error)) => {
                    let (part, error) = (part.word(), causes(&error));
                    tracing::warn!(part, error, "a list could not be read from DigiCert");
                }
                read => read?,
            }
        }
        silence.map_or(Ok(()), |error| Err(error.into()))
    }

    /// Takes the lease, or prolongs it.
    async fn go_on(&self) -> Result<(), MirrorError> {
        let (until, now) = (self.clock.in_seconds(LEASE_SECONDS), self.clock.now());
        if self.store.leases().take(LEASE, &self.holder, until, now).await? {
            Ok(())
        } else {
            Err(MirrorError::TakenOver)
        }
    }
}

/// Whether a list is to be read: never read to its end, or read long ago.
fn is_due(reading: &Reading, now: Timestamp) -> bool {
    let next = reading.finished_at.map(|read_at| read_at.saturating_add(FRESH));
    next.is_none_or(|next| next.is_ok_and(|next| next <= now))
}
