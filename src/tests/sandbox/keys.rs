//! Keys, what they may do, and how often.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use pkio_desk::sandbox::{KeyRole, SandboxKey, VIEW_ONLY_KEY};
use reqwest::Method;
use serde_json::{Value, json};

use super::bench::{Bench, ORDER, Reply, codes, good_order, order_with, reply};

async fn with_key(bench: &Bench, key: &str, method: Method, path: &str, body: Option<Value>) -> Reply {
    let request = bench
        .client
        .request(method, format!("{}{path}", bench.sandbox.base_url()))
        .header("X-DC-DEVKEY", key);
    let request = match body {
        Some(body) => request.json(&body),
        None => request,
    };
    reply(request.send().await.unwrap()).await
}

#[tokio::test]
async fn a_wrong_key_gets_the_recorded_answer() {
    let bench = Bench::new().await;
    let expected = json!({ "errors": [{
        "code": "access_denied|access_denied_invalid_key",
        "message": "Access denied due to access_denied_invalid_key.",
    }] });
    assert_eq!(
        with_key(&bench, "wrong", Method::GET, "/user/me", None).await,
        (403, expected.clone())
    );
    let without = bench
        .client
        .get(format!("{}/user/me", bench.sandbox.base_url()))
        .send()
        .await
        .unwrap();
    assert_eq!(reply(without).await, (403, expected));
}

#[tokio::test]
async fn a_view_only_key_reads_and_never_writes() {
    let bench = Bench::new().await;
    let (status, me) = with_key(&bench, VIEW_ONLY_KEY, Method::GET, "/user/me", None).await;
    assert_eq!((status, &me["first_name"]), (200, &json!("Bram")));
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        let (status, answer) = with_key(&bench, VIEW_ONLY_KEY, method, ORDER, Some(good_order())).await;
        assert_eq!(
            (status, codes(&answer)),
            (403, vec!["access_denied|missing_permission".to_owned()])
        );
    }
    assert_eq!(bench.count().await, 0);
}

#[tokio::test]
async fn a_service_user_names_an_organization_contact_for_a_new_organization() {
    let key = SandboxKey::new("machine", KeyRole::ServiceUser);
    let bench = Bench::with(|config| config.keys.push(key)).await;
    let contact = |kind: &str| json!({ "contact_type": kind, "user_id": 2_812_497 });
    let order = |contacts: Value| {
        order_with(|order| {
            order["organization"] = json!({
                "name": "Nieuwe Zaak B.V.", "address": "Straat 1", "city": "Delft", "state": "Zuid-Holland",
                "country": "nl", "zip": "2611 AA", "telephone": "015 5550", "contacts": contacts,
            });
        })
    };
    let without = order(json!([contact("verified_contact")]));
    let (status, answer) = with_key(&bench, "machine", Method::POST, ORDER, Some(without)).await;
    assert_eq!(
        (status, codes(&answer)),
        (400, vec!["sandbox_missing_organization_contact".to_owned()])
    );
    let with = order(json!([contact("verified_contact"), contact("organization_contact")]));
    assert_eq!(
        with_key(&bench, "machine", Method::POST, ORDER, Some(with)).await.0,
        201
    );
    assert_eq!(
        with_key(&bench, "machine", Method::POST, ORDER, Some(good_order()))
            .await
            .0,
        201
    );
}

#[tokio::test]
async fn an_orders_key_writes_orders_only() {
    let bench = Bench::with(|config| config.keys.push("clerk=orders".parse().unwrap())).await;
    assert_eq!(
        with_key(&bench, "clerk", Method::POST, ORDER, Some(good_order()))
            .await
            .0,
        201
    );
    assert_eq!(
        with_key(&bench, "clerk", Method::POST, "/organization", Some(json!({})))
            .await
            .0,
        403
    );
}

#[tokio::test]
async fn the_hundred_and_first_request_in_five_seconds_is_turned_away() {
    let bench = Bench::with(|config| config.rate_limits = true).await;
    for _ in 0..100 {
        assert_eq!(bench.get("/product").await.0, 200);
    }
    let expected = json!({ "errors": [{
        "code": "request_limit_exceeded", "message": "Service unavailable, please limit request volume",
    }] });
    assert_eq!(bench.get("/product").await, (429, expected));
    assert_eq!(
        with_key(&bench, VIEW_ONLY_KEY, Method::GET, "/product", None).await.0,
        200
    );
    bench.control(Method::DELETE, "/limits", None).await;
    assert_eq!(bench.get("/product").await.0, 200);
}
