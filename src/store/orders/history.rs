//! The order history: pages by key, newest first, that stay put while orders are added.

use sea_orm::{ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select};

use super::Orders;
use super::row::{state, status};
use crate::domain::ids::{OperatorId, OrderId, RemoteOrderId};
use crate::domain::order::{OrderSummary, State};
use crate::store::StoreError;
use crate::store::encoding::timestamp;
use crate::store::entity::orders;
use crate::store::keyset::{Total, count};

/// Which orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HistoryKind {
    /// All of them.
    #[default]
    All,
    /// Those in that state.
    In(State),
}

/// What the history is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryQuery {
    /// Which orders.
    pub kind: HistoryKind,
    /// Only those of this person.
    pub owner: Option<OperatorId>,
    /// Only those for this organization, by DigiCert's id.
    pub organization: Option<String>,
}

/// Where a page lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// Just below this order.
    OlderThan(OrderId),
    /// Just above this order.
    NewerThan(OrderId),
}

/// A page of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryPage {
    /// The newest first.
    pub rows: Vec<OrderSummary>,
    /// Where the page of newer orders lies, if there are any.
    pub newer: Option<Cursor>,
    /// Where the page of older orders lies, if there are any.
    pub older: Option<Cursor>,
    /// How many orders there are in all.
    pub total: Total,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    state: String,
    remote_id: Option<i64>,
    remote_status: Option<String>,
    product: Option<String>,
    common_name: String,
    organization: String,
    organization_name: Option<String>,
    owner_name: String,
    created_at: i64,
    updated_at: i64,
}

impl HistoryQuery {
    fn condition(&self) -> Condition {
        let in_state = match self.kind {
            HistoryKind::All => None,
            HistoryKind::In(state) => Some(orders::Column::State.eq(state.word())),
        };
        Condition::all()
            .add_option(in_state)
            .add_option(self.owner.map(|owner| orders::Column::OwnerId.eq(owner.0)))
            .add_option(self.organization.as_ref().map(|id| orders::Column::Organization.eq(id)))
    }

    fn select(&self) -> Select<orders::Entity> {
        orders::Entity::find().filter(self.condition())
    }
}

impl Orders {
    /// A page of the history. Where nothing lies beyond the cursor, or less than a page does above it, it is the first
    /// page, so that no page is shorter than it needs to be.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn page(
        &self,
        query: &HistoryQuery,
        cursor: Option<Cursor>,
        limit: u64,
    ) -> Result<HistoryPage, StoreError> {
        let mut rows = match cursor {
            None => Vec::new(),
            Some(Cursor::OlderThan(id)) => {
                let older = query.select().filter(orders::Column::Id.lt(id.0));
                self.rows(older.order_by_desc(orders::Column::Id), limit).await?
            }
            Some(Cursor::NewerThan(id)) => {
                let newer = query.select().filter(orders::Column::Id.gt(id.0));
                let nearest = self.rows(newer.order_by_asc(orders::Column::Id), limit).await?;
                let is_full = nearest.len() == usize::try_from(limit).unwrap_or(usize::MAX);
                if is_full {
                    nearest.into_iter().rev().collect()
                } else {
                    Vec::new()
                }
            }
        };
        if rows.is_empty() {
            rows = self
                .rows(query.select().order_by_desc(orders::Column::Id), limit)
                .await?;
        }
        let (mut newer, mut older) = (None, None);
        if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
            let has_newer = self
                .exists(query.select().filter(orders::Column::Id.gt(first.id)))
                .await?;
            newer = has_newer.then_some(Cursor::NewerThan(OrderId(first.id)));
            let has_older = self
                .exists(query.select().filter(orders::Column::Id.lt(last.id)))
                .await?;
            older = has_older.then_some(Cursor::OlderThan(OrderId(last.id)));
        }
        let rows = rows.into_iter().map(OrderSummary::try_from).collect::<Result<_, _>>()?;
        Ok(HistoryPage {
            rows,
            newer,
            older,
            total: count(&self.store.connection, query.select(), orders::Column::Id).await?,
        })
    }

    async fn rows(&self, select: Select<orders::Entity>, limit: u64) -> Result<Vec<Row>, StoreError> {
        let columns = [
            orders::Column::Id,
            orders::Column::State,
            orders::Column::RemoteId,
            orders::Column::RemoteStatus,
            orders::Column::Product,
            orders::Column::CommonName,
            orders::Column::Organization,
            orders::Column::OrganizationName,
            orders::Column::OwnerName,
            orders::Column::CreatedAt,
            orders::Column::UpdatedAt,
        ];
        let select = select.select_only().columns(columns).limit(limit.max(1));
        Ok(select.into_model::<Row>().all(&self.store.connection).await?)
    }

    async fn exists(&self, select: Select<orders::Entity>) -> Result<bool, StoreError> {
        let one = select
            .select_only()
            .column(orders::Column::Id)
            .limit(1)
            .into_tuple::<i64>();
        Ok(one.one(&self.store.connection).await?.is_some())
    }
}

impl TryFrom<Row> for OrderSummary {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: OrderId(row.id),
            state: state(&row.state)?,
            remote_id: row.remote_id.map(RemoteOrderId),
            remote_status: status(row.remote_status),
            product: row.product,
            common_name: row.common_name,
            organization_id: row.organization,
            organization_name: row.organization_name,
            owner: row.owner_name,
            created_at: timestamp(row.created_at)?,
            updated_at: timestamp(row.updated_at)?,
        })
    }
}
