//! Domain control of an order: methods, tokens and mails, and what else an order tells while it waits.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use serde_json::{Value, json};

use super::bench::{Bench, ORDER, codes, order_with};

/// A sandbox that stops at the domains, with an order for two of them.
async fn waiting(method: &str) -> (Bench, Value) {
    let bench = Bench::new().await;
    bench
        .sandbox
        .change_settings(json!({ "stop_at": "domain" }))
        .await
        .unwrap();
    let body = order_with(|order| {
        order["certificate"]["common_name"] = json!("een.gates.example");
        order["certificate"]["dns_names"] = json!(["twee.poort.example"]);
        order["dcv_method"] = json!(method);
    });
    let (status, answer) = bench.post(ORDER, body).await;
    assert_eq!(status, 201, "{answer}");
    (bench, answer)
}

/// The whole records of the two domains of an order.
fn domains(bench: &Bench, order: &Value) -> [Value; 2] {
    [0, 1].map(|place: usize| {
        bench
            .sandbox
            .domain_state(order["domains"][place]["id"].as_u64().unwrap())
    })
}

#[tokio::test]
async fn all_domains_of_an_order_wait_for_the_value_it_answered() {
    let (bench, order) = waiting("http-token").await;
    let value = order["dcv_random_value"].clone();
    assert!(value.is_string());
    for domain in domains(&bench, &order) {
        assert_eq!(
            (&domain["token"]["value"], &domain["dcv_method"]),
            (&value, &json!("http-token"))
        );
    }
    let path = format!("/order/certificate/{}", order["id"]);
    for method in ["http-token", "dns-cname-token"] {
        let (status, answer) = bench
            .put(&format!("{path}/dcv-method"), json!({ "dcv_method": method }))
            .await;
        assert_eq!(status, 200);
        assert!(answer["expiration_date"].as_str().unwrap().ends_with("+00:00"));
        for domain in domains(&bench, &order) {
            assert_eq!(domain["token"]["value"], answer["dcv_random_value"]);
            assert_ne!(domain["token"]["value"], value);
        }
    }
    assert_eq!(
        codes(&bench.put(&format!("{path}/check-dcv"), json!({})).await.1),
        ["sandbox_invalid_dns_cname"]
    );
    let stranger = json!({ "dns_names_validations": ["fremd.example"] });
    assert_eq!(
        codes(&bench.put(&format!("{path}/check-dcv"), stranger).await.1),
        ["sandbox_unknown_name"]
    );
}

#[tokio::test]
async fn mails_are_sent_and_sent_again_and_cannot_be_checked() {
    let (bench, order) = waiting("email").await;
    let path = format!("/order/certificate/{}", order["id"]);
    let ids = |bench: &Bench| -> Vec<u64> {
        let domains = domains(bench, &order);
        let invitations = domains
            .iter()
            .flat_map(|domain| domain["invitations"].as_array().unwrap());
        invitations
            .map(|invitation| invitation["id"].as_u64().unwrap())
            .collect()
    };
    let first = ids(&bench);
    let mut distinct = first.clone();
    distinct.dedup();
    assert_eq!(distinct, first);
    assert_eq!(bench.put(&format!("{path}/resend-emails"), json!({})).await.0, 204);
    assert!(ids(&bench).iter().all(|id| !first.contains(id)));
    assert_eq!(
        codes(&bench.put(&format!("{path}/check-dcv"), json!({})).await.1),
        ["sandbox_dcv_method"]
    );
    let (status, answer) = bench
        .put(&format!("{path}/dcv-method"), json!({ "dcv_method": "dns-txt-token" }))
        .await;
    assert_eq!(status, 200, "{answer}");
    assert!(
        domains(&bench, &order)
            .iter()
            .all(|domain| domain.get("invitations").is_none())
    );
    let (_, answer) = bench
        .put(&format!("{path}/dcv-method"), json!({ "dcv_method": "email" }))
        .await;
    assert_eq!(answer, json!({}));
    assert_eq!(ids(&bench).len(), first.len());
}

#[tokio::test]
async fn the_caa_status_is_told_while_an_order_waits_and_is_asked_for() {
    let (bench, order) = waiting("email").await;
    let path = format!("/order/certificate/{}", order["id"]);
    assert!(bench.get(&path).await.1.get("caa_status_message").is_none());
    let (_, info) = bench.get(&format!("{path}?include_caa_status=true")).await;
    let names: Vec<&String> = info["caa_status_message"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["een.gates.example", "twee.poort.example"]);
    bench.sandbox.change_settings(json!({ "stop_at": null })).await.unwrap();
    let (_, info) = bench.get(&format!("{path}?include_caa_status=true")).await;
    assert_eq!(
        (&info["status"], info.get("caa_status_message")),
        (&json!("issued"), None)
    );
}

#[tokio::test]
async fn a_contact_of_an_order_keeps_what_a_change_leaves_out() {
    let (bench, order) = waiting("email").await;
    let path = format!("/order/certificate/{}", order["id"]);
    let (_, before) = bench.get(&path).await;
    let change = |contact: Value| json!({ "contacts": [contact] });
    let telephone = json!({ "contact_type": "organization_contact", "telephone": "+31 10 555 0999" });
    assert_eq!(bench.put(&format!("{path}/contact"), change(telephone)).await.0, 204);
    let (_, after) = bench.get(&path).await;
    let (old, new) = (&before["organization_contact"], &after["organization_contact"]);
    assert_eq!((&new["email"], &new["job_title"]), (&old["email"], &old["job_title"]));
    assert_eq!(new["telephone"], "+31 10 555 0999");
    let twice = json!({ "contacts": [{ "contact_type": "organization_contact", "job_title": "a" },
        { "contact_type": "organization_contact", "job_title": "b" }] });
    let (status, answer) = bench.put(&format!("{path}/contact"), twice).await;
    assert_eq!(
        (status, codes(&answer)),
        (400, vec!["contact_type_duplicate".to_owned()])
    );
    let verified = json!({ "contact_type": "verified_contact", "user_id": 2_812_497 });
    assert_eq!(bench.put(&format!("{path}/contact"), change(verified)).await.0, 400);
    assert_eq!(bench.get(&path).await.1, after);
}
