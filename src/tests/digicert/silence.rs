//! A DigiCert that does not answer: when it is left alone, what that does to orders, and how it is found again.

use std::time::Duration;

use pkio_desk::digicert::{Breaking, DigiCert, DigiCertConfig, Placement, ReadError};
use pkio_desk::domain::order::event::{Doubt, NotSent};
use tokio::net::TcpListener;

use super::account::Account;
use super::orders;
use super::server::{Deed, Server, html, json};

const ME: &str = r#"{"id":1}"#;
const DENIED: &str = r#"{"errors":[{"code":"access_denied","message":"No."}]}"#;

/// Left alone after three failures, for a time that no test sees the end of.
fn for_long(config: &mut DigiCertConfig) {
    config.breaking = Breaking {
        after: 3,
        pause: Duration::from_secs(3_600),
    };
}

/// Left alone after three failures, and one call let through at once.
fn for_no_time(config: &mut DigiCertConfig) {
    config.breaking = Breaking {
        after: 3,
        pause: Duration::ZERO,
    };
}

fn client_of(server: &Server, change: fn(&mut DigiCertConfig)) -> DigiCert {
    let mut config = server.config();
    change(&mut config);
    DigiCert::new(config).unwrap()
}

#[tokio::test]
async fn after_failures_in_a_row_nothing_is_sent_any_more() {
    for deed in [html(200), html(403), json(500, "{}"), json(503, DENIED), Deed::CutRead] {
        let server = Server::that_does([deed.clone()]).await;
        let client = client_of(&server, for_long);
        for told in [false, false, true] {
            assert_eq!(client.silence().is_some(), told, "{deed:?}");
            assert!(client.me().await.is_err());
        }
        assert!(
            matches!(client.account().await, Err(ReadError::LeftAlone(_))),
            "{deed:?}"
        );
        assert!(matches!(client.patient().me().await, Err(ReadError::LeftAlone(_))));
        assert_eq!(client.ready().await, Err(NotSent::NoConnection), "{deed:?}");
        let attempted = client.place(&orders::body()).await;
        assert_eq!(attempted.outcome, Placement::NotSent(NotSent::NoConnection), "{deed:?}");
        assert_eq!(server.requests().len(), 3, "{deed:?}");
    }
}

#[tokio::test]
async fn any_answer_of_digicerts_starts_the_count_anew() {
    for (status, body) in [
        (200, ME),
        (200, "[]"),
        (403, DENIED),
        (404, DENIED),
        (400, DENIED),
        (429, DENIED),
    ] {
        let broken = || json(503, "{}");
        let server = Server::that_does([broken(), broken(), json(status, body), broken(), broken()]).await;
        let mut config = server.config();
        for_long(&mut config);
        // A 429 is not waited out.
        config.longest_wait = Duration::ZERO;
        let client = DigiCert::new(config).unwrap();
        for _ in 0..3 {
            drop(client.me().await);
        }
        assert_eq!(client.silence(), None, "{status}");
        drop(client.me().await);
        assert_eq!(client.silence(), None, "{status}");
        drop(client.me().await);
        assert_eq!(client.silence().is_some(), status != 429, "{status}");
    }
}

#[tokio::test]
async fn a_429_of_somebody_else_says_nothing() {
    let server = Server::that_does([html(429)]).await;
    let mut config = server.config();
    for_long(&mut config);
    config.breaking.after = 1;
    let client = DigiCert::new(config).unwrap();
    assert!(matches!(client.me().await, Err(ReadError::RateLimited)));
    assert_eq!(client.ready().await, Ok(()));
}

#[tokio::test]
async fn one_call_finds_out_that_digicert_is_back() {
    let broken = || json(503, "{}");
    let server = Server::that_does([broken(), broken(), broken(), broken(), json(403, DENIED)]).await;
    let client = client_of(&server, for_no_time);
    for _ in 0..4 {
        assert!(matches!(client.me().await, Err(ReadError::Refused { status: 503, .. })));
    }
    assert!(client.silence().is_some());
    assert!(matches!(client.me().await, Err(ReadError::Denied(_))));
    assert_eq!(client.silence(), None);
    assert_eq!(client.ready().await, Ok(()));
}

#[tokio::test]
async fn before_an_order_a_question_finds_out_and_never_the_order() {
    let broken = || json(503, "{}");
    let server = Server::that_does([
        broken(),
        broken(),
        broken(),
        broken(),
        json(200, ME),
        json(201, r#"{"id":7}"#),
    ])
    .await;
    let client = client_of(&server, for_no_time);
    for _ in 0..3 {
        assert!(client.me().await.is_err());
    }
    // It may be tried, but not by an order.
    let attempted = client.place(&orders::body()).await;
    assert_eq!(attempted.outcome, Placement::NotSent(NotSent::NoConnection));
    assert_eq!(client.ready().await, Err(NotSent::NoConnection));
    assert_eq!(client.ready().await, Ok(()));
    let attempted = client.place(&orders::body()).await;
    assert!(matches!(attempted.outcome, Placement::Placed(_)));
    let lines: Vec<String> = server
        .requests()
        .iter()
        .filter_map(|request| request.split(' ').next().map(str::to_owned))
        .collect();
    assert_eq!(lines, ["GET", "GET", "GET", "GET", "GET", "POST"]);
}

#[tokio::test]
async fn what_becomes_of_orders_counts_too() {
    let broken = [html(502), Deed::CutRead, json(500, "{}"), json(201, r#"{"id":7}"#)];
    let server = Server::that_does(broken).await;
    let client = client_of(&server, for_long);
    for doubt in [
        Doubt::UnclearAnswer(502),
        Doubt::ConnectionLost,
        Doubt::UnclearAnswer(500),
    ] {
        assert_eq!(client.ready().await, Ok(()));
        let attempted = client.place(&orders::body()).await;
        assert_eq!(attempted.outcome, Placement::InDoubt(doubt));
    }
    assert_eq!(client.ready().await, Err(NotSent::NoConnection));
    let broken = || json(503, "{}");
    let server = Server::that_does([broken(), broken(), json(400, DENIED), broken()]).await;
    let client = client_of(&server, for_long);
    assert!(client.me().await.is_err());
    assert!(client.me().await.is_err());
    assert!(client.silence().is_some());
    let attempted = client.place(&orders::body()).await;
    assert!(matches!(attempted.outcome, Placement::Refused(_)));
    assert_eq!(client.silence(), None);
}

#[tokio::test]
async fn nobody_listening_is_silence_and_so_is_a_call_without_an_end() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let server = Server::that_does([Deed::Silence]).await;
    for address in [address.to_string(), server.address().to_owned()] {
        let mut config = server.config();
        config.base_url = format!("http://{address}/services/v2");
        config.timeouts.connect = Duration::from_millis(100);
        config.timeouts.reading = Duration::from_millis(200);
        for_long(&mut config);
        let client = DigiCert::new(config).unwrap();
        for _ in 0..3 {
            let error = client.me().await.unwrap_err();
            assert!(
                matches!(error, ReadError::Unreachable(_) | ReadError::TimedOut),
                "{error}"
            );
        }
        assert!(matches!(client.me().await, Err(ReadError::LeftAlone(_))));
    }
}

#[tokio::test]
async fn a_question_that_its_asker_gave_up_leaves_the_way_to_the_next() {
    let broken = || json(503, "{}");
    let server = Server::that_does([broken(), broken(), broken(), Deed::Silence, json(200, ME)]).await;
    let client = client_of(&server, for_no_time);
    for _ in 0..3 {
        assert!(client.me().await.is_err());
    }
    let impatient = tokio::time::timeout(Duration::from_millis(200), client.me()).await;
    assert!(impatient.is_err());
    assert!(client.patient().me().await.is_ok());
    assert_eq!(client.silence(), None);
}

#[tokio::test]
async fn a_sandbox_that_stopped_is_silent_to_every_clone() {
    let account = Account::with(for_long).await;
    assert!(account.client.me().await.is_ok());
    assert_eq!(account.client.silence(), None);
    let client = account.stop().await;
    for _ in 0..3 {
        assert!(client.clone().me().await.is_err());
    }
    let silence = client.patient().silence().unwrap();
    assert!(silence < Duration::from_secs(3_600));
    assert_eq!(client.ready().await, Err(NotSent::NoConnection));
}
