//! The people of the desk.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{ColumnDef, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{id, number, text, text_or_null};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("operators")
            .col(id())
            .col(text("username"))
            .col(text("username_folded").unique_key())
            .col(text("name"))
            .col(text("role"))
            .col(text("password_hash"))
            .col(ColumnDef::new("disabled").boolean().not_null())
            .col(text_or_null("locale"))
            .col(text("time_zone"))
            .col(number("sessions_epoch"))
            .col(number("created_at"));
        manager.create_table(table).await
    }
}
