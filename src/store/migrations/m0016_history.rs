//! The history: a narrow row for each order, with an index for each column it is sorted or filtered by, and the texts
//! that orders are found by. It is derived from the orders and filled after the migrations: see `store::history`.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, ForeignKeyCreateStatement, Table,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{flag, id, index, number, number_or_null, sorted_text, text};
use crate::store::search_text;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

/// What the list is sorted by; by most of these it is filtered too. The id settles the order of equal values, and is
/// what the list is sorted by where nothing else is asked for.
const SORTED: [&str; 15] = [
    "state",
    "standing",
    "remote_id",
    "name_sort",
    "organization_sort",
    "container_sort",
    "product",
    "owner_sort",
    "created_at",
    "updated_at",
    "issued_at",
    "ends_on",
    "price_sort",
    "reference",
    "serial_number",
];

/// What the list is only filtered by, and what few rows have.
const OTHERS: [&str; 7] = [
    "CREATE INDEX history_oin ON history (oin, id)",
    "CREATE INDEX history_organization ON history (organization, id)",
    "CREATE INDEX history_container_id ON history (container_id, id)",
    "CREATE INDEX history_owner_id ON history (owner_id, id) WHERE owner_id IS NOT NULL",
    "CREATE INDEX history_live_until ON history (live_until, id) WHERE live_until <> ''",
    "CREATE INDEX history_renews ON history (renews, id) WHERE renews > 0",
    "CREATE INDEX history_vanished_at ON history (vanished_at, id) WHERE vanished_at > 0",
];

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        history(manager).await?;
        for column in SORTED {
            index(manager, "history", &[column, "id"]).await?;
        }
        let connection = manager.get_connection();
        for statement in OTHERS {
            connection.execute_unprepared(statement).await?;
        }
        let mut texts = Table::create();
        texts
            .table("history_texts")
            .col(id())
            .col(text("search_text"))
            .foreign_key(&mut of("history_texts", "history"));
        manager.create_table(texts).await?;
        search_text::create_index(connection, "history_texts").await?;
        // By which rules the rows were derived.
        let mut derived = Table::create();
        derived
            .table("derived")
            .col(ColumnDef::new("name").text().not_null().primary_key())
            .col(number("version"));
        manager.create_table(derived).await
    }
}

async fn history(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sorted = |name| sorted_text(manager, name);
    let mut table = Table::create();
    table
        .table("history")
        .col(id())
        .col(sorted("state"))
        .col(text("status"))
        .col(sorted("standing"))
        .col(number("remote_id"))
        .col(text("common_name"))
        .col(sorted("name_sort"))
        .col(sorted("organization"))
        .col(text("organization_name"))
        .col(sorted("organization_sort"))
        .col(number("container_id"))
        .col(text("container_name"))
        .col(sorted("container_sort"))
        .col(sorted("product"))
        .col(number_or_null("owner_id"))
        .col(text("owner_name"))
        .col(sorted("owner_sort"))
        .col(number("created_at"))
        .col(number("updated_at"))
        .col(number("placed_at"))
        .col(number("issued_at"))
        .col(sorted("ends_on"))
        .col(sorted("live_until"))
        .col(flag("is_renewed"))
        .col(number("renews"))
        .col(number("vanished_at"))
        .col(text("price"))
        .col(text("currency"))
        .col(number("price_sort"))
        .col(sorted("reference"))
        .col(sorted("serial_number"))
        .col(sorted("oin"))
        .col(text("spki_sha256"))
        .col(text("names"))
        .foreign_key(&mut of("history", "orders"));
    manager.create_table(table).await
}

fn of(table: &'static str, whole: &'static str) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.from(table, "id")
        .to(whole, "id")
        .on_delete(ForeignKeyAction::Cascade);
    key
}
