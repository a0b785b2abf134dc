//! Asking again, for those who can wait: what is worth it, and what never is.

use std::time::Duration;

use pkio_desk::digicert::{DigiCert, DigiCertConfig, Patience, Placement, ReadError};
use pkio_desk::domain::order::event::Doubt;
use serde_json::json as value;

use super::account::Account;
use super::orders;
use super::server::{Deed, Server, html, json};

const ME: &str = r#"{"id":1}"#;

/// Three tries without a pause.
fn hurried(config: &mut DigiCertConfig) {
    config.patience = Patience {
        tries: 3,
        pause: Duration::ZERO,
        longest_pause: Duration::ZERO,
        total: Duration::from_secs(60),
    };
}

fn client_of(server: &Server) -> DigiCert {
    let mut config = server.config();
    hurried(&mut config);
    config.timeouts.connect = Duration::from_millis(250);
    config.timeouts.reading = Duration::from_millis(500);
    DigiCert::new(config).unwrap()
}

fn too_many(retry_after: &str) -> Deed {
    Deed::Bytes(format!(
        "HTTP/1.1 429 Too Many\r\nretry-after: {retry_after}\r\ncontent-length: 2\r\n\r\n{{}}"
    ))
}

#[tokio::test]
async fn a_patient_client_asks_again_where_that_may_help() {
    let cut = Deed::Bytes("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"id\":1}".to_owned());
    for deed in [
        Deed::CutRead,
        cut,
        Deed::Silence,
        html(200),
        html(403),
        html(503),
        json(500, "{}"),
        json(503, r#"{"errors":[{"code":"x","message":"Later."}]}"#),
        too_many("0"),
    ] {
        let server = Server::that_does([deed.clone(), deed.clone(), json(200, ME)]).await;
        let me = client_of(&server).patient().me().await;
        assert_eq!(me.unwrap().id, "1", "{deed:?}");
        assert_eq!(server.requests().len(), 3, "{deed:?}");
        let server = Server::that_does([deed.clone(), json(200, ME)]).await;
        assert!(client_of(&server).me().await.is_err(), "{deed:?}");
        assert_eq!(server.requests().len(), 1, "{deed:?}");
    }
}

#[tokio::test]
async fn its_patience_ends() {
    let server = Server::that_does([json(503, "{}")]).await;
    let error = client_of(&server).patient().me().await.unwrap_err();
    assert!(matches!(error, ReadError::Refused { status: 503, .. }));
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn what_digicert_says_is_not_asked_again() {
    let error = r#"{"errors":[{"code":"not_found|order","message":"Not found."}]}"#;
    for status in [400, 401, 403, 404, 406] {
        let server = Server::that_does([json(status, error), json(200, ME)]).await;
        assert!(client_of(&server).patient().me().await.is_err(), "{status}");
        assert_eq!(server.requests().len(), 1, "{status}");
    }
    let server = Server::that_does([json(404, error)]).await;
    let found = client_of(&server)
        .patient()
        .orders_with_reference(&orders::reference())
        .await;
    assert_eq!(found.unwrap(), []);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn nobody_waits_longer_than_patience_lasts() {
    let server = Server::that_does([too_many("61"), json(200, ME)]).await;
    let client = client_of(&server).patient();
    assert!(matches!(client.me().await, Err(ReadError::RateLimited)));
    // The pace holds the next call back for as long, so it is not even sent.
    assert!(matches!(client.me().await, Err(ReadError::RateLimited)));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn what_is_no_get_is_sent_once_by_a_patient_client_too() {
    let server = Server::that_does([json(503, "{}")]).await;
    let client = client_of(&server).patient();
    assert!(client.price_estimate(&orders::without_oin()).await.is_err());
    assert_eq!(server.requests().len(), 1);
    let attempted = client.place(&orders::body()).await;
    assert_eq!(attempted.outcome, Placement::InDoubt(Doubt::UnclearAnswer(503)));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_sandbox_in_trouble_is_waited_for() {
    let account = Account::with(hurried).await;
    for fault in ["cut-before-reading", "html"] {
        let before = account.calls("GET").await;
        account
            .control("/faults", value!({ "method": "GET", "fault": fault, "times": 2 }))
            .await;
        assert!(account.client.patient().me().await.is_ok(), "{fault}");
        // Of a connection that was cut before anything was read nothing is known there.
        let expected = if fault == "html" { 3 } else { 1 };
        assert!(account.calls("GET").await - before >= expected, "{fault}");
    }
}
