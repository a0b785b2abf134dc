//! Figures of the history: what needs somebody, when certificates end, how long orders take.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::History;
use super::attention::{Attention, AttentionKind, in_use};
use crate::domain::change::ChangeState;
use crate::domain::ids::OrderId;
use crate::store::StoreError;
use crate::store::encoding::timestamp;
use crate::store::entity::history::Column;
use crate::store::entity::{changes, history};

/// How many orders need somebody for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttentionFigure {
    /// Why.
    pub kind: AttentionKind,
    /// How many.
    pub count: u64,
    /// Since when the oldest of them does; of certificates that end: the beginning of the first one's last day, in UTC.
    pub oldest: Timestamp,
}

/// How long an order took from being sent to its certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadTime {
    /// The order.
    pub order: OrderId,
    /// Its common name, or first name.
    pub common_name: String,
    /// When it was sent.
    pub placed_at: Timestamp,
    /// When its certificate was issued.
    pub issued_at: Timestamp,
}

impl LeadTime {
    /// In days, rounded up; at least one.
    #[must_use]
    pub fn days(&self) -> u64 {
        let seconds = self.issued_at.as_second().saturating_sub(self.placed_at.as_second());
        std::cmp::max(u64::try_from(seconds).unwrap_or_default().div_ceil(24 * 60 * 60), 1)
    }
}

impl History {
    /// What needs somebody: how many orders for each reason, and since when. Reasons for which there are none are left
    /// out.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn attention(&self, now: Timestamp, lead_days: u16) -> Result<Vec<AttentionFigure>, StoreError> {
        let mut figures = Vec::new();
        for kind in AttentionKind::ALL {
            let attention = Attention { kind, now, lead_days };
            let those = history::Entity::find().filter(attention.condition());
            let found = match kind {
                AttentionKind::Ending => self.first_end(those).await?,
                _ => self.oldest(those, kind.since()).await?,
            };
            let figure = |(count, oldest)| AttentionFigure { kind, count, oldest };
            figures.extend(found.map(figure));
        }
        Ok(figures)
    }

    /// The changes at DigiCert in that state: how many, and since when.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn changes_in(&self, state: ChangeState) -> Result<Option<(u64, Timestamp)>, StoreError> {
        let those = changes::Entity::find()
            .select_only()
            .column_as(changes::Column::Id.count(), "number")
            .column_as(changes::Column::UpdatedAt.min(), "oldest")
            .filter(changes::Column::State.eq(state.word()));
        let found: Option<(i64, Option<i64>)> = those.into_tuple().one(&self.store.connection).await?;
        counted(found)
    }

    /// How many certificates in use that no order renewed end in each of so many months, the month of that day first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn ending_per_month(&self, from: Date, months: u8) -> Result<Vec<(Date, u64)>, StoreError> {
        let first = from.first_of_month();
        let month = |number: u8| first.saturating_add(i32::from(number).months());
        // With the numbers in the text: PostgreSQL must see that what is grouped by is what is read.
        let of_month = || Expr::cust("SUBSTR(\"history\".\"live_until\", 1, 7)");
        let query = history::Entity::find()
            .select_only()
            .column_as(of_month(), "month")
            .column_as(Expr::col(Column::LiveUntil).count(), "number")
            .filter(in_use())
            .filter(Column::LiveUntil.gte(first.to_string()))
            .filter(Column::LiveUntil.lt(month(months).to_string()))
            .group_by(of_month());
        let counts: Vec<(String, i64)> = query.into_tuple().all(&self.store.connection).await?;
        let counts: BTreeMap<String, i64> = counts.into_iter().collect();
        let row = |number: u8| {
            let day = month(number);
            let count = counts.get(&format!("{:04}-{:02}", day.year(), day.month()));
            (
                day,
                u64::try_from(count.copied().unwrap_or_default()).unwrap_or_default(),
            )
        };
        Ok((0..months).map(row).collect())
    }

    /// How long the orders took whose certificates were issued last, the latest first. Those that were reissued are left
    /// out: DigiCert tells when their present certificate was issued, not their first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn lead_times(&self, limit: u64) -> Result<Vec<LeadTime>, StoreError> {
        let query = history::Entity::find()
            .select_only()
            .columns([Column::Id, Column::CommonName, Column::PlacedAt, Column::IssuedAt])
            .filter(Column::IssuedAt.gt(0))
            .filter(Column::PlacedAt.gt(0))
            .filter(Column::IsReissued.eq(false))
            .order_by_desc(Column::IssuedAt)
            .order_by_desc(Column::Id)
            .limit(limit);
        let rows: Vec<(i64, String, i64, i64)> = query.into_tuple().all(&self.store.connection).await?;
        let lead = |(id, common_name, placed_at, issued_at): (i64, String, i64, i64)| {
            Ok(LeadTime {
                order: OrderId(id),
                common_name,
                placed_at: timestamp(placed_at)?,
                issued_at: timestamp(issued_at)?,
            })
        };
        rows.into_iter().map(lead).collect()
    }

    async fn oldest(
        &self,
        those: Select<history::Entity>,
        since: Expr,
    ) -> Result<Option<(u64, Timestamp)>, StoreError> {
        let query = those
            .select_only()
            .column_as(Column::Id.count(), "number")
            .column_as(since.min(), "oldest");
        let found: Option<(i64, Option<i64>)> = query.into_tuple().one(&self.store.connection).await?;
        counted(found)
    }

    async fn first_end(&self, those: Select<history::Entity>) -> Result<Option<(u64, Timestamp)>, StoreError> {
        let query = those
            .select_only()
            .column_as(Column::Id.count(), "number")
            .column_as(Column::LiveUntil.min(), "first");
        let found: Option<(i64, Option<String>)> = query.into_tuple().one(&self.store.connection).await?;
        let found = found.map(|(number, first)| {
            let day: Option<Date> = first.and_then(|first| first.parse().ok());
            let begin = day.and_then(|day| day.to_zoned(TimeZone::UTC).ok());
            (number, begin.map(|begin| begin.timestamp().as_millisecond()))
        });
        counted(found)
    }
}

fn counted(found: Option<(i64, Option<i64>)>) -> Result<Option<(u64, Timestamp)>, StoreError> {
    let Some((number, Some(oldest))) = found else {
        return Ok(None);
    };
    Ok(Some((u64::try_from(number).unwrap_or_default(), timestamp(oldest)?)))
}
