//! The contacts of an organization, which are wiped where those of an order are kept.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use serde_json::{Value, json};

use super::bench::{Bench, codes};

const PATH: &str = "/organization/2042721/contact";
const ID: u64 = 2_042_721;

/// A request with contacts.
fn contacts(list: Value) -> Value {
    json!({ "contacts": list })
}

#[tokio::test]
async fn the_same_person_is_changed_in_place_and_loses_what_is_left_out() {
    let bench = Bench::new().await;
    let mut expected = bench.sandbox.all_state();
    let person = json!({ "contact_type": "technical_contact", "first_name": "Tom", "last_name": "Hoekstra",
        "email": "t.hoekstra@ictbeheer.example", "job_title": "Hoofd" });
    let (status, answer) = bench.put(PATH, contacts(json!([person]))).await;
    assert_eq!(status, 204, "{answer}");
    let stored = &mut expected["organizations"][ID.to_string()]["technical_contact"];
    stored["job_title"] = json!("Hoofd");
    stored["telephone"] = json!("");
    stored.as_object_mut().unwrap().remove("telephone_extension");
    assert_eq!(bench.sandbox.all_state(), expected);
    let (_, shown) = bench.get("/organization/2042721").await;
    assert!(shown["technical_contact"].get("telephone").is_none());
    assert_eq!(shown["organization_contact"]["first_name"], "Fatima");
}

#[tokio::test]
async fn another_person_takes_the_place_with_a_new_id_and_the_technical_one_can_go() {
    let bench = Bench::new().await;
    let before = bench.sandbox.organization_state(ID);
    let person = json!({ "contact_type": "organization_contact", "first_name": "Ada", "last_name": "Aydin",
        "email": "f.aydin@publiekezaken.example", "telephone": "1", "telephone_extension": "9" });
    let list = json!([person, { "contact_type": "technical_contact" }]);
    assert_eq!(bench.put(PATH, contacts(list)).await.0, 204);
    let after = bench.sandbox.organization_state(ID);
    assert_ne!(
        after["organization_contact"]["id"],
        before["organization_contact"]["id"]
    );
    assert_eq!(after["organization_contact"]["telephone_extension"], "9");
    assert_eq!(after.get("technical_contact"), None);
    assert_eq!(after["verified_contacts"], before["verified_contacts"]);
}

#[tokio::test]
async fn what_the_rules_forbid_changes_nothing() {
    let bench = Bench::new().await;
    let before = bench.sandbox.all_state();
    let ada = |kind: &str| json!({ "contact_type": kind, "first_name": "A", "last_name": "B", "email": "a@b.example" });
    let with = |member: &str, value: Value| {
        let mut person = ada("technical_contact");
        person[member] = value;
        json!([person])
    };
    for (list, code) in [
        (json!([]), "sandbox_missing_member"),
        (
            json!([ada("technical_contact"), ada("technical_contact")]),
            "contact_type_duplicate",
        ),
        (json!([ada("verified_contact")]), "sandbox_invalid_member"),
        (
            json!([{ "contact_type": "organization_contact" }]),
            "sandbox_missing_member",
        ),
        (with("contact_type", json!(null)), "sandbox_missing_member"),
        (with("email", json!("nobody")), "sandbox_invalid_member"),
        (with("first_name", json!("x".repeat(129))), "sandbox_invalid_member"),
        (with("job_title", json!("x".repeat(65))), "sandbox_invalid_member"),
        (
            with("telephone_extension", json!("x".repeat(17))),
            "sandbox_invalid_member",
        ),
    ] {
        let (status, answer) = bench.put(PATH, contacts(list.clone())).await;
        assert_eq!((status, codes(&answer)[0].as_str()), (400, code), "{list}");
    }
    assert_eq!(
        bench
            .put("/organization/1/contact", contacts(json!([ada("technical_contact")])))
            .await
            .0,
        404
    );
    assert_eq!(bench.sandbox.all_state(), before);
}
