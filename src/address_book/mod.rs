//! What can be done with the people the desk knows, one verb per file: keep, erase. All of it happens in the store:
//! whatever DigiCert has of a person is changed by [`crate::changes`] alone.

mod erase;
mod keep;

use crate::clock::Clock;
use crate::domain::directory::PersonDetails;
use crate::domain::ids::PersonId;
use crate::store::{Erasure, ListCursor, ListPage, PeopleQuery, PersonEntry, PersonRow, Store, StoreError};

pub use erase::Erasing;
pub use keep::{Keeping, KeptPerson, PLACE};

/// The people the desk knows. Cheap to clone.
#[derive(Clone)]
pub struct AddressBook {
    store: Store,
    clock: Clock,
}

impl AddressBook {
    /// The address book in that store.
    #[must_use]
    pub fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock }
    }

    /// A page of the people. The cursor is one of the same query.
    ///
    /// # Errors
    /// The store failed.
    pub async fn list(
        &self,
        query: &PeopleQuery,
        cursor: Option<&ListCursor>,
        limit: u64,
    ) -> Result<ListPage<PersonRow>, StoreError> {
        self.store.people().people(query, cursor, limit).await
    }

    /// A person with everything they are used for.
    ///
    /// # Errors
    /// The store failed.
    pub async fn find(&self, id: PersonId) -> Result<Option<PersonEntry>, StoreError> {
        self.store.people().person(id).await
    }

    /// Who has the same e-mail address under another name.
    ///
    /// # Errors
    /// The store failed.
    pub async fn doubles_of(&self, id: PersonId) -> Result<Vec<PersonEntry>, StoreError> {
        self.store.people().doubles_of(id).await
    }

    /// Who of these is kept here, each in their place, with the details that are kept.
    ///
    /// # Errors
    /// The store failed.
    pub async fn kept(&self, people: &[PersonDetails]) -> Result<Vec<Option<KeptPerson>>, StoreError> {
        let kept = self.store.people().kept(people).await?.into_iter();
        Ok(kept
            .map(|kept| kept.map(|(id, details)| KeptPerson { id, details }))
            .collect())
    }

    /// The latest erasures, the newest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn erasures(&self, limit: u64) -> Result<Vec<Erasure>, StoreError> {
        self.store.people().erasures(limit).await
    }
}
