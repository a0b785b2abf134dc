//! What an order would cost: what is asked, and what counts as an answer.

use jiff::civil::date;
use pkio_desk::digicert::ReadError;
use pkio_desk::domain::order::OrderRequest;
use pkio_desk::domain::validity::Validity;
use serde_json::{Value, json as value};

use super::orders::{least, without_oin};
use super::reading::line;
use super::server::{Deed, Server, html, json};

/// The answer of DigiCert's example, with another price and currency.
const ANSWER: &str = r#"{"base_price":238,"total_price":287.5,"addons_price":0,"san_package_price":0,
    "benefits_discount_total":0,"fqdns":{"subtotal":49,"units":1},"wildcards":{"subtotal":0,"units":0},"balance":0,
    "currency":"EUR","tax":"0.00","tax_error":false}"#;

/// What a server is asked for an order.
async fn asked(request: &OrderRequest) -> Value {
    let server = Server::that_answers(200, ANSWER).await;
    let estimate = server.client().price_estimate(request).await.unwrap();
    assert_eq!(estimate.price().unwrap().to_string(), "EUR 287.50");
    assert_eq!(line(&server), "POST /services/v2/finance/order-pricing HTTP/1.1");
    let requests = server.requests();
    let [sent] = requests.as_slice() else {
        panic!("{requests:?}")
    };
    assert_eq!(sent.matches("content-type: application/json\r\n").count(), 1, "{sent}");
    let (_, body) = sent.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap()
}

#[tokio::test]
async fn the_question_has_the_names_the_validity_and_the_product_and_no_more() {
    let two_names = OrderRequest {
        dns_names: ["www.example.com", "DOMAIN.example.com"].map(str::to_owned).to_vec(),
        ..without_oin()
    };
    let names = ["domain.example.com", "www.example.com"];
    let product = "pkio_private_services_server";
    for (validity, years, order_validity) in [
        (Validity::Default, 1, None),
        (Validity::Years(3), 3, Some(value!({ "years": 3 }))),
        (Validity::Days(90), 1, Some(value!({ "days": 90 }))),
        (
            Validity::Until(date(2027, 6, 9)),
            1,
            Some(value!({ "custom_expiration_date": "09 JUN 2027" })),
        ),
    ] {
        let mut expected = value!({
            "certificate": { "dns_names": names }, "validity_years": years, "product_name_id": product,
        });
        if let (Some(order_validity), Some(members)) = (order_validity, expected.as_object_mut()) {
            members.insert("order_validity".to_owned(), order_validity);
        }
        let request = OrderRequest {
            validity,
            ..two_names.clone()
        };
        assert_eq!(asked(&request).await, expected, "{validity:?}");
    }
    // A name that DigiCert makes counts too.
    let made = value!({ "dns_names": ["organization.qvtl.nl"] });
    assert_eq!(asked(&least()).await.get("certificate"), Some(&made));
}

#[tokio::test]
async fn nought_nothing_and_what_is_no_amount_are_no_price() {
    let cases = [
        (r#"{"total_price":"782","currency":"usd"}"#, Some("USD 782.00")),
        (r#"{"total_price":0.01,"currency":[]}"#, Some("0.01")),
        (r#"{"total_price":0,"currency":"EUR"}"#, None),
        (r#"{"total_price":"0.00"}"#, None),
        (r#"{"total_price":null,"base_price":238}"#, None),
        (r#"{"total_price":-5}"#, None),
        (r#"{"total_price":{"amount":5}}"#, None),
        ("{}", None),
    ];
    let server = Server::that_does(cases.map(|(body, _)| json(200, body))).await;
    let client = server.client();
    for (body, shown) in cases {
        let price = client.price_estimate(&without_oin()).await.unwrap().price();
        assert_eq!(price.map(|price| price.to_string()).as_deref(), shown, "{body}");
    }
}

#[tokio::test]
async fn a_refused_question_is_a_reading_error_and_is_asked_once() {
    let denied = r#"{"errors":[{"code":"access_denied|missing_permission","message":"No."}]}"#;
    let server = Server::that_does([
        json(403, denied),
        json(404, r#"{"errors":[{"code":"not_found|route","message":"No."}]}"#),
        html(502),
        json(200, "238"),
        Deed::CutRead,
    ])
    .await;
    let client = server.client();
    let order = without_oin();
    let mut errors = Vec::new();
    for _ in 0..5 {
        errors.push(client.price_estimate(&order).await.unwrap_err());
    }
    let [denied, missing, broken, bare, closed] = errors.as_slice() else {
        panic!("{errors:?}")
    };
    assert!(matches!(denied, ReadError::Denied(_)), "{denied:?}");
    assert!(matches!(missing, ReadError::NotFound), "{missing:?}");
    for error in [broken, bare, closed] {
        assert!(
            !matches!(error, ReadError::Denied(_) | ReadError::NotFound),
            "{error:?}"
        );
    }
    assert_eq!(server.requests().len(), 5);
}
