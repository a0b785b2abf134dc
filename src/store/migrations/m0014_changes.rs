//! Changes of what DigiCert has stored, their journals, and their requests as they went over the wire.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{ColumnDef, ForeignKey, ForeignKeyAction, Index, Table};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{id, index, number, number_or_null, text, text_or_null};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut changes = Table::create();
        changes
            .table("changes")
            .col(id())
            .col(number("version"))
            .col(text("subject"))
            .col(number_or_null("subject_id"))
            .col(text("subject_key"))
            .col(text("kind"))
            .col(text("state"))
            .col(number_or_null("owner_id"))
            .col(text("owner_name"))
            .col(number("created_at"))
            .col(number("updated_at"))
            .col(text_or_null("mark"))
            .col(number_or_null("lease_until"))
            .col(text_or_null("lease_holder"))
            .col(number_or_null("created"))
            .col(text("form"))
            .col(text_or_null("base"))
            .col(text_or_null("attempt"))
            .col(text("refusal"));
        manager.create_table(changes).await?;
        index(manager, "changes", &["subject", "subject_id", "id"]).await?;
        index(manager, "changes", &["created", "id"]).await?;
        index(manager, "changes", &["state", "id"]).await?;
        index(manager, "changes", &["owner_id", "id"]).await?;
        let mark = Index::create()
            .name("changes_mark")
            .table("changes")
            .col("mark")
            .unique()
            .to_owned();
        manager.create_index(mark).await?;
        // The database itself sees to it that no two changes of one subject are under way at once.
        let under_way = "CREATE UNIQUE INDEX changes_under_way ON changes (subject_key) \
            WHERE state IN ('sending', 'in_doubt')";
        manager.get_connection().execute_unprepared(under_way).await?;
        let mut events = Table::create();
        events
            .table("change_events")
            .col(id())
            .col(number("change_id"))
            .col(number("at"))
            .col(number_or_null("actor_id"))
            .col(text("actor_name"))
            .col(text("event"))
            .foreign_key(&mut of_change("change_events"));
        manager.create_table(events).await?;
        index(manager, "change_events", &["change_id", "id"]).await?;
        let mut exchanges = Table::create();
        exchanges
            .table("change_exchanges")
            .col(id())
            .col(number("change_id"))
            .col(number("at"))
            .col(text("method"))
            .col(text("path"))
            .col(text("request_body"))
            .col(ColumnDef::new("status").integer().null())
            .col(text("response_body"))
            .foreign_key(&mut of_change("change_exchanges"));
        manager.create_table(exchanges).await?;
        index(manager, "change_exchanges", &["change_id", "id"]).await
    }
}

fn of_change(table: &'static str) -> sea_orm_migration::sea_orm::sea_query::ForeignKeyCreateStatement {
    let mut change = ForeignKey::create();
    change
        .from(table, "change_id")
        .to("changes", "id")
        .on_delete(ForeignKeyAction::Cascade);
    change
}
