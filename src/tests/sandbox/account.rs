//! The account around the orders: organizations, divisions, users, products and domains.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use serde_json::{Value, json};

use super::bench::{Bench, codes};

#[tokio::test]
async fn organizations_are_listed_filtered_and_shown() {
    let bench = Bench::new().await;
    let (_, all) = bench.get("/organization").await;
    assert!(all["page"]["total"].as_u64().unwrap() >= 9);
    let ids = |answer: &Value| {
        answer["organizations"]
            .as_array()
            .cloned()
            .unwrap_or_default()
            .iter()
            .map(|found| found["id"].as_u64().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ids(&bench.get("/organization?filters[status]=inactive").await.1),
        [2_042_717, 2_042_737, 2_042_746]
    );
    assert_eq!(
        ids(&bench.get("/organization?filters[search]=lage%20gouwe").await.1),
        [2_042_711]
    );
    assert_eq!(
        ids(&bench.get("/organization?filters%5Bsearch%5D=2042709").await.1),
        [2_042_709]
    );
    assert_eq!(
        ids(&bench
            .get("/organization?filters[validation]=pending&sort=-id&container_id=679394")
            .await
            .1),
        [2_042_735, 2_042_734, 2_042_723]
    );
    assert_eq!(
        ids(&bench.get("/organization?container_id=679395&limit=2").await.1),
        [2_042_713, 2_042_714]
    );
    assert!(
        bench
            .get("/organization?filters[search]=nobody")
            .await
            .1
            .get("organizations")
            .is_none()
    );
    let (_, with) = bench
        .get("/organization?include_validation=true&filters[search]=2042715")
        .await;
    assert_eq!(with["organizations"][0]["validations"][0]["status"], "expired");
    assert!(all["organizations"][0].get("validations").is_none());
    let (_, one) = bench.get("/organization/2042712").await;
    assert_eq!(one["display_name"], "Administratiekantoor De Balans B.V. (De Balans)");
    assert_eq!(one["container_id_assignments"], json!(["679393"]));
    let (_, validation) = bench.get("/organization/2042709/validation").await;
    assert_eq!(validation["validations"][0]["status"], "active");
    assert_eq!(bench.get("/organization/1").await.0, 404);
}

#[tokio::test]
async fn products_and_their_platforms_are_listed() {
    let bench = Bench::new().await;
    let (_, list) = bench.get("/product").await;
    assert_eq!(list["products"][0]["name_id"], "pkio_private_services_server");
    let (_, product) = bench
        .get("/product/pkio_private_services_server?container_id=679393")
        .await;
    let platforms = product["server_platforms"].as_array().unwrap();
    for id in [-1, 2, 14, 40, 45, 59, 67] {
        assert!(
            platforms
                .iter()
                .any(|platform| platform["id"] == id && platform["name"].is_string()),
            "{id}"
        );
    }
    let (status, answer) = bench.get("/product/ssl_plus").await;
    assert_eq!((status, codes(&answer)), (404, vec!["not_found|product".to_owned()]));
    assert_eq!(bench.get("/product/platform-certformat-mapping").await.0, 200);
}

#[tokio::test]
async fn the_rest_of_the_account_can_be_read() {
    let bench = Bench::new().await;
    let (_, containers) = bench.get("/container").await;
    assert!(containers.get("page").is_none());
    assert_eq!(containers["containers"][0]["parent_id"], 0);
    assert_eq!(bench.get("/container/679393").await.1["name"], "Digipoort-koppelingen");
    let (_, me) = bench.get("/user/me").await;
    assert_eq!(me["access_roles"], json!([{ "id": 1, "name": "Administrator" }]));
    let (_, john) = bench.get("/user/2812497").await;
    assert_eq!(
        (&john["telephone"], &john["job_title"]),
        (&json!("1801-903-4284"), &json!("Engineer"))
    );
    assert!(
        bench.get("/user?container_id=679393").await.1["page"]["total"]
            .as_u64()
            .unwrap()
            >= 2
    );
    assert_eq!(bench.get("/account").await.1["root_container_id"], 679_300);
    let (_, balance) = bench.get("/finance/balance?container_id=679300").await;
    assert_eq!(
        (&balance["balance"], &balance["currency"]),
        (&json!("250000.00"), &json!("EUR"))
    );
    assert_eq!(bench.get("/domain/4815001").await.1["name"], "zandermeer.example");
    assert_eq!(bench.get("/domain/dcv/method").await.1["methods"][0]["name"], "email");
    assert_eq!(bench.get("/request?status=pending").await.1["page"]["total"], 1);
    for path in ["/container/1", "/user/1", "/domain/1", "/request/1"] {
        assert_eq!(bench.get(path).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn the_seed_holds_an_order_of_each_kind() {
    let bench = Bench::new().await;
    let (_, list) = bench.get("/order/certificate").await;
    let statuses: Vec<&str> = list["orders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| order["status"].as_str().unwrap())
        .collect();
    for status in [
        "issued",
        "expired",
        "revoked",
        "rejected",
        "canceled",
        "needs_csr",
        "needs_approval",
    ] {
        assert!(statuses.contains(&status), "{status}");
    }
}

#[tokio::test]
async fn an_organization_can_be_created_and_switched_off() {
    let bench = Bench::new().await;
    let organization = json!({
        "name": "Nieuwe Zaak B.V.", "address": "Straat 1", "city": "Delft", "state": "Zuid-Holland",
        "country": "nl", "zip": "2611 AA", "telephone": "015 5550",
    });
    let (status, answer) = bench.post("/organization", organization.clone()).await;
    assert_eq!(status, 201, "{answer}");
    let path = format!("/organization/{}", answer["id"]);
    assert_eq!(bench.get(&path).await.1["organization_contact"]["first_name"], "Sanne");
    assert_eq!(bench.get(&format!("{path}/validation")).await.1, json!({}));
    assert_eq!(
        codes(&bench.post("/organization", organization).await.1),
        ["sandbox_duplicate_organization"]
    );
    assert_eq!(bench.put(&format!("{path}/deactivate"), json!({})).await.0, 204);
    assert_eq!(bench.get(&path).await.1["status"], "inactive");
    assert_eq!(bench.put("/organization/1/activate", json!({})).await.0, 404);
}
