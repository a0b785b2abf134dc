//! The references that orders carry at DigiCert, and when a backup was restored.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::Table;
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{id, number, text_or_null};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut orders = Table::alter();
        orders.table("orders").add_column(text_or_null("remote_reference"));
        manager.alter_table(orders).await?;
        let mut restores = Table::create();
        restores
            .table("restores")
            .col(id())
            .col(number("at"))
            .col(number("backup_at"));
        manager.create_table(restores).await
    }
}
