//! Orders as DigiCert has them, in full, as they were last read.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{ForeignKey, ForeignKeyAction, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{id, index, number, text, text_or_null};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut order = ForeignKey::create();
        order
            .from("order_records", "id")
            .to("orders", "id")
            .on_delete(ForeignKeyAction::Cascade);
        let mut table = Table::create();
        table
            .table("order_records")
            // By the order's id here.
            .col(id())
            .col(number("read_at"))
            .col(number("detailed_at"))
            .col(number("validation_read_at"))
            .col(text("record"))
            .col(text_or_null("validation"))
            .foreign_key(&mut order);
        manager.create_table(table).await?;
        index(manager, "order_records", &["detailed_at", "id"]).await
    }
}
