//! The failed attempts to sign in.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{Index, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{id, number, text};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("sign_in_failures")
            .col(id())
            .col(text("key_sha256"))
            .col(number("at"));
        manager.create_table(table).await?;
        let by_key = Index::create()
            .name("sign_in_failures_key")
            .table("sign_in_failures")
            .col("key_sha256")
            .col("at")
            .to_owned();
        manager.create_index(by_key).await?;
        let by_time = Index::create()
            .name("sign_in_failures_at")
            .table("sign_in_failures")
            .col("at")
            .to_owned();
        manager.create_index(by_time).await
    }
}
