//! How far the reading of the account's orders is, and when each order is due to be read in full.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::Table;
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{flag, id, index, number, number_or_null};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("order_readings")
            .col(id())
            .col(number_or_null("polled_until"))
            .col(number_or_null("pass_began_at"))
            .col(number("pass_at"))
            .col(number("pass_offset"))
            .col(number("pass_after"))
            .col(number_or_null("pass_total"))
            .col(flag("pass_is_listed"));
        manager.create_table(table).await?;
        let mut due_at = number("due_at");
        // The end of time: not due.
        due_at.default(i64::MAX);
        let mut records = Table::alter();
        records.table("order_records").add_column(due_at);
        manager.alter_table(records).await?;
        index(manager, "order_records", &["due_at", "id"]).await
    }
}
