//! The charts of the first page: certificates that end per month, and how long orders took.

use leptos::prelude::*;

use super::charts::{Bar, Bars, chart};
use crate::web::context;
use crate::web::failure::Failure;
use crate::words::Words;

/// So many months ahead.
const MONTHS: u8 = 24;

/// So many orders back.
const ORDERS: u64 = 30;

/// The certificates that end in each of the next months; nothing where none does.
pub(super) async fn ending(words: Words) -> Result<AnyView, Failure> {
    let state = context::state();
    let months = state
        .orders()
        .store()
        .history()
        .ending_per_month(state.clock().today(), MONTHS)
        .await?;
    let total = months.iter().fold(0_u64, |sum, (_, count)| sum.saturating_add(*count));
    if total == 0 {
        return Ok(().into_any());
    }
    let bar = |(first, count): (jiff::civil::Date, u64)| Bar {
        name: first.strftime("%Y-%m").to_string(),
        href: format!(
            "/orders?ends_from={first}&ends_until={}&in_use=yes&sort=ends",
            first.last_of_month()
        ),
        value: u16::try_from(count).unwrap_or(u16::MAX),
    };
    let bars = Bars {
        title: words.text("chart-ending"),
        summary: words.with(
            "chart-ending-summary",
            [("count", total.into()), ("months", MONTHS.into())],
        ),
        category: words.text("chart-month"),
        unit: words.text("chart-certificates"),
        bars: months.into_iter().map(bar).collect(),
    };
    Ok(chart(words, "c-ending", bars))
}

/// How many days the latest orders took; nothing where none was issued yet.
pub(super) async fn lead_times(words: Words) -> Result<AnyView, Failure> {
    let state = context::state();
    let mut orders = state.orders().store().history().lead_times(ORDERS).await?;
    if orders.is_empty() {
        return Ok(().into_any());
    }
    // The latest last, as time goes.
    orders.reverse();
    let mut days: Vec<u64> = orders.iter().map(crate::store::LeadTime::days).collect();
    days.sort_unstable();
    let middle = days.get(days.len().div_euclid(2)).copied().unwrap_or_default();
    let longest = days.last().copied().unwrap_or_default();
    let bar = |order: &crate::store::LeadTime| Bar {
        name: order.order.to_string(),
        href: format!("/orders/{}", order.order),
        value: u16::try_from(order.days()).unwrap_or(u16::MAX),
    };
    let bars = Bars {
        title: words.text("chart-lead"),
        summary: words.with(
            "chart-lead-summary",
            [
                ("count", days.len().into()),
                ("middle", middle.into()),
                ("longest", longest.into()),
            ],
        ),
        category: words.text("chart-order"),
        unit: words.text("chart-days"),
        bars: orders.iter().map(bar).collect(),
    };
    Ok(chart(words, "c-lead", bars))
}
