//! The journals of the orders.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{ForeignKey, ForeignKeyAction, Index, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{id, number, number_or_null, text};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut order = ForeignKey::create();
        order
            .from("order_events", "order_id")
            .to("orders", "id")
            .on_delete(ForeignKeyAction::Cascade);
        let mut table = Table::create();
        table
            .table("order_events")
            .col(id())
            .col(number("order_id"))
            .col(number("at"))
            .col(number_or_null("actor_id"))
            .col(text("actor_name"))
            .col(text("event"))
            .foreign_key(&mut order);
        manager.create_table(table).await?;
        let by_order = Index::create()
            .name("order_events_order")
            .table("order_events")
            .col("order_id")
            .col("id")
            .to_owned();
        manager.create_index(by_order).await
    }
}
