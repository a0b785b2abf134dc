//! The address book: people, where each is used, and that people were erased.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{ForeignKey, ForeignKeyAction, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{flag, id, index, number, number_or_null, sorted_text, text};
use crate::store::{people, search_text};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("people")
            .col(id())
            .col(number("version"))
            .col(sorted_text(manager, "email_sort"))
            .col(sorted_text(manager, "name_sort"))
            .col(text("key").unique_key())
            .col(flag("is_local"))
            .col(number_or_null("kept_by_id"))
            .col(text("kept_by_name"))
            .col(number_or_null("kept_at"))
            .col(text("search_text"))
            .col(text("details"));
        manager.create_table(table).await?;
        index(manager, "people", &["email_sort", "id"]).await?;
        index(manager, "people", &["name_sort", "id"]).await?;
        search_text::create_index(manager.get_connection(), "people").await?;
        let mut person = ForeignKey::create();
        person
            .from("person_uses", "person_id")
            .to("people", "id")
            .on_delete(ForeignKeyAction::Cascade);
        let mut uses = Table::create();
        uses.table("person_uses")
            .col(id())
            .col(number("person_id"))
            .col(text("source"))
            .col(number("source_id"))
            .col(text("role"))
            .col(number("since"))
            .foreign_key(&mut person);
        manager.create_table(uses).await?;
        index(manager, "person_uses", &["person_id", "source", "role", "since"]).await?;
        index(manager, "person_uses", &["source", "source_id", "person_id"]).await?;
        index(manager, "person_uses", &["role", "person_id"]).await?;
        let mut erasures = Table::create();
        erasures
            .table("erasures")
            .col(id())
            .col(number("at"))
            .col(number_or_null("actor_id"))
            .col(text("actor_name"))
            .col(number("copies"));
        manager.create_table(erasures).await?;
        people::fill_from_orders(manager.get_connection()).await
    }
}
