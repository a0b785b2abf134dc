//! The reading of all orders of the account, by their list and upwards by id, and then of those that are missing in it.
//!
//! How far it is stands in the store, written after each page: a desk that was killed goes on with the page that it did
//! not finish. Reading a page twice changes nothing.

use super::sighting::see_listed;
use super::{CutOff, Run};
use crate::digicert::{OrderPage, OrderQuery};
use crate::domain::ids::RemoteOrderId;
use crate::store::{Pass, Sight};

/// So many orders are on a page: few enough for a transaction that keeps nobody waiting.
const PAGE: u16 = 500;

/// So many ids of ours are looked at in one go.
const CHUNK: u64 = 500;

/// So many pages are read before the desk sees to something more urgent.
const PAGES: usize = 20;

/// So many orders that are missing are asked for before that.
const QUESTIONS: usize = 100;

/// Goes on for a while; whether the end is reached.
pub(super) async fn go_on(run: &mut Run, pass: &mut Pass) -> Result<bool, CutOff> {
    for _ in 0..PAGES {
        if pass.is_listed {
            return look_for_missing(run, pass).await;
        }
        read_page(run, pass).await?;
    }
    Ok(false)
}

/// Reads a page, from the last order that was seen on: it must be there still, or the list has moved.
async fn read_page(run: &mut Run, pass: &mut Pass) -> Result<(), CutOff> {
    let query = OrderQuery {
        limit: PAGE,
        offset: pass.offset.saturating_sub(1),
        ..OrderQuery::default()
    };
    run.asks();
    let page = run.orders.digicert.orders(&query).await?;
    if has_moved(pass, &page) {
        // Orders before it are gone from the list, and others took their places.
        pass.offset = pass.offset.saturating_sub(u64::from(PAGE));
        tracing::info!(
            offset = pass.offset,
            "the list of orders has moved and is read again from before"
        );
    } else {
        see_listed(run, &page.orders).await?;
        step(pass, &query, &page);
    }
    pass.at = run.orders.clock.now();
    run.orders.store.order_reading().is_at(pass).await?;
    tracing::debug!(
        offset = pass.offset,
        total = pass.total,
        "a page of the list of orders was read"
    );
    run.go_on().await
}

/// Whether orders that come before may have slipped between what was read and this page.
fn has_moved(pass: &Pass, page: &OrderPage) -> bool {
    let first = page.orders.first().map(|order| order.id);
    let is_upwards = page.orders.is_sorted_by_key(|order| order.id);
    pass.offset > 0 && is_upwards && first.is_none_or(|first| first > pass.after)
}

fn step(pass: &mut Pass, query: &OrderQuery, page: &OrderPage) {
    let count = u64::try_from(page.orders.len()).unwrap_or(u64::MAX);
    let offset = query.offset.saturating_add(count);
    let is_further = offset > pass.offset && query.after(page).is_some();
    pass.offset = offset.max(pass.offset);
    pass.total = page.told.total.or(pass.total);
    match page.orders.last().filter(|_| is_further) {
        Some(last) => pass.after = last.id,
        // The end: nothing but what was seen before, nothing at all, or as many as there are.
        None => {
            pass.is_listed = true;
            pass.after = RemoteOrderId(0);
        }
    }
}

/// What is known here and was not seen since the pass began is asked for by its own number: a list may miss one that was
/// placed or changed while it was read.
async fn look_for_missing(run: &mut Run, pass: &mut Pass) -> Result<bool, CutOff> {
    let mut asked = 0_usize;
    while asked < QUESTIONS {
        let orders = run.orders.store.orders();
        let sights = orders.seen_since(pass.began_at, pass.after, CHUNK).await?;
        if sights.is_empty() {
            return Ok(true);
        }
        for sight in sights {
            asked = asked.saturating_add(usize::from(!sight.is_seen && !sight.was_gone));
            compare(run, &sight).await?;
            pass.after = sight.remote_id;
            if asked >= QUESTIONS {
                break;
            }
        }
        pass.at = run.orders.clock.now();
        run.orders.store.order_reading().is_at(pass).await?;
        run.go_on().await?;
    }
    Ok(false)
}

async fn compare(run: &mut Run, sight: &Sight) -> Result<(), CutOff> {
    let is_gone = !sight.is_seen && (sight.was_gone || run.is_unknown_there(sight.remote_id).await?);
    if is_gone != sight.was_gone {
        let orders = run.orders.store.orders();
        if orders.record_vanished(sight.id, is_gone, run.read_at).await? {
            run.differ();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::json;

    use super::*;
    use crate::digicert::Paging;

    fn page(ids: &[i64], total: Option<u64>) -> OrderPage {
        let order = |id: &i64| serde_json::from_value(json!({ "id": id })).ok();
        OrderPage {
            orders: ids.iter().filter_map(order).collect(),
            told: Paging {
                total,
                ..Paging::default()
            },
        }
    }

    /// A pass that has that many entries behind it, the last of which is this order.
    fn pass(offset: u64, after: i64) -> Pass {
        Pass {
            offset,
            after: RemoteOrderId(after),
            ..Pass::beginning(Timestamp::UNIX_EPOCH)
        }
    }

    #[test]
    fn a_page_begins_with_the_last_order_seen_or_the_list_has_moved() {
        for (offset, after, ids, expected) in [
            (0, 0, vec![1, 2], false),
            (0, 0, vec![], false),
            (2, 2, vec![2, 3], false),
            // An order before them came to this account.
            (2, 2, vec![1, 2, 3], false),
            // One or more went away.
            (2, 2, vec![3, 4], true),
            (2, 2, vec![], true),
            // Not by id at all: there is nothing to go by.
            (2, 2, vec![9, 3], false),
        ] {
            let page = page(&ids, None);
            assert_eq!(
                has_moved(&pass(offset, after), &page),
                expected,
                "{offset} {after} {ids:?}"
            );
        }
    }

    #[test]
    fn a_page_leads_to_the_next_or_ends_the_list() {
        for (offset, after, ids, total, expected) in [
            (0, 0, vec![1, 2], Some(5), Some((2, 2))),
            (0, 0, vec![1, 2], None, Some((2, 2))),
            (2, 2, vec![2, 3, 4], Some(5), Some((4, 4))),
            (4, 4, vec![4, 5], Some(5), None),
            (4, 4, vec![4, 5], None, Some((5, 5))),
            (5, 5, vec![5], None, None),
            (0, 0, vec![], Some(0), None),
        ] {
            let mut pass = pass(offset, after);
            let query = OrderQuery {
                offset: offset.saturating_sub(1),
                ..OrderQuery::default()
            };
            step(&mut pass, &query, &page(&ids, total));
            let next = (!pass.is_listed).then_some((pass.offset, pass.after.0));
            assert_eq!(next, expected, "{offset} {after} {ids:?} {total:?}");
        }
    }
}
