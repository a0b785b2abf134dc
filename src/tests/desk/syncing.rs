//! The mirror of the account's orders: what is read when, where a reading that was cut off goes on.

use jiff::{SignedDuration, Timestamp};
use pkio_desk::domain::ids::{OrderId, RemoteOrderId};
use pkio_desk::domain::operator::Role;
use pkio_desk::store::{HistoryQuery, KeptRecord, Pass, Reconciliation};
use reqwest::Method;
use serde_json::json;

use super::harness::{Desk, desk};

pub(super) const LIST: &str = "/order/certificate";
pub(super) const CHANGES: &str = "/order/certificate/status-changes";

/// So many orders are in the sandbox at first.
pub(super) const ORDERS: u64 = 10;

pub(super) async fn advance(desk: &Desk, seconds: i64) {
    desk.clock.advance(seconds);
    desk.set_sandbox_clock().await;
}

pub(super) async fn reconcile(desk: &Desk) -> Reconciliation {
    let run = desk.orders.reconcile().await.unwrap().unwrap();
    assert_eq!(run.failure, None);
    run
}

async fn cut_off(desk: &Desk) -> String {
    desk.orders.reconcile().await.unwrap().unwrap().failure.unwrap()
}

pub(super) async fn read_details(desk: &Desk) -> u64 {
    desk.orders.read_details().await.unwrap().unwrap()
}

/// The reading calls since the last time: path and query, decoded.
pub(super) async fn calls(desk: &Desk) -> Vec<(String, String)> {
    let log = desk.control(Method::GET, "/calls", None).await;
    desk.control(Method::DELETE, "/calls", None).await;
    let read = |call: &serde_json::Value| {
        let query = call["query"].as_str().unwrap_or_default();
        let query = form_urlencoded::parse(query.as_bytes());
        let query: Vec<String> = query.map(|(name, value)| format!("{name}={value}")).collect();
        (call["path"].as_str().unwrap().to_owned(), query.join("&"))
    };
    log["calls"].as_array().unwrap().iter().map(read).collect()
}

/// The queries of the calls of that path since the last time.
async fn queries(desk: &Desk, path: &str) -> Vec<String> {
    let of_path = |(of, query): (String, String)| (of == path).then_some(query);
    calls(desk).await.into_iter().filter_map(of_path).collect()
}

pub(super) async fn fault(desk: &Desk, path: &str, fault: serde_json::Value) {
    let mut fault = fault;
    fault["method"] = json!("GET");
    fault["path"] = json!(path);
    desk.control(Method::POST, "/faults", Some(fault)).await;
}

/// Every order of the history with what is known of it at DigiCert.
pub(super) async fn known(desk: &Desk) -> Vec<(OrderId, RemoteOrderId, Option<KeptRecord>)> {
    let page = desk.orders.history(&HistoryQuery::default(), None, 100).await.unwrap();
    let mut known = Vec::new();
    for row in page.rows {
        let record = desk.fresh.store.order_records().find(row.id).await.unwrap();
        known.push((row.id, row.remote_id.unwrap(), record));
    }
    known.sort_by_key(|(_, remote, _)| *remote);
    known
}

pub(super) async fn there(desk: &Desk) -> Vec<RemoteOrderId> {
    let answer = desk.control(Method::GET, "/orders?all=1", None).await;
    let orders = answer["orders"].as_array().unwrap();
    let mut ids: Vec<_> = orders
        .iter()
        .map(|order| RemoteOrderId(order["id"].as_i64().unwrap()))
        .collect();
    ids.sort_unstable();
    ids
}

/// As if a reading of all orders had been cut off there.
async fn stand_at(desk: &Desk, offset: u64, after: RemoteOrderId) {
    let now = desk.clock.now();
    let pass = Pass {
        offset,
        after,
        total: Some(ORDERS),
        ..Pass::beginning(now)
    };
    desk.fresh.store.order_reading().is_at(&pass).await.unwrap();
}

#[test]
fn changes_are_asked_for_in_steps_and_go_on_where_they_failed() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        reconcile(desk).await;
        // Until 05:30 in Amsterdam it would be night, and everything would be read.
        advance(desk, 15 * 3_600).await;
        calls(desk).await;
        let pass_through = json!({ "fault": "delay-after-taking", "seconds": 0 });
        fault(desk, CHANGES, pass_through).await;
        fault(desk, CHANGES, json!({ "fault": "status", "status": 404 })).await;
        cut_off(desk).await;
        let zone = "filters[status_last_updated]=";
        // An hour earlier than it must be, in the zone of the filter.
        let first = format!("{zone}2026-11-22 01:45:00...2026-11-22 08:45:00");
        let second = format!("{zone}2026-11-22 07:30:00...2026-11-22 14:30:00");
        assert_eq!(queries(desk, CHANGES).await, [first, second.clone()]);
        let until = "2026-11-22T14:45:00Z".parse::<Timestamp>().unwrap();
        let reading = desk.fresh.store.order_reading();
        assert_eq!(reading.polled_until().await.unwrap(), Some(until));
        assert!(!reconcile(desk).await.is_full);
        let rest = desk.clock.now().duration_since(until) + SignedDuration::from_mins(30);
        let rest = rest - SignedDuration::from_hours(6);
        let last = format!("seconds={}", rest.as_secs());
        assert_eq!(queries(desk, CHANGES).await, [second, last]);
        assert_eq!(reading.polled_until().await.unwrap(), Some(desk.clock.now()));
        advance(desk, 60).await;
        reconcile(desk).await;
        assert_eq!(queries(desk, CHANGES).await, ["seconds=960"]);
    });
}

#[test]
fn where_steps_are_refused_all_changes_are_asked_for_at_once() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        reconcile(desk).await;
        advance(desk, 15 * 3_600).await;
        calls(desk).await;
        fault(desk, CHANGES, json!({ "fault": "two-errors" })).await;
        reconcile(desk).await;
        let asked = queries(desk, CHANGES).await;
        let all = format!("seconds={}", 15 * 3_600 + 900);
        assert_eq!((asked.len(), asked[1].as_str()), (2, all.as_str()), "{asked:?}");
    });
}

#[test]
fn after_more_than_a_week_everything_is_read_and_no_change_is_asked_for_that_far_back() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        reconcile(desk).await;
        // Even where a reading of all orders was cut off: what it has read is too old.
        stand_at(desk, ORDERS, there(desk).await[9]).await;
        advance(desk, 8 * 86_400).await;
        calls(desk).await;
        assert!(reconcile(desk).await.is_full);
        let lists = calls(desk).await;
        assert!(lists[0].1.contains("offset=0"), "{lists:?}");
        assert!(lists.iter().all(|(path, _)| path != CHANGES), "{lists:?}");
        reconcile(desk).await;
        assert_eq!(queries(desk, CHANGES).await, ["seconds=900"]);
    });
}

#[test]
fn everything_is_read_again_in_the_night() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        assert!(reconcile(desk).await.is_full);
        // From 10:00 to 01:59, to 02:00, and to 03:00 in Amsterdam.
        for (seconds, expected) in [(16 * 3_600 - 60, false), (60, true), (3_600, false)] {
            advance(desk, seconds).await;
            assert_eq!(reconcile(desk).await.is_full, expected, "{seconds}");
        }
    });
}

#[test]
fn a_reading_that_was_cut_off_goes_on_where_it_was() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        fault(desk, LIST, json!({ "fault": "status", "status": 404 })).await;
        cut_off(desk).await;
        let reading = desk.fresh.store.order_reading();
        assert_eq!(reading.pass().await.unwrap().map(|pass| pass.offset), Some(0));
        assert!(reconcile(desk).await.is_full);
        let ids = there(desk).await;
        stand_at(desk, 6, ids[5]).await;
        advance(desk, 60).await;
        calls(desk).await;
        let run = reconcile(desk).await;
        assert!(run.is_full && run.differences == 0, "{run:?}");
        let lists = queries(desk, LIST).await;
        let first = "sort=order_id&limit=500&offset=5";
        assert_eq!(lists[0], first, "{lists:?}");
        assert_eq!(known(desk).await.len(), ids.len());
        assert_eq!(reading.pass().await.unwrap(), None);
    });
}

#[test]
fn a_list_that_moved_meanwhile_is_read_again_from_before() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        reconcile(desk).await;
        let ids = there(desk).await;
        // Six were read, and one of them is gone since: what stood seventh stands sixth, and would be passed over.
        stand_at(desk, 7, ids[5]).await;
        advance(desk, 60).await;
        calls(desk).await;
        reconcile(desk).await;
        let lists = queries(desk, LIST).await;
        let offsets: Vec<_> = lists.iter().map(|query| query.rsplit_once('=').unwrap().1).collect();
        // The last is that of orders that are new.
        assert_eq!(offsets, ["6", "0", "0"], "{lists:?}");
    });
}

#[test]
fn only_a_reading_that_came_to_its_end_tells_what_vanished() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        let order = crate::store::placed(&desk.fresh.store, 999).await;
        fault(desk, LIST, json!({ "fault": "status", "status": 404 })).await;
        cut_off(desk).await;
        assert_eq!(desk.order(order.id).await.remote.unwrap().vanished_at, None);
        // The list is read to its end, and then nothing can be learnt of the one that is missing in it.
        fault(desk, "/order/certificate/999", json!({ "fault": "two-errors" })).await;
        assert!(reconcile(desk).await.is_full);
        assert_eq!(desk.order(order.id).await.remote.unwrap().vanished_at, None);
        advance(desk, 86_400).await;
        assert!(reconcile(desk).await.is_full);
        assert_eq!(
            desk.order(order.id).await.remote.unwrap().vanished_at,
            Some(desk.clock.now())
        );
        // Nobody is asked again about what is known to be gone.
        advance(desk, 86_400).await;
        calls(desk).await;
        reconcile(desk).await;
        assert_eq!(queries(desk, "/order/certificate/999").await.len(), 0);
    });
}

#[test]
fn pages_tell_how_far_the_first_reading_is() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        let rik = desk.person(Role::Requester).await;
        let heading = "The orders of the account are being read for the first time";
        assert!(!rik.page("/orders").await.says(heading));
        stand_at(desk, 4, RemoteOrderId(1)).await;
        for path in ["/orders", "/settings"] {
            let page = rik.page(path).await;
            for words in [
                heading,
                "4 of 10 orders read. It began on 2026-11-22 10:00 CET",
                "orders may be missing in the history",
                "Then the desk looks for orders",
            ] {
                assert!(page.says(words), "{path} {words}: {}", page.text("main").concat());
            }
            assert_eq!(page.text("progress[value='4'][max='10']").len(), 1, "{path}");
        }
        advance(desk, 60).await;
        fault(desk, LIST, json!({ "fault": "two-errors" })).await;
        let why = cut_off(desk).await;
        let page = rik.page("/orders").await;
        assert!(page.says("It does not get further") && page.says(&why), "{why}");
        reconcile(desk).await;
        assert!(!rik.page("/orders").await.says(heading));
        let settings = rik.page("/settings").await;
        assert!(settings.says("10 orders at DigiCert are known. 0 of them with people"));
        // At night it is nobody's business but on the settings page.
        stand_at(desk, 4, RemoteOrderId(1)).await;
        let again = "All orders of the account are being read again";
        assert!(!rik.page("/orders").await.says(again));
        assert!(rik.page("/settings").await.says(again));
        desk.fresh.store.order_reading().pass_ended().await.unwrap();
        read_details(desk).await;
        let settings = rik.page("/settings").await;
        assert!(settings.says("10 orders at DigiCert are known.") && !settings.says("of them with people"));
    });
}
