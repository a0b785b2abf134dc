//! Everything that knows SQL: the desk's memory, in SQLite (one file, the default) or PostgreSQL.
//!
//! [`Store`] hands out one view per subject: [`Store::orders`], [`Store::order_records`], [`Store::order_reading`],
//! [`Store::order_notes`], [`Store::certificates`], [`Store::history`], [`Store::saved_views`], [`Store::exchanges`],
//! [`Store::templates`],
//! [`Store::directory`], [`Store::people`], [`Store::changes`], [`Store::operators`], [`Store::throttle`],
//! [`Store::sessions`], [`Store::leases`] and [`Store::reconciliations`]. Each verb is one transaction; what it changed
//! and the event that says so are committed together, before it returns. Nothing here reads a clock (sessions excepted, whose interface does
//! not pass one) or talks to DigiCert. The contract is in `src/tests/store`, and holds for both databases.

mod backup;
mod certificates;
mod changes;
mod config;
mod connect;
mod directory;
mod durability;
mod encoding;
mod entity;
mod error;
mod exchanges;
mod hints;
mod history;
mod keyset;
mod leases;
mod migrations;
mod operators;
mod order_notes;
mod order_reading;
mod order_records;
mod orders;
mod people;
mod reconciliations;
mod saved_views;
mod schema;
mod search_text;
mod sessions;
mod stepped;
mod templates;
#[cfg(test)]
mod tests;
mod throttle;
mod transaction;

use std::fmt;
use std::sync::Arc;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use tokio::sync::Semaphore;

use hints::Hints;
use transaction::WriteTransaction;

pub use backup::{BackupError, BackupReport};
pub use certificates::{Certificates, KeptCertificate, NewCertificate};
pub use changes::{ChangeClaim, ChangeDiscarded, ChangeExchange, ChangeRecorded, ChangeSaved, Changes};
pub use config::{DatabaseKind, StoreConfig};
pub use directory::{
    Directory, DomainQuery, DomainRow, DomainSort, KeptNumbers, Mirrored, NumbersKept, NumbersTyped, OrganizationQuery,
    OrganizationRow, OrganizationSort, Reading, StandingFilter,
};
pub use durability::Durability;
pub use error::StoreError;
pub use exchanges::{Exchange, Exchanges, NewExchange};
pub use history::{
    Attention, AttentionFigure, AttentionKind, History, HistoryChoices, HistoryQuery, HistoryRows, HistorySort,
    LeadTime,
};
pub use keyset::{ListCursor, ListPage, NoCursor, Total};
pub use leases::Leases;
pub use operators::{Added, NewOperator, OperatorRecord, Operators, PasswordHash};
pub use order_notes::{NoteStruck, OrderNotes};
pub use order_reading::{OrderReading, Pass};
pub use order_records::{KeptRecord, OrderRecords};
pub use orders::{
    Changed, Claim, Discarded, GivenUp, Lease, Orders, Recorded, RenewalDraft, Seen, Sight, StatusReading,
};
pub use people::{
    Erased, Erasure, People, PeopleQuery, PersonEntry, PersonKept, PersonRow, PersonSort, PersonStepped, PersonUse,
    UseCount, UseSource,
};
pub use reconciliations::{Reconciliation, Reconciliations, Restored};
pub use saved_views::{SavedView, SavedViews, ViewKept};
pub use sessions::Sessions;
pub use stepped::{Approving, Stepped};
pub use templates::{TemplateChange, Templates};
pub use throttle::Throttle;

/// The desk's memory. Cheap to clone; all clones share one pool.
#[derive(Clone)]
pub struct Store {
    connection: DatabaseConnection,
    turns: Option<Arc<Semaphore>>,
    hints: Arc<Hints>,
}

impl Store {
    /// Opens the database; a missing SQLite file is created. The tables are not touched: see [`Store::migrate`].
    ///
    /// # Errors
    /// [`StoreError::Misconfigured`] and [`StoreError::Unavailable`].
    pub async fn open(config: &StoreConfig) -> Result<Self, StoreError> {
        let connection = connect::connect(config).await?;
        let turns = transaction::turns(connection.get_database_backend());
        Ok(Self {
            connection,
            turns,
            hints: Arc::default(),
        })
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where it gives none.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.connection.ping().await?)
    }

    /// Lets the database look at how its tables have grown, by which it chooses among indexes. PostgreSQL does so by
    /// itself.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn optimize(&self) -> Result<(), StoreError> {
        if self.backend() == DbBackend::Sqlite {
            let tx = WriteTransaction::begin(self).await?;
            // All tables, those that were never looked at too (sqlite.org/pragma.html, `optimize`).
            tx.execute_unprepared("PRAGMA optimize = 0x10002").await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Waits for what is under way and closes every connection.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database does not answer any more.
    pub async fn close(&self) -> Result<(), StoreError> {
        Ok(self.connection.close_by_ref().await?)
    }

    /// The orders and their journals.
    #[must_use]
    pub fn orders(&self) -> Orders {
        Orders::new(self.clone())
    }

    /// The orders as DigiCert has them.
    #[must_use]
    pub fn order_records(&self) -> OrderRecords {
        OrderRecords::new(self.clone())
    }

    /// The certificates of orders.
    #[must_use]
    pub fn certificates(&self) -> Certificates {
        Certificates::new(self.clone())
    }

    /// How far the reading of the account's orders is.
    #[must_use]
    pub fn order_reading(&self) -> OrderReading {
        OrderReading::new(self.clone())
    }

    /// The notes on orders.
    #[must_use]
    pub fn order_notes(&self) -> OrderNotes {
        OrderNotes::new(self.clone())
    }

    /// The order history: searched, filtered, sorted, and its figures.
    #[must_use]
    pub fn history(&self) -> History {
        History::new(self.clone())
    }

    /// The views of the history that people saved.
    #[must_use]
    pub fn saved_views(&self) -> SavedViews {
        SavedViews::new(self.clone())
    }

    /// The requests and answers as they went over the wire.
    #[must_use]
    pub fn exchanges(&self) -> Exchanges {
        Exchanges::new(self.clone())
    }

    /// The templates for orders.
    #[must_use]
    pub fn templates(&self) -> Templates {
        Templates::new(self.clone())
    }

    /// What the account at DigiCert holds besides orders, as it was last read.
    #[must_use]
    pub fn directory(&self) -> Directory {
        Directory::new(self.clone())
    }

    /// The changes of what DigiCert has stored, and their journals.
    #[must_use]
    pub fn changes(&self) -> Changes {
        Changes::new(self.clone())
    }

    /// The address book.
    #[must_use]
    pub fn people(&self) -> People {
        People::new(self.clone())
    }

    /// What only one process may do at a time.
    #[must_use]
    pub fn leases(&self) -> Leases {
        Leases::new(self.clone())
    }

    /// The runs of the reconciler.
    #[must_use]
    pub fn reconciliations(&self) -> Reconciliations {
        Reconciliations::new(self.clone())
    }

    /// The people of the desk.
    #[must_use]
    pub fn operators(&self) -> Operators {
        Operators::new(self.clone())
    }

    /// The failed attempts to sign in.
    #[must_use]
    pub fn throttle(&self) -> Throttle {
        Throttle::new(self.clone())
    }

    /// The sessions of the people who are signed in.
    #[must_use]
    pub fn sessions(&self) -> Sessions {
        Sessions::new(self.clone())
    }

    fn backend(&self) -> DbBackend {
        self.connection.get_database_backend()
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("backend", &self.backend())
            .finish_non_exhaustive()
    }
}
