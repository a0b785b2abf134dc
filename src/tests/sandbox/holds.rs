//! Calls that are held back until somebody lets them go.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use pkio_desk::sandbox::FULL_KEY;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use super::bench::{Bench, ORDER, good_order};

/// Places an order whose call meets a hold, and waits until it is held.
async fn held_order(bench: &Bench, fault: &str) -> JoinHandle<reqwest::Result<Response>> {
    bench
        .fault(json!({ "method": "POST", "path": "/order/certificate/*", "fault": fault }))
        .await;
    let held = bench.sandbox.held_calls();
    let request = bench.client.post(format!("{}{ORDER}", bench.sandbox.base_url()));
    let request = request.header("X-DC-DEVKEY", FULL_KEY).json(&good_order());
    let pending = tokio::spawn(request.send());
    bench.sandbox.until_held(held + 1).await;
    pending
}

async fn holds(bench: &Bench) -> Value {
    bench.control(Method::GET, "/holds", None).await.1
}

async fn release(bench: &Bench) {
    assert_eq!(bench.control(Method::DELETE, "/holds", None).await.0, 204);
}

#[tokio::test]
async fn a_call_held_before_taking_is_carried_out_when_it_is_let_go() {
    let bench = Bench::new().await;
    assert_eq!(holds(&bench).await, json!({ "waiting": 0, "calls": [] }));
    let first = held_order(&bench, "hold-before-taking").await;
    let second = held_order(&bench, "hold-before-taking").await;
    let seen = holds(&bench).await;
    assert_eq!(seen["waiting"], 2);
    assert_eq!(
        seen["calls"][0],
        json!({ "method": "POST", "path": ORDER, "fault": "hold-before-taking" })
    );
    assert_eq!(bench.count().await, 0);
    assert!(!first.is_finished() && !second.is_finished());
    release(&bench).await;
    for pending in [first, second] {
        assert_eq!(pending.await.unwrap().unwrap().status(), 201);
    }
    assert_eq!(
        (bench.count().await, holds(&bench).await["waiting"].as_u64()),
        (2, Some(0))
    );
}

#[tokio::test]
async fn a_call_held_after_taking_is_answered_when_it_is_let_go() {
    let bench = Bench::new().await;
    let pending = held_order(&bench, "hold-after-taking").await;
    assert_eq!(bench.count().await, 1);
    assert!(!pending.is_finished());
    let late = held_order(&bench, "hold-after-taking").await;
    bench.sandbox.release_holds();
    for pending in [pending, late] {
        assert_eq!(pending.await.unwrap().unwrap().status(), 201);
    }
    assert_eq!(bench.count().await, 2);
}

#[tokio::test]
async fn an_order_held_before_taking_is_taken_though_its_client_went_away() {
    let bench = Bench::new().await;
    let pending = held_order(&bench, "hold-before-taking").await;
    pending.abort();
    assert!(pending.await.is_err());
    // The sandbox has noticed when the call stands in its log, which an open call does not.
    loop {
        let (_, log) = bench.control(Method::GET, "/calls", None).await;
        if log["calls"][0]["fault"] == "hold-before-taking" {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!((bench.count().await, bench.sandbox.held_calls()), (0, 1));
    release(&bench).await;
    while bench.count().await == 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(bench.sandbox.taken_orders().orders.len(), 1);
}

#[tokio::test]
async fn a_hold_after_taking_ends_with_its_client() {
    let bench = Bench::new().await;
    let pending = held_order(&bench, "hold-after-taking").await;
    pending.abort();
    while bench.sandbox.held_calls() > 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(bench.count().await, 1);
}

#[tokio::test]
async fn a_stop_cuts_what_is_held_and_takes_nothing_of_it() {
    let bench = Bench::new().await;
    let before = held_order(&bench, "hold-before-taking").await;
    let after = held_order(&bench, "hold-after-taking").await;
    let bench = bench.restart(|_| {}).await;
    assert!(before.await.unwrap().is_err() && after.await.unwrap().is_err());
    assert_eq!(bench.count().await, 1);
}
