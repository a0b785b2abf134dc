//! Lists in any order, page by page: a page begins where the last one ended, by the value it is sorted by and the id, so
//! that no page is read over and no row is missed while others are added.

use std::fmt;
use std::str::FromStr;
use std::time::Instant;

use sea_orm::sea_query::{Asterisk, Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, EntityTrait, FromQueryResult, IdenStatic, ModelTrait,
    Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Value,
};

use super::{Store, StoreError};

/// Beyond this many a list is not counted: a glance at it must not read all of it.
pub(super) const COUNTED: u64 = 10_000;

/// How many there are in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// So many.
    Exactly(u64),
    /// More than so many; they were not counted further.
    MoreThan(u64),
}

impl Total {
    /// The total, where so many were counted.
    pub(super) fn of(number: u64) -> Self {
        if number > COUNTED {
            Self::MoreThan(COUNTED)
        } else {
            Self::Exactly(number)
        }
    }
}

/// Where a page of a list lies. Its text is for addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListCursor {
    /// Whether the page follows that row, or precedes it.
    pub is_after: bool,
    /// What the row is sorted by.
    pub value: String,
    /// Its id, which decides among rows of the same value.
    pub id: i64,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPage<R> {
    /// In the order asked for.
    pub rows: Vec<R>,
    /// Where the page before lies, if there is one.
    pub previous: Option<ListCursor>,
    /// Where the page after lies, if there is one.
    pub next: Option<ListCursor>,
    /// How many there are in all.
    pub total: Total,
}

impl<R> ListPage<R> {
    /// The same page with its rows made into others.
    pub(super) fn with_rows<T>(self, rows: Vec<T>) -> ListPage<T> {
        ListPage {
            rows,
            previous: self.previous,
            next: self.next,
            total: self.total,
        }
    }
}

impl fmt::Display for ListCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = if self.is_after { "after" } else { "before" };
        write!(f, "{side}.{}.{}", self.id, self.value)
    }
}

/// A text that is not a cursor's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no place in a list")]
pub struct NoCursor;

impl FromStr for ListCursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let (side, rest) = text.split_once('.').ok_or(NoCursor)?;
        let (id, value) = rest.split_once('.').ok_or(NoCursor)?;
        let is_after = match side {
            "after" => true,
            "before" => false,
            _ => return Err(NoCursor),
        };
        Ok(Self {
            is_after,
            value: value.to_owned(),
            id: id.parse().map_err(|_| NoCursor)?,
        })
    }
}

/// A list of an entity's rows: which, and in what order.
#[derive(Debug)]
pub(super) struct Keyset<E: EntityTrait> {
    /// The column sorted by, which is never null and has an index together with the id; it may be the id itself.
    pub(super) sort: E::Column,
    pub(super) id: E::Column,
    pub(super) is_descending: bool,
    pub(super) condition: Condition,
    /// Whether the ids of the page are looked up first and its rows by them: where much has to be sorted, it is only ids.
    pub(super) ids_first: bool,
}

impl<E> Keyset<E>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E> + FromQueryResult + Send + Sync,
{
    /// A page. Where nothing lies beyond the cursor, or less than a page does before it, it is the first page, so that
    /// no page is shorter than it needs to be.
    pub(super) async fn page(
        &self,
        store: &Store,
        cursor: Option<&ListCursor>,
        limit: u64,
    ) -> Result<ListPage<E::Model>, StoreError> {
        self.page_of(store, cursor, limit, None).await
    }

    /// A page of a list of which the total may be known already.
    pub(super) async fn page_of(
        &self,
        store: &Store,
        cursor: Option<&ListCursor>,
        limit: u64,
        total: Option<Total>,
    ) -> Result<ListPage<E::Model>, StoreError> {
        let connection = &store.connection;
        let limit = std::cmp::max(limit, 1);
        let size = usize::try_from(limit).unwrap_or(usize::MAX);
        let beyond = cursor.and_then(|cursor| Some((cursor, self.beyond(cursor)?)));
        let (mut rows, mut is_first, mut has_next) = (Vec::new(), false, false);
        if let Some((cursor, beyond)) = beyond {
            rows = self.rows(connection, Some(beyond), cursor.is_after, limit).await?;
            has_next = rows.len() > size;
            rows.truncate(size);
            if !cursor.is_after {
                if has_next || rows.len() == size {
                    rows.reverse();
                } else {
                    rows.clear();
                }
            }
        }
        let was_before = cursor.is_some_and(|cursor| !cursor.is_after) && !rows.is_empty();
        let mut has_previous = was_before && has_next;
        if rows.is_empty() {
            rows = self.rows(connection, None, true, limit).await?;
            (is_first, has_next, has_previous) = (true, rows.len() > size, false);
            rows.truncate(size);
        }
        let (first, last) = (
            rows.first().map(|row| self.at(row, false)),
            rows.last().map(|row| self.at(row, true)),
        );
        if was_before {
            has_next = self.exists(connection, last.as_ref()).await?;
        } else if !is_first {
            has_previous = self.exists(connection, first.as_ref()).await?;
        }
        let total = match (total, u64::try_from(rows.len())) {
            (Some(total), _) => total,
            (None, Ok(number)) if is_first && !has_next => Total::Exactly(number),
            _ => count(store, self.select()).await?,
        };
        Ok(ListPage {
            rows,
            previous: first.filter(|_| has_previous),
            next: last.filter(|_| has_next),
            total,
        })
    }

    pub(super) fn select(&self) -> Select<E> {
        E::find().filter(self.condition.clone())
    }

    /// One row more than asked for, which tells whether there are more.
    async fn rows(
        &self,
        connection: &DatabaseConnection,
        beyond: Option<Expr>,
        is_forward: bool,
        limit: u64,
    ) -> Result<Vec<E::Model>, StoreError> {
        Ok(self.sorted(beyond, is_forward, limit).all(connection).await?)
    }

    /// The rows beyond a place, in order, and one more.
    pub(super) fn sorted(&self, beyond: Option<Expr>, is_forward: bool, limit: u64) -> Select<E> {
        let sorted = self.looked_up(beyond, is_forward, limit);
        if !self.ids_first {
            return sorted;
        }
        let ids = sorted.select_only().column(self.id).into_query();
        self.in_order(E::find().filter(self.id.in_subquery(ids)), is_forward)
    }

    /// The same, as the rows are looked up.
    pub(super) fn looked_up(&self, beyond: Option<Expr>, is_forward: bool, limit: u64) -> Select<E> {
        let mut select = self.select();
        if let Some(beyond) = beyond {
            select = select.filter(beyond);
        }
        self.in_order(select, is_forward).limit(limit.saturating_add(1))
    }

    fn in_order(&self, select: Select<E>, is_forward: bool) -> Select<E> {
        let order = if self.is_descending == is_forward {
            Order::Desc
        } else {
            Order::Asc
        };
        let select = if self.is_by_id() {
            select
        } else {
            select.order_by(self.sort, order.clone())
        };
        select.order_by(self.id, order)
    }

    async fn exists(&self, connection: &DatabaseConnection, cursor: Option<&ListCursor>) -> Result<bool, StoreError> {
        let Some(beyond) = cursor.and_then(|cursor| self.beyond(cursor)) else {
            return Ok(false);
        };
        let one = self.select().filter(beyond).select_only().column(self.id).limit(1);
        Ok(one.into_tuple::<i64>().one(connection).await?.is_some())
    }

    /// What lies beyond the cursor; nothing where its value is none of the column's.
    pub(super) fn beyond(&self, cursor: &ListCursor) -> Option<Expr> {
        let id = Expr::col(self.id.as_column_ref());
        let is_greater = cursor.is_after != self.is_descending;
        if self.is_by_id() {
            return Some(if is_greater { id.gt(cursor.id) } else { id.lt(cursor.id) });
        }
        let value: Value = match self.sort.def().get_column_type() {
            sea_orm::ColumnType::BigInteger => cursor.value.parse::<i64>().ok()?.into(),
            _ => super::encoding::storable(&cursor.value).into(),
        };
        let row = Expr::tuple([Expr::col(self.sort.as_column_ref()), id]);
        let at = Expr::tuple([Expr::val(value), Expr::val(cursor.id)]);
        Some(if is_greater { row.gt(at) } else { row.lt(at) })
    }

    /// The place just after, or just before, a row.
    pub(super) fn at(&self, row: &E::Model, is_after: bool) -> ListCursor {
        let value = match row.get(self.sort) {
            Value::BigInt(Some(number)) => number.to_string(),
            Value::String(Some(text)) => text,
            _ => String::new(),
        };
        let id = match row.get(self.id) {
            Value::BigInt(Some(id)) => id,
            _ => 0,
        };
        ListCursor { is_after, value, id }
    }

    fn is_by_id(&self) -> bool {
        self.sort.as_str() == self.id.as_str()
    }
}

/// How many rows there are, not counted further than a reader cares for. A list that was longer a moment ago is not counted
/// again: orders and contacts do not vanish by the thousand, and "more than" is no figure anybody reckons with.
pub(super) async fn count<E: EntityTrait>(store: &Store, select: Select<E>) -> Result<Total, StoreError> {
    let some = select
        .select_only()
        .expr_as(Expr::cust("1"), "one")
        .limit(COUNTED.saturating_add(1));
    count_of(store, some.into_query()).await
}

/// How many rows a question has that asks for one more than is counted.
pub(super) async fn count_of(store: &Store, some: SelectStatement) -> Result<Total, StoreError> {
    let count = Query::select()
        .expr_as(Func::count(Expr::col(Asterisk)), "number")
        .from_subquery(some, "counted")
        .to_owned();
    let (question, now) = (store.backend().build(&count).to_string(), Instant::now());
    if store.hints.is_long(&question, now) {
        return Ok(Total::MoreThan(COUNTED));
    }
    let row = store.connection.query_one(&count).await?;
    let number: i64 = row
        .map(|row| row.try_get("", "number"))
        .transpose()?
        .unwrap_or_default();
    let total = Total::of(u64::try_from(number).unwrap_or_default());
    if matches!(total, Total::MoreThan(_)) {
        store.hints.remember_long(question, now);
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_the_address() {
        for value in ["", "de balans", "a.b.c", "-3", "é\n"] {
            for is_after in [true, false] {
                let cursor = ListCursor {
                    is_after,
                    value: value.to_owned(),
                    id: -7,
                };
                assert_eq!(cursor.to_string().parse(), Ok(cursor), "{value}");
            }
        }
        for text in ["", "after", "after.7", "after.x.y", "beside.7.x"] {
            assert_eq!(text.parse::<ListCursor>(), Err(NoCursor), "{text}");
        }
    }
}
