//! Faults that were ordered at the control endpoint, as a client meets them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use std::time::{Duration, Instant};

use pkio_desk::sandbox::FULL_KEY;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use super::bench::{Bench, ORDER, codes, good_order};

/// Places an order and gives whatever happens.
async fn order(bench: &Bench) -> reqwest::Result<Response> {
    let url = format!("{}{ORDER}", bench.sandbox.base_url());
    bench
        .client
        .post(url)
        .header("X-DC-DEVKEY", FULL_KEY)
        .json(&good_order())
        .send()
        .await
}

/// Orders a fault for the next order and places that.
async fn with_fault(bench: &Bench, mut fault: Value) -> reqwest::Result<Response> {
    fault["method"] = json!("POST");
    fault["path"] = json!("/order/certificate/*");
    bench.fault(fault).await;
    order(bench).await
}

/// An answer as status, content type and text.
async fn parts(response: Response) -> (u16, String, String) {
    let content_type = response.headers()["content-type"].to_str().unwrap().to_owned();
    (response.status().as_u16(), content_type, response.text().await.unwrap())
}

#[tokio::test]
async fn a_cut_before_reading_takes_no_order() {
    let bench = Bench::new().await;
    assert!(
        with_fault(&bench, json!({ "fault": "cut-before-reading" }))
            .await
            .is_err()
    );
    assert_eq!(bench.count().await, 0);
    assert_eq!(order(&bench).await.unwrap().status(), 201);
}

#[tokio::test]
async fn a_cut_after_taking_leaves_an_order_and_no_answer() {
    let bench = Bench::new().await;
    assert!(
        with_fault(&bench, json!({ "fault": "cut-after-taking" }))
            .await
            .is_err()
    );
    assert_eq!(bench.count().await, 1);
    let (_, log) = bench.control(Method::GET, "/calls", None).await;
    assert_eq!(
        (&log["calls"][0]["status"], &log["calls"][0]["fault"]),
        (&Value::Null, &json!("cut-after-taking"))
    );
}

#[tokio::test]
async fn a_delay_after_taking_outlasts_an_impatient_client() {
    let bench = Bench::new().await;
    bench
        .fault(json!({ "path": "/order/certificate/*", "fault": "delay-after-taking", "seconds": 600 }))
        .await;
    let url = format!("{}{ORDER}", bench.sandbox.base_url());
    let request = bench
        .client
        .post(url)
        .header("X-DC-DEVKEY", FULL_KEY)
        .json(&good_order());
    let pending = tokio::spawn(request.send());
    let deadline = Instant::now() + Duration::from_secs(20);
    while bench.count().await == 0 {
        assert!(Instant::now() < deadline, "the order was not taken");
        tokio::task::yield_now().await;
    }
    assert!(!pending.is_finished());
    pending.abort();
}

#[tokio::test]
async fn odd_statuses_come_without_taking_the_order() {
    let bench = Bench::new().await;
    for status in [500, 408, 503, 307] {
        let response = with_fault(&bench, json!({ "fault": "status", "status": status }))
            .await
            .unwrap();
        assert_eq!(response.headers().contains_key("location"), status == 307);
        let (found, content_type, text) = parts(response).await;
        assert_eq!((found, content_type.as_str()), (status, "application/json"));
        assert_eq!(codes(&serde_json::from_str(&text).unwrap()), ["sandbox_fault"]);
    }
    let (status, _, text) = parts(
        with_fault(&bench, json!({ "fault": "status", "status": 429 }))
            .await
            .unwrap(),
    )
    .await;
    assert_eq!(
        (status, codes(&serde_json::from_str(&text).unwrap())),
        (429, vec!["request_limit_exceeded".to_owned()])
    );
    assert_eq!(bench.count().await, 0);
    let late = with_fault(
        &bench,
        json!({ "fault": "status", "status": 500, "after_taking": true }),
    )
    .await
    .unwrap();
    assert_eq!((late.status().as_u16(), bench.count().await), (500, 1));
}

#[tokio::test]
async fn pages_of_the_shield_are_no_json() {
    let bench = Bench::new().await;
    for (fault, expected) in [("html", 502), ("plain-429", 429)] {
        let (status, content_type, text) = parts(with_fault(&bench, json!({ "fault": fault })).await.unwrap()).await;
        assert_eq!((status, content_type.as_str()), (expected, "text/html"));
        assert!(text.starts_with("<html>"));
    }
    assert_eq!(bench.count().await, 0);
}

#[tokio::test]
async fn broken_bodies_come_after_the_order_was_taken() {
    let bench = Bench::new().await;
    let (status, _, text) = parts(with_fault(&bench, json!({ "fault": "truncated-json" })).await.unwrap()).await;
    assert_eq!(status, 201);
    assert!(serde_json::from_str::<Value>(&text).is_err() && text.starts_with('{'));
    let (status, _, text) = parts(
        with_fault(&bench, json!({ "fault": "created-without-id" }))
            .await
            .unwrap(),
    )
    .await;
    let answer: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((status, answer.get("id")), (201, None));
    assert!(answer.get("certificate_id").is_some());
    assert_eq!(bench.count().await, 2);
}

#[tokio::test]
async fn two_errors_stand_in_one_answer() {
    let bench = Bench::new().await;
    let (status, _, text) = parts(with_fault(&bench, json!({ "fault": "two-errors" })).await.unwrap()).await;
    assert_eq!((status, codes(&serde_json::from_str(&text).unwrap()).len()), (400, 2));
}

#[tokio::test]
async fn needs_approval_gives_an_order_without_a_certificate_id() {
    let bench = Bench::new().await;
    let (status, _, text) = parts(with_fault(&bench, json!({ "fault": "needs-approval" })).await.unwrap()).await;
    let answer: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((status, answer.as_object().unwrap().len()), (201, 1));
    let (_, info) = bench.get(&format!("/order/certificate/{}", answer["id"])).await;
    assert_eq!(info["status"], "needs_approval");
}

#[tokio::test]
async fn a_fault_hits_its_own_requests_as_often_as_it_was_told() {
    let bench = Bench::new().await;
    bench
        .fault(json!([
            { "method": "get", "path": "/user/*", "times": 2, "fault": "status", "status": 503 },
            { "path": "/services/v2/product", "fault": "html" },
        ]))
        .await;
    assert_eq!(bench.get("/account").await.0, 200);
    let mut statuses = Vec::new();
    for path in ["/user/me", "/user/2812497", "/user/me", "/product", "/product"] {
        statuses.push(bench.get(path).await.0);
    }
    assert_eq!(statuses, [503, 503, 200, 502, 200]);
    bench.fault(json!({ "fault": "html" })).await;
    let (_, faults) = bench.control(Method::GET, "/faults", None).await;
    assert_eq!(faults["faults"].as_array().unwrap().len(), 1);
    assert_eq!(bench.control(Method::DELETE, "/faults", None).await.0, 204);
    assert_eq!(bench.get("/product").await.0, 200);
    assert_eq!(
        bench
            .control(Method::POST, "/faults", Some(json!({ "fault": "earthquake" })))
            .await
            .0,
        400
    );
}
