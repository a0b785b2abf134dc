//! The gates of an order: one step after the other, stopped where a test wants it.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use reqwest::Method;
use serde_json::{Value, json};

use super::bench::{Bench, CSR, codes, one_line, order_with};

/// An organization that was never validated, with a verified contact; approval and signing request come later.
fn order_with_every_gate() -> Value {
    order_with(|order| {
        order["organization"] = json!({ "id": 2_042_714, "contacts": [{
            "contact_type": "verified_contact", "first_name": "Ada", "last_name": "Bos", "email": "a.bos@loon.example",
            "job_title": "Directeur", "telephone": "+31 10 555 0101",
        }] });
        order["certificate"]["common_name"] = json!("een.gates.example");
        order["certificate"]["dns_names"] = json!(["twee.poort.example"]);
        order["certificate"].as_object_mut().unwrap().remove("csr");
        order["disable_generate_in_browser_email"] = json!(true);
    })
}

/// Where an order stands: its status, that of its organization, of its contact and of its domains, and how many details
/// were looked at.
async fn standing(bench: &Bench, id: u64) -> (String, String, String, Vec<String>, usize) {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let (status, answer) = bench.get(&format!("/order/certificate/{id}/validation")).await;
    assert_eq!(status, 200, "{answer}");
    let organization = &answer["organization_validations"][0];
    let details = organization["verification_details"].as_object().unwrap();
    let domains = answer["dns_name_validations"].as_array().unwrap();
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    assert_eq!(info["status"], answer["order_status"]);
    (
        text(&answer["order_status"]),
        text(&organization["status"]),
        text(&organization["verified_contacts"][0]["status"]),
        domains.iter().map(|domain| text(&domain["status"])).collect(),
        details.values().filter(|detail| *detail == "complete").count(),
    )
}

async fn told(bench: &Bench, settings: Value) {
    bench.sandbox.change_settings(settings).await.unwrap();
}

#[tokio::test]
async fn every_gate_can_be_stopped_at_and_is_seen_from_outside() {
    let bench = Bench::new().await;
    told(&bench, json!({ "stop_at": "approval" })).await;
    let id = bench.place(order_with_every_gate()).await;
    let stands = async || {
        let (status, organization, contact, domains, details) = standing(&bench, id).await;
        format!(
            "{status}: organization {organization}, {details} of 5, contact {contact}, {}",
            domains.join(" ")
        )
    };
    let pass = async || {
        assert_eq!(
            bench.control(Method::POST, &format!("/orders/{id}/pass"), None).await.0,
            204
        )
    };
    assert_eq!(
        stands().await,
        "needs_approval: organization pending, 0 of 5, contact pending, pending pending"
    );
    pass().await;
    assert_eq!(
        stands().await,
        "needs_csr: organization pending, 0 of 5, contact pending, pending pending"
    );
    told(&bench, json!({ "stop_at": "organization" })).await;
    let csr = json!({ "csr": one_line(&CSR) });
    assert_eq!(bench.post(&format!("/order/certificate/{id}/csr"), csr).await.0, 204);
    assert_eq!(
        stands().await,
        "pending: organization pending, 0 of 5, contact pending, pending pending"
    );
    let (_, seen) = bench.control(Method::GET, "/orders", None).await;
    assert_eq!(seen["orders"][0]["gate"], "organization");
    told(&bench, json!({ "stop_at": "verified_contact" })).await;
    assert_eq!(
        stands().await,
        "pending: organization pending, 4 of 5, contact pending, pending pending"
    );
    told(&bench, json!({ "stop_at": "domain" })).await;
    assert_eq!(
        stands().await,
        "pending: organization active, 5 of 5, contact approved, pending pending"
    );
    told(&bench, json!({ "stop_at": "issuance" })).await;
    assert_eq!(
        stands().await,
        "processing: organization active, 5 of 5, contact approved, approved approved"
    );
    let (status, _) = bench
        .put(
            &format!("/order/certificate/{id}/status"),
            json!({ "status": "canceled", "note": "x" }),
        )
        .await;
    assert_eq!(status, 400);
    pass().await;
    assert_eq!(
        stands().await,
        "issued: organization active, 5 of 5, contact approved, approved approved"
    );
    assert_eq!(
        bench.control(Method::POST, &format!("/orders/{id}/pass"), None).await.0,
        400
    );
}

#[tokio::test]
async fn an_order_walks_step_by_step_as_fast_as_it_is_told() {
    let bench = Bench::new().await;
    told(&bench, json!({ "step_after": 10 })).await;
    let id = bench.place(order_with_every_gate()).await;
    let csr = json!({ "csr": one_line(&CSR) });
    assert_eq!(bench.post(&format!("/order/certificate/{id}/csr"), csr).await.0, 204);
    let mut seen = Vec::new();
    for _ in 0..10 {
        let (status, organization, contact, domains, details) = standing(&bench, id).await;
        let approved = domains.iter().filter(|domain| *domain == "approved").count();
        seen.push(format!("{status} {organization} {details} {contact} {approved}"));
        bench.sandbox.advance_clock(10);
    }
    assert_eq!(
        seen,
        [
            "pending pending 0 pending 0",
            "pending pending 1 pending 0",
            "pending pending 2 pending 0",
            "pending pending 3 pending 0",
            "pending pending 4 pending 0",
            "pending active 5 approved 0",
            "pending active 5 approved 1",
            "pending active 5 approved 2",
            "processing active 5 approved 2",
            "issued active 5 approved 2",
        ]
    );
    // What is there already is not waited for.
    let other = bench
        .place(order_with(|order| {
            order["certificate"]["common_name"] = json!("drie.gates.example")
        }))
        .await;
    bench.sandbox.advance_clock(20);
    assert_eq!(
        bench.get(&format!("/order/certificate/{other}")).await.1["status"],
        "issued"
    );
}

#[tokio::test]
async fn steps_of_no_time_end_at_once_and_those_without_issuance_before_it() {
    let bench = Bench::new().await;
    told(&bench, json!({ "step_after": 0 })).await;
    let whole = || {
        let mut order = order_with_every_gate();
        order["certificate"]["csr"] = json!(one_line(&CSR));
        order
    };
    let id = bench.place(whole()).await;
    assert_eq!(standing(&bench, id).await.0, "issued");
    told(&bench, json!({ "issue_after": null })).await;
    let id = bench.place(whole()).await;
    assert_eq!(standing(&bench, id).await.0, "processing");
}

#[tokio::test]
async fn an_owner_passes_the_gate_of_domains_by_publishing() {
    let bench = Bench::new().await;
    told(&bench, json!({ "stop_at": "domain" })).await;
    let body = order_with(|order| {
        order["certificate"]["common_name"] = json!("een.gates.example");
        order["certificate"]["dns_names"] = json!(["twee.gates.example", "drie.poort.example"]);
        order["dcv_method"] = json!("dns-txt-token");
    });
    let (_, answer) = bench.post(super::bench::ORDER, body).await;
    let path = format!("/order/certificate/{}", answer["id"]);
    let check = async |body: Value| bench.put(&format!("{path}/check-dcv"), body).await;
    assert_eq!(codes(&check(json!({})).await.1), ["invalid_dns_txt"]);
    let publish = async |place: usize| {
        let domain = &answer["domains"][place]["id"];
        assert_eq!(
            bench
                .control(Method::POST, &format!("/domains/{domain}/publish"), None)
                .await
                .0,
            204
        );
    };
    publish(0).await;
    let (_, found) = check(json!({ "dns_names_validations": ["TWEE.gates.example"] })).await;
    assert_eq!(
        (&found["dcv_status"], &found["dns_name_validations"]),
        (
            &json!("pending"),
            &json!([{ "dns_name": "TWEE.gates.example", "status": "approved" }])
        )
    );
    assert_eq!(bench.get(&path).await.1["status"], "pending");
    publish(2).await;
    let (_, found) = check(json!({})).await;
    assert_eq!(found["dcv_status"], "valid");
    assert_eq!(bench.get(&path).await.1["status"], "issued");
}

#[tokio::test]
async fn a_gate_that_is_no_gate_is_refused() {
    let bench = Bench::new().await;
    for settings in [json!({ "stop_at": "lunch" }), json!({ "step_after": "soon" })] {
        assert_eq!(bench.control(Method::POST, "/settings", Some(settings)).await.0, 400);
    }
    let (_, settings) = bench.control(Method::GET, "/settings", None).await;
    assert_eq!(
        (&settings["stop_at"], &settings["step_after"]),
        (&Value::Null, &Value::Null)
    );
}
