//! The requests and answers as they went over the wire.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{ColumnDef, ForeignKey, ForeignKeyAction, Index, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{id, number, text};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut order = ForeignKey::create();
        order
            .from("exchanges", "order_id")
            .to("orders", "id")
            .on_delete(ForeignKeyAction::Cascade);
        let mut table = Table::create();
        table
            .table("exchanges")
            .col(id())
            .col(number("order_id"))
            .col(number("at"))
            .col(text("request_body"))
            .col(ColumnDef::new("status").integer().null())
            .col(text("response_body"))
            .foreign_key(&mut order);
        manager.create_table(table).await?;
        let by_order = Index::create()
            .name("exchanges_order")
            .table("exchanges")
            .col("order_id")
            .col("id")
            .to_owned();
        manager.create_index(by_order).await
    }
}
