//! The changes of what DigiCert has stored, and their journals: one verb per thing that may happen to a change.
//!
//! As with orders, every verb reads the row under a lock, decides, writes the row where it is still the one it read, and
//! writes the event, in one transaction. What may happen in which state is said in [`ChangeState::after`] and nowhere
//! else.

mod approve;
mod claim;
mod doubt;
mod draft;
mod exchanges;
mod journal;
mod record;
mod row;
mod transition;

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::entity::changes;
use super::{Store, StoreError};
use crate::domain::change::{Change, ChangeKind, ChangeState, Subject};
use crate::domain::ids::{ChangeId, OperatorId, RemoteOrderId};

pub use claim::ChangeClaim;
pub(super) use draft::rewrite_draft;
pub use draft::{ChangeDiscarded, ChangeSaved};
pub use exchanges::ChangeExchange;
pub use record::ChangeRecorded;

/// The changes.
#[derive(Clone, Debug)]
pub struct Changes {
    store: Store,
}

impl Changes {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// The change of that id.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn find(&self, id: ChangeId) -> Result<Option<Change>, StoreError> {
        let row = changes::Entity::find_by_id(id.0).one(&self.store.connection).await?;
        row.map(Change::try_from).transpose()
    }

    /// The changes in doubt, the longest untouched first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn in_doubt(&self, limit: u64) -> Result<Vec<Change>, StoreError> {
        let query = changes::Entity::find()
            .filter(changes::Column::State.eq(ChangeState::InDoubt.word()))
            .order_by_asc(changes::Column::UpdatedAt)
            .order_by_asc(changes::Column::Id)
            .limit(limit);
        self.all(query).await
    }

    /// The changes that somebody still has to do something about, or those in one state, the newest first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn open(&self, state: Option<ChangeState>, limit: u64) -> Result<Vec<Change>, StoreError> {
        let is_open = changes::Column::State.ne(ChangeState::Done.word());
        let query = changes::Entity::find()
            .filter(state.map_or(is_open, |state| changes::Column::State.eq(state.word())))
            .order_by_desc(changes::Column::Id)
            .limit(limit);
        self.all(query).await
    }

    /// The changes of a subject that somebody still has to do something about, the newest first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn open_of(&self, subject: Subject) -> Result<Vec<Change>, StoreError> {
        let query = changes::Entity::find()
            .filter(about(subject))
            .filter(changes::Column::State.ne(ChangeState::Done.word()))
            .order_by_desc(changes::Column::Id);
        self.all(query).await
    }

    /// The changes of a subject, the newest first; that which created it is one of them.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn of_subject(&self, subject: Subject, limit: u64) -> Result<Vec<Change>, StoreError> {
        let query = changes::Entity::find()
            .filter(Condition::any().add(about(subject)).add_option(created(subject)))
            .order_by_desc(changes::Column::Id)
            .limit(limit);
        self.all(query).await
    }

    /// The late CSRs and reissues of an order that DigiCert took, or may have taken.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn sent_for_certificate(&self, order: RemoteOrderId) -> Result<Vec<Change>, StoreError> {
        let kinds = [ChangeKind::AddCsr, ChangeKind::ReissueOrder];
        let states = [ChangeState::Sending, ChangeState::InDoubt, ChangeState::Done];
        let query = changes::Entity::find()
            .filter(about(Subject::Order(order)))
            .filter(changes::Column::Kind.is_in(kinds.map(ChangeKind::word)))
            .filter(changes::Column::State.is_in(states.map(ChangeState::word)))
            .order_by_asc(changes::Column::Id);
        self.all(query).await
    }

    /// The changes that a person wants or wanted, the newest first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn of_owner(&self, owner: OperatorId, limit: u64) -> Result<Vec<Change>, StoreError> {
        let query = changes::Entity::find()
            .filter(changes::Column::OwnerId.eq(owner.0))
            .order_by_desc(changes::Column::Id)
            .limit(limit);
        self.all(query).await
    }

    async fn all(&self, query: Select<changes::Entity>) -> Result<Vec<Change>, StoreError> {
        let rows = query.all(&self.store.connection).await?;
        rows.into_iter().map(Change::try_from).collect()
    }
}

fn about(subject: Subject) -> Condition {
    let (word, id) = row::subject_columns(subject);
    let same = Condition::all().add(changes::Column::Subject.eq(word));
    match id {
        Some(id) => same.add(changes::Column::SubjectId.eq(id)),
        None => same,
    }
}

/// The change by which a subject came to be.
fn created(subject: Subject) -> Option<Condition> {
    let (creation, id) = match subject {
        Subject::Organization(id) => (Subject::NewOrganization, id.0),
        Subject::Domain(id) => (Subject::NewDomain, id.0),
        Subject::NewOrganization | Subject::NewDomain | Subject::Order(_) => return None,
    };
    Some(about(creation).add(changes::Column::Created.eq(id)))
}
