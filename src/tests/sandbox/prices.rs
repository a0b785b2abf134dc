//! What an order would cost, and that it costs just that.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use pkio_desk::sandbox::{KeyRole, SandboxKey, VIEW_ONLY_KEY};
use reqwest::Method;
use serde_json::{Value, json};

use super::bench::{Bench, codes, good_order, order_with, reply};

const ESTIMATE: &str = "/finance/order-pricing";

fn question(names: &[&str], validity: Value) -> Value {
    json!({
        "certificate": { "dns_names": names },
        "order_validity": validity,
        "validity_years": 1,
        "product_name_id": "pkio_private_services_server",
    })
}

#[tokio::test]
async fn an_order_costs_what_was_estimated() {
    let bench = Bench::new().await;
    let two = ["domain.example.com", "www.example.com"];
    let cases = [
        (&two[..1], json!({ "years": 1 }), 238),
        (&two[..], json!({ "years": 1 }), 287),
        (&two[..], json!({ "years": 3 }), 861),
        (&two[..], json!({ "days": 30 }), 287),
    ];
    for (names, validity, price) in cases {
        let (status, answer) = bench.post(ESTIMATE, question(names, validity.clone())).await;
        assert_eq!(
            (status, &answer["total_price"], &answer["currency"]),
            (200, &json!(price), &json!("EUR"))
        );
        let parts = answer["base_price"].as_i64().unwrap() + answer["fqdns"]["subtotal"].as_i64().unwrap();
        assert_eq!(parts, price);
        assert_eq!(bench.count().await, 0, "an estimate orders nothing");
    }
    let order = order_with(|order| {
        order["certificate"]["common_name"] = json!(two[0]);
        order["certificate"]["dns_names"] = json!(two);
        order["order_validity"] = json!({ "years": 3 });
    });
    let id = bench.place(order).await;
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    assert_eq!(info["price"], json!(861));
}

#[tokio::test]
async fn repeated_names_count_once_and_years_alone_are_enough() {
    let bench = Bench::new().await;
    let mut asked = question(&["a.example.com", "A.example.com", "b.example.com"], Value::Null);
    asked["validity_years"] = json!(2);
    assert_eq!(bench.post(ESTIMATE, asked).await.1["total_price"], json!(574));
    let settings = json!({ "multi_year_plans": false });
    bench.control(Method::POST, "/settings", Some(settings)).await;
    let asked = question(&["a.example.com"], json!({ "years": 3 }));
    assert_eq!(bench.post(ESTIMATE, asked).await.1["total_price"], json!(238));
}

#[tokio::test]
async fn what_has_no_price_is_estimated_at_nought_and_what_is_missing_is_named() {
    let bench = Bench::new().await;
    let mut other = question(&["a.example.com"], json!({ "years": 1 }));
    other["product_name_id"] = json!("ssl_basic");
    let (status, answer) = bench.post(ESTIMATE, other).await;
    assert_eq!((status, &answer["total_price"]), (200, &json!(0)));
    let (status, answer) = bench.post(ESTIMATE, json!({})).await;
    assert_eq!(
        (status, codes(&answer)),
        (400, vec!["sandbox_missing_member".to_owned(); 3])
    );
    let past = json!({ "custom_expiration_date": "09 JUN 2000" });
    let (status, answer) = bench.post(ESTIMATE, question(&["a.example.com"], past)).await;
    assert_eq!(
        (status, codes(&answer)),
        (400, vec!["sandbox_invalid_member".to_owned()])
    );
    assert_eq!(bench.post(ESTIMATE, json!([1])).await.0, 400);
    assert_eq!(bench.post("/finance/other", good_order()).await.0, 404);
    assert_eq!(bench.get(ESTIMATE).await.0, 404);
}

#[tokio::test]
async fn a_key_for_orders_may_ask_and_a_key_for_looking_may_not_post() {
    let bench = Bench::with(|config| config.keys.push(SandboxKey::new("alice", KeyRole::Orders))).await;
    let asked = question(&["a.example.com"], json!({ "years": 1 }));
    for (key, expected) in [("alice", 200), (VIEW_ONLY_KEY, 403)] {
        let url = format!("{}{ESTIMATE}", bench.sandbox.base_url());
        let request = bench.client.post(url).header("X-DC-DEVKEY", key).json(&asked);
        assert_eq!(reply(request.send().await.unwrap()).await.0, expected, "{key}");
    }
}
