//! Orders by what changed lately and by the caller's own reference (CertCentral: Status change list, Order by
//! alternative order ID).

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::Offset};
use serde_json::{Value, json};

use crate::sandbox::{
    answer::{Answer, Finding, Refusal, made_up},
    clock::later,
    door::Call,
    reading::Query,
    shared::Shared,
    store::{Order, Tables},
};

/// The longest span, in seconds.
const LONGEST: i64 = 7 * 86_400;

/// The orders whose status changed in a span of time; none gives an empty object.
pub(crate) fn status_changes(shared: &Shared, call: &Call) -> Result<Answer, Refusal> {
    let world = shared.world();
    let now = shared.clock.now();
    let (from, to) = span(&call.incoming.query, now)?;
    let orders: Vec<Value> = changed(&world.tables, from, to, now)
        .into_values()
        .map(|order| row(order, now))
        .collect();
    Ok(Answer::ok(if orders.is_empty() {
        json!({})
    } else {
        json!({ "orders": orders })
    }))
}

/// The orders whose status changed last in a span: somebody changed it, or the certificate ended.
fn changed(tables: &Tables, from: Timestamp, to: Timestamp, now: Timestamp) -> BTreeMap<u64, &Order> {
    if to < from {
        return BTreeMap::new();
    }
    let span = (from, 0)..=(to, u64::MAX);
    let index = &tables.index;
    let both = index.by_changed.range(span.clone()).chain(index.by_end.range(span));
    let orders = both.filter_map(|(_, id)| tables.orders.get(id));
    let is_last = |order: &&Order| (from..=to).contains(&order.changed_at(now));
    orders.filter(is_last).map(|order| (order.id, order)).collect()
}

fn row(order: &Order, now: Timestamp) -> Value {
    json!({ "order_id": order.id, "certificate_id": order.certificate.id, "status": order.status_at(now).as_str() })
}

fn span(query: &Query, now: Timestamp) -> Result<(Timestamp, Timestamp), Refusal> {
    let too_long = || {
        Refusal::invalid(Finding::documented(
            "time_frame_too_long",
            "The time frame is longer than 7 days.",
        ))
    };
    if let Some(range) = query.filter("status_last_updated").first() {
        let ends = range
            .split_once("...")
            .and_then(|(from, to)| Some((read(from, false)?, read(to, true)?)));
        let Some((from, to)) = ends else {
            let message = "filters[status_last_updated] must be a range such as 2026-01-01...2026-01-07.";
            return Err(Refusal::invalid(made_up("invalid_member", message)));
        };
        let longest = SignedDuration::from_secs(LONGEST + 86_400);
        return if to.duration_since(from) > longest {
            Err(too_long())
        } else {
            Ok((from, to))
        };
    }
    if query.get("minutes").is_none() && query.get("seconds").is_none() {
        let message = "minutes, seconds or filters[status_last_updated] is required.";
        return Err(Refusal::invalid(made_up("missing_member", message)));
    }
    let read = |name, unit: i64| {
        query
            .number(name)
            .and_then(|count| i64::try_from(count).ok())
            .unwrap_or(0)
            .saturating_mul(unit)
    };
    let seconds = read("minutes", 60).saturating_add(read("seconds", 1));
    if seconds > LONGEST {
        return Err(too_long());
    }
    Ok((later(now, SignedDuration::from_secs(-seconds)), now))
}

/// Reads a day or a time of Mountain Daylight Time, the zone this one filter uses.
fn read(text: &str, is_end: bool) -> Option<Timestamp> {
    let text = text.trim().replace(['+', ' '], "T");
    let clock = if is_end { "23:59:59" } else { "00:00:00" };
    let text = if text.contains('T') {
        text
    } else {
        format!("{text}T{clock}")
    };
    let time: DateTime = text.parse().ok()?;
    Offset::constant(-6).to_timestamp(time).ok()
}

/// The orders that carry a caller's own reference.
pub(crate) fn alternate(shared: &Shared, call: &Call, reference: &str) -> Result<Answer, Refusal> {
    let answers_empty = shared.settings().empty_alternate;
    let world = shared.world();
    let now = shared.clock.now();
    let orders: Vec<&Order> = world.tables.orders_by_alternative(reference).collect();
    if orders.is_empty() && !answers_empty {
        return Err(Refusal::NotFound("order"));
    }
    Ok(Answer::ok(
        call.incoming.query.page("orders", &orders, |order| row(order, now)),
    ))
}
