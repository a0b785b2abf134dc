//! The order history: every order as a row of a list that is searched, filtered and sorted, quick for ten orders and
//! for a quarter of a million.
//!
//! What the list needs stands in tables of its own, `history` and `history_texts`, which are derived from the orders
//! and from what DigiCert had of them ([`mod@derive`]) in the transaction that writes those ([`refresh()`]). Every column that
//! is sorted or filtered by has an index. Nothing here is in a backup: a restore derives it anew.

mod attention;
mod choices;
mod derive;
mod figures;
mod page;
mod query;
mod refresh;
#[cfg(test)]
mod tests;

use super::Store;

pub use attention::{Attention, AttentionKind};
pub use choices::HistoryChoices;
pub use figures::{AttentionFigure, LeadTime};
pub use page::HistoryRows;
pub use query::{HistoryQuery, HistorySort};
pub(in crate::store) use refresh::{bring_up_to_date, rebuild, refresh};

/// The order history.
#[derive(Clone, Debug)]
pub struct History {
    store: Store,
}

impl History {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }
}
