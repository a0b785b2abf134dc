//! What can be done to an order once it is placed.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use reqwest::Method;
use serde_json::json;

use super::bench::{Bench, codes, good_order, order_with};

#[tokio::test]
async fn only_an_open_order_can_be_canceled_and_only_with_a_note() {
    let bench = Bench::new().await;
    bench
        .control(Method::POST, "/issue-after", Some(json!({ "seconds": null })))
        .await;
    let id = bench.place(good_order()).await;
    let path = format!("/order/certificate/{id}");
    let status_path = format!("{path}/status");
    let (status, answer) = bench.put(&status_path, json!({ "status": "canceled" })).await;
    assert_eq!(
        (status, codes(&answer)),
        (400, vec!["sandbox_missing_member".to_owned()])
    );
    let (status, answer) = bench
        .put(&status_path, json!({ "status": "Canceled", "note": "x" }))
        .await;
    assert_eq!(
        (status, codes(&answer)),
        (400, vec!["sandbox_invalid_status".to_owned()])
    );
    assert_eq!(
        bench
            .put(&status_path, json!({ "status": "canceled", "note": "Not needed" }))
            .await
            .0,
        204
    );
    let (_, info) = bench.get(&path).await;
    assert_eq!(
        (&info["status"], &info["notes"][0]["text"]),
        (&json!("canceled"), &json!("Not needed"))
    );
    let (status, answer) = bench
        .put(&status_path, json!({ "status": "canceled", "note": "again" }))
        .await;
    assert_eq!((status, codes(&answer)), (400, vec!["sandbox_order_status".to_owned()]));
    assert_eq!(
        bench
            .put(
                "/order/certificate/12/status",
                json!({ "status": "canceled", "note": "x" })
            )
            .await
            .0,
        404
    );
}

#[tokio::test]
async fn an_order_that_waits_for_its_csr_cannot_be_canceled() {
    let bench = Bench::new().await;
    let without_csr = order_with(|order| {
        order["certificate"].as_object_mut().unwrap().remove("csr");
        order["disable_generate_in_browser_email"] = json!(true);
    });
    let id = bench.place(without_csr).await;
    let path = format!("/order/certificate/{id}");
    assert_eq!(bench.get(&path).await.1["status"], "needs_csr");
    let (status, answer) = bench
        .put(&format!("{path}/status"), json!({ "status": "canceled", "note": "x" }))
        .await;
    assert_eq!((status, codes(&answer)), (400, vec!["sandbox_order_status".to_owned()]));
}

#[tokio::test]
async fn an_issued_order_can_no_longer_be_canceled() {
    let bench = Bench::new().await;
    let id = bench.place(good_order()).await;
    let (status, _) = bench
        .put(
            &format!("/order/certificate/{id}/status"),
            json!({ "status": "canceled", "note": "x" }),
        )
        .await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn a_note_is_shown_with_the_order() {
    let bench = Bench::new().await;
    let id = bench.place(good_order()).await;
    let (status, note) = bench
        .post(
            &format!("/order/certificate/{id}/note"),
            json!({ "text": "Call first" }),
        )
        .await;
    assert_eq!(
        (status, &note["text"], &note["user"]["first_name"]),
        (201, &json!("Call first"), &json!("Sanne"))
    );
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    assert_eq!(info["notes"], json!([{ "id": note["id"], "text": "Call first" }]));
}

#[tokio::test]
async fn the_control_endpoint_moves_orders() {
    let bench = Bench::new().await;
    bench
        .control(Method::POST, "/issue-after", Some(json!({ "seconds": null })))
        .await;
    let status = async |id: u64| {
        bench.get(&format!("/order/certificate/{id}")).await.1["status"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let act = async |id: u64, action: &str| {
        bench
            .control(Method::POST, &format!("/orders/{id}/{action}"), None)
            .await
            .0
    };
    let id = bench.place(good_order()).await;
    assert_eq!(status(id).await, "pending");
    assert_eq!(act(id, "approve").await, 400);
    assert_eq!(act(id, "issue").await, 204);
    assert_eq!(status(id).await, "issued");
    assert_eq!(act(id, "reject").await, 400);
    assert_eq!(act(id, "revoke").await, 204);
    assert_eq!(status(id).await, "revoked");
    let other = bench.place(good_order()).await;
    assert_eq!(act(other, "reject").await, 204);
    let (_, info) = bench.get(&format!("/order/certificate/{other}")).await;
    assert_eq!(
        (&info["status"], &info["requests"][0]["status"]),
        (&json!("rejected"), &json!("rejected"))
    );
    assert!(info.get("order_valid_till").is_none());
    assert_eq!(act(12, "issue").await, 404);
}

#[tokio::test]
async fn the_log_of_calls_names_keys_and_statuses() {
    let bench = Bench::new().await;
    bench.get("/user/me?x=1").await;
    bench.get("/nowhere").await;
    bench
        .client
        .get(format!("{}/product", bench.sandbox.base_url()))
        .send()
        .await
        .unwrap();
    let (_, log) = bench.control(Method::GET, "/calls", None).await;
    let calls = log["calls"].as_array().unwrap();
    let seen: Vec<_> = calls
        .iter()
        .map(|call| {
            (
                call["path"].as_str().unwrap(),
                call["key"].as_str(),
                call["status"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("/user/me", Some("sandbox-key"), 200),
            ("/nowhere", Some("sandbox-key"), 404),
            ("/product", None, 403)
        ]
    );
    assert_eq!(bench.control(Method::DELETE, "/calls", None).await.0, 204);
    assert_eq!(
        bench.control(Method::GET, "/calls", None).await.1,
        json!({ "calls": [] })
    );
}

#[tokio::test]
async fn an_issued_certificate_is_revoked_by_its_id_or_by_its_order() {
    let bench = Bench::new().await;
    let id = bench.place(good_order()).await;
    let path = format!("/certificate/{}/revoke", id + 1_532_636);
    let (status, answer) = bench.put(&path, json!({ "revocation_reason": "boredom" })).await;
    assert_eq!(
        (status, codes(&answer)),
        (400, vec!["sandbox_invalid_member".to_owned()])
    );
    let (status, _) = bench
        .put(&path, json!({ "reason": "superseded", "skip_approval": true }))
        .await;
    assert_eq!(status, 204);
    assert_eq!(
        bench.get(&format!("/order/certificate/{id}")).await.1["status"],
        "revoked"
    );
    assert_eq!(bench.put(&path, json!({})).await.0, 400);
    let other = bench.place(good_order()).await;
    let (status, request) = bench
        .put(
            &format!("/order/certificate/{other}/revoke"),
            json!({ "comments": "old" }),
        )
        .await;
    assert_eq!(
        (status, &request["type"], &request["comments"]),
        (201, &json!("revoke"), &json!("old"))
    );
    assert_eq!(bench.put("/certificate/12/revoke", json!({})).await.0, 404);
}

#[tokio::test]
async fn contacts_custom_fields_and_the_method_of_an_order_can_change() {
    let bench = Bench::new().await;
    bench
        .control(Method::POST, "/issue-after", Some(json!({ "seconds": null })))
        .await;
    let id = bench.place(good_order()).await;
    let path = format!("/order/certificate/{id}");
    let contact = json!({ "contact_type": "technical_contact", "user_id": "2812497" });
    assert_eq!(
        bench
            .put(&format!("{path}/contact"), json!({ "contacts": [contact] }))
            .await
            .0,
        204
    );
    for value in ["4711", "4712"] {
        let field = json!({ "metadata_id": 12, "value": value });
        assert_eq!(bench.post(&format!("{path}/custom-field"), field).await.0, 204);
    }
    let (_, token) = bench
        .put(&format!("{path}/dcv-method"), json!({ "dcv_method": "dns-txt-token" }))
        .await;
    assert!(token["dcv_random_value"].is_string());
    let (status, answer) = bench.put(&format!("{path}/check-dcv"), json!({})).await;
    assert_eq!((status, codes(&answer)), (400, vec!["invalid_dns_txt".to_owned()]));
    let (_, info) = bench.get(&path).await;
    assert_eq!(info["technical_contact"]["first_name"], "John");
    assert_eq!(info["organization_contact"]["first_name"], "Willemijn");
    assert_eq!(info["custom_fields"], json!([{ "metadata_id": 12, "value": "4712" }]));
    assert_eq!(
        bench.get("/order/certificate?filters[metadata_id]=12").await.1["page"]["total"],
        1
    );
    bench.control(Method::POST, &format!("/orders/{id}/issue"), None).await;
    assert_eq!(
        bench.put(&format!("{path}/check-dcv"), json!({})).await.1["dcv_status"],
        "valid"
    );
}
