//! The key goes into one header and nowhere else.

use std::error::Error;
use std::fmt::Write as _;

use pkio_desk::digicert::{ConfigError, DigiCert, DigiCertConfig, Placement};
use pkio_desk::domain::instance::Instance;
use secrecy::SecretString;

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
