//! The sessions.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{Index, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{number, text};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("sessions")
            .col(text("id_sha256").primary_key())
            .col(text("data"))
            .col(number("expires_at"));
        manager.create_table(table).await?;
        let expiry = Index::create()
            .name("sessions_expires_at")
            .table("sessions")
            .col("expires_at")
            .to_owned();
        manager.create_index(expiry).await
    }
}
