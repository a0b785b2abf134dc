//! What the organizations and the domains are filtered by, in one index each: by it alone a list is counted, without its
//! wide rows.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::Index;
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, own) in [
            ("organizations", ["container_id", "country"]),
            ("domains", ["organization_id", "method"]),
        ] {
            let mut index = Index::create();
            index.name(format!("{table}_counted")).table(table);
            for column in ["valid_until", "otherwise", "gone_at", "is_active"]
                .into_iter()
                .chain(own)
            {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
