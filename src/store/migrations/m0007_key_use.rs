//! The key of an order's last attempt as a column, so that its other uses are found.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::{Expr, ExprTrait, Index, Query, Table};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};
use serde_json::Value;

use super::text_or_null;

/// So many rows are in memory at a time.
const CHUNK: u64 = 200;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::alter();
        table.table("orders").add_column(text_or_null("spki_sha256"));
        manager.alter_table(table).await?;
        let by_key = Index::create()
            .name("orders_spki_sha256")
            .table("orders")
            .col("spki_sha256")
            .col("id")
            .to_owned();
        manager.create_index(by_key).await?;
        fill(manager.get_connection()).await
    }
}

/// Fills the column from the attempts. Read here and not in SQL: PostgreSQL refuses to look into JSON that holds
/// U+0000, which a name somebody typed may. An attempt that cannot be read names no key.
pub(crate) async fn fill<C: ConnectionTrait>(connection: &C) -> Result<(), DbErr> {
    let mut last = i64::MIN;
    loop {
        let rows = Query::select()
            .columns(["id", "attempt"])
            .from("orders")
            .and_where(Expr::col("id").gt(last))
            .and_where(Expr::col("attempt").is_not_null())
            .and_where(Expr::col("spki_sha256").is_null())
            .order_by("id", sea_orm_migration::sea_orm::sea_query::Order::Asc)
            .limit(CHUNK)
            .to_owned();
        let rows = connection.query_all(&rows).await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            last = row.try_get("", "id")?;
            let attempt: String = row.try_get("", "attempt")?;
            let attempt: Value = serde_json::from_str(&attempt).unwrap_or_default();
            if let Some(key) = attempt.get("spki_sha256").and_then(Value::as_str) {
                let update = Query::update()
                    .table("orders")
                    .value("spki_sha256", key)
                    .and_where(Expr::col("id").eq(last))
                    .to_owned();
                connection.execute(&update).await?;
            }
        }
    }
}
