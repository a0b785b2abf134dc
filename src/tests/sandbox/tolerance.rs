//! What the sandbox puts up with, as CertCentral does.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use reqwest::Method;
use serde_json::{Value, json};

use super::bench::{Bench, CSR, ORDER, codes, good_order, one_line, order_with, reply};

#[tokio::test]
async fn trailing_signs_header_case_and_bodies_on_get_do_not_matter() {
    let bench = Bench::new().await;
    let base = bench.sandbox.base_url();
    for path in ["/user/me?", "/user/me/", "/user/me/?", "//user/me"] {
        let request = bench
            .client
            .get(format!("{base}{path}"))
            .header("x-dc-DEVKEY", "sandbox-key");
        let response = request
            .header("Content-Type", "application/json")
            .body("not json")
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn json_answers_say_so_without_a_character_set_and_carry_the_mark() {
    let bench = Bench::new().await;
    for path in ["/user/me", "/nowhere", "/order/certificate/12"] {
        let response = bench.send(Method::GET, path, None).await;
        assert_eq!(response.headers()["content-type"], "application/json", "{path}");
        assert_eq!(response.headers()["x-pkio-desk-sandbox"], "1");
    }
    let health = bench
        .client
        .get(format!("http://{}/healthz", bench.sandbox.address()))
        .send()
        .await
        .unwrap();
    assert_eq!(reply(health).await.1["service"], "pkio-desk-sandbox");
}

#[tokio::test]
async fn the_key_may_stand_in_the_body() {
    let bench = Bench::new().await;
    let url = format!("{}{ORDER}", bench.sandbox.base_url());
    for name in ["api_key", "X-DC-DEVKEY", "devkey"] {
        let body = order_with(|order| order[name] = json!("sandbox-key"));
        let response = bench.client.post(&url).json(&body).send().await.unwrap();
        assert_eq!(response.status(), 201, "{name}");
    }
}

#[tokio::test]
async fn unknown_and_zero_members_are_ignored_and_numbers_may_be_text() {
    let bench = Bench::new().await;
    let order = json!({
        "certificate": {
            "signature_hash": "sha256", "common_name": "digipoort.voorbeeld.example", "csr": *CSR, "oin": "",
            "exclude_oin": false, "dns_names": null, "server_platform": { "id": 0 }, "profile_option": "",
            "organization_units": [],
        },
        "csa_agreed_to": "1",
        "dcv_method": "",
        "use_qvtl_domain": 0,
        "container": {},
        "organization": { "id": "2042710", "contacts": null, "name": "" },
        "order_validity": { "years": 0, "days": 0, "custom_expiration_date": "" },
        "payment_method": "balance",
        "credit_card": {},
        "billing_address": { "address": "" },
        "organization_contact": { "first_name": "", "user_id": 0 },
        "alternative_order_id": "",
        "made_up": { "deep": [1, 2, { "x": null }] },
    });
    let id = bench.place(order).await;
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    assert_eq!(info["certificate"]["server_platform"]["id"], -1);
    assert!(info.get("alternative_order_id").is_none());
}

#[tokio::test]
async fn agreement_and_line_breaks_come_in_many_spellings() {
    let bench = Bench::new().await;
    for agreed in [json!(true), json!("true"), json!(1), json!("1"), json!("True")] {
        bench.place(order_with(|order| order["csa_agreed_to"] = agreed)).await;
    }
    for csr in [
        CSR.clone(),
        one_line(&CSR),
        CSR.replace('\n', "\r\n"),
        CSR.replace("BEGIN CERT", "BEGIN NEW CERT")
            .replace("END CERT", "END NEW CERT"),
    ] {
        bench
            .place(order_with(|order| order["certificate"]["csr"] = json!(csr)))
            .await;
    }
}

#[tokio::test]
async fn unreadable_bodies_and_unknown_routes_are_told_apart() {
    let bench = Bench::new().await;
    let url = format!("{}{ORDER}", bench.sandbox.base_url());
    for body in ["", "{", "[]", "7", "<order/>", "\u{0}"] {
        let request = bench.client.post(&url).header("X-DC-DEVKEY", "sandbox-key").body(body);
        let (status, answer) = reply(request.send().await.unwrap()).await;
        assert_eq!(
            (status, codes(&answer)),
            (400, vec!["bad_request_format".to_owned()]),
            "{body}"
        );
    }
    for (method, path) in [
        (Method::GET, "/nowhere"),
        (Method::GET, ""),
        (Method::DELETE, "/order/certificate"),
        (Method::GET, "/order/%00/%FF"),
    ] {
        let (status, answer) = reply(bench.send(method, path, None).await).await;
        assert_eq!(
            (status, codes(&answer)),
            (404, vec!["not_found|route".to_owned()]),
            "{path}"
        );
    }
    assert_eq!(
        reply(
            bench
                .client
                .get(format!("http://{}/elsewhere", bench.sandbox.address()))
                .send()
                .await
                .unwrap()
        )
        .await
        .0,
        404
    );
}

#[tokio::test]
async fn odd_values_never_break_the_server() {
    let bench = Bench::new().await;
    let odd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!("é\u{0}\u{202e}"),
        json!([[]]),
        json!({ "id": [] }),
    ];
    let members = [
        "certificate",
        "organization",
        "order_validity",
        "container",
        "payment_method",
        "csa_agreed_to",
        "use_qvtl_domain",
        "custom_fields",
    ];
    for member in members {
        for value in &odd {
            let (status, _) = bench
                .post(ORDER, order_with(|order| order[member] = value.clone()))
                .await;
            assert!(matches!(status, 201 | 400), "{member} {value}: {status}");
        }
    }
    let inner = [
        "signature_hash",
        "csr",
        "common_name",
        "dns_names",
        "oin",
        "server_platform",
    ];
    for member in inner {
        for value in &odd {
            let (status, _) = bench
                .post(ORDER, order_with(|order| order["certificate"][member] = value.clone()))
                .await;
            assert!(matches!(status, 201 | 400), "{member} {value}: {status}");
        }
    }
    bench.place(good_order()).await;
}

#[tokio::test]
async fn odd_queries_and_deep_bodies_never_break_the_server() {
    let bench = Bench::new().await;
    for query in [
        "limit=-1&offset=99999999999999999999",
        "filters[=x&filters[]=&filters[id]=>&sort=,,-",
        "filters[valid_till]=é...ü&filters[search]=%25%25",
        "limit=0",
    ] {
        assert_eq!(
            bench.get(&format!("/order/certificate?{query}")).await.0,
            200,
            "{query}"
        );
    }
    let deep: Value = serde_json::from_str(&format!("{}{}", "[".repeat(100), "]".repeat(100))).unwrap();
    assert_eq!(bench.post(ORDER, deep).await.0, 400);
    bench.place(good_order()).await;
}
