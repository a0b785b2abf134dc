//! The rows of the tables, one file each. Column names are also the names in a backup, so that renaming one needs an
//! alias there.
#![expect(
    unreachable_pub,
    reason = "the derives of SeaORM make everything public; the module itself is private"
)]

pub(super) mod certificates;
pub(super) mod change_events;
pub(super) mod change_exchanges;
pub(super) mod changes;
pub(super) mod containers;
pub(super) mod directory_reads;
pub(super) mod domains;
pub(super) mod erasures;
pub(super) mod exchanges;
pub(super) mod history;
pub(super) mod history_texts;
pub(super) mod leases;
pub(super) mod operators;
pub(super) mod order_events;
pub(super) mod order_notes;
pub(super) mod order_readings;
pub(super) mod order_records;
pub(super) mod orders;
pub(super) mod organization_number_entries;
pub(super) mod organization_numbers;
pub(super) mod organizations;
pub(super) mod people;
pub(super) mod person_uses;
pub(super) mod reconciliations;
pub(super) mod restores;
pub(super) mod saved_views;
pub(super) mod sessions;
pub(super) mod sign_in_failures;
pub(super) mod templates;
pub(super) mod users;
