//! What the account holds besides orders, as it was last read: organizations, domains, containers and users; and the
//! numbers of organizations that are kept here.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{ColumnDef, Index, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{flag, id, index, number, number_or_null, sorted_text, text, text_or_null};
use crate::store::search_text;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        organizations(manager).await?;
        domains(manager).await?;
        let mut containers = Table::create();
        containers
            .table("containers")
            .col(id())
            .col(number("read_at"))
            .col(number_or_null("gone_at"))
            .col(text("record"));
        manager.create_table(containers).await?;
        let mut users = Table::create();
        users
            .table("users")
            .col(id())
            .col(number("read_at"))
            .col(number_or_null("gone_at"))
            .col(text("record"));
        manager.create_table(users).await?;
        let mut reads = Table::create();
        reads
            .table("directory_reads")
            .col(id())
            .col(text("part").unique_key())
            .col(number_or_null("begun_at"))
            .col(number_or_null("finished_at"))
            .col(number("count"))
            .col(number_or_null("failed_at"))
            .col(text_or_null("failure"));
        manager.create_table(reads).await?;
        numbers(manager).await?;
        // The open orders of an organization are counted from this index alone.
        let open = Index::create()
            .name("orders_organization_state")
            .table("orders")
            .col("organization")
            .col("state")
            .col("remote_status")
            .to_owned();
        manager.create_index(open).await
    }
}

async fn organizations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sorted = |name| sorted_text(manager, name);
    let mut table = Table::create();
    table
        .table("organizations")
        .col(id())
        .col(sorted("name_sort"))
        .col(sorted("assumed_name_sort"))
        .col(sorted("city_sort"))
        .col(sorted("country"))
        .col(number_or_null("container_id"))
        .col(flag("is_active"))
        .col(number("valid_until"))
        .col(text("otherwise"))
        .col(number("validated_until"))
        .col(text("name_key"))
        .col(text("assumed_name_key"))
        .col(text("address_key"))
        .col(text("search_text"))
        .col(number("read_at"))
        .col(number("detailed_at"))
        .col(number_or_null("gone_at"))
        // The last, because it is long: what is filtered by is read without it.
        .col(text("record"));
    manager.create_table(table).await?;
    for columns in [
        &["name_sort", "id"][..],
        &["assumed_name_sort"],
        &["city_sort", "id"],
        &["country", "id"],
        &["validated_until", "id"],
        &["valid_until", "id"],
        &["container_id", "id"],
        &["name_key"],
        &["assumed_name_key"],
        &["address_key"],
        &["detailed_at", "id"],
    ] {
        index(manager, "organizations", columns).await?;
    }
    search_text::create_index(manager.get_connection(), "organizations").await
}

async fn domains(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sorted = |name| sorted_text(manager, name);
    let mut table = Table::create();
    table
        .table("domains")
        .col(id())
        .col(sorted("name_sort"))
        .col(number_or_null("organization_id"))
        .col(sorted("organization_sort"))
        .col(flag("is_active"))
        .col(text("method"))
        .col(number("valid_until"))
        .col(text("otherwise"))
        .col(number("dcv_until"))
        .col(text("search_text"))
        .col(number("read_at"))
        .col(number("detailed_at"))
        .col(number_or_null("gone_at"))
        .col(text("record"));
    manager.create_table(table).await?;
    for columns in [
        &["name_sort", "id"][..],
        &["organization_sort", "id"],
        &["dcv_until", "id"],
        &["valid_until", "id"],
        &["organization_id", "gone_at"],
        &["detailed_at", "id"],
    ] {
        index(manager, "domains", columns).await?;
    }
    search_text::create_index(manager.get_connection(), "domains").await
}

async fn numbers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = || {
        [
            text("oin"),
            text("kvk_number"),
            text("register"),
            number_or_null("entered_by_id"),
            text("entered_by_name"),
            number("entered_at"),
        ]
    };
    let mut now = Table::create();
    // By the organization's id.
    now.table("organization_numbers").col(id()).col(number("version"));
    let mut before = Table::create();
    let organization: ColumnDef = number("organization_id");
    before.table("organization_number_entries").col(id()).col(organization);
    for column in columns() {
        now.col(column.clone());
        before.col(column);
    }
    manager.create_table(now).await?;
    manager.create_table(before).await?;
    index(manager, "organization_number_entries", &["organization_id", "id"]).await
}
