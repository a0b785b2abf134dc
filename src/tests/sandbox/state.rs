//! What is stored at first, what outlasts a restart, and the oddities of answers about the account.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use pkio_desk::sandbox::VIEW_ONLY_KEY;
use reqwest::Method;
use serde_json::{Value, json};

use super::bench::{Bench, codes};

#[tokio::test]
async fn every_oddity_can_be_had_or_not() {
    let bench = Bench::new().await;
    for (word, domain_id, is_active, country, empty, technical) in [
        (
            "none",
            json!(4_815_001),
            json!(true),
            json!("nl"),
            Some(json!([])),
            Some(json!(null)),
        ),
        ("default", json!(4_815_001), json!("1"), json!("nl"), None, None),
        ("all", json!("4815001"), json!("1"), json!("NL"), None, Some(json!([]))),
    ] {
        bench.sandbox.change_settings(json!({ "quirks": word })).await.unwrap();
        let (_, domain) = bench.get("/domain/4815001").await;
        assert_eq!(
            (&domain["id"], &domain["organization"]["is_active"]),
            (&domain_id, &is_active),
            "{word}"
        );
        let (_, organization) = bench.get("/organization/2042710").await;
        assert_eq!(organization["country"], country, "{word}");
        assert_eq!(organization.get("technical_contact"), technical.as_ref(), "{word}");
        let (_, none) = bench.get("/organization?filters[search]=nobody").await;
        assert_eq!(none.get("organizations"), empty.as_ref(), "{word}");
    }
    let (_, settings) = bench
        .control(
            Method::POST,
            "/settings",
            Some(json!({ "quirks": "none", "text_ids": true })),
        )
        .await;
    assert_eq!(
        (&settings["text_ids"], &settings["drop_empty_lists"]),
        (&json!(true), &json!(false))
    );
}

#[tokio::test]
async fn a_record_of_an_earlier_version_is_read() {
    let bench = Bench::new().await;
    let bench = bench
        .restart(|folder| {
            let path = folder.join("journal.jsonl");
            let lines = std::fs::read_to_string(&path).unwrap();
            let line = json!([
                { "organization": { "id": 2_042_790, "name": "Oud", "address": "a", "zip": "z", "city": "c", "state": "s",
                    "country": "nl", "telephone": "t", "container": 679_300, "is_active": true,
                    "validation": { "created": "2026-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z" },
                    "organization_contact": { "id": 5, "first_name": "A", "last_name": "B", "email": "e", "job_title": "j",
                        "telephone": "t" } } },
                { "domain": { "id": 4_815_900, "name": "oud.example", "organization": 2_042_790, "container": 679_300,
                    "created": "2026-01-01T00:00:00Z", "dcv_method": "email" } },
            ]);
            std::fs::write(&path, format!("{lines}{line}\n")).unwrap();
        })
        .await;
    let (_, found) = bench.get("/organization/2042790?include_validation=true").await;
    assert_eq!(
        (&found["validations"][0]["type"], &found["validations"][0]["status"]),
        (&json!("ov"), &json!("active"))
    );
    let (_, found) = bench.get("/domain/4815900?include_validation=true").await;
    assert_eq!(
        (&found["is_active"], &found["validations"][0]["status"]),
        (&json!(true), &json!("pending"))
    );
    let before = bench.sandbox.all_state();
    let bench = bench.restart(|_| {}).await;
    assert_eq!(bench.sandbox.all_state(), before);
}

#[tokio::test]
async fn many_organizations_are_invented_the_same_each_time() {
    let many = async || Bench::with(|config| (config.organizations, config.contacts) = (200, 900)).await;
    let (one, other) = (many().await, many().await);
    let (_, list) = one.get("/organization?filters[search]=00199").await;
    assert_eq!(list["organizations"][0]["id"], 2_100_199);
    let people = |state: &Value| {
        ["organization_contact", "technical_contact"]
            .iter()
            .filter(|name| state[**name].is_object())
            .count()
            + state["verified_contacts"].as_array().map_or(0, Vec::len)
    };
    let states: Vec<Value> = (2_100_000..2_100_200)
        .map(|id| one.sandbox.organization_state(id))
        .collect();
    assert_eq!(states.iter().map(people).sum::<usize>(), 900);
    for (id, state) in (2_100_000..).zip(&states) {
        assert_eq!(
            other.sandbox.organization_state(id)["organization_contact"],
            state["organization_contact"]
        );
    }
}

#[tokio::test]
async fn the_seed_has_each_state_and_shares_people() {
    let bench = Bench::new().await;
    let (_, list) = bench.get("/organization?include_validation=true").await;
    let organizations = list["organizations"].as_array().unwrap();
    assert!(organizations.len() >= 30);
    let validations = || {
        organizations
            .iter()
            .filter_map(|found| found["validations"].as_array())
            .flatten()
    };
    for status in ["active", "pending", "expired", "rejected"] {
        assert!(validations().any(|found| found["status"] == status), "{status}");
    }
    for kind in ["ov", "ev", "cs", "ev_cs", "ds", "smime"] {
        assert!(validations().any(|found| found["type"] == kind), "{kind}");
    }
    let stored = bench.sandbox.all_state();
    let stored = stored["organizations"].as_object().unwrap().values();
    let shared = stored.filter(|found| found["organization_contact"]["email"] == "t.hoekstra@ictbeheer.example");
    assert!(shared.count() > 1);
}

#[tokio::test]
async fn a_key_that_may_only_read_changes_nothing() {
    let bench = Bench::new().await;
    let before = bench.sandbox.all_state();
    for (method, path) in [
        (Method::POST, "/organization"),
        (Method::PUT, "/organization/2042710"),
        (Method::PUT, "/organization/2042710/contact"),
        (Method::PUT, "/organization/2042710/deactivate"),
        (Method::POST, "/organization/2042710/validation"),
        (Method::POST, "/domain"),
        (Method::POST, "/domain/4815001/dcv/emails"),
        (Method::PUT, "/domain/4815001/dcv/validate-token"),
        (Method::POST, "/container/679300/children"),
    ] {
        let request = bench
            .client
            .request(method.clone(), format!("{}{path}", bench.sandbox.base_url()));
        let response = request
            .header("X-DC-DEVKEY", VIEW_ONLY_KEY)
            .json(&json!({}))
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 403, "{method} {path}");
    }
    assert_eq!(bench.sandbox.all_state(), before);
}

#[tokio::test]
async fn a_cut_after_taking_leaves_one_organization() {
    let bench = Bench::new().await;
    bench
        .fault(json!({ "method": "POST", "path": "/organization", "fault": "cut-after-taking" }))
        .await;
    let body = json!({ "name": "Afgebroken B.V.", "address": "a", "city": "c", "state": "s", "country": "nl", "zip": "z",
        "telephone": "t" });
    let request = bench.client.post(format!("{}/organization", bench.sandbox.base_url()));
    let outcome = request
        .header("X-DC-DEVKEY", pkio_desk::sandbox::FULL_KEY)
        .json(&body)
        .send()
        .await;
    assert!(outcome.is_err());
    assert_eq!(bench.sandbox.count_organizations_named("Afgebroken B.V."), 1);
    bench
        .fault(json!({ "method": "PUT", "path": "/domain/*", "fault": "status", "status": 500 }))
        .await;
    assert_eq!(bench.put("/domain/4815001/deactivate", json!({})).await.0, 500);
    assert_eq!(bench.sandbox.domain_state(4_815_001)["is_active"], true);
}

#[tokio::test]
async fn divisions_are_made_below_others_and_users_are_sorted() {
    let bench = Bench::new().await;
    let (status, answer) = bench
        .post("/container/679300/children", json!({ "name": "Nieuw" }))
        .await;
    assert_eq!(status, 201, "{answer}");
    let path = format!("/container/{}", answer["id"]);
    assert_eq!(bench.get(&path).await.1["parent_id"], 679_300);
    assert_eq!(bench.put(&format!("{path}/deactivate"), json!({})).await.0, 204);
    assert_eq!(bench.get(&path).await.1["is_active"], false);
    let (status, answer) = bench.post(&format!("{path}/children"), json!({})).await;
    let expected = vec![
        "sandbox_inactive_container".to_owned(),
        "sandbox_missing_member".to_owned(),
    ];
    assert_eq!((status, codes(&answer)), (400, expected));
    assert_eq!(bench.put("/container/679300/deactivate", json!({})).await.0, 400);
    let (_, users) = bench.get("/user?sort=-id&limit=2").await;
    assert_eq!(
        (&users["users"][0]["id"], &users["page"]["total"]),
        (&json!(2_812_497), &json!(8))
    );
    assert_eq!(bench.sandbox.user_state(2_812_497)["first_name"], "John");
}
