//! The orders. A unique index lets any number of rows have no value, in both databases.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{Index, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{id, number, number_or_null, text, text_or_null};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("orders")
            .col(id())
            .col(number("version"))
            .col(text("state"))
            .col(number_or_null("owner_id"))
            .col(text("owner_name"))
            .col(text("form"))
            .col(text("common_name"))
            .col(text("organization"))
            .col(text_or_null("organization_name"))
            .col(number("created_at"))
            .col(number("updated_at"))
            .col(text_or_null("reference"))
            .col(text_or_null("attempt"))
            .col(number_or_null("lease_until"))
            .col(text_or_null("lease_holder"))
            .col(number_or_null("remote_id"))
            .col(number_or_null("certificate_id"))
            .col(text_or_null("remote_status"))
            .col(number_or_null("status_read_at"))
            .col(text("domains"))
            .col(text("refusal"));
        manager.create_table(table).await?;
        // The history by id descending is the primary key, read backwards.
        let by_state = Index::create()
            .name("orders_state")
            .table("orders")
            .col("state")
            .col("id")
            .to_owned();
        manager.create_index(by_state).await?;
        let by_reference = Index::create()
            .name("orders_reference")
            .table("orders")
            .col("reference")
            .unique()
            .to_owned();
        manager.create_index(by_reference).await?;
        let by_remote_id = Index::create()
            .name("orders_remote_id")
            .table("orders")
            .col("remote_id")
            .unique()
            .to_owned();
        manager.create_index(by_remote_id).await?;
        let by_organization = Index::create()
            .name("orders_organization")
            .table("orders")
            .col("organization")
            .to_owned();
        manager.create_index(by_organization).await
    }
}
