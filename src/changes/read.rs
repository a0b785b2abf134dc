//! What a change is about, as DigiCert has it now.

use super::Changes;
use crate::digicert::ReadError;
use crate::domain::change::{ChangeForm, ChangeKind, OrderSnapshot, Snapshot, Subject};
use crate::mirror::MirrorError;

impl Changes {
    /// The subject of a change; none where DigiCert has none of that id.
    pub(super) async fn read(&self, subject: Subject, form: &ChangeForm) -> Result<Option<Snapshot>, MirrorError> {
        match (subject, form) {
            (Subject::NewOrganization, ChangeForm::CreateOrganization(_))
            | (Subject::NewDomain, ChangeForm::AddDomain(_)) => {
                let found = self.of_that_name(form).await?;
                let alike = found.into_iter().map(|it| it.id).collect();
                Ok(Some(Snapshot::Absent { alike }))
            }
            (subject, form) => self.read_there(subject, form.kind()).await,
        }
    }

    /// Something that DigiCert has already, with what that kind of change looks at.
    pub(super) async fn read_there(&self, subject: Subject, kind: ChangeKind) -> Result<Option<Snapshot>, MirrorError> {
        let there = |error: ReadError| match error {
            ReadError::NotFound => Ok(None),
            error => Err(error.into()),
        };
        match subject {
            Subject::Organization(id) => match self.digicert.organization_record(id).await {
                Ok(found) => Ok(Some(Snapshot::Organization(Box::new(found)))),
                Err(error) => there(error),
            },
            Subject::Domain(id) => match self.digicert.domain_record(id).await {
                Ok(found) => Ok(Some(Snapshot::Domain(Box::new(found)))),
                Err(error) => there(error),
            },
            Subject::Order(id) => {
                let Some(record) = self.mirror.read_order(id).await? else {
                    return Ok(None);
                };
                let domains = if needs_domains(kind) {
                    self.mirror.read_domains_of_order(id).await?
                } else {
                    Vec::new()
                };
                Ok(Some(Snapshot::Order(Box::new(OrderSnapshot { record, domains }))))
            }
            Subject::NewOrganization | Subject::NewDomain => Ok(None),
        }
    }
}

/// Whether what becomes of it can be told from the order's domains only.
fn needs_domains(kind: ChangeKind) -> bool {
    matches!(kind, ChangeKind::ResendOrderEmails | ChangeKind::NewOrderToken)
}
