//! Which orders have a certificate at DigiCert that was not fetched yet.

use jiff::Timestamp;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::Certificates;
use crate::domain::ids::OrderId;
use crate::domain::order::{RemoteStatus, State};
use crate::store::StoreError;
use crate::store::encoding::millis;
use crate::store::entity::{certificates, orders};

impl Certificates {
    /// Orders whose certificate was not fetched, of those that changed since then: the latest change first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn missing_since(&self, moment: Timestamp, limit: u64) -> Result<Vec<OrderId>, StoreError> {
        let query = missing()
            .filter(orders::Column::UpdatedAt.gte(millis(moment)))
            .order_by_desc(orders::Column::UpdatedAt);
        self.ids(query.limit(limit)).await
    }

    /// Orders below that id whose certificate was not fetched, the newest first: those this desk placed, or all.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn missing_below(
        &self,
        below: Option<OrderId>,
        is_ours: bool,
        limit: u64,
    ) -> Result<Vec<OrderId>, StoreError> {
        let mut query = missing().order_by_desc(orders::Column::Id);
        if let Some(below) = below {
            query = query.filter(orders::Column::Id.lt(below.0));
        }
        if is_ours {
            query = query.filter(orders::Column::State.eq(State::Placed.word()));
        }
        self.ids(query.limit(limit)).await
    }

    /// Orders whose certificate is to be fetched again, the longest due first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn due_again(&self, now: Timestamp, limit: u64) -> Result<Vec<OrderId>, StoreError> {
        let query = certificates::Entity::find()
            .select_only()
            .column(certificates::Column::OrderId)
            .filter(certificates::Column::LookAgainAt.lte(millis(now)))
            .order_by_asc(certificates::Column::LookAgainAt)
            .limit(limit);
        let ids: Vec<i64> = query.into_tuple().all(&self.store.connection).await?;
        Ok(ids.into_iter().map(OrderId).collect())
    }

    async fn ids(&self, query: Select<orders::Entity>) -> Result<Vec<OrderId>, StoreError> {
        let query = query.select_only().column(orders::Column::Id);
        let ids: Vec<i64> = query.into_tuple().all(&self.store.connection).await?;
        Ok(ids.into_iter().map(OrderId).collect())
    }
}

/// Orders that have a certificate at DigiCert, by their status, of which it was not fetched.
fn missing() -> Select<orders::Entity> {
    let statuses = RemoteStatus::WITH_CERTIFICATE;
    let of_order =
        Expr::col((certificates::Entity, certificates::Column::OrderId)).equals((orders::Entity, orders::Column::Id));
    let same = Expr::col((certificates::Entity, certificates::Column::CertificateId))
        .equals((orders::Entity, orders::Column::CertificateId));
    let untold = Expr::col((orders::Entity, orders::Column::CertificateId)).is_null();
    let kept = Query::select()
        .expr(Expr::value(1))
        .from(certificates::Entity)
        .cond_where(
            Condition::all()
                .add(of_order)
                .add(Condition::any().add(same).add(untold)),
        )
        .to_owned();
    orders::Entity::find()
        .filter(orders::Column::RemoteId.is_not_null())
        .filter(orders::Column::VanishedAt.is_null())
        .filter(orders::Column::RemoteStatus.is_in(statuses.iter().map(|status| status.word().to_owned())))
        .filter(Expr::exists(kept).not())
}
