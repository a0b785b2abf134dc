//! Reading calls that bring nothing: what each failure says, and what must not be concluded from one.

use std::time::Duration;

use pkio_desk::digicert::{DigiCert, ReadError};

use super::orders;
use super::reading::line;
use super::server::{Deed, Server, html, json};

#[tokio::test]
async fn orders_with_our_reference_are_found_or_certainly_not_there() {
    let none = r#"{"errors":[{"code":"not_found|order","message":"Not found."}]}"#;
    for (deed, expected) in [
        (
            json(
                200,
                r#"{"orders":[{"order_id":"7","certificate_id":8,"status":"pending"},{"order_id":9}],"page":{}}"#,
            ),
            vec![7, 9],
        ),
        (json(200, r#"{"orders":[{"id":7}]}"#), vec![7]),
        (json(200, r#"{"orders":[]}"#), vec![]),
        (json(200, r#"{"page":{"total":0}}"#), vec![]),
        (json(200, "{}"), vec![]),
        (json(404, none), vec![]),
    ] {
        let server = Server::that_does([deed]).await;
        let found = server
            .client()
            .orders_with_reference(&orders::reference())
            .await
            .unwrap();
        assert_eq!(
            line(&server),
            "GET /services/v2/order/alternate/pkio-desk-1%2Fa%20b HTTP/1.1"
        );
        assert_eq!(found.into_iter().map(|order| order.id.0).collect::<Vec<_>>(), expected);
    }
}

#[tokio::test]
async fn that_no_order_was_found_is_never_concluded_from_an_unclear_answer() {
    for deed in [
        json(
            404,
            r#"{"errors":[{"code":"not_found|route","message":"The specified route was not found."}]}"#,
        ),
        json(404, "{}"),
        html(404),
        html(200),
        json(200, r#"{"orders":"none"}"#),
        json(200, r#"{"orders":[{"order_id":7},{"order_id":null}]}"#),
        json(500, "{}"),
        Deed::CutRead,
    ] {
        let server = Server::that_does([deed.clone()]).await;
        assert!(
            server
                .client()
                .orders_with_reference(&orders::reference())
                .await
                .is_err(),
            "{deed:?}"
        );
    }
}

#[tokio::test]
async fn each_failure_says_what_can_be_done() {
    let denied = r#"{"errors":[{"code":"access_denied|access_denied_invalid_key",
        "message":"Access denied due to access_denied_invalid_key."}]}"#;
    let other = r#"{"errors":{"code":"bad_request_format","message":"No."}}"#;
    for (deed, expected) in [
        (json(403, denied), "Denied 1"),
        (json(401, denied), "Denied 1"),
        (html(403), "NotJson 403"),
        (html(200), "NotJson 200"),
        (html(503), "NotJson 503"),
        (json(204, ""), "NotJson 204"),
        (json(404, other), "NotFound"),
        (json(400, other), "Refused 400 1"),
        (json(406, other), "Refused 406 1"),
        (json(500, "{}"), "Refused 500 0"),
        (json(429, "{}"), "RateLimited"),
        (html(429), "RateLimited"),
        (json(200, "{}"), "Unreadable 200"),
        (json(200, "[]"), "Unreadable 200"),
        (Deed::CutRead, "Unreachable"),
        (
            Deed::Bytes("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"id\":1}".to_owned()),
            "Unreachable",
        ),
        (Deed::Silence, "TimedOut"),
    ] {
        let server = Server::that_does([deed.clone()]).await;
        let mut config = server.config();
        config.timeouts.connect = Duration::from_millis(500);
        config.timeouts.reading = Duration::from_secs(1);
        let error = DigiCert::new(config).unwrap().me().await.unwrap_err();
        let told = match &error {
            ReadError::Unreachable(_) => "Unreachable".to_owned(),
            ReadError::TimedOut => "TimedOut".to_owned(),
            ReadError::LeftAlone(_) => "LeftAlone".to_owned(),
            ReadError::RateLimited => "RateLimited".to_owned(),
            ReadError::Denied(errors) => format!("Denied {}", errors.len()),
            ReadError::NotFound => "NotFound".to_owned(),
            ReadError::Refused { status, errors } => format!("Refused {status} {}", errors.len()),
            ReadError::NotJson { status } => format!("NotJson {status}"),
            ReadError::Unreadable { status, .. } => format!("Unreadable {status}"),
        };
        assert_eq!(told, expected, "{deed:?}");
        assert_eq!(server.requests().len(), 1, "{deed:?}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_because_it_would_take_the_key_along() {
    let elsewhere = Server::that_answers(200, r#"{"id":1}"#).await;
    let redirect = format!(
        "HTTP/1.1 302 Found\r\nlocation: http://{}/\r\ncontent-length: 0\r\n\r\n",
        elsewhere.address()
    );
    let server = Server::that_does([Deed::Bytes(redirect)]).await;
    assert!(matches!(
        server.client().me().await,
        Err(ReadError::NotJson { status: 302 })
    ));
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn after_a_429_calls_wait_for_as_long_as_digicert_asks() {
    let answer = "HTTP/1.1 429 Too Many\r\nretry-after: 60\r\ncontent-length: 2\r\n\r\n{}".to_owned();
    let server = Server::that_does([Deed::Bytes(answer)]).await;
    let client = server.client();
    for _ in 0..2 {
        assert!(matches!(client.me().await, Err(ReadError::RateLimited)));
    }
    assert_eq!(server.requests().len(), 1);
}
