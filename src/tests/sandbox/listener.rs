//! A sandbox that cannot be connected to, or that cuts connections nobody read from.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a failed assumption should fail the test"
)]

use std::{
    error::Error,
    io::ErrorKind,
    time::{Duration, Instant},
};

use reqwest::Method;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::bench::{Bench, ORDER, good_order};

/// Long enough never to end in a test.
const LONG: Duration = Duration::from_secs(3_600);

/// What the system says to a connection to the sandbox.
async fn connect(bench: &Bench) -> Result<TcpStream, ErrorKind> {
    TcpStream::connect(bench.sandbox.address())
        .await
        .map_err(|error| error.kind())
}

/// A connection that asked once, was answered, and stays open.
async fn kept_alive(bench: &Bench) -> TcpStream {
    let mut stream = connect(bench).await.unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .await
        .unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"}") {
        assert!(stream.read_buf(&mut answer).await.unwrap() > 0);
    }
    stream
}

/// Whether the other side has closed a connection; waits until it has, or fails.
async fn is_closed(mut stream: TcpStream) -> bool {
    let mut rest = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut rest)).await;
    matches!(read.expect("the connection is still open"), Ok(0) | Err(_))
}

#[tokio::test]
async fn a_closed_listener_refuses_and_ends_what_was_open_until_it_is_opened_again() {
    let bench = Bench::new().await;
    let idle = kept_alive(&bench).await;
    let silent = connect(&bench).await.unwrap();
    bench.sandbox.close_listener(LONG).await;
    assert_eq!(connect(&bench).await.unwrap_err(), ErrorKind::ConnectionRefused);
    assert!(is_closed(idle).await && is_closed(silent).await);
    let refused = bench.client.get(bench.sandbox.control_url()).send().await.unwrap_err();
    assert!(refused.is_connect(), "{:?}", refused.source());
    bench.sandbox.close_listener(LONG).await;
    bench.sandbox.open_listener().await;
    bench.place(good_order()).await;
    assert!(!kept_alive(&bench).await.peer_addr().unwrap().ip().is_unspecified());
    bench.sandbox.close_listener(Duration::ZERO).await;
    bench.sandbox.listener_is_open().await;
    assert_eq!(bench.count().await, 1);
}

#[tokio::test]
async fn the_listener_is_closed_for_the_seconds_it_was_told_and_the_teller_gets_an_answer() {
    let bench = Bench::new().await;
    for body in [
        json!({}),
        json!({ "closed_seconds": -1 }),
        json!({ "closed_seconds": "soon" }),
    ] {
        assert_eq!(bench.control(Method::POST, "/listener", Some(body)).await.0, 400);
    }
    let began = Instant::now();
    let answer = bench
        .control(Method::POST, "/listener", Some(json!({ "closed_seconds": 1 })))
        .await;
    assert_eq!(answer, (200, json!({ "open": false, "closed_seconds": 1 })));
    assert_eq!(connect(&bench).await.unwrap_err(), ErrorKind::ConnectionRefused);
    bench.sandbox.listener_is_open().await;
    assert!(began.elapsed() >= Duration::from_secs(1));
    let (_, state) = bench.control(Method::GET, "/listener", None).await;
    assert_eq!(state, json!({ "open": true, "connections_cut": 0 }));
}

#[tokio::test]
async fn an_order_under_way_is_taken_though_the_listener_closes_and_its_client_sees_no_answer() {
    let bench = Bench::new().await;
    bench
        .fault(json!({ "path": "/order/*", "fault": "hold-after-taking" }))
        .await;
    let request = bench.client.post(format!("{}{ORDER}", bench.sandbox.base_url()));
    let request = request
        .header("X-DC-DEVKEY", pkio_desk::sandbox::FULL_KEY)
        .json(&good_order());
    let pending = tokio::spawn(request.send());
    bench.sandbox.until_held(1).await;
    bench.sandbox.close_listener(LONG).await;
    assert!(pending.await.unwrap().is_err());
    assert_eq!(bench.sandbox.taken_orders().orders.len(), 1);
}

#[tokio::test]
async fn a_closed_sandbox_can_be_stopped() {
    let bench = Bench::new().await;
    bench.sandbox.close_listener(LONG).await;
    let bench = bench.restart(|_| {}).await;
    assert_eq!(bench.count().await, 0);
}

#[tokio::test]
async fn connections_are_cut_before_anything_is_read() {
    let bench = Bench::new().await;
    bench
        .fault(json!([
            { "fault": "cut-on-accept", "times": 2 },
            { "path": "/user/me", "fault": "status", "status": 503 },
        ]))
        .await;
    for _ in 0..2 {
        // Nothing was sent: only the sandbox can have ended it.
        assert!(is_closed(connect(&bench).await.unwrap()).await);
    }
    let (_, state) = bench.control(Method::GET, "/listener", None).await;
    assert_eq!(state, json!({ "open": true, "connections_cut": 2 }));
    assert_eq!(bench.get("/user/me").await.0, 503);
    assert_eq!(bench.get("/user/me").await.0, 200);
    let (_, log) = bench.control(Method::GET, "/calls", None).await;
    assert_eq!(log["calls"].as_array().unwrap().len(), 2);
}
