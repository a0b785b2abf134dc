//! What there is of that name: before something is created, and when somebody says what came of it.

use std::collections::HashSet;
use std::time::Duration;

use super::Changes;
use crate::causes::causes;
use crate::digicert::ReadError;
use crate::domain::change::{Change, ChangeForm, Snapshot, Subject};
use crate::domain::ids::{OrganizationId, RemoteDomainId};
use crate::domain::names;
use crate::store::StoreError;

/// How long a page waits for what DigiCert has.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);

/// An organization or domain that DigiCert has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namesake {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The city of an organization.
    pub city: String,
}

/// What is wrong with the number somebody gives for what was created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// There is none.
    Missing,
    /// DigiCert has nothing of that number.
    Unknown,
    /// It was there before the change was sent, so it did not come of it.
    Older,
    /// DigiCert did not answer, and the desk does not know it.
    Unread,
}

impl Changes {
    /// The numbers of what there was before a creation is sent: what DigiCert has of that name, and all the desk ever
    /// read. A yes that names one of these made nothing new (CertCentral: Create organization, in former years).
    pub(super) async fn known(&self, subject: Subject, before: &Snapshot) -> Result<HashSet<i64>, StoreError> {
        let directory = self.store.directory();
        let mut known = match subject {
            Subject::NewOrganization => directory.organization_ids().await?,
            Subject::NewDomain => directory.domain_ids().await?,
            Subject::Organization(_) | Subject::Domain(_) | Subject::Order(_) => return Ok(HashSet::new()),
        };
        if let Snapshot::Absent { alike } = before {
            known.extend(alike);
        }
        Ok(known)
    }

    /// What DigiCert has of the name that a change was to create, and had not when it was sent; none where it does not
    /// tell in time.
    pub async fn namesakes(&self, change: &Change) -> Option<Vec<Namesake>> {
        let before = match change.attempt.as_ref().map(|attempt| &attempt.before) {
            Some(Snapshot::Absent { alike }) => alike.as_slice(),
            _ => &[],
        };
        let found = tokio::time::timeout(PATIENCE, self.of_that_name(&change.form))
            .await
            .ok()?;
        match found {
            Ok(found) => Some(found.into_iter().filter(|it| !before.contains(&it.id)).collect()),
            Err(error) => {
                tracing::warn!(error = causes(&error), "what DigiCert has of a name could not be read");
                None
            }
        }
    }

    /// What DigiCert has of the name of what is to be created.
    pub(super) async fn of_that_name(&self, form: &ChangeForm) -> Result<Vec<Namesake>, ReadError> {
        match form {
            ChangeForm::CreateOrganization(form) => {
                let name = form.details.name.trim();
                let found = self.digicert.organizations_named(name).await?;
                let alike = found.into_iter().filter(|it| is_same(&it.details.name, name));
                let namesakes = alike.map(|it| Namesake {
                    id: it.id.0,
                    name: it.details.display_name(),
                    city: it.details.city,
                });
                Ok(namesakes.collect())
            }
            ChangeForm::AddDomain(form) => {
                // As it is sent: what was typed may be in another alphabet.
                let found = self
                    .digicert
                    .domains_named(&names::to_ascii(&names::tidy(&form.name)))
                    .await?;
                let namesakes = found.into_iter().map(|it| Namesake {
                    id: it.id.0,
                    name: it.name,
                    city: String::new(),
                });
                Ok(namesakes.collect())
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Looks at the number somebody gives for what a change created.
    pub(super) async fn look_at_number(
        &self,
        change: &Change,
        number: Option<i64>,
    ) -> Result<Result<Option<i64>, NumberFault>, StoreError> {
        if !change.subject_is_new() {
            return Ok(Ok(None));
        }
        let Some(id) = number else {
            return Ok(Err(NumberFault::Missing));
        };
        if let Some(Snapshot::Absent { alike }) = change.attempt.as_ref().map(|attempt| &attempt.before)
            && alike.contains(&id)
        {
            return Ok(Err(NumberFault::Older));
        }
        let (subject, read) = match change.subject {
            Subject::NewDomain => {
                let id = RemoteDomainId(id);
                let read = self.digicert.domain_record(id).await;
                (Subject::Domain(id), read.map(|_| ()))
            }
            _ => {
                let id = OrganizationId(id);
                let read = self.digicert.organization_record(id).await;
                (Subject::Organization(id), read.map(|_| ()))
            }
        };
        Ok(match read {
            Ok(()) => Ok(Some(id)),
            Err(ReadError::NotFound) => Err(NumberFault::Unknown),
            Err(error) => {
                tracing::warn!(error = causes(&error), "what a change created could not be read");
                match self.mirror.snapshot(subject).await? {
                    Some(_) => Ok(Some(id)),
                    None => Err(NumberFault::Unread),
                }
            }
        })
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.to_lowercase()
}
