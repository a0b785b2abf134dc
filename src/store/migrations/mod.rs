//! The changes of the schema, in order, one file each. A released one is never edited: a mistake is mended by the next.
#![expect(
    elided_lifetimes_in_paths,
    reason = "the trait of SeaORM's migrations elides them, and an implementation has to do the same"
)]

mod m0001_operators;
mod m0002_sessions;
mod m0003_sign_in_failures;
mod m0004_orders;
mod m0005_order_events;
mod m0006_exchanges;
mod m0007_key_use;
mod m0008_templates;
mod m0009_prices;
mod m0010_order_life;
mod m0011_references_and_restores;
mod m0012_directory;
mod m0013_people;
mod m0014_changes;
mod m0015_order_records;
mod m0016_history;
mod m0017_certificates;
mod m0018_saved_views;
mod m0019_change_approvals;
mod m0020_import;
mod m0021_order_notes;
mod m0022_attention;
mod m0023_counted_lists;

use sea_orm::sea_query::{ColumnDef, Index};
use sea_orm::{DbBackend, DbErr};
use sea_orm_migration::{MigrationTrait, MigratorTrait, SchemaManager};

pub(super) use m0007_key_use::fill as fill_key_use;

/// The names of all changes, in order. The number of them is the version of the schema.
pub(super) const NAMES: [&str; 23] = [
    "m0001_operators",
    "m0002_sessions",
    "m0003_sign_in_failures",
    "m0004_orders",
    "m0005_order_events",
    "m0006_exchanges",
    "m0007_key_use",
    "m0008_templates",
    "m0009_prices",
    "m0010_order_life",
    "m0011_references_and_restores",
    "m0012_directory",
    "m0013_people",
    "m0014_changes",
    "m0015_order_records",
    "m0016_history",
    "m0017_certificates",
    "m0018_saved_views",
    "m0019_change_approvals",
    "m0020_import",
    "m0021_order_notes",
    "m0022_attention",
    "m0023_counted_lists",
];

/// All changes.
pub(super) struct Migrations;

impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_operators::Migration),
            Box::new(m0002_sessions::Migration),
            Box::new(m0003_sign_in_failures::Migration),
            Box::new(m0004_orders::Migration),
            Box::new(m0005_order_events::Migration),
            Box::new(m0006_exchanges::Migration),
            Box::new(m0007_key_use::Migration),
            Box::new(m0008_templates::Migration),
            Box::new(m0009_prices::Migration),
            Box::new(m0010_order_life::Migration),
            Box::new(m0011_references_and_restores::Migration),
            Box::new(m0012_directory::Migration),
            Box::new(m0013_people::Migration),
            Box::new(m0014_changes::Migration),
            Box::new(m0015_order_records::Migration),
            Box::new(m0016_history::Migration),
            Box::new(m0017_certificates::Migration),
            Box::new(m0018_saved_views::Migration),
            Box::new(m0019_change_approvals::Migration),
            Box::new(m0020_import::Migration),
            Box::new(m0021_order_notes::Migration),
            Box::new(m0022_attention::Migration),
            Box::new(m0023_counted_lists::Migration),
        ]
    }
}

/// Numbers that are never given out twice, not even after the last row was deleted.
fn id() -> ColumnDef {
    let mut column = ColumnDef::new("id");
    column.big_integer().not_null().auto_increment().primary_key();
    column
}

fn text(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.text().not_null();
    column
}

fn text_or_null(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.text().null();
    column
}

fn number(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.big_integer().not_null();
    column
}

fn number_or_null(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.big_integer().null();
    column
}

/// Text that is sorted by its bytes, whatever order a PostgreSQL server has for words: so both databases agree, and an
/// index serves the beginning of a text.
fn sorted_text(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    let mut column = text(name);
    if manager.get_database_backend() == DbBackend::Postgres {
        column.extra("COLLATE \"C\"");
    }
    column
}

fn flag(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.boolean().not_null();
    column
}

/// An index, named after its table and its first column.
async fn index(manager: &SchemaManager<'_>, table: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(format!("{table}_{}", columns.first().unwrap_or(&"")));
    index.table(table);
    for column in columns {
        index.col(*column);
    }
    manager.create_index(index).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_the_migrations() {
        let migrations = Migrations::migrations();
        assert!(migrations.iter().map(|migration| migration.name()).eq(NAMES));
    }
}
