//! What more of an order needs somebody or tells how long it took: whether its certificate is held, whether it waits for
//! its CSR, and whether it was reissued. The history is derived anew after the migrations.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::sea_query::Table;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use super::flag;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["is_held", "wants_csr", "is_reissued"] {
            let mut added = flag(column);
            added.default(false);
            let mut table = Table::alter();
            table.table("history").add_column(added);
            manager.alter_table(table).await?;
        }
        // Few rows are either.
        for column in ["is_held", "wants_csr"] {
            let index = format!("CREATE INDEX history_{column} ON history ({column}, id) WHERE {column} = TRUE");
            manager.get_connection().execute_unprepared(&index).await?;
        }
        Ok(())
    }
}
