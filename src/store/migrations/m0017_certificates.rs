//! The certificates of orders, with what was found about each; and orders by their latest change, to see which of them
//! lack theirs.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{ForeignKey, ForeignKeyAction, Index, Table};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::{flag, id, index, number, number_or_null, sorted_text, text};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut order = ForeignKey::create();
        order
            .from("certificates", "order_id")
            .to("orders", "id")
            .on_delete(ForeignKeyAction::Cascade);
        let mut table = Table::create();
        table
            .table("certificates")
            .col(id())
            .col(number("order_id"))
            .col(number("certificate_id"))
            .col(sorted_text(manager, "serial_number"))
            .col(sorted_text(manager, "spki_sha256"))
            .col(sorted_text(manager, "oin"))
            .col(text("names"))
            .col(number("not_before"))
            .col(number("not_after"))
            .col(text("chain"))
            .col(number("fetched_at"))
            .col(text("verdict"))
            .col(flag("is_held"))
            .col(flag("is_current"))
            .col(number_or_null("look_again_at"))
            .foreign_key(&mut order);
        manager.create_table(table).await?;
        let by_certificate = Index::create()
            .name("certificates_certificate_id")
            .table("certificates")
            .col("certificate_id")
            .unique()
            .to_owned();
        manager.create_index(by_certificate).await?;
        let latest_change = Index::create()
            .name("orders_latest_change")
            .table("orders")
            .col("updated_at")
            .to_owned();
        manager.create_index(latest_change).await?;
        index(manager, "certificates", &["order_id"]).await?;
        index(manager, "certificates", &["serial_number"]).await?;
        index(manager, "certificates", &["spki_sha256"]).await?;
        index(manager, "certificates", &["oin"]).await?;
        index(manager, "certificates", &["look_again_at"]).await
    }
}
