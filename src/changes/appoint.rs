//! Making somebody a contact of an organization: the change of its contacts, begun with that person filled in.

use super::{Changes, Saving, Starting};
use crate::domain::change::form::{Appointment, ChangeKind};
use crate::domain::change::{ChangeForm, Subject};
use crate::domain::ids::OrganizationId;
use crate::domain::operator::Operator;
use crate::store::StoreError;

impl Changes {
    /// Begins the change of an organization's contacts, or goes on with the person's own open one, and fills the
    /// appointment in. Nothing is sent.
    ///
    /// # Errors
    /// The store failed.
    pub async fn appoint(
        &self,
        operator: &Operator,
        organization: OrganizationId,
        appointment: Appointment,
    ) -> Result<Starting, StoreError> {
        let subject = Subject::Organization(organization);
        let started = self.start(operator, subject, ChangeKind::ChangeContacts).await?;
        let Starting::Begun(change) = started else {
            return Ok(started);
        };
        let ChangeForm::ChangeContacts(mut form) = change.form.clone() else {
            return Ok(Starting::Begun(change));
        };
        form.appoint(appointment);
        let form = ChangeForm::ChangeContacts(form);
        if form == change.form {
            return Ok(Starting::Begun(change));
        }
        Ok(match self.save(operator, change.id, change.version, &form).await? {
            Saving::Saved(change) => Starting::Begun(change),
            Saving::Conflict(other) | Saving::NotEditable(other) => Starting::Busy(other),
            Saving::Missing => Starting::Missing,
        })
    }
}
