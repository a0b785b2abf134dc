//! Approvals, the search for orders in doubt, orders placed elsewhere, and what the reconciler remembers.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{ColumnDef, Index, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{id, number, number_or_null, text, text_or_null};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column at a time: SQLite takes no more in one statement.
        for column in [
            text_or_null("approval"),
            text_or_null("search"),
            number_or_null("next_look_at"),
            number_or_null("replaces"),
            number_or_null("replaced_by"),
            text_or_null("product"),
            number_or_null("vanished_at"),
        ] {
            add(manager, column).await?;
        }
        let by_look = Index::create()
            .name("orders_next_look_at")
            .table("orders")
            .col("state")
            .col("next_look_at")
            .to_owned();
        manager.create_index(by_look).await?;
        let mut leases = Table::create();
        leases
            .table("leases")
            .col(ColumnDef::new("name").text().not_null().primary_key())
            .col(text("holder"))
            .col(number("until"));
        manager.create_table(leases).await?;
        let mut runs = Table::create();
        runs.table("reconciliations")
            .col(id())
            .col(number("at"))
            .col(number("took_ms"))
            .col(number("compared"))
            .col(number("differences"))
            .col(number("is_full"))
            .col(text_or_null("failure"));
        manager.create_table(runs).await
    }
}

async fn add(manager: &SchemaManager<'_>, column: ColumnDef) -> Result<(), DbErr> {
    let mut table = Table::alter();
    table.table("orders").add_column(column);
    manager.alter_table(table).await
}
