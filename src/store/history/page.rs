//! Pages of the history, and all of it for an export.

use jiff::Timestamp;
use sea_orm::DbBackend;

use super::History;
use super::query::{Access, HistoryQuery, TEXTS};
use crate::domain::ids::{ContainerId, OrderId, RemoteOrderId};
use crate::domain::order::{OrderSummary, Price, RemoteStatus};
use crate::store::encoding::timestamp;
use crate::store::entity::history;
use crate::store::keyset::{Keyset, ListCursor, ListPage, Total, count};
use crate::store::orders::state;
use crate::store::search_text::{common, matches};
use crate::store::{Store, StoreError};

/// How a list is read, and what was learnt on the way to knowing that.
#[derive(Clone, Debug, Default)]
struct Plan {
    access: Access,
    total: Option<Total>,
}

/// All orders of a query, some at a time and in its order, however many there are.
#[derive(Debug)]
pub struct HistoryRows {
    store: Store,
    keyset: HistoryKeyset,
    chunk: u64,
    /// Where the next chunk begins; nothing where the last one was read.
    place: Option<Place>,
}

#[derive(Debug)]
enum Place {
    Beginning,
    After(ListCursor),
}

/// The history as a list in an order.
pub(in crate::store) type HistoryKeyset = Keyset<history::Entity>;

impl History {
    /// A page of the history. The cursor is one of the same query. Where nothing lies beyond it, or less than a page does
    /// before it, it is the first page, so that no page is shorter than it needs to be.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn page(
        &self,
        query: &HistoryQuery,
        cursor: Option<&ListCursor>,
        limit: u64,
    ) -> Result<ListPage<OrderSummary>, StoreError> {
        let plan = self.plan(query).await?;
        let keyset = self.keyset(query, &plan.access);
        let page = keyset.page_of(&self.store, cursor, limit, plan.total).await?;
        let rows = page.rows.iter().map(OrderSummary::try_from).collect::<Result<_, _>>()?;
        Ok(page.with_rows(rows))
    }

    /// All orders of a query, `chunk` of them at a time.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn rows(&self, query: &HistoryQuery, chunk: u64) -> Result<HistoryRows, StoreError> {
        let plan = self.plan(query).await?;
        Ok(HistoryRows {
            store: self.store.clone(),
            keyset: self.keyset(query, &plan.access),
            chunk: chunk.max(1),
            place: Some(Place::Beginning),
        })
    }

    /// Chooses how a list is read. Few rows are gathered by the indexes of what is asked for and then sorted. Of very
    /// many, a page is found sooner along the order of the list.
    async fn plan(&self, query: &HistoryQuery) -> Result<Plan, StoreError> {
        let mut plan = Plan::default();
        if !query.text.trim().is_empty() {
            plan.access.common = common(&self.store, &TEXTS).await?;
        }
        if let Some(found) = matches(&self.store, &TEXTS, &query.typed(), &plan.access.common).await? {
            plan.total = found.total.filter(|_| !query.is_filtered());
            plan.access.text = found.way;
        }
        if self.store.backend() != DbBackend::Sqlite {
            return Ok(plan);
        }
        if query.has_own_index() || plan.total.is_some() {
            return Ok(plan);
        }
        let all = self.keyset(query, &plan.access).select();
        let total = count(&self.store, all).await?;
        plan.total = Some(total);
        plan.access.is_walk = matches!(total, Total::MoreThan(_));
        Ok(plan)
    }

    pub(in crate::store) fn keyset(&self, query: &HistoryQuery, access: &Access) -> HistoryKeyset {
        Keyset {
            sort: query.sort.column(),
            id: history::Column::Id,
            is_descending: !query.is_ascending,
            condition: query.condition(self.store.backend(), access),
            ids_first: true,
        }
    }
}

impl HistoryRows {
    /// The next orders; none after the last.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn next(&mut self) -> Result<Option<Vec<OrderSummary>>, StoreError> {
        let Some(place) = &self.place else { return Ok(None) };
        let beyond = match place {
            Place::Beginning => None,
            Place::After(cursor) => self.keyset.beyond(cursor),
        };
        // One row more than asked for tells whether there are more.
        let select = self.keyset.sorted(beyond, true, self.chunk);
        let mut rows = select.all(&self.store.connection).await?;
        let size = usize::try_from(self.chunk).unwrap_or(usize::MAX);
        let has_more = rows.len() > size;
        rows.truncate(size);
        self.place = rows
            .last()
            .filter(|_| has_more)
            .map(|last| Place::After(self.keyset.at(last, true)));
        if rows.is_empty() {
            return Ok(None);
        }
        rows.iter()
            .map(OrderSummary::try_from)
            .collect::<Result<_, _>>()
            .map(Some)
    }
}

impl TryFrom<&history::Model> for OrderSummary {
    type Error = StoreError;

    fn try_from(row: &history::Model) -> Result<Self, StoreError> {
        let told = |text: &String| (!text.is_empty()).then(|| text.clone());
        let moment = |millis: i64| -> Result<Option<Timestamp>, StoreError> {
            (millis != 0).then(|| timestamp(millis)).transpose()
        };
        let number = |id: i64| (id != 0).then_some(id);
        Ok(Self {
            id: OrderId(row.id),
            state: state(&row.state)?,
            remote_id: number(row.remote_id).map(RemoteOrderId),
            remote_status: told(&row.status).map(|word| RemoteStatus::of_word(&word)),
            product: told(&row.product),
            common_name: row.common_name.clone(),
            names: row.names.lines().map(str::to_owned).collect(),
            organization_id: row.organization.clone(),
            organization_name: told(&row.organization_name),
            container: number(row.container_id).map(ContainerId),
            container_name: row.container_name.clone(),
            owner: row.owner_name.clone(),
            created_at: timestamp(row.created_at)?,
            updated_at: timestamp(row.updated_at)?,
            placed_at: moment(row.placed_at)?,
            issued_at: moment(row.issued_at)?,
            ends_on: row.ends_on.parse().ok(),
            is_renewed: row.is_renewed,
            price: Price::read(&row.price, told(&row.currency).as_deref()),
            reference: told(&row.reference),
            serial_number: told(&row.serial_number),
            oin: told(&row.oin),
            spki_sha256: told(&row.spki_sha256),
            vanished_at: moment(row.vanished_at)?,
        })
    }
}
