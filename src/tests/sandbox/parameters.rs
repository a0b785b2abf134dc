//! The parameters that few orders use: cards, whole organizations, contacts of the order alone, renewals, and what
//! orders of other products take.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use reqwest::Method;
use serde_json::{Value, json};

use super::bench::{Bench, CSR, ORDER, good_order, openssl, order_with};

fn card() -> Value {
    json!({
        "number": "4111 1111 1111 9876", "expiration_month": "01", "expiration_year": "2031", "cvv": "7353",
        "cardholder_name": "J. Doe", "save_credit_card": null, "set_as_default": "0",
    })
}

fn paid_by_card(change: impl FnOnce(&mut Value)) -> Value {
    order_with(|order| {
        order["payment_method"] = json!("card");
        order["credit_card"] = card();
        order["billing_address"] = json!({ "address": "Straat 1", "address2": "B", "city": "Delft", "country": "nl" });
        change(order);
    })
}

fn person(kind: &str, first_name: &str) -> Value {
    json!({
        "contact_type": kind, "first_name": first_name, "last_name": "Nieuw", "job_title": "Lid",
        "email": format!("{first_name}@nieuw.example"), "telephone": "+31 15 555 01",
    })
}

#[tokio::test]
async fn a_card_shows_that_each_member_arrived_and_keeps_no_secret() {
    let bench = Bench::new().await;
    let id = bench.place(paid_by_card(|_| {})).await;
    let (_, kept) = bench.control(Method::GET, &format!("/orders/{id}/request"), None).await;
    let mut expected = card();
    expected["number"] = json!("************9876");
    expected["cvv"] = json!("***");
    assert_eq!(kept["credit_card"], expected);
    assert_eq!(kept["billing_address"]["address2"], "B");
    for path in ["/calls", "/orders", "/settings", "/faults"] {
        let answer = bench.control(Method::GET, path, None).await.1.to_string();
        assert!(!answer.contains("4111") && !answer.contains("7353"), "{path}: {answer}");
    }
    for file in std::fs::read_dir(bench.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
    {
        let content = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        assert!(!content.contains("4111 1111"), "{}", file.display());
        assert!(!content.contains("\"7353\""), "{}", file.display());
    }
}

#[tokio::test]
async fn a_card_is_refused_by_the_name_of_the_member() {
    let bench = Bench::new().await;
    let cases: [(&str, Value, &str); 4] = [
        ("number", json!("4111"), "credit_card.number must be a card number."),
        ("cvv", json!("12"), "credit_card.cvv must have three or four digits."),
        (
            "expiration_month",
            json!("13"),
            "credit_card.expiration_month must be 01 to 12.",
        ),
        (
            "save_credit_card",
            json!("maybe"),
            "credit_card.save_credit_card must be true, false or null.",
        ),
    ];
    for (member, value, message) in cases {
        let order = paid_by_card(|order| order["credit_card"][member] = value);
        let (status, answer) = bench.post(ORDER, order).await;
        assert_eq!(
            (status, &answer["errors"][0]["message"]),
            (400, &json!(message)),
            "{member}"
        );
    }
}

#[tokio::test]
async fn a_stored_payment_profile_is_named_by_its_id() {
    let bench = Bench::new().await;
    let with = |profile: Value| {
        order_with(|order| {
            order["payment_method"] = json!("profile");
            order["payment_profile"] = profile;
        })
    };
    assert_eq!(bench.refused(with(json!({}))).await, ["sandbox_missing_member"]);
    let id = bench.place(with(json!({ "id": "778" }))).await;
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    assert_eq!(info["payment_method"], "profile");
}

#[tokio::test]
async fn a_new_organization_keeps_the_contacts_of_all_three_types() {
    let bench = Bench::new().await;
    let order = order_with(|order| {
        order["organization"] = json!({
            "name": "Nieuwe Vereniging", "assumed_name": "NV", "address": "Straat 1", "address2": "Hoog",
            "city": "Delft", "state": "Zuid-Holland", "country": "nl", "zip": "2611 AA", "telephone": "015 5550",
            "skip_duplicate_org_check": true,
            "contacts": [
                person("verified_contact", "Vera"), person("verified_contact", "Vince"),
                person("organization_contact", "Olga"), person("technical_contact", "Tess"),
            ],
        });
    });
    let id = bench.place(order).await;
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    let path = format!("/organization/{}", info["organization"]["id"]);
    let (_, organization) = bench.get(&path).await;
    for shown in [&info, &organization] {
        assert_eq!(shown["organization_contact"]["first_name"], "Olga");
        assert_eq!(shown["technical_contact"]["first_name"], "Tess");
        assert_eq!(shown["verified_contacts"][1]["first_name"], "Vince");
    }
    assert_eq!(
        (&organization["display_name"], &organization["address2"]),
        (&json!("Nieuwe Vereniging (NV)"), &json!("Hoog"))
    );
}

#[tokio::test]
async fn contacts_beside_the_organization_change_the_order_and_nothing_else() {
    let bench = Bench::new().await;
    let (_, organization) = bench.get("/organization/2042710").await;
    let (_, user) = bench.get("/user/2812497").await;
    let stored = organization["organization_contact"]["id"].clone();
    let order = order_with(|order| {
        order["organization_contact"] = json!({ "user_id": stored, "telephone": "+31 15 1" });
        order["technical_contact"] = json!({ "user_id": 2_812_497, "job_title": "Stand-in" });
    });
    let id = bench.place(order).await;
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    assert_eq!(info["organization_contact"]["telephone"], "+31 15 1");
    assert_eq!(info["technical_contact"]["job_title"], "Stand-in");
    assert_eq!(bench.get("/organization/2042710").await.1, organization);
    assert_eq!(bench.get("/user/2812497").await.1, user);
}

#[tokio::test]
async fn a_renewal_names_an_issued_order_that_nobody_renewed_yet() {
    let bench = Bench::new().await;
    let renewal = |id: Value| order_with(|order| order["renewal_of_order_id"] = id);
    for id in [json!(1), json!("none"), json!(681_531_553)] {
        assert_eq!(bench.refused(renewal(id)).await, ["order_not_eligible_for_renewal"]);
    }
    let first = bench.place(good_order()).await;
    let (_, info) = bench.get(&format!("/order/certificate/{first}")).await;
    assert_eq!(info["status"], "issued");
    bench
        .control(Method::POST, "/issue-after", Some(json!({ "seconds": null })))
        .await;
    let second = bench.place(renewal(json!(first.to_string()))).await;
    assert_eq!(bench.refused(renewal(json!(first))).await, ["order_renewed_already"]);
    assert_eq!(
        bench.refused(renewal(json!(second))).await,
        ["order_not_eligible_for_renewal"]
    );
    let (_, earlier) = bench.get(&format!("/order/certificate/{first}")).await;
    let (_, later) = bench.get(&format!("/order/certificate/{second}")).await;
    assert_eq!(
        (&earlier["is_renewed"], &earlier["is_renewal"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(
        (&later["is_renewal"], &later["renewed_order_id"]),
        (&json!(true), &json!(first))
    );
    let (_, renewed) = bench.get("/order/certificate?filters[is_renewed]=1").await;
    assert_eq!(
        (&renewed["page"]["total"], &renewed["orders"][0]["id"]),
        (&json!(1), &json!(first))
    );
    bench
        .control(Method::POST, &format!("/orders/{second}/reject"), None)
        .await;
    bench.place(renewal(json!(first))).await;
}

#[tokio::test]
async fn fields_remarks_and_addresses_come_back_with_the_order() {
    let bench = Bench::new().await;
    let with = |fields: Value, emails: Value| {
        order_with(|order| {
            order["custom_fields"] = fields;
            order["additional_emails"] = emails;
            order["comments"] = json!("For the move");
        })
    };
    let fields = json!([{ "metadata_id": 12, "value": "4711" }]);
    let emails = json!(["pki@voorbeeld.example", "beheer@voorbeeld.example"]);
    let id = bench.place(with(fields.clone(), emails.clone())).await;
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    assert_eq!((&info["custom_fields"], &info["additional_emails"]), (&fields, &emails));
    assert_eq!(info["requests"][0]["comments"], "For the move");
    assert_eq!(
        bench
            .refused(with(json!([{ "metadata_id": 12 }]), json!(["nobody"])))
            .await,
        ["invalid_custom_field_value", "sandbox_invalid_member"]
    );
}

#[tokio::test]
async fn a_bare_public_key_is_certified() {
    let bench = Bench::new().await;
    let folder = tempfile::TempDir::new().unwrap();
    let request = folder.path().join("request.pem");
    std::fs::write(&request, CSR.as_bytes()).unwrap();
    let key = openssl(&["req", "-in", request.to_str().unwrap(), "-noout", "-pubkey"]);
    let id = bench
        .place(order_with(|order| {
            order["certificate"]["csr"] = json!(key.replace('\n', ""))
        }))
        .await;
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    assert_eq!(info["status"], "issued");
    let url = format!(
        "{}/certificate/{}/download/format/pem_noroot",
        bench.sandbox.base_url(),
        info["certificate"]["id"]
    );
    let request = bench.client.get(url).header("X-DC-DEVKEY", "sandbox-key");
    let pem = request.send().await.unwrap().text().await.unwrap();
    let leaf = folder.path().join("leaf.pem");
    std::fs::write(&leaf, pem).unwrap();
    assert_eq!(
        openssl(&["x509", "-in", leaf.to_str().unwrap(), "-noout", "-pubkey"]),
        key
    );
}

#[tokio::test]
async fn an_account_without_multi_year_plans_says_so_with_the_product() {
    let bench = Bench::new().await;
    let path = "/product/pkio_private_services_server";
    let (_, with) = bench.get(path).await;
    assert_eq!(with["allowed_order_validity_years"], json!([1, 2, 3]));
    assert!(
        with["license_agreement"]
            .as_str()
            .unwrap()
            .contains("Subscriber Agreement")
    );
    bench
        .control(Method::POST, "/settings", Some(json!({ "multi_year_plans": false })))
        .await;
    let (_, without) = bench.get(path).await;
    assert!(without.get("allowed_order_validity_years").is_none());
    assert_eq!(without["max_multi_year_order_validity_years"], 1);
}
