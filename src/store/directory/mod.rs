//! The mirror of what the account at DigiCert holds besides orders, by DigiCert's ids, and the numbers of organizations
//! that are kept beside it. What is read later replaces what was read earlier, never the other way round; what DigiCert
//! lists no more stays, with a mark.

mod domains;
mod known;
mod lasting;
mod list;
mod lookalikes;
mod numbers;
mod organizations;
mod parts;
mod reads;

use jiff::Timestamp;

use super::{Store, StoreError};
use crate::store::encoding::timestamp;

pub use list::{
    DomainQuery, DomainRow, DomainSort, OrganizationQuery, OrganizationRow, OrganizationSort, StandingFilter,
};
pub use numbers::{KeptNumbers, NumbersKept, NumbersTyped};
pub use reads::Reading;

/// What the account holds, as it was last read.
#[derive(Clone, Debug)]
pub struct Directory {
    store: Store,
}

/// A record as it was last read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirrored<T> {
    /// The record.
    pub record: T,
    /// When it was last read, by itself or in a list.
    pub read_at: Timestamp,
    /// When it was last read by itself, with what lists leave out; none where it never was.
    pub detailed_at: Option<Timestamp>,
    /// When DigiCert was seen to list it no more.
    pub gone_at: Option<Timestamp>,
}

impl Directory {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }
}

/// A moment from a column in which nought stands for none.
fn moment(millis: i64) -> Result<Option<Timestamp>, StoreError> {
    (millis != 0).then(|| timestamp(millis)).transpose()
}
