//! Making, finding and changing organizations.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use pkio_desk::sandbox::FULL_KEY;
use reqwest::header::ACCEPT;
use serde_json::{Value, json};

use super::bench::{Bench, codes};

/// An organization without faults.
fn good() -> Value {
    json!({
        "name": "Nieuwe Zaak B.V.", "address": "Straat 1", "city": "Delft", "state": "Zuid-Holland",
        "country": "NL", "zip": "2611 AA", "telephone": "015 5550",
    })
}

/// Everything stored, but for one organization.
fn others(bench: &Bench, id: u64) -> Value {
    let mut all = bench.sandbox.all_state();
    all["organizations"].as_object_mut().unwrap().remove(&id.to_string());
    all
}

#[tokio::test]
async fn each_fault_of_a_new_organization_is_named_and_nothing_is_stored() {
    let bench = Bench::new().await;
    let before = bench.sandbox.all_state();
    let long = |count: usize| json!("x".repeat(count));
    for (member, value, word) in [
        ("name", json!(null), "name"),
        ("name", long(65), "name"),
        ("assumed_name", long(46), "assumed_name"),
        ("address", json!(""), "address"),
        ("address", long(65), "address"),
        ("address2", long(65), "address2"),
        ("city", long(65), "city"),
        ("state", long(65), "state"),
        ("zip", long(41), "zip"),
        ("telephone", long(33), "telephone"),
        ("country", json!("nld"), "country"),
        ("country", json!("1x"), "country"),
        ("container", json!({ "id": 1 }), "container.id"),
        ("container", json!({ "id": 679_396 }), "container.id"),
        (
            "organization_contact",
            json!({ "first_name": "Ada" }),
            "organization_contact",
        ),
        (
            "technical_contact",
            json!({ "user_id": 1 }),
            "technical_contact.user_id",
        ),
        ("validations", json!([{ "type": "xx" }]), "validations[0].type"),
        ("validations", json!([{}]), "validations[0].type"),
        (
            "validations",
            json!([{ "type": "ov" }, { "type": "ov" }]),
            "validations[1].type",
        ),
        (
            "validations",
            json!([{ "type": "ev" }]),
            "validations[0].verified_users",
        ),
        (
            "validations",
            json!([{ "type": "cs" }]),
            "validations[0].verified_users",
        ),
        (
            "validations",
            json!([{ "type": "ev_cs" }]),
            "validations[0].verified_users",
        ),
        (
            "validations",
            json!([{ "type": "ov", "verified_users": [{ "id": 5 }] }]),
            "verified_users[0].id",
        ),
    ] {
        let mut body = good();
        body[member] = value.clone();
        let (status, answer) = bench.post("/organization", body).await;
        assert_eq!(status, 400, "{member} {value}");
        let message = answer["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains(word), "{member} {value}: {message}");
    }
    assert_eq!(bench.sandbox.all_state(), before);
}

#[tokio::test]
async fn a_new_organization_keeps_every_member() {
    let bench = Bench::new().await;
    bench
        .sandbox
        .change_settings(json!({ "validate_after": null }))
        .await
        .unwrap();
    let mut body = good();
    body["assumed_name"] = json!("Zaak");
    body["address2"] = json!("Postbus 1");
    body["container"] = json!({ "id": "679395" });
    body["organization_contact"] = json!({ "first_name": "Ada", "last_name": "Bos", "email": "ada@bos.example",
        "job_title": "Directeur", "telephone": "1", "telephone_extension": "22" });
    body["technical_contact"] = json!({ "user_id": 2_812_497 });
    body["validations"] = json!([{ "type": "ov" }, { "type": "ev", "verified_users": [{ "id": 2_812_401, "first_name": "no" },
        { "first_name": "Cas", "last_name": "Dam", "email": "cas@dam.example", "job_title": "CFO", "telephone": "3" }] }]);
    let (status, answer) = bench.post("/organization", body).await;
    assert_eq!(status, 201, "{answer}");
    let id = answer["id"].as_u64().unwrap();
    let (_, shown) = bench.get(&format!("/organization/{id}?include_validation=true")).await;
    for (member, value) in [
        ("name", json!("Nieuwe Zaak B.V.")),
        ("display_name", json!("Nieuwe Zaak B.V. (Zaak)")),
        ("address2", json!("Postbus 1")),
        ("country", json!("nl")),
        ("status", json!("active")),
        ("container_id_assignments", json!(["679395"])),
    ] {
        assert_eq!(shown[member], value, "{member}");
    }
    assert_eq!(shown["organization_contact"]["telephone_extension"], "22");
    assert_eq!(shown["technical_contact"]["first_name"], "John");
    assert_ne!(shown["technical_contact"]["id"], 2_812_497);
    let people = shown["verified_contacts"].as_array().unwrap();
    assert_eq!((people.len(), &people[0]["first_name"]), (2, &json!("Sanne")));
    let statuses: Vec<&Value> = shown["validations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| &found["status"])
        .collect();
    assert_eq!(statuses, ["pending", "pending"]);
    assert_eq!(shown["ev_approvers"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_duplicate_is_refused_or_silently_answered_and_a_second_one_can_be_wished_for() {
    let bench = Bench::new().await;
    let (_, first) = bench.post("/organization", good()).await;
    let (status, answer) = bench.post("/organization", good()).await;
    assert_eq!(
        (status, codes(&answer)),
        (400, vec!["sandbox_duplicate_organization".to_owned()])
    );
    bench
        .sandbox
        .change_settings(json!({ "reuse_duplicates": true }))
        .await
        .unwrap();
    assert_eq!(bench.post("/organization", good()).await, (201, first));
    assert_eq!(bench.sandbox.count_organizations_named("Nieuwe Zaak B.V."), 1);
    let mut body = good();
    body["skip_duplicate_org_check"] = json!(true);
    assert_eq!(bench.post("/organization", body).await.0, 201);
    assert_eq!(bench.sandbox.count_organizations_named("Nieuwe Zaak B.V."), 2);
}

#[tokio::test]
async fn an_update_changes_what_it_names_and_voids_what_was_validated_of_it() {
    let bench = Bench::new().await;
    bench
        .sandbox
        .change_settings(json!({ "validate_after": null }))
        .await
        .unwrap();
    let id = 2_042_721;
    let path = format!("/organization/{id}");
    let (before, rest) = (bench.sandbox.organization_state(id), others(&bench, id));
    assert_eq!(bench.put(&path, json!({ "telephone": "+31 38 1" })).await.0, 204);
    let mut expected = before.clone();
    expected["telephone"] = json!("+31 38 1");
    assert_eq!(bench.sandbox.organization_state(id), expected);
    assert_eq!(bench.put(&path, json!({ "city": "Kampen" })).await.0, 204);
    let after = bench.sandbox.organization_state(id);
    assert_eq!(
        (&after["city"], &after["address2"]),
        (&json!("Kampen"), &json!("Postbus 90"))
    );
    for validation in after["validations"].as_array().unwrap() {
        assert!(validation.get("until").is_none(), "{validation}");
    }
    assert_eq!(others(&bench, id), rest);
    for (body, word) in [
        (json!({ "name": "" }), "name"),
        (json!({ "zip": null }), "zip"),
        (json!({ "name": "Gemeente Oostervoort" }), "exists already"),
        (json!({ "country": "nederland" }), "country"),
    ] {
        let (status, answer) = bench.put(&path, body).await;
        assert_eq!(status, 400);
        assert!(
            answer["errors"][0]["message"].as_str().unwrap().contains(word),
            "{answer}"
        );
    }
    assert_eq!(bench.sandbox.organization_state(id), after);
}

#[tokio::test]
async fn an_update_wipes_what_it_leaves_out_when_told_so() {
    let bench = Bench::new().await;
    assert_eq!(
        bench.put("/organization/2042721", json!({ "address2": "" })).await.0,
        204
    );
    assert_eq!(bench.sandbox.organization_state(2_042_721).get("address2"), None);
    bench
        .sandbox
        .change_settings(json!({ "update_wipes": true }))
        .await
        .unwrap();
    let before = bench.sandbox.organization_state(2_042_712);
    assert_eq!(before["assumed_name"], "De Balans");
    assert_eq!(
        bench.put("/organization/2042712", json!({ "city": "Zeist" })).await.0,
        204
    );
    let after = bench.sandbox.organization_state(2_042_712);
    assert_eq!((after.get("assumed_name"), &after["zip"]), (None, &before["zip"]));
}

#[tokio::test]
async fn the_list_is_sorted_cut_and_written_as_a_table() {
    let bench = Bench::new().await;
    for key in ["name", "city", "country", "status"] {
        for sort in [key.to_owned(), format!("-{key}")] {
            let (_, list) = bench
                .get(&format!("/organization?sort={sort},id&includeValidation=true"))
                .await;
            let mut values: Vec<String> = list["organizations"]
                .as_array()
                .unwrap()
                .iter()
                .map(|found| found[key].as_str().unwrap().to_lowercase())
                .collect();
            if sort.starts_with('-') {
                values.reverse();
            }
            assert!(values.is_sorted(), "{sort}: {values:?}");
            assert!(
                list["organizations"][0]["validations"].is_array() || key != "id",
                "{sort}"
            );
        }
    }
    let (_, page) = bench.get("/organization?sort=id&limit=2&offset=1").await;
    assert_eq!(
        (&page["organizations"][0]["id"], &page["page"]["limit"]),
        (&json!(2_042_710), &json!(2))
    );
    assert_eq!(page["organizations"].as_array().unwrap().len(), 2);
    let response = bench
        .client
        .get(format!("{}/organization?limit=1&sort=id", bench.sandbox.base_url()))
        .header("X-DC-DEVKEY", FULL_KEY)
        .header(ACCEPT, "text/csv")
        .send()
        .await
        .unwrap();
    assert_eq!(response.headers()["content-type"], "text/csv");
    let text = response.text().await.unwrap();
    assert_eq!(text.lines().count(), 2);
    assert!(text.contains("2042709,IntervillousMicrospeCo,"), "{text}");
}
