//! Views of the history that people saved under a name.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{Index, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{flag, id, number, text};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut views = Table::create();
        views
            .table("saved_views")
            .col(id())
            .col(number("owner_id"))
            .col(text("owner_name"))
            .col(text("name"))
            .col(text("name_folded"))
            .col(flag("is_shared"))
            .col(text("parameters"))
            .col(number("created_at"))
            .col(number("updated_at"));
        manager.create_table(views).await?;
        let name = Index::create()
            .name("saved_views_name")
            .table("saved_views")
            .col("owner_id")
            .col("name_folded")
            .unique()
            .to_owned();
        manager.create_index(name).await
    }
}
