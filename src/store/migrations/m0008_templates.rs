//! The templates for orders.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::Table;
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{id, number, number_or_null, text};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("templates")
            .col(id())
            .col(number("version"))
            .col(text("name"))
            .col(text("name_folded").unique_key())
            .col(number_or_null("owner_id"))
            .col(text("owner_name"))
            .col(text("form"))
            .col(text("common_name"))
            .col(text("organization"))
            .col(number("created_at"))
            .col(number("updated_at"));
        manager.create_table(table).await
    }
}
