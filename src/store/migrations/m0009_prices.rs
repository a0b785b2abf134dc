//! What DigiCert charged for an order, and what that depended on.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{Index, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::text_or_null;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column at a time: SQLite takes no more in one statement.
        for column in ["price_terms", "price", "currency"] {
            let mut table = Table::alter();
            table.table("orders").add_column(text_or_null(column));
            manager.alter_table(table).await?;
        }
        let by_terms = Index::create()
            .name("orders_price_terms")
            .table("orders")
            .col("price_terms")
            .col("id")
            .to_owned();
        manager.create_index(by_terms).await
    }
}
