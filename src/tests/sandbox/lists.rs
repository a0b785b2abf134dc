//! Lists of orders: filters, sorting, pages, and the loose types of answers.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use reqwest::Method;
use serde_json::{Value, json};

use super::bench::{Bench, codes, good_order, order_with};

/// Places orders for `a` to `d`, the last of which is rejected.
async fn four(bench: &Bench) -> Vec<u64> {
    let mut ids = Vec::new();
    for name in ["a", "b", "c", "d"] {
        let order = order_with(|order| {
            order["certificate"]["common_name"] = json!(format!("{name}.lijst.example"));
            order["alternative_order_id"] = json!(format!("ref-{}", if name == "a" { "1" } else { "2" }));
            order["additional_emails"] = json!([format!("{name}@post.example")]);
        });
        ids.push(bench.place(order).await);
    }
    ids
}

/// The first labels of the common names under a path.
async fn names(bench: &Bench, path: &str) -> Vec<String> {
    let (status, answer) = bench.get(path).await;
    assert_eq!(status, 200, "{answer}");
    let orders = answer["orders"].as_array().cloned().unwrap_or_default();
    let name = |order: &Value| {
        order["certificate"]["common_name"]
            .as_str()
            .unwrap()
            .split('.')
            .next()
            .unwrap()
            .to_owned()
    };
    orders.iter().map(name).collect()
}

#[tokio::test]
async fn filters_narrow_the_list_in_every_spelling() {
    let bench = Bench::new().await;
    let ids = four(&bench).await;
    let base = "/order/certificate?sort=order_id&";
    let mine = "filters[common_name]=%25.lijst.example";
    assert_eq!(names(&bench, &format!("{base}{mine}")).await, ["a", "b", "c", "d"]);
    assert_eq!(
        names(&bench, &format!("{base}filters%5Bcommon_name%5D=B.lijst.example")).await,
        ["b"]
    );
    let several = "filters[common_name][0]=a.lijst.example&filters[common_name][1]=c.lijst.example";
    assert_eq!(names(&bench, &format!("{base}{several}")).await, ["a", "c"]);
    assert_eq!(
        names(&bench, &format!("{base}filters[id]={}...{}", ids[1], ids[2])).await,
        ["b", "c"]
    );
    assert_eq!(names(&bench, &format!("{base}filters[id]=>{}", ids[2])).await, ["d"]);
    assert_eq!(
        names(&bench, &format!("{base}{mine}&filters[id]=%3C{}", ids[1])).await,
        ["a"]
    );
    assert_eq!(names(&bench, &format!("{base}filters[search]=d@post")).await, ["d"]);
    assert_eq!(
        names(&bench, &format!("{base}filters[email]=c@post.example")).await,
        ["c"]
    );
    assert_eq!(
        names(
            &bench,
            &format!("{base}{mine}&filters[status]=issued&filters[organization_id]=2042710")
        )
        .await
        .len(),
        4
    );
    let none = format!("{base}{mine}&filters[status]=rejected");
    assert!(names(&bench, &none).await.is_empty());
    let today = jiff::Timestamp::now().to_string();
    let today = today.split('T').next().unwrap();
    assert_eq!(
        names(
            &bench,
            &format!("{base}filters[date_created]={today}...&filters[product_name_id]=pkio_private_services_server")
        )
        .await
        .len(),
        4
    );
    assert_eq!(
        names(&bench, &format!("{base}{mine}&filters[valid_till]=>{today}"))
            .await
            .len(),
        4
    );
}

#[tokio::test]
async fn the_filter_issued_includes_what_has_expired_since() {
    let bench = Bench::new().await;
    let (_, list) = bench.get("/order/certificate?filters[status]=issued").await;
    let statuses: Vec<&str> = list["orders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| order["status"].as_str().unwrap())
        .collect();
    assert!(statuses.contains(&"expired") && statuses.contains(&"issued"));
    assert!(statuses.iter().all(|status| matches!(*status, "expired" | "issued")));
}

#[tokio::test]
async fn sorting_takes_signs_and_several_keys() {
    let bench = Bench::new().await;
    four(&bench).await;
    let base = "/order/certificate?filters[common_name]=%25.lijst.example&sort=";
    assert_eq!(
        names(&bench, &format!("{base}-common_name")).await,
        ["d", "c", "b", "a"]
    );
    assert_eq!(
        names(&bench, &format!("{base}+common_name")).await,
        ["a", "b", "c", "d"]
    );
    assert_eq!(
        names(&bench, &format!("{base}status,-order_id")).await,
        ["d", "c", "b", "a"]
    );
}

#[tokio::test]
async fn pages_echo_their_window_and_lose_the_key_beyond_the_end() {
    let bench = Bench::new().await;
    four(&bench).await;
    let base = "/order/certificate?filters[common_name]=%25.lijst.example&sort=order_id";
    let (_, page) = bench.get(&format!("{base}&limit=2&offset=3")).await;
    assert_eq!(page["page"], json!({ "total": 4, "limit": 2, "offset": 3 }));
    assert_eq!(page["orders"].as_array().unwrap().len(), 1);
    let (_, beyond) = bench.get(&format!("{base}&offset=4")).await;
    assert_eq!(beyond, json!({ "page": { "total": 4, "limit": 1000, "offset": 4 } }));
    let (_, none) = bench.get("/order/certificate?filters[id]=1&limit=5000").await;
    assert_eq!(none, json!({ "page": { "total": 0, "limit": 1000, "offset": 0 } }));
}

#[tokio::test]
async fn the_list_comes_as_comma_separated_values_too() {
    let bench = Bench::new().await;
    four(&bench).await;
    let url = format!(
        "{}/order/certificate?filters[search]=lijst&sort=order_id",
        bench.sandbox.base_url()
    );
    let request = bench
        .client
        .get(url)
        .header("X-DC-DEVKEY", "sandbox-key")
        .header("Accept", "text/csv");
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/csv");
    let text = response.text().await.unwrap();
    assert_eq!(text.lines().count(), 5);
    assert!(text.contains(",a.lijst.example,issued,"));
}

#[tokio::test]
async fn an_own_reference_finds_every_order_that_carries_it() {
    let bench = Bench::new().await;
    let ids = four(&bench).await;
    let (_, one) = bench.get("/order/alternate/ref-1").await;
    assert_eq!(
        one["orders"],
        json!([{ "order_id": ids[0], "certificate_id": ids[0] + 1_532_636, "status": "issued" }])
    );
    assert_eq!(
        bench.get("/order/alternate/ref-2?limit=2").await.1["page"],
        json!({ "total": 3, "limit": 2, "offset": 0 })
    );
    let (status, answer) = bench.get("/order/alternate/ref-3").await;
    assert_eq!((status, codes(&answer)), (404, vec!["not_found|order".to_owned()]));
    bench
        .control(Method::POST, "/settings", Some(json!({ "empty_alternate": true })))
        .await;
    assert_eq!(bench.get("/order/alternate/ref-3").await.0, 200);
    let (_, seen) = bench.control(Method::GET, "/orders", None).await;
    assert_eq!(seen["by_reference"], json!({ "ref-1": 1, "ref-2": 3 }));
    let counts: Vec<u64> = seen["by_key"]
        .as_object()
        .unwrap()
        .values()
        .map(|count| count.as_u64().unwrap())
        .collect();
    assert_eq!(counts, [4]);
}

#[tokio::test]
async fn status_changes_are_listed_for_at_most_a_week() {
    let bench = Bench::new().await;
    let path = "/order/certificate/status-changes";
    assert_eq!(bench.get(&format!("{path}?seconds=30")).await, (200, json!({})));
    let id = bench.place(good_order()).await;
    let (_, changes) = bench.get(&format!("{path}?minutes=1&seconds=5")).await;
    assert_eq!(
        changes,
        json!({ "orders": [{ "order_id": id, "certificate_id": id + 1_532_636, "status": "issued" }] })
    );
    for query in [
        "minutes=10081",
        "seconds=604801",
        "minutes=10080&seconds=1",
        "filters[status_last_updated]=2026-01-01...2026-02-01",
    ] {
        let (status, answer) = bench.get(&format!("{path}?{query}")).await;
        assert_eq!(
            (status, codes(&answer)),
            (400, vec!["time_frame_too_long".to_owned()]),
            "{query}"
        );
    }
    assert_eq!(bench.get(path).await.0, 400);
    let (status, _) = bench
        .get(&format!(
            "{path}?filters[status_last_updated]=2020-01-01+00:00:00...2020-01-05+12:00:00"
        ))
        .await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn answers_are_as_loosely_typed_as_the_recorded_ones() {
    let bench = Bench::new().await;
    bench
        .control(Method::POST, "/issue-after", Some(json!({ "seconds": null })))
        .await;
    let id = bench
        .place(order_with(|order| order["order_validity"] = json!({ "years": 3 })))
        .await;
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    assert_eq!(info["is_multi_year_plan"], "1");
    for absent in [
        "serial_number",
        "valid_from",
        "valid_till",
        "days_remaining",
        "thumbprint",
    ] {
        assert!(info["certificate"].get(absent).is_none(), "{absent}");
    }
    assert!(info.get("order_valid_till").is_none());
    assert!(info["date_created"].as_str().unwrap().ends_with("+00:00"));
    assert_eq!(info["organization"]["country"], "nl");
    let (_, validation) = bench.get(&format!("/order/certificate/{id}/validation")).await;
    assert_eq!(validation["order_id"], id.to_string());
    assert_eq!(validation["organization_id"], "2042710");
    assert!(validation["dns_name_validations"][0]["domain_id"].is_string());
    let (_, domains) = bench.get("/domain").await;
    assert_eq!(domains["domains"][0]["organization"]["is_active"], "1");
    let one_year = bench.place(good_order()).await;
    assert!(
        bench
            .get(&format!("/order/certificate/{one_year}"))
            .await
            .1
            .get("is_multi_year_plan")
            .is_none()
    );
    assert_eq!(codes(&bench.get("/order/certificate/12").await.1), ["not_found|order"]);
}
