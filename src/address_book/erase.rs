//! Erasing a person from the desk. What was sent stays in the record, and what DigiCert has stays there.

use super::AddressBook;
use crate::domain::ids::PersonId;
use crate::domain::operator::{Actor, Operator};
use crate::store::{Erased, StoreError};

/// What became of a wish to erase a person.
pub type Erasing = Erased;

impl AddressBook {
    /// Erases a person from the address book, from drafts, templates and changes that were not sent.
    ///
    /// # Errors
    /// The store failed.
    pub async fn erase(&self, operator: &Operator, id: PersonId) -> Result<Erasing, StoreError> {
        let (actor, now) = (Actor::from(operator), self.clock.now());
        let erased = self.store.people().erase_person(id, &actor, now).await?;
        if let Erased::Erased { copies, .. } = erased {
            tracing::info!(operator_id = operator.id.0, copies, "a person was erased");
        }
        Ok(erased)
    }
}
