//! The rows of the tables, one file each. Column names are also the names in a backup, so that renaming one needs an
//! alias there.
#![expect(
    unreachable_pub,
    reason = "the derives of SeaORM make everything public; the module itself is private"
)]

pub(super) mod exchanges;
pub(super) mod leases;
pub(super) mod operators;
pub(super) mod order_events;
pub(super) mod orders;
pub(super) mod reconciliations;
pub(super) mod restores;
pub(super) mod sessions;
pub(super) mod sign_in_failures;
pub(super) mod templates;
