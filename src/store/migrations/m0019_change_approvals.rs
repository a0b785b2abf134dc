//! What a change of something at DigiCert needs to be approved by a second person, and the key that it gives an order.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::Table;
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{index, text_or_null};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["approval", "spki_sha256"] {
            let mut table = Table::alter();
            table.table("changes").add_column(text_or_null(column));
            manager.alter_table(table).await?;
        }
        index(manager, "changes", &["spki_sha256", "id"]).await
    }
}
