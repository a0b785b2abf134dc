//! The validation of organizations: asked for, moved by control or by time.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use reqwest::Method;
use serde_json::{Value, json};

use super::bench::Bench;

const PATH: &str = "/organization/2042714/validation";

/// A sandbox in which nothing is validated by itself.
async fn still() -> Bench {
    let bench = Bench::new().await;
    bench
        .sandbox
        .change_settings(json!({ "validate_after": null }))
        .await
        .unwrap();
    bench
}

/// Type and status of each validation.
async fn statuses(bench: &Bench) -> Vec<(String, String)> {
    let (_, answer) = bench.get(PATH).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let list = answer["validations"].as_array().unwrap();
    list.iter()
        .map(|found| (text(&found["type"]), text(&found["status"])))
        .collect()
}

#[tokio::test]
async fn several_types_are_asked_for_and_named_people_become_verified_contacts() {
    let bench = still().await;
    let person =
        json!({ "first_name": "Ada", "last_name": "Bos", "email": "a@b.example", "job_title": "x", "telephone": "1" });
    let body = json!({ "validations": [{ "type": "ov" }, { "type": "ev_cs", "verified_users": [{ "id": 2_812_497 }, person] },
        { "type": "smime" }] });
    assert_eq!(bench.post(PATH, body).await.0, 204);
    let pending = |kind: &str| (kind.to_owned(), "pending".to_owned());
    assert_eq!(
        statuses(&bench).await,
        [pending("ov"), pending("ev_cs"), pending("smime")]
    );
    let (_, answer) = bench.get(PATH).await;
    assert_eq!(answer["validations"][1]["verified_users"].as_array().unwrap().len(), 2);
    assert_eq!(
        answer["validations"][0]["verification_details"]["blacklist_fraud"],
        "pending"
    );
    bench
        .sandbox
        .change_settings(json!({ "validate_after": 60 }))
        .await
        .unwrap();
    assert_eq!(statuses(&bench).await[1], pending("ev_cs"));
    bench.sandbox.advance_clock(61);
    assert!(statuses(&bench).await.iter().all(|(_, status)| status == "active"));
    let (_, answer) = bench.get(PATH).await;
    assert_eq!(
        answer["validations"][1]["verification_details"]["blacklist_fraud"],
        "complete"
    );
}

#[tokio::test]
async fn what_cannot_be_validated_is_refused() {
    let bench = still().await;
    let before = bench.sandbox.all_state();
    for (path, body) in [
        (PATH, json!({})),
        (PATH, json!({ "validations": [{ "type": "dv" }] })),
        (PATH, json!({ "validations": [{ "type": "ev" }] })),
        (
            PATH,
            json!({ "validations": [{ "type": "cs", "verified_users": [{ "id": 3 }] }] }),
        ),
        (
            "/organization/2042717/validation",
            json!({ "validations": [{ "type": "ov" }] }),
        ),
    ] {
        assert_eq!(bench.post(path, body.clone()).await.0, 400, "{path} {body}");
    }
    let sixteen: Vec<Value> = (0..16)
        .map(|number| {
            json!({ "first_name": number.to_string(), "last_name": "B",
        "email": "a@b.example", "job_title": "x", "telephone": "1" })
        })
        .collect();
    let body = json!({ "validations": [{ "type": "ev", "verified_users": sixteen }] });
    assert_eq!(bench.post(PATH, body).await.0, 400);
    assert_eq!(bench.sandbox.all_state(), before);
}

#[tokio::test]
async fn the_control_endpoint_moves_validations() {
    let bench = still().await;
    assert_eq!(
        bench
            .post(PATH, json!({ "validations": [{ "type": "smime" }] }))
            .await
            .0,
        204
    );
    for (action, body, ov, smime) in [
        ("validate", json!({ "type": "ov" }), "active", "pending"),
        ("reject", json!({ "type": "smime" }), "active", "rejected"),
        ("expire", json!({}), "expired", "expired"),
        ("restart", json!({ "type": "ov" }), "pending", "expired"),
        (
            "details",
            json!({ "type": "ov", "details": { "address_verification": "complete" } }),
            "pending",
            "expired",
        ),
        ("verify", json!({}), "pending", "expired"),
    ] {
        let path = format!("/organizations/2042714/{action}");
        let (status, answer) = bench.control(Method::POST, &path, Some(body)).await;
        assert_eq!(status, 204, "{action}: {answer}");
        let now: Vec<String> = statuses(&bench).await.into_iter().map(|(_, status)| status).collect();
        assert_eq!(now, [ov, smime], "{action}");
    }
    let (_, answer) = bench.get(PATH).await;
    let details = &answer["validations"][0]["verification_details"];
    assert_eq!(
        (&details["address_verification"], &details["organization_type"]),
        (&json!("complete"), &json!("pending"))
    );
    for (path, status) in [
        ("/organizations/1/validate", 404),
        ("/organizations/2042714/praise", 404),
        ("/users/1", 404),
    ] {
        let method = if path.starts_with("/users") {
            Method::GET
        } else {
            Method::POST
        };
        assert_eq!(bench.control(method, path, None).await.0, status, "{path}");
    }
}
