//! Which orders are to be read in full, and when.

use jiff::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::{CHUNK, NEVER, OrderRecords};
use crate::domain::ids::{OrderId, RemoteOrderId};
use crate::store::StoreError;
use crate::store::encoding::millis;
use crate::store::entity::order_records::{Column, Entity};
use crate::store::entity::orders;
use crate::store::transaction::WriteTransaction;

impl OrderRecords {
    /// Orders that are due to be read in full: those that changed, and those with which something is under way. The
    /// longest due come first. What vanished at DigiCert is left out, until it is in its list again.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn due(&self, now: Timestamp, limit: u64) -> Result<Vec<(OrderId, RemoteOrderId)>, StoreError> {
        let query = Entity::find()
            .filter(Column::DueAt.lte(millis(now)))
            .order_by_asc(Column::DueAt);
        self.named(query, limit).await
    }

    /// Orders that were never read in full since that moment, are not due at one and did not vanish, those read longest
    /// ago first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn not_detailed_since(
        &self,
        moment: Timestamp,
        limit: u64,
    ) -> Result<Vec<(OrderId, RemoteOrderId)>, StoreError> {
        let query = Entity::find()
            .filter(Column::DetailedAt.lt(millis(moment)))
            .filter(Column::DueAt.eq(NEVER))
            .order_by_asc(Column::DetailedAt);
        self.named(query, limit).await
    }

    /// Says that orders are due to be read in full at that moment, those of them that are known, however many they are.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn set_due(&self, orders: &[OrderId], at: Timestamp) -> Result<(), StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        for some in orders.chunks(CHUNK) {
            Entity::update_many()
                .col_expr(Column::DueAt, Expr::val(millis(at)))
                .filter(Column::Id.is_in(some.iter().map(|order| order.0)))
                .exec(&*tx)
                .await?;
        }
        tx.commit().await
    }

    /// How many orders of DigiCert's are known, and how many of them were never read in full and still can be.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn counts(&self) -> Result<(u64, u64), StoreError> {
        let all = Entity::find().count(&self.store.connection).await?;
        let bare = there(Entity::find().filter(Column::DetailedAt.eq(0)));
        Ok((all, bare.count(&self.store.connection).await?))
    }

    async fn named(&self, query: Select<Entity>, limit: u64) -> Result<Vec<(OrderId, RemoteOrderId)>, StoreError> {
        let query = there(query)
            .select_only()
            .column(Column::Id)
            .column(orders::Column::RemoteId)
            .order_by_asc(Column::Id)
            .limit(limit);
        let found: Vec<(i64, i64)> = query.into_tuple().all(&self.store.connection).await?;
        let pair = |(id, remote): (i64, i64)| (OrderId(id), RemoteOrderId(remote));
        Ok(found.into_iter().map(pair).collect())
    }
}

/// Those of them that did not vanish at DigiCert.
fn there(query: Select<Entity>) -> Select<Entity> {
    let order = Entity::belongs_to(orders::Entity)
        .from(Column::Id)
        .to(orders::Column::Id);
    query
        .join(JoinType::InnerJoin, order.into())
        .filter(orders::Column::RemoteId.is_not_null())
        .filter(orders::Column::VanishedAt.is_null())
}
