//! Orders that were invented for a fresh data folder.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use std::{collections::BTreeSet, time::Instant};

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    bench::{Bench, CSR, good_order, one_line},
    certificates::{blocks, describe, download, verify},
};

/// The rows of a list.
async fn rows(bench: &Bench, query: &str) -> Vec<Value> {
    let (status, answer) = bench.get(&format!("/order/certificate?{query}")).await;
    assert_eq!(status, 200, "{answer}");
    answer["orders"].as_array().cloned().unwrap_or_default()
}

/// What a row says at a pointer, as text.
fn said(row: &Value, pointer: &str) -> String {
    row.pointer(pointer).map(Value::to_string).unwrap_or_default()
}

#[tokio::test]
async fn invented_orders_are_of_every_kind() {
    let bench = Bench::with(|config| config.orders = 3_000).await;
    let (_, page) = bench.get("/order/certificate?limit=1").await;
    assert_eq!(page["page"]["total"], 3_010);
    let mut all = Vec::new();
    for offset in [0, 1_000, 2_000, 3_000] {
        all.extend(rows(&bench, &format!("sort=order_id&offset={offset}")).await);
    }
    let values = |pointer: &str| all.iter().map(|row| said(row, pointer)).collect::<BTreeSet<_>>();
    let statuses = values("/status");
    for status in [
        "pending",
        "needs_approval",
        "needs_csr",
        "processing",
        "reissue_pending",
        "waiting_pickup",
        "issued",
        "expired",
        "revoked",
        "rejected",
        "canceled",
    ] {
        assert!(
            statuses.contains(&format!("\"{status}\"")),
            "{status} not in {statuses:?}"
        );
    }
    assert!(values("/organization/id").len() > 30 && values("/container/id").len() > 3);
    assert!(values("/number_of_sans").len() > 3 && values("/reissues_count").len() == 2);
    assert_eq!(values("/is_renewed").len(), 2);
    let created = values("/date_created");
    let (first, last) = (created.first().unwrap(), created.last().unwrap());
    let year = |stamp: &str| stamp[1..5].parse::<i32>().unwrap();
    assert!(year(last) - year(first) >= 4, "{first} to {last}");
    let ends_soon = |row: &&Value| {
        matches!(
            row.pointer("/certificate/days_remaining").and_then(Value::as_i64),
            Some(0..30)
        )
    };
    assert!(all.iter().filter(ends_soon).count() > 10);
    let now = jiff::Timestamp::now().to_string();
    assert!(created.iter().all(|stamp| stamp.trim_matches('"') < now.as_str()));
    assert_eq!(bench.place(good_order()).await, 681_531_554);
}

#[tokio::test]
async fn an_invented_order_has_its_certificate_signed_once_and_keeps_its_changes() {
    let bench = Bench::with(|config| config.orders = 500).await;
    let issued = rows(&bench, "filters[status]=issued&sort=-order_id&limit=200").await;
    let reissued = issued.iter().find(|row| row["reissues_count"] == 1).unwrap();
    let plain = issued
        .iter()
        .find(|row| row["reissues_count"] == 0 && row["status"] == "issued")
        .unwrap();
    let folder = bench.folder.path().to_owned();
    let mut seen = Vec::new();
    for row in [reissued, plain] {
        let path = format!("/order/certificate/{}", row["id"]);
        let (_, info) = bench.get(&path).await;
        let pem = format!("/certificate/{}/download/format/pem_all", info["certificate"]["id"]);
        let (_, text) = download(&bench, &pem).await;
        let leaf = blocks(&text)[0].clone();
        let serial = describe(&folder, &leaf, &["-serial"]);
        assert_eq!(
            serial.trim().trim_start_matches("serial="),
            row["certificate"]["serial_number"]
        );
        for name in row["certificate"]["dns_names"].as_array().unwrap() {
            let text = describe(&folder, &leaf, &["-ext", "subjectAltName"]);
            assert!(text.contains(&format!("DNS:{}", name.as_str().unwrap())), "{text}");
        }
        let subject = describe(&folder, &leaf, &["-subject", "-nameopt", "RFC2253,-dn_rev"]);
        let is_dutch = subject.contains("C=NL");
        assert_eq!(subject.contains(",serialNumber=00000099"), is_dutch, "{subject}");
        if row["status"] == "issued" {
            verify(&folder, &text);
        }
        assert_eq!(info["thumbprint"], Value::Null);
        seen.push((path, pem, info, text));
    }
    let journal = std::fs::metadata(folder.join("journal.jsonl")).unwrap().len();
    assert!(journal < 200_000, "{journal}");
    let note = format!("{}/note", seen[1].0);
    assert_eq!(bench.post(&note, json!({ "text": "Stays" })).await.0, 201);
    let bench = bench.restart(|_| {}).await;
    for (path, pem, info, text) in &seen {
        assert_eq!(&download(&bench, pem).await.1, text);
        assert_eq!(bench.get(path).await.1["certificate"], info["certificate"]);
    }
    let (_, info) = bench.get(&seen[1].0).await;
    assert_eq!(info["notes"].as_array().unwrap().last().unwrap()["text"], "Stays");
    assert_eq!(rows(&bench, "limit=1000").await.len(), 510);
}

#[tokio::test]
async fn an_invented_order_can_be_reissued_and_validation_is_told_in_every_state() {
    let bench = Bench::with(|config| config.orders = 64).await;
    for row in rows(&bench, "limit=1000").await {
        let path = format!("/order/certificate/{}", row["id"]);
        let (status, validation) = bench.get(&format!("{path}/validation")).await;
        assert_eq!((status, &validation["order_status"]), (200, &row["status"]));
        let names = validation["dns_name_validations"].as_array().unwrap();
        assert!(!names.is_empty());
        let (_, info) = bench.get(&path).await;
        assert!(
            info["requests"].is_array() && info["organization_contact"].is_object(),
            "{info}"
        );
    }
    let issued = rows(&bench, "filters[status]=issued&sort=-order_id&limit=1").await;
    let path = format!("/order/certificate/{}", issued[0]["id"]);
    let wish = json!({ "certificate": { "common_name": issued[0]["certificate"]["common_name"], "signature_hash": "sha256",
        "csr": one_line(&CSR) } });
    assert_eq!(bench.post(&format!("{path}/reissue"), wish).await.0, 201);
    assert_eq!(bench.get(&path).await.1["status"], "issued");
}

/// That such an order has its certificate is made up.
#[tokio::test]
async fn what_waits_to_be_fetched_can_be_fetched() {
    let bench = Bench::with(|config| config.orders = 64).await;
    let ready = rows(&bench, "filters[status]=waiting_pickup&limit=1").await;
    let path = format!("/order/certificate/{}", ready[0]["id"]);
    let (_, before) = bench.get(&path).await;
    let pem = format!("/certificate/{}/download/format/pem_all", before["certificate"]["id"]);
    assert_eq!(blocks(&download(&bench, &pem).await.1).len(), 3);
    let issue = format!("/orders/{}/issue", ready[0]["id"]);
    bench.control(Method::POST, &issue, None).await;
    let (_, after) = bench.get(&path).await;
    assert_eq!(after["status"], "issued");
    assert_eq!(
        after["certificate"]["serial_number"],
        before["certificate"]["serial_number"]
    );
}

/// Every order whose status changed in the last week is told by status-changes, and no other.
#[tokio::test]
async fn status_changes_tell_what_the_list_shows() {
    let bench = Bench::with(|config| config.orders = 2_000).await;
    bench
        .sandbox
        .change_settings(json!({ "issue_after": null }))
        .await
        .unwrap();
    let id = bench.place(good_order()).await;
    let state = bench.sandbox.all_state();
    let now = jiff::Timestamp::now();
    let week = now - jiff::SignedDuration::from_hours(7 * 24);
    let moment = |value: &Value| value.as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok());
    let changed = |order: &Value| {
        let end = moment(&order["issued"]["valid_till"]).filter(|end| order["status"] == "issued" && *end < now);
        let last = end.or(moment(&order["changed"])).unwrap();
        (week..=now).contains(&last)
    };
    let orders = state["orders"].as_object().unwrap();
    let expected: BTreeSet<u64> = orders
        .values()
        .filter(|order| changed(order))
        .map(|order| order["id"].as_u64().unwrap())
        .collect();
    let (_, answer) = bench.get("/order/certificate/status-changes?minutes=10080").await;
    let told = answer["orders"].as_array().unwrap().iter();
    let told: BTreeSet<u64> = told.map(|order| order["order_id"].as_u64().unwrap()).collect();
    assert!(told.contains(&id) && told.len() > 5);
    assert_eq!(told, expected);
}

mod long {
    use super::*;

    /// Every kind of page over a hundred thousand orders, each within a second even where nothing is optimized.
    #[tokio::test]
    async fn a_hundred_thousand_orders_are_made_and_listed_quickly() {
        let began = Instant::now();
        let bench = Bench::with(|config| config.orders = 100_000).await;
        println!("sandbox: 100,000 orders invented in {:.1?}", began.elapsed());
        for query in [
            "limit=1000&sort=order_id",
            "limit=1000&sort=order_id&offset=99000",
            "limit=1000&sort=-date_created&offset=50000",
            "limit=100&sort=common_name",
            "limit=100&sort=-valid_till&offset=5000",
            "limit=100&filters[status]=revoked",
            "limit=100&filters[organization_id]=2042710&sort=order_id",
            "limit=100&filters[search]=aangifte-00012",
            "limit=100&filters[domain_name]=%2500012-1.%25",
        ] {
            let began = Instant::now();
            let found = rows(&bench, query).await;
            println!("sandbox: {query}: {} rows in {:.1?}", found.len(), began.elapsed());
            assert!(!found.is_empty(), "{query}");
            // Ten times what it takes where nothing is optimized and both processors are busy.
            assert!(began.elapsed().as_secs() < 3, "{query}: {:.1?}", began.elapsed());
        }
        let began = Instant::now();
        let (_, answer) = bench.get("/order/certificate/status-changes?minutes=10080").await;
        println!(
            "sandbox: status-changes: {} in {:.1?}",
            answer["orders"].as_array().unwrap().len(),
            began.elapsed()
        );
    }
}
