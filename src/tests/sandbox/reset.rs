//! A new beginning without a new start, the counts a judge of clients reads, and the settings for open questions.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use std::time::Duration;

use pkio_desk::sandbox::FULL_KEY;
use reqwest::Method;
use serde_json::{Value, json};

use super::bench::{Bench, CSR, ORDER, good_order, new_csr, one_line, order_with};

/// Everything the control endpoint and the account tell that a reset concerns.
async fn seen(bench: &Bench) -> Vec<Value> {
    let mut seen = Vec::new();
    for path in ["/orders?all=1", "/faults", "/settings", "/holds", "/listener"] {
        seen.push(bench.control(Method::GET, path, None).await.1);
    }
    for path in ["/finance/balance", "/organization/2042709", "/user/2812497"] {
        seen.push(bench.get(path).await.1);
    }
    seen
}

/// Changes whatever can be changed.
async fn disturb(bench: &Bench) {
    let mut order = order_with(|order| order["alternative_order_id"] = json!("mine"));
    order["organization"] = json!({ "id": 2_042_709, "contacts": [{ "contact_type": "verified_contact",
        "user_id": 2_812_497, "first_name": "Someone", "last_name": "Else" }] });
    bench.post(ORDER, order).await;
    bench.place(good_order()).await;
    let changes = json!({ "issue_after": null, "rate_limits": true, "ignore_reference": true, "without_csr": true,
        "advance_seconds": 86_400 * 900, "balance": "1.00", "answer_form": "needs-approval" });
    bench.sandbox.change_settings(changes).await.unwrap();
    bench
        .sandbox
        .add_fault(json!({ "method": "PUT", "fault": "html", "times": 9 }))
        .unwrap();
}

#[tokio::test]
async fn a_reset_is_a_fresh_start() {
    let bench = Bench::new().await;
    let fresh = seen(&bench).await;
    for by_http in [true, false] {
        disturb(&bench).await;
        assert_ne!(seen(&bench).await, fresh);
        if by_http {
            assert_eq!(bench.control(Method::POST, "/reset", None).await.0, 204);
        } else {
            bench.sandbox.close_listener(Duration::from_secs(3_600)).await;
            bench.sandbox.reset().await.unwrap();
        }
        assert_eq!(
            bench.control(Method::GET, "/calls", None).await.1,
            json!({ "calls": [] })
        );
        assert_eq!(seen(&bench).await, fresh);
    }
    // The first id again, and nothing of what was comes back by a restart.
    assert_eq!(bench.place(good_order()).await, 681_531_554);
    let bench = bench.restart(|_| {}).await;
    assert_eq!(bench.count().await, 1);
}

#[tokio::test]
async fn a_reset_cuts_what_is_held_and_takes_nothing_of_it() {
    let bench = Bench::new().await;
    bench
        .fault(json!({ "path": "/order/*", "fault": "hold-before-taking" }))
        .await;
    let request = bench.client.post(format!("{}{ORDER}", bench.sandbox.base_url()));
    let request = request.header("X-DC-DEVKEY", FULL_KEY).json(&good_order());
    let pending = tokio::spawn(request.send());
    bench.sandbox.until_held(1).await;
    bench.sandbox.reset().await.unwrap();
    assert!(pending.await.unwrap().is_err());
    assert_eq!((bench.count().await, bench.sandbox.held_calls()), (0, 0));
    // Of a call from before the reset nothing is in the log either.
    assert_eq!(
        bench.control(Method::GET, "/calls", None).await.1,
        json!({ "calls": [] })
    );
}

#[tokio::test]
async fn orders_are_counted_by_reference_and_by_key() {
    let bench = Bench::new().await;
    let other = one_line(&new_csr(&["rsa:2048"]));
    for (reference, csr) in [
        (json!("first"), json!(one_line(&CSR))),
        (json!("second"), json!(one_line(&CSR))),
        (json!("second"), json!(other)),
        (json!(null), json!(one_line(&CSR))),
    ] {
        let order = order_with(|order| {
            order["alternative_order_id"] = reference;
            order["certificate"]["csr"] = csr;
        });
        bench.place(order).await;
    }
    bench.refused(json!({})).await;
    let taken = bench.sandbox.taken_orders();
    assert_eq!(
        taken.by_reference,
        [("first".to_owned(), 1), ("second".to_owned(), 2)].into()
    );
    let mut counts: Vec<usize> = taken.by_key.values().copied().collect();
    counts.sort_unstable();
    assert_eq!(counts, [1, 3]);
    let (_, told) = bench.control(Method::GET, "/orders", None).await;
    assert_eq!(told["by_reference"], json!(taken.by_reference));
    assert_eq!(told["by_key"], json!(taken.by_key));
    for (order, row) in taken.orders.iter().zip(told["orders"].as_array().unwrap()) {
        assert_eq!(row["id"], order.id);
        assert_eq!(
            row.get("alternative_order_id").and_then(Value::as_str),
            order.reference.as_deref()
        );
        assert_eq!(row["spki_sha256"].as_str(), order.spki_sha256.as_deref());
        assert_eq!(row["status"], order.status);
    }
    assert_eq!(taken.orders.len(), 4);
}

#[tokio::test]
async fn a_reference_that_is_not_kept_is_still_counted() {
    let bench = Bench::new().await;
    let settings = json!({ "ignore_reference": true });
    bench.control(Method::POST, "/settings", Some(settings)).await;
    let mut ids = Vec::new();
    for _ in 0..2 {
        ids.push(
            bench
                .place(order_with(|order| order["alternative_order_id"] = json!("mine")))
                .await,
        );
    }
    for id in ids {
        let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
        assert_eq!(
            (info["id"].as_u64(), info.get("alternative_order_id")),
            (Some(id), None)
        );
    }
    assert_eq!(bench.get("/order/alternate/mine").await.0, 404);
    assert_eq!(
        bench.sandbox.taken_orders().by_reference,
        [("mine".to_owned(), 2)].into()
    );
    let (_, told) = bench.control(Method::GET, "/orders", None).await;
    assert_eq!(told["by_reference"], json!({ "mine": 2 }));
    assert_eq!(told["orders"][0].get("alternative_order_id"), None);
    assert_eq!(told["orders"][0]["ignored_reference"], "mine");
}

#[tokio::test]
async fn an_order_can_be_shown_without_its_signing_request() {
    let bench = Bench::new().await;
    let id = bench.place(good_order()).await;
    let path = format!("/order/certificate/{id}");
    let whole = bench.get(&path).await.1;
    assert!(whole["certificate"]["csr"].is_string());
    let settings = json!({ "without_csr": true });
    bench.control(Method::POST, "/settings", Some(settings)).await;
    let mut expected = whole.clone();
    expected["certificate"].as_object_mut().unwrap().remove("csr");
    assert_eq!(bench.get(&path).await.1, expected);
}

#[tokio::test]
async fn what_the_sandbox_does_not_understand_is_told() {
    let bench = Bench::new().await;
    let fault = bench.sandbox.add_fault(json!({ "fault": "status", "statsu": 500 }));
    assert!(fault.unwrap_err().to_string().contains("statsu"));
    let settings = bench.sandbox.change_settings(json!({ "balance": "a lot" })).await;
    assert!(settings.unwrap_err().to_string().contains("balance"));
    assert_eq!(
        bench.control(Method::GET, "/faults", None).await.1,
        json!({ "faults": [] })
    );
}
