//! The key goes into one header and nowhere else.

use std::error::Error;
use std::fmt::Write as _;

use pkio_desk::digicert::{ConfigError, DigiCert, DigiCertConfig, PlaceOrderBody, Placement};
use pkio_desk::domain::card::CardForm;
use pkio_desk::domain::instance::Instance;
use pkio_desk::domain::order::OrderRequest;
use pkio_desk::domain::payment::{BillingAddress, Payment};
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use serde_json::Value;

use super::orders;
use super::server::{Deed, KEY, Server, html, json};

/// All there is to see of an error.
fn all_of(error: &dyn Error) -> String {
    let mut text = format!("{error} {error:?}");
    let mut cause = error.source();
    while let Some(next) = cause {
        write!(text, " {next} {next:?}").unwrap();
        cause = next.source();
    }
    text
}

#[tokio::test]
async fn the_key_is_in_no_debug_output() {
    let server = Server::that_answers(200, "{}").await;
    let mut config = server.config();
    config.proxy = Some(SecretString::from("http://user:pr0xy-password@127.0.0.1:1"));
    let client = DigiCert::new(config.clone()).unwrap();
    for text in [
        format!("{config:?}"),
        format!("{config:#?}"),
        format!("{client:?}"),
        client.base_url().to_owned(),
    ] {
        assert!(!text.contains(KEY) && !text.contains("pr0xy"), "{text}");
        assert!(text.contains(server.address()), "{text}");
    }
}

#[tokio::test]
async fn the_key_is_in_no_error() {
    let errors = format!(r#"{{"errors":[{{"code":"a","message":"m"}}],"you_sent":"{KEY}"}}"#);
    for deed in [
        json(403, &errors),
        json(400, &errors),
        json(200, &errors),
        html(403),
        Deed::CutRead,
    ] {
        let server = Server::that_does([deed]).await;
        let text = all_of(&server.client().me().await.unwrap_err());
        assert!(!text.contains(KEY), "{text}");
    }
}

#[test]
fn the_key_is_in_no_complaint_about_the_settings() {
    for (address, key) in [
        ("http://certcentral.digicert.eu", KEY.to_owned()),
        ("https://user:secret-K3Y@certcentral.digicert.eu", KEY.to_owned()),
        ("https://certcentral.digicert.eu", format!("{KEY}\n{KEY}")),
    ] {
        let config = DigiCertConfig::new(address, SecretString::from(key));
        let shown = format!("{config:?}");
        let error = DigiCert::new(config).unwrap_err();
        let text = format!("{shown} {}", all_of(&error));
        assert!(!text.contains("K3Y"), "{text}");
        assert!(!matches!(error, ConfigError::Connection(_)), "{text}");
    }
}

#[tokio::test]
async fn the_raw_exchange_holds_neither_the_key_nor_a_card() {
    let body = format!(
        r#"{{"errors":[{{"code":"a","message":"m"}}],"you_sent":"{KEY}",
            "credit_card":{{"number":"4111111111111111"}}}}"#
    );
    let server = Server::that_answers(400, &body).await;
    let exchange = server.client().place(&orders::body()).await.exchange;
    let text = format!("{exchange:?}");
    assert!(!text.contains(KEY) && !text.contains("4111"), "{text}");
    assert!(exchange.response_body.contains("[withheld]"));
}

#[tokio::test]
async fn a_card_is_sent_and_neither_kept_nor_digested_nor_shown() {
    let said =
        r#"{"errors":[{"code":"card","message":"credit_card.number 4111 1111-11111111 of Ada Kaart, cvv 739"}]}"#;
    let server = Server::that_answers(400, said).await;
    let request = OrderRequest {
        payment: Payment::Card(BillingAddress {
            address: "Dorpsstraat 1".to_owned(),
            city: "Gent".to_owned(),
            country: "BE",
            ..BillingAddress::default()
        }),
        ..orders::without_oin()
    };
    let card = |number: &str| {
        let mut form = CardForm::default();
        for (name, value) in [
            ("card_number", number),
            ("card_expiration_month", "9"),
            ("card_expiration_year", "2031"),
            ("card_cvv", "739"),
            ("cardholder_name", "Ada Kaart"),
        ] {
            form.put(name, Zeroizing::new(value.to_owned()));
        }
        form.check("2026-11-22".parse().unwrap()).1.unwrap()
    };
    let body = PlaceOrderBody::of(&request, None, Some(card("4111111111111111")));
    let attempted = server.client().place(&body).await;
    let request_text = server.requests().remove(0);
    let (_, sent) = request_text.split_once("\r\n\r\n").unwrap();
    let sent: Value = serde_json::from_str(sent).unwrap();
    assert_eq!(
        sent.get("credit_card"),
        Some(&serde_json::json!({
            "number": "4111111111111111", "expiration_month": "09", "expiration_year": "2031", "cvv": "739",
            "cardholder_name": "Ada Kaart", "save_credit_card": null, "set_as_default": "0",
        }))
    );
    let Placement::Refused(errors) = &attempted.outcome else {
        panic!("{:?}", attempted.outcome)
    };
    let text = format!("{:?} {errors:?} {body:?} {}", attempted.exchange, body.pretty());
    assert!(
        !text.contains("4111") && !text.contains("739") && !text.contains("Ada Kaart"),
        "{text}"
    );
    assert!(
        attempted
            .exchange
            .request_body
            .contains(r#""credit_card":"[withheld]""#)
    );
    let other = PlaceOrderBody::of(&request, None, Some(card("5500000000000004")));
    assert_eq!(body.sha256(), other.sha256(), "the digest leaves the card out");
    assert_ne!(body.bytes(), other.bytes());
}

#[tokio::test]
async fn a_long_answer_is_kept_in_part_and_understood_whole() {
    let body = format!(r#"{{"padding":"{}","id":7}}"#, "x".repeat(100 * 1024));
    let server = Server::that_answers(201, &body).await;
    let attempted = server.client().place(&orders::body()).await;
    assert!(matches!(attempted.outcome, Placement::Placed(_)));
    assert_eq!(attempted.exchange.response_body.len(), 64 * 1024);
}

#[test]
fn the_instance_is_told_from_the_address() {
    for (address, instance) in [
        ("https://certcentral.digicert.eu/services/v2/", Instance::Europe),
        ("https://www.digicert.com/services/v2", Instance::UnitedStates),
        ("http://127.0.0.1:3999/services/v2", Instance::Sandbox),
        ("https://proxy.example/services/v2", Instance::Other),
    ] {
        let client = DigiCert::new(DigiCertConfig::new(address, SecretString::from(KEY))).unwrap();
        assert_eq!(*client.instance(), instance, "{address}");
        assert_eq!(client.base_url(), address.trim_end_matches('/'));
    }
}
