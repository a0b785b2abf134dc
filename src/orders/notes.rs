//! Notes on orders.

use super::Orders;
use crate::domain::ids::{NoteId, OrderId};
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::Note;
use crate::store::{NoteStruck, StoreError};

impl Orders {
    /// The notes on an order that are kept here, the newest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn notes(&self, id: OrderId) -> Result<Vec<Note>, StoreError> {
        self.store.order_notes().of_order(id).await
    }

    /// Writes a note; none where there is no such order.
    ///
    /// # Errors
    /// The store failed.
    pub async fn add_note(&self, operator: &Operator, id: OrderId, text: &str) -> Result<Option<NoteId>, StoreError> {
        let author = Actor::from(operator);
        self.store
            .order_notes()
            .add(id, &author, text.trim(), self.clock.now())
            .await
    }

    /// Strikes a note out.
    ///
    /// # Errors
    /// The store failed.
    pub async fn strike_note(&self, operator: &Operator, id: OrderId, note: NoteId) -> Result<NoteStruck, StoreError> {
        self.store
            .order_notes()
            .strike(id, note, operator, self.clock.now())
            .await
    }
}
