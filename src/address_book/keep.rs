//! Keeping people here, changing them, and letting them go.

use super::AddressBook;
use crate::domain::change::check::whole;
use crate::domain::directory::PersonDetails;
use crate::domain::directory::details::{Fields, tidied};
use crate::domain::findings::Findings;
use crate::domain::ids::PersonId;
use crate::domain::operator::{Act, Actor, Operator};
use crate::domain::order::OrderForm;
use crate::store::{PersonKept, PersonStepped, StoreError};

/// What the names of the fields begin with by which a person is typed, and those of what is found about them.
pub const PLACE: &str = "contact";

/// What became of a wish to keep or change a person.
#[derive(Clone, Debug, PartialEq)]
pub enum Keeping {
    /// They are kept.
    Kept(PersonId),
    /// Something about them must be mended first.
    Refused(Findings),
    /// They are kept here already, with other details.
    KnownAlready(PersonId),
    /// Somebody changed them meanwhile.
    ChangedMeanwhile,
    /// They are not kept here: what DigiCert or an order says of them is changed there.
    NotKept,
    /// There is no such person.
    Missing,
}

/// Somebody who is kept here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPerson {
    /// The id.
    pub id: PersonId,
    /// The details that are kept.
    pub details: PersonDetails,
}

impl KeptPerson {
    /// Whether an order that names this person says just what is kept. Contacts of orders have no extension.
    #[must_use]
    pub fn is_as_on_order(&self, typed: &PersonDetails) -> bool {
        let differing = self.details.differing(&tidied(typed));
        differing.iter().all(|name| *name == "telephone_extension")
    }
}

impl AddressBook {
    /// Keeps a person, where everything that DigiCert needs of a contact is there.
    ///
    /// # Errors
    /// The store failed.
    pub async fn keep(&self, operator: &Operator, typed: &PersonDetails) -> Result<Keeping, StoreError> {
        let person = match checked(typed) {
            Ok(person) => person,
            Err(findings) => return Ok(Keeping::Refused(findings)),
        };
        let (actor, now) = (Actor::from(operator), self.clock.now());
        Ok(match self.store.people().keep_person(&person, &actor, now).await? {
            PersonKept::Kept(id) => Keeping::Kept(id),
            PersonKept::KnownAlready(id) => Keeping::KnownAlready(id),
            PersonKept::Nobody => Keeping::Missing,
        })
    }

    /// Keeps somebody known from DigiCert or an order, as they are known, complete or not.
    ///
    /// # Errors
    /// The store failed.
    pub async fn keep_known(&self, operator: &Operator, id: PersonId) -> Result<Keeping, StoreError> {
        let Some(known) = self.find(id).await? else {
            return Ok(Keeping::Missing);
        };
        let (actor, now) = (Actor::from(operator), self.clock.now());
        let kept = self.store.people().keep_person(&known.details, &actor, now).await?;
        Ok(match kept {
            PersonKept::Kept(id) => Keeping::Kept(id),
            PersonKept::KnownAlready(id) => Keeping::KnownAlready(id),
            PersonKept::Nobody => Keeping::Missing,
        })
    }

    /// Keeps those on an order who are ticked and typed in full, and takes their ticks away. Who is kept already stays as
    /// they are; who is not typed in full keeps their tick.
    ///
    /// # Errors
    /// The store failed.
    pub async fn keep_ticked(&self, operator: &Operator, form: &mut OrderForm) -> Result<(), StoreError> {
        if !operator.may(Act::KeepContacts) {
            return Ok(());
        }
        for contact in form.contacts.iter_mut().filter(|contact| contact.keep == "yes") {
            if !matches!(
                self.keep(operator, &contact.person()).await?,
                Keeping::Refused(_) | Keeping::Missing
            ) {
                contact.keep.clear();
            }
        }
        Ok(())
    }

    /// Changes a person who is kept here, where they are still at that version.
    ///
    /// # Errors
    /// The store failed.
    pub async fn change(
        &self,
        operator: &Operator,
        id: PersonId,
        version: i64,
        typed: &PersonDetails,
    ) -> Result<Keeping, StoreError> {
        let person = match checked(typed) {
            Ok(person) => person,
            Err(findings) => return Ok(Keeping::Refused(findings)),
        };
        let (actor, now) = (Actor::from(operator), self.clock.now());
        let stepped = self
            .store
            .people()
            .change_person(id, version, &person, &actor, now)
            .await?;
        Ok(kept(stepped))
    }

    /// Keeps a person here no more, where they are still at that version.
    ///
    /// # Errors
    /// The store failed.
    pub async fn delete(&self, id: PersonId, version: i64) -> Result<Keeping, StoreError> {
        Ok(kept(self.store.people().delete_person(id, version).await?))
    }
}

/// What must be mended before somebody can be a contact; warnings stay behind.
fn checked(typed: &PersonDetails) -> Result<PersonDetails, Findings> {
    let mut findings = Findings::default();
    let person = whole(PLACE, typed, &mut findings);
    if findings.has_errors() {
        Err(findings)
    } else {
        Ok(person)
    }
}

fn kept(stepped: PersonStepped) -> Keeping {
    match stepped {
        PersonStepped::Done(id) => Keeping::Kept(id),
        PersonStepped::Conflict(_) => Keeping::ChangedMeanwhile,
        PersonStepped::KnownAlready(id) => Keeping::KnownAlready(id),
        PersonStepped::NotLocal(_) => Keeping::NotKept,
        PersonStepped::Nobody | PersonStepped::Missing => Keeping::Missing,
    }
}
