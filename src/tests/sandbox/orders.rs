//! Orders that are taken, and the forms of the answer.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use reqwest::Method;
use serde_json::{Value, json};

use super::bench::{Bench, CSR, ORDER, codes, good_order, one_line, order_with};

/// The three example requests of the reference, as text with their own spacing.
fn examples() -> [String; 3] {
    let certificate = |lines: &str| {
        format!(
            r#"{{
    "certificate": {{
		"signature_hash": "sha256",
{lines}
                "dns_names": [
                     "domain.example.com"
                ],
                "server_platform": {{
                     "id": "59"
                }},
                "csr": "{}"				
	}},        
	"csa_agreed_to": true,
        "dcv_method": "email",
        "certificate_dcv_scope": "base_domain",   
        "use_qvtl_domain": QVTL,
        "container": {{
                "id": "679393"
        }},
	"organization": {{
		"id": "2042709",
		"contacts": [
			{{
				"user_id": "2812497",
				"first_name": "John",
				"last_name": "Doe",
				"job_title": "Engineer",
				"telephone": "1801-903-4284",
				"email": "john.doe@johndoe.com",
				"contact_type": "verified_contact"
			}}
		]
	}},
        "order_validity": {{
                "years": 1
        }},
	"payment_method": "balance"
}}"#,
            one_line(&CSR)
        )
    };
    let exclude = certificate(r#""exclude_oin": true, "common_name": "domain.example.com","#);
    let with_oin = certificate(r#""oin": "12345678901234567890", "common_name": "domain.example.com","#);
    let qvtl = certificate(r#""common_name": "{Organization_name}.qvtl.nl","#);
    [
        exclude.replace("QVTL", "null"),
        with_oin.replace("QVTL", "null"),
        qvtl.replace("QVTL", "1"),
    ]
}

#[tokio::test]
async fn the_three_examples_of_the_reference_are_taken_and_kept_byte_for_byte() {
    let bench = Bench::new().await;
    for (place, text) in examples().into_iter().enumerate() {
        let url = format!("{}{ORDER}", bench.sandbox.base_url());
        let request = bench.client.post(url).header("X-DC-DEVKEY", "sandbox-key");
        let response = request
            .header("Content-Type", "application/json")
            .body(text.clone())
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 201);
        let answer: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        assert_eq!(answer["id"], 681_531_554 + place);
        assert_eq!(answer["certificate_id"], 683_064_190 + place);
        match place {
            0 => assert_eq!(
                answer["domains"],
                json!([{ "id": 4_818_243, "name": "example.com", "dns_name": "domain.example.com" }])
            ),
            2 => {
                let [name, dns_name] = ["intervillousmicrospeco.qvtl.nl", "IntervillousMicrospeCo.qvtl.nl"];
                let expected = json!([{ "id": 4_818_244, "name": name, "dns_name": dns_name }]);
                assert_eq!(answer["domains"], expected);
            }
            _ => {}
        }
        let url = format!("{}/orders/{}/request", bench.sandbox.control_url(), answer["id"]);
        let kept = bench.client.get(url).send().await.unwrap().text().await.unwrap();
        assert_eq!(kept, text);
    }
}

#[tokio::test]
async fn an_answer_lists_the_domains_to_validate_and_leaves_them_out_once_they_are_validated() {
    let bench = Bench::new().await;
    let order = order_with(|order| {
        order["certificate"]["dns_names"] =
            json!(["WWW.voorbeeld.example", "www.voorbeeld.example", "api.anders.example"]);
    });
    let (_, first) = bench.post(ORDER, order.clone()).await;
    let names: Vec<(&str, &str)> = first["domains"]
        .as_array()
        .unwrap()
        .iter()
        .map(|domain| (domain["name"].as_str().unwrap(), domain["dns_name"].as_str().unwrap()))
        .collect();
    let expected = [
        ("voorbeeld.example", "digipoort.voorbeeld.example"),
        ("voorbeeld.example", "WWW.voorbeeld.example"),
        ("anders.example", "api.anders.example"),
    ];
    assert_eq!(names, expected);
    assert_eq!(first["domains"][0]["id"], first["domains"][1]["id"]);
    let (status, second) = bench.post(ORDER, order).await;
    assert_eq!(status, 201);
    assert!(second.get("domains").is_none());
    assert!(second.get("certificate_id").is_some());
}

#[tokio::test]
async fn each_full_name_is_a_domain_of_its_own_in_the_fqdn_scope() {
    let bench = Bench::new().await;
    let order = order_with(|order| {
        order["certificate_dcv_scope"] = json!("fqdn");
        order["certificate"]["dns_names"] = json!(["www.voorbeeld.example"]);
        order["dcv_method"] = json!("dns-txt-token");
    });
    let (_, answer) = bench.post(ORDER, order).await;
    assert_eq!(answer["domains"][0]["name"], "digipoort.voorbeeld.example");
    assert_ne!(answer["domains"][0]["id"], answer["domains"][1]["id"]);
    assert!(answer["dcv_random_value"].is_string());
}

#[tokio::test]
async fn every_documented_form_of_the_answer_can_be_asked_for() {
    let bench = Bench::new().await;
    let keys = |answer: &Value| answer.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for (form, expected) in [
        ("without-domains", vec!["certificate_id", "id"]),
        ("needs-approval", vec!["id"]),
        ("requests", vec!["id", "requests"]),
        ("issued", vec!["certificate_chain", "certificate_id", "id"]),
    ] {
        let (status, _) = bench
            .control(Method::POST, "/answer-form", Some(json!({ "form": form })))
            .await;
        assert_eq!(status, 200);
        let (status, answer) = bench.post(ORDER, good_order()).await;
        assert_eq!(status, 201);
        let mut found = keys(&answer);
        found.sort();
        assert_eq!(found, expected);
        if form == "issued" {
            let chain = answer["certificate_chain"].as_array().unwrap();
            assert_eq!(chain.len(), 3);
            assert_eq!(chain[0]["subject_common_name"], "digipoort.voorbeeld.example");
            assert!(chain[0]["pem"].as_str().unwrap().contains("\r\n"));
        }
    }
}

#[tokio::test]
async fn an_order_that_needs_approval_waits_until_its_request_is_approved() {
    let bench = Bench::new().await;
    bench
        .fault(json!({ "path": "/order/certificate/*", "fault": "needs-approval" }))
        .await;
    let id = bench.place(good_order()).await;
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    assert_eq!(info["status"], "needs_approval");
    assert_eq!(info["requests"][0]["status"], "pending");
    let (_, list) = bench.get("/request?status=pending").await;
    let request = info["requests"][0]["id"].as_u64().unwrap();
    assert!(
        list["requests"]
            .as_array()
            .unwrap()
            .iter()
            .any(|row| row["id"] == request)
    );
    let (status, _) = bench
        .put(&format!("/request/{request}/status"), json!({ "status": "approved" }))
        .await;
    assert_eq!(status, 204);
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    assert_eq!(info["status"], "issued");
}

#[tokio::test]
async fn an_order_without_a_signing_request_waits_for_one() {
    let bench = Bench::new().await;
    let order = order_with(|order| {
        order["certificate"].as_object_mut().unwrap().remove("csr");
        order["disable_generate_in_browser_email"] = json!(true);
    });
    let id = bench.place(order).await;
    let path = format!("/order/certificate/{id}");
    assert_eq!(bench.get(&path).await.1["status"], "needs_csr");
    let (status, answer) = bench.post(&format!("{path}/csr"), json!({ "csr": "nonsense" })).await;
    assert_eq!(
        (status, codes(&answer)),
        (400, vec!["csr_invalid_cannot_parse".to_owned()])
    );
    assert_eq!(bench.put(&format!("{path}/csr"), json!({ "csr": *CSR })).await.0, 204);
    assert_eq!(bench.get(&path).await.1["status"], "issued");
}

#[tokio::test]
async fn contacts_replace_the_stored_ones_and_overwrite_the_named_user() {
    let bench = Bench::new().await;
    let order = order_with(|order| {
        order["organization"]["contacts"] = json!([
            { "contact_type": "organization_contact", "user_id": 2_812_497, "job_title": "Chief",
              "telephone": "+31 10 1" },
            { "contact_type": "technical_contact", "first_name": "Tess", "last_name": "Techniek",
              "email": "tess@voorbeeld.example", "job_title": "Beheerder", "telephone": "+31 10 2" },
        ]);
        order["technical_contact"] = json!({ "first_name": "Only", "last_name": "Here",
            "email": "only@voorbeeld.example", "job_title": "Once", "telephone": "+31 10 3" });
    });
    let id = bench.place(order).await;
    let (_, user) = bench.get("/user/2812497").await;
    assert_eq!(
        (&user["job_title"], &user["last_name"]),
        (&json!("Chief"), &json!("Doe"))
    );
    let (_, organization) = bench.get("/organization/2042710").await;
    assert_eq!(organization["organization_contact"]["first_name"], "John");
    assert_eq!(organization["technical_contact"]["first_name"], "Tess");
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    assert_eq!(info["technical_contact"]["first_name"], "Only");
    assert_eq!(info["organization_contact"]["job_title"], "Chief");
}

#[tokio::test]
async fn a_new_organization_comes_with_the_order_and_only_once() {
    let bench = Bench::new().await;
    let order = |skip: bool| {
        order_with(|order| {
            order["organization"] = json!({
                "name": "Nieuwe Zaak B.V.", "address": "Straat 1", "city": "Delft", "state": "Zuid-Holland",
                "country": "NL", "zip": "2611 AA", "telephone": "015 5550", "skip_duplicate_org_check": skip,
                "contacts": [{ "contact_type": "verified_contact", "user_id": 2_812_497 }],
            });
        })
    };
    let id = bench.place(order(false)).await;
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    let organization = &info["organization"];
    assert_eq!(
        (&organization["name"], &organization["country"]),
        (&json!("Nieuwe Zaak B.V."), &json!("nl"))
    );
    assert_eq!(info["organization_contact"]["first_name"], "Sanne");
    assert_eq!(bench.refused(order(false)).await, ["sandbox_duplicate_organization"]);
    let again = bench.place(order(true)).await;
    let (_, other) = bench.get(&format!("/order/certificate/{again}")).await;
    assert_ne!(other["organization"]["id"], organization["id"]);
}

#[tokio::test]
async fn the_balance_pays_and_a_canceled_order_gives_the_money_back() {
    let bench = Bench::with(|config| config.balance = "300.00".parse().unwrap()).await;
    bench
        .control(Method::POST, "/issue-after", Some(json!({ "seconds": null })))
        .await;
    let id = bench.place(good_order()).await;
    assert_eq!(bench.get("/finance/balance").await.1["balance"], "62.00");
    let (status, _) = bench
        .put(
            &format!("/order/certificate/{id}/status"),
            json!({ "status": "CANCELED", "note": "no" }),
        )
        .await;
    assert_eq!(status, 204);
    let (_, balance) = bench.get("/finance/balance").await;
    assert_eq!(
        (&balance["balance"], &balance["total_available_funds"]),
        (&json!("300.00"), &json!("2300.00"))
    );
    bench
        .control(Method::POST, "/balance", Some(json!({ "balance": "-1900.00" })))
        .await;
    assert_eq!(bench.refused(good_order()).await, ["sandbox_not_enough_funds"]);
}

#[tokio::test]
async fn orders_that_come_at_the_same_time_all_get_a_number_of_their_own() {
    let bench = Bench::new().await;
    let url = format!("{}{ORDER}", bench.sandbox.base_url());
    let send = || {
        bench
            .client
            .post(&url)
            .header("X-DC-DEVKEY", "sandbox-key")
            .json(&good_order())
            .send()
    };
    let tasks: Vec<_> = (0..20).map(|_| tokio::spawn(send())).collect();
    let mut ids = std::collections::BTreeSet::new();
    for task in tasks {
        let response = task.await.unwrap().unwrap();
        assert_eq!(response.status(), 201);
        let answer: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        ids.insert(answer["id"].as_u64().unwrap());
    }
    assert_eq!(ids.len(), 20);
    assert_eq!(bench.count().await, 20);
}
