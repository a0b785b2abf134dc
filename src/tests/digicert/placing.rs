//! Placing an order: every kind of answer, every way to have none, and never twice.

use std::time::Duration;

use pkio_desk::digicert::{Attempted, DigiCert, DigiCertConfig, PlacedOrder, Placement, RequestState};
use pkio_desk::domain::ids::{CertificateId, RemoteDomainId, RemoteOrderId};
use pkio_desk::domain::order::event::{Doubt, NotSent};
use pkio_desk::domain::order::{OrderDomain, RemoteError};
use secrecy::SecretString;
use tokio::net::TcpListener;

use super::orders;
use super::server::{Deed, KEY, Server, html, json};

async fn placed_at(server: &Server) -> Attempted {
    server.client().place(&orders::body()).await
}

async fn taken(body: &str) -> PlacedOrder {
    let server = Server::that_answers(201, body).await;
    match placed_at(&server).await.outcome {
        Placement::Placed(order) => order,
        other => panic!("{other:?}"),
    }
}

async fn outcome_of(deed: Deed) -> Placement {
    let server = Server::that_does([deed]).await;
    placed_at(&server).await.outcome
}

fn domain(id: i64, name: &str, dns_name: &str) -> OrderDomain {
    OrderDomain {
        id: RemoteDomainId(id),
        name: name.to_owned(),
        dns_name: dns_name.to_owned(),
    }
}

#[tokio::test]
async fn an_order_is_one_post_with_the_key_and_the_very_bytes() {
    let server = Server::that_answers(201, r#"{"id":701200345}"#).await;
    let body = orders::body();
    let attempted = server.client().place(&body).await;
    let requests = server.requests();
    let (head, sent) = requests.first().unwrap().split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /services/v2/order/certificate/pkio_private_services_server HTTP/1.1\r\n"));
    for header in [
        format!("x-dc-devkey: {}", KEY.to_lowercase()),
        "content-type: application/json".to_owned(),
        format!("user-agent: pkio-desk/{}", env!("CARGO_PKG_VERSION")),
        format!("host: {}", server.address()),
    ] {
        assert_eq!(
            head.lines().filter(|line| **line == header).count(),
            1,
            "{header} in {head}"
        );
    }
    assert_eq!(sent.as_bytes(), body.bytes());
    assert_eq!(attempted.exchange.request_body.as_bytes(), body.bytes());
    assert_eq!(attempted.exchange.status, Some(201));
    assert_eq!(attempted.exchange.response_body, r#"{"id":701200345}"#);
    assert_eq!(attempted.exchange.failure, None);
}

#[tokio::test]
async fn the_three_documented_answers_are_understood() {
    let three = taken(
        r#"{"id":681531554,"domains":[
            {"id":4818243,"name":"example.com","dns_name":"www.example.com"},
            {"id":4818244,"name":"example2.com","dns_name":"www.example2.com"},
            {"id":4818245,"name":"example3.net","dns_name":"www.example3.net"}],"certificate_id":683064190}"#,
    )
    .await;
    assert_eq!(three.id, RemoteOrderId(681_531_554));
    assert_eq!(three.certificate_id, Some(CertificateId(683_064_190)));
    assert_eq!(three.domains.len(), 3);
    assert_eq!(
        three.domains.last(),
        Some(&domain(4_818_245, "example3.net", "www.example3.net"))
    );

    let qvtl = taken(
        r#"{"id":681531555,"domains":[{"id":4818246,"name":"intervillousmicrospeco.qvtl.nl",
            "dns_name":"IntervillousMicrospeCo.qvtl.nl"}],"certificate_id":683064191}"#,
    )
    .await;
    assert_eq!(
        qvtl.domains,
        [domain(
            4_818_246,
            "intervillousmicrospeco.qvtl.nl",
            "IntervillousMicrospeCo.qvtl.nl"
        )]
    );

    let validated = taken(r#"{"id":681531554,"certificate_id":683064190}"#).await;
    assert_eq!(validated.certificate_id, Some(CertificateId(683_064_190)));
    assert!(validated.domains.is_empty());
}

#[tokio::test]
async fn the_variations_of_sibling_products_are_understood() {
    let waiting = taken(r#"{"id":"7","requests":[{"id":113,"status":"pending"},{"id":"114"}],"domains":[]}"#).await;
    assert_eq!(waiting.id, RemoteOrderId(7));
    assert_eq!(waiting.certificate_id, None);
    assert_eq!(
        waiting.requests,
        [
            RequestState {
                id: "113".to_owned(),
                status: Some("pending".to_owned())
            },
            RequestState {
                id: "114".to_owned(),
                status: None
            },
        ]
    );

    let shared = taken(
        r#"{"id":7,"certificate_id":"8","dcv_random_value":"fjqr7th5ds","domains":[
            {"id":"5","name":"voorbeeld.nl","dns_name":"a.voorbeeld.nl"},
            {"id":5,"name":"voorbeeld.nl","dns_name":"b.voorbeeld.nl","dcv_token":{"token":"t","status":"pending"}},
            {"name":"without id"}, null]}"#,
    )
    .await;
    assert_eq!(shared.certificate_id, Some(CertificateId(8)));
    assert_eq!(shared.dcv_random_value.as_deref(), Some("fjqr7th5ds"));
    assert_eq!(
        shared.domains,
        [
            domain(5, "voorbeeld.nl", "a.voorbeeld.nl"),
            domain(5, "voorbeeld.nl", "b.voorbeeld.nl")
        ]
    );

    let issued = taken(
        r#"{"id":7,"certificate_id":8,"certificate_chain":[
            {"subject_common_name":"voorbeeld.nl","pem":"-----BEGIN CERTIFICATE-----\r\nMIIB\r\n"}]}"#,
    )
    .await;
    assert_eq!(issued.certificate_id, Some(CertificateId(8)));

    let odd = taken(r#"{"id":7,"certificate_id":null,"domains":{"0":{"id":5,"name":"a.nl"}},"requests":"none"}"#).await;
    assert_eq!(odd.domains, [domain(5, "a.nl", "a.nl")]);
}

#[tokio::test]
async fn a_refusal_brings_all_reasons_even_as_a_single_object() {
    let error = |code: &str, message: &str| RemoteError {
        code: code.to_owned(),
        message: message.to_owned(),
    };
    for (status, body, expected) in [
        (
            400,
            r#"{"errors":[{"code":"csr_invalid_cannot_parse","message":"Bad CSR."},{"code":"b","message":"And b."}]}"#,
            vec![error("csr_invalid_cannot_parse", "Bad CSR."), error("b", "And b.")],
        ),
        (
            400,
            r#"{"errors":{"code":"one","message":"One."}}"#,
            vec![error("one", "One.")],
        ),
        (
            403,
            r#"{"errors":[{"code":"access_denied|access_denied_invalid_key",
                "message":"Access denied due to access_denied_invalid_key."}]}"#,
            vec![error(
                "access_denied|access_denied_invalid_key",
                "Access denied due to access_denied_invalid_key.",
            )],
        ),
    ] {
        assert_eq!(outcome_of(json(status, body)).await, Placement::Refused(expected));
    }
}

#[tokio::test]
async fn an_answer_that_is_neither_yes_nor_no_leaves_the_order_in_doubt() {
    let errors = r#"{"errors":[{"code":"internal","message":"Try again."}]}"#;
    for (deed, status) in [
        (html(403), 403),
        (html(200), 200),
        (html(502), 502),
        (json(500, errors), 500),
        (json(503, r#"{"id":7}"#), 503),
        (json(408, errors), 408),
        (json(429, errors), 429),
        (json(201, r#"{"status":"pending"}"#), 201),
        (json(201, ""), 201),
        (json(400, "{}"), 400),
    ] {
        assert_eq!(outcome_of(deed).await, Placement::InDoubt(Doubt::UnclearAnswer(status)));
    }
}

#[tokio::test]
async fn digicerts_own_rate_limit_turned_it_away_unread_and_holds_the_next_call_back() {
    let body = r#"{"errors":[{"code":"request_limit_exceeded",
        "message":"Service unavailable, please limit request volume"}]}"#;
    let server = Server::that_does([json(429, body), json(201, r#"{"id":7}"#)]).await;
    let mut config = server.config();
    config.longest_wait = Duration::from_millis(50);
    let client = DigiCert::new(config).unwrap();
    assert_eq!(client.ready().await, Ok(()));
    for _ in 0..2 {
        assert_eq!(
            client.place(&orders::body()).await.outcome,
            Placement::NotSent(NotSent::RateLimited)
        );
    }
    assert_eq!(client.ready().await, Err(NotSent::RateLimited));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let redirect =
            format!("HTTP/1.1 {status} Moved\r\nlocation: /services/v2/elsewhere\r\ncontent-length: 0\r\n\r\n");
        let server = Server::that_does([Deed::Bytes(redirect), json(201, r#"{"id":7}"#)]).await;
        assert_eq!(
            placed_at(&server).await.outcome,
            Placement::InDoubt(Doubt::UnclearAnswer(status))
        );
        assert_eq!((server.connections(), server.requests().len()), (1, 1));
    }
}

#[tokio::test]
async fn a_connection_carries_one_order() {
    let server = Server::that_answers(201, r#"{"id":7}"#).await;
    let client = server.client();
    for _ in 0..3 {
        client.place(&orders::body()).await;
    }
    assert_eq!((server.connections(), server.requests().len()), (3, 3));
}

#[tokio::test]
async fn a_cut_connection_leaves_the_order_in_doubt_and_is_not_tried_again() {
    for (deed, requests) in [
        (Deed::CutUnread, 0),
        (Deed::CutRead, 1),
        (Deed::Bytes("HTTP/1.1 201 Created\r\ncontent-le".to_owned()), 1),
        (
            Deed::Bytes("HTTP/1.1 201 Created\r\ncontent-length: 90\r\n\r\n{\"id\":7012".to_owned()),
            1,
        ),
        (
            Deed::Bytes("HTTP/1.1 400 Bad Request\r\ncontent-length: 90\r\n\r\n{\"errors\":[".to_owned()),
            1,
        ),
        (Deed::Bytes("this is not HTTP\r\n\r\n".to_owned()), 1),
    ] {
        let server = Server::that_does([deed.clone(), json(201, r#"{"id":7}"#)]).await;
        let attempted = placed_at(&server).await;
        assert_eq!(attempted.outcome, Placement::InDoubt(Doubt::ConnectionLost), "{deed:?}");
        assert!(attempted.exchange.failure.is_some(), "{deed:?}");
        assert_eq!(
            (server.connections(), server.requests().len()),
            (1, requests),
            "{deed:?}"
        );
    }
}

#[tokio::test]
async fn an_id_counts_even_where_the_rest_of_the_answer_was_cut() {
    let answer = "HTTP/1.1 201 Created\r\ncontent-length: 90\r\n\r\n{\"id\":7}";
    assert!(matches!(
        outcome_of(Deed::Bytes(answer.to_owned())).await,
        Placement::Placed(_)
    ));
}

#[tokio::test]
async fn no_answer_in_time_leaves_the_order_in_doubt() {
    for deed in [Deed::Silence, Deed::CutRead] {
        let is_silent = matches!(deed, Deed::Silence);
        let server = Server::that_does([deed]).await;
        let mut config = server.config();
        config.timeouts.connect = Duration::from_millis(500);
        config.timeouts.placing = Duration::from_secs(1);
        let attempted = DigiCert::new(config).unwrap().place(&orders::body()).await;
        let expected = if is_silent {
            Doubt::TimedOut
        } else {
            Doubt::ConnectionLost
        };
        assert_eq!(attempted.outcome, Placement::InDoubt(expected));
        assert_eq!((attempted.exchange.status, server.requests().len()), (None, 1));
    }
}

#[tokio::test]
async fn without_a_connection_nothing_was_sent() {
    let refused = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}/services/v2", listener.local_addr().unwrap())
    };
    // A server that speaks no TLS, and a name that never exists (RFC 6761 6.4).
    let plain = Server::that_does([Deed::Bytes("HTTP/1.1 400 Bad Request\r\n\r\n".to_owned())]).await;
    let no_tls = format!("https://{}/services/v2", plain.address());
    for address in [refused, no_tls, "https://certcentral.invalid/services/v2".to_owned()] {
        let mut config = DigiCertConfig::new(&address, SecretString::from(KEY));
        config.timeouts.connect = Duration::from_secs(2);
        let attempted = DigiCert::new(config).unwrap().place(&orders::body()).await;
        assert_eq!(
            attempted.outcome,
            Placement::NotSent(NotSent::NoConnection),
            "{address}"
        );
        assert!(attempted.exchange.failure.is_some());
    }
    assert!(plain.requests().is_empty());
}

#[tokio::test]
async fn a_handshake_that_takes_too_long_is_no_connection_and_no_doubt() {
    // It accepts the connection and waits for the end of a request, which a TLS greeting is not.
    let silent = Server::that_does([Deed::Silence]).await;
    let mut config = DigiCertConfig::new(
        format!("https://{}/services/v2", silent.address()),
        SecretString::from(KEY),
    );
    config.timeouts.connect = Duration::from_millis(500);
    let attempted = DigiCert::new(config).unwrap().place(&orders::body()).await;
    assert_eq!(attempted.outcome, Placement::NotSent(NotSent::NoConnection));
}
