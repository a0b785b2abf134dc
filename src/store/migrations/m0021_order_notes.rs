//! Notes on orders.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{ForeignKey, ForeignKeyAction, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{id, index, number, number_or_null, text, text_or_null};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut order = ForeignKey::create();
        order
            .from("order_notes", "order_id")
            .to("orders", "id")
            .on_delete(ForeignKeyAction::Cascade);
        let mut table = Table::create();
        table
            .table("order_notes")
            .col(id())
            .col(number("order_id"))
            .col(number("at"))
            .col(number_or_null("author_id"))
            .col(text("author_name"))
            .col(text("text"))
            .col(number_or_null("struck_at"))
            .col(number_or_null("struck_by_id"))
            .col(text_or_null("struck_by_name"))
            .foreign_key(&mut order);
        manager.create_table(table).await?;
        index(manager, "order_notes", &["order_id", "id"]).await
    }
}
