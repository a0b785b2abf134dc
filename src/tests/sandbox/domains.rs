//! Domains and the proof of control over them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use reqwest::Method;
use serde_json::{Value, json};

use super::bench::{Bench, codes};

/// A sandbox in which nothing is validated by itself, and a domain in it that is to be validated.
async fn with_domain(method: &str) -> (Bench, u64) {
    let bench = Bench::new().await;
    bench
        .sandbox
        .change_settings(json!({ "validate_after": null }))
        .await
        .unwrap();
    let body = json!({ "name": "Nieuw.example", "organization": { "id": "2042710" }, "validations": [{ "type": "ov" }],
        "dcv_method": method });
    let (status, answer) = bench.post("/domain", body).await;
    assert_eq!(status, 201, "{answer}");
    let id = answer["id"].as_u64().unwrap();
    (bench, id)
}

/// What the owner of a domain does.
async fn owner(bench: &Bench, id: u64, action: &str) {
    let (status, answer) = bench
        .control(Method::POST, &format!("/domains/{id}/{action}"), None)
        .await;
    assert_eq!(status, 204, "{answer}");
}

#[tokio::test]
async fn a_published_value_proves_control_and_a_new_one_must_be_published_again() {
    for (method, code) in [
        ("dns-txt-token", "invalid_dns_txt"),
        ("dns-cname-token", "sandbox_invalid_dns_cname"),
        ("http-token", "file_random_value_not_found"),
        ("http-token-dynamic", "file_random_value_not_found"),
    ] {
        let (bench, id) = with_domain(method).await;
        let check = format!("/domain/{id}/dcv/validate-token");
        owner(&bench, id, "publish").await;
        let (status, token) = bench.post(&format!("/domain/{id}/dcv/token"), json!({})).await;
        assert_eq!((status, token["token"].as_str().unwrap().len()), (200, 32));
        let (status, answer) = bench.put(&check, json!({})).await;
        assert_eq!((status, codes(&answer)), (400, vec![code.to_owned()]), "{method}");
        owner(&bench, id, "publish").await;
        let (status, answer) = bench.put(&check, json!({})).await;
        assert_eq!(
            (status, answer),
            (200, json!({ "token": token["token"], "status": "valid" })),
            "{method}"
        );
        let (_, shown) = bench
            .get(&format!("/domain/{id}?include_dcv=true&include_validation=true"))
            .await;
        assert_eq!(
            (&shown["validations"][0]["dcv_status"], &shown["dcv_token"]["status"]),
            (&json!("complete"), &json!("valid"))
        );
    }
}

#[tokio::test]
async fn a_value_holds_for_thirty_days() {
    let (bench, id) = with_domain("dns-txt-token").await;
    owner(&bench, id, "publish").await;
    bench.sandbox.advance_clock(31 * 86_400);
    assert_eq!(
        bench
            .put(&format!("/domain/{id}/dcv/validate-token"), json!({}))
            .await
            .0,
        400
    );
}

#[tokio::test]
async fn mails_are_listed_sent_again_and_answered() {
    let (bench, id) = with_domain("email").await;
    let mails = format!("/domain/{id}/dcv/emails");
    assert_eq!(bench.get(&mails).await.1["base_emails"][0], "admin@nieuw.example");
    let first = bench.get(&format!("/domain/{id}?include_dcv=true")).await.1["dcv"]["dcv_invitations"][0].clone();
    assert_eq!(bench.post(&mails, json!({})).await.0, 204);
    let second = bench.get(&format!("/domain/{id}?include_dcv=true")).await.1["dcv"]["dcv_invitations"][0].clone();
    assert!(second["invitation_id"].as_u64() > first["invitation_id"].as_u64());
    for (method, path) in [(Method::PUT, "validate-token"), (Method::POST, "token")] {
        let reply = bench
            .send(method, &format!("/domain/{id}/dcv/{path}"), Some(json!({})))
            .await;
        assert_eq!(reply.status(), 400);
    }
    owner(&bench, id, "answer-mail").await;
    assert_eq!(
        bench.get(&format!("/domain/{id}")).await.1["is_pending_validation"],
        false
    );
}

#[tokio::test]
async fn the_method_changes_and_a_domain_is_switched_off_and_validated_by_itself() {
    let (bench, id) = with_domain("email").await;
    let path = format!("/domain/{id}/dcv/method");
    let (_, answer) = bench.post(&path, json!({ "dcv_method": "http-token" })).await;
    assert_eq!(answer["dcv_token"]["status"], "pending");
    assert_eq!(bench.post(&format!("/domain/{id}/dcv/emails"), json!({})).await.0, 400);
    assert_eq!(
        bench.put(&path, json!({ "dcv_method": "email" })).await,
        (200, json!({}))
    );
    for body in [json!({}), json!({ "dcv_method": "carrier-pigeon" })] {
        assert_eq!(bench.put(&path, body).await.0, 400);
    }
    assert_eq!(bench.put(&format!("/domain/{id}/deactivate"), json!({})).await.0, 204);
    let submit = format!("/domain/{id}/validation");
    let body = json!({ "validations": [{ "type": "ev" }], "dcv_method": "dns-txt-token" });
    assert_eq!(bench.post(&submit, body.clone()).await.0, 400);
    assert_eq!(bench.put(&format!("/domain/{id}/activate"), json!({})).await.0, 204);
    assert_eq!(bench.post(&submit, body).await.0, 204);
    bench
        .sandbox
        .change_settings(json!({ "validate_after": 0 }))
        .await
        .unwrap();
    let (_, shown) = bench.get(&format!("/domain/{id}?includeValidation=1")).await;
    let types: Vec<&Value> = shown["validations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| &found["type"])
        .collect();
    assert_eq!(
        (types, shown["dcv_expiration"].as_object().unwrap().len()),
        (vec![&json!("ov"), &json!("ev")], 2)
    );
    assert_eq!(shown["organization"]["is_active"], "1");
}

#[tokio::test]
async fn what_is_no_new_domain_is_refused() {
    let (bench, _) = with_domain("email").await;
    let before = bench.sandbox.all_state();
    let owner = json!({ "id": 2_042_710 });
    for body in [
        json!({ "organization": owner }),
        json!({ "name": "nieuw.example", "organization": owner }),
        json!({ "name": "*.nieuw2.example", "organization": owner }),
        json!({ "name": "localhost", "organization": owner }),
        json!({ "name": "a..b", "organization": owner }),
        json!({ "name": "a.example" }),
        json!({ "name": "a.example", "organization": { "id": 1 } }),
        json!({ "name": "a.example", "organization": { "id": 2_042_717 } }),
        json!({ "name": "a.example", "organization": owner, "dcv_method": "fax" }),
        json!({ "name": "a.example", "organization": owner, "validations": [{ "type": "fax" }] }),
    ] {
        assert_eq!(bench.post("/domain", body.clone()).await.0, 400, "{body}");
    }
    assert_eq!(bench.sandbox.all_state(), before);
}

#[tokio::test]
async fn the_list_is_filtered_and_sorted() {
    let bench = Bench::new().await;
    for (query, count) in [
        ("filters[validation]=pending", 6),
        ("filters[validation]=completed", 8),
        ("filters[validation]=expired", 2),
        ("filters[search]=%25gouwe%25", 1),
        ("filters[organization_id]=2042713", 1),
        ("container_id=679395", 4),
        ("filters[status]=inactive", 1),
        ("limit=3", 16),
    ] {
        let (_, list) = bench.get(&format!("/domain?{query}&sort=-name")).await;
        assert_eq!(list["page"]["total"], count, "{query}");
        let rows = list["domains"].as_array().unwrap().iter();
        let mut names: Vec<&str> = rows.map(|found| found["name"].as_str().unwrap()).collect();
        names.reverse();
        assert!(names.is_sorted(), "{query}");
    }
}
