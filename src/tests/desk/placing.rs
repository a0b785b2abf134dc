//! Placing an order: what DigiCert receives, and that it receives it once.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::event::NotSent;
use pkio_desk::domain::order::{EventKind, OrderForm, State};
use pkio_desk::orders::{Caller, Orders, Placing, Wish};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::forms;
use super::harness::{Desk, desk};
use super::setup::Setup;

const EXCLUDE_OIN: &str = include_str!("../digicert/golden/exclude-oin.json");
const OWN_OIN: &str = include_str!("../digicert/golden/own-oin.json");
const QVTL: &str = include_str!("../digicert/golden/qvtl.json");

/// The body the sandbox received for an order, as JSON and the digest of its bytes.
async fn received(desk: &Desk, id: OrderId) -> (Value, String) {
    let remote = desk.order(id).await.remote.unwrap().id;
    let text = desk.control_text(&format!("/orders/{remote}/request")).await;
    let digest = Sha256::digest(text.as_bytes());
    let body = serde_json::from_str(&text).unwrap();
    (body, digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[test]
fn digicert_receives_the_examples_of_its_reference_and_our_mark() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let cases: [(OrderForm, &str); 3] = [
            (forms::valid(), EXCLUDE_OIN),
            (forms::own_oin(), OWN_OIN),
            (forms::qvtl(), QVTL),
        ];
        for (number, (form, golden)) in cases.into_iter().enumerate() {
            let id = rik.draft(&form).await;
            let answer = rik.place(desk, id).await;
            assert_eq!(answer.location(), format!("/orders/{id}"));
            let order = desk.order(id).await;
            assert_eq!(order.state, State::Placed, "{:?}", order.refusal);
            let attempt = order.attempt.unwrap();
            let mut expected: Value = serde_json::from_str(golden).unwrap();
            expected["alternative_order_id"] = json!(attempt.reference.0);
            if number == 2 {
                expected["certificate"]["common_name"] = json!(forms::QVTL_NAME);
            }
            let (body, digest) = received(desk, id).await;
            assert_eq!(body, expected);
            assert_eq!(attempt.body_sha256, digest);
            let events = desk.orders.events(id).await.unwrap();
            let told = events.iter().find_map(|event| match &event.kind {
                EventKind::Sending {
                    reference, body_sha256, ..
                } => Some((reference.clone(), body_sha256.clone())),
                _ => None,
            });
            assert_eq!(told, Some((attempt.reference, digest)));
            desk.expect_posts(number + 1).await;
        }
    });
}

#[test]
fn the_check_page_shows_the_request_as_it_is_then_sent() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::own_oin()).await;
        let page = rik.page(&format!("/orders/{id}/check")).await;
        let shown: Value = serde_json::from_str(&page.text("pre").concat()).unwrap();
        rik.place(desk, id).await;
        let (mut sent, _) = received(desk, id).await;
        sent["alternative_order_id"] = shown["alternative_order_id"].clone();
        assert_eq!(shown, sent);
        desk.expect_posts(1).await;
    });
}

#[test]
fn without_the_reference_nothing_of_ours_is_in_the_request() {
    let setup = Setup {
        reference_is_sent: false,
        ..Setup::default()
    };
    setup.run(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        rik.place(desk, id).await;
        let expected: Value = serde_json::from_str(EXCLUDE_OIN).unwrap();
        assert_eq!(received(desk, id).await.0, expected);
        desk.expect_posts(1).await;
    });
}

/// Placed once, and everybody else was told so.
async fn placed_once(desk: &Desk, id: OrderId) {
    desk.expect_posts(1).await;
    assert_eq!(desk.taken().await.len(), 1);
    assert_eq!(desk.state(id).await, State::Placed);
    assert_eq!(desk.journal(id).await, ["drafted", "sending", "placed"]);
}

async fn a_second_click(desk: &Desk) {
    let rik = desk.person(Role::Requester).await;
    let id = rik.draft(&forms::valid()).await;
    let version = desk.order(id).await.version;
    rik.place_version(id, version).await;
    assert_eq!(rik.order_page(id).await.notices(), ["DigiCert took the order."]);
    let again = rik.place_version(id, version).await;
    assert_eq!(again.location(), format!("/orders/{id}"));
    assert_eq!(
        rik.order_page(id).await.notices(),
        ["This order had been sent already. Nothing was sent again."]
    );
    placed_once(desk, id).await;
}

async fn two_tabs_and_two_people(desk: &Desk) {
    let (rik, anna) = (desk.person(Role::Requester).await, desk.person(Role::Approver).await);
    let tab = rik.tab();
    let id = rik.draft(&forms::valid()).await;
    let version = desk.order(id).await.version;
    // The first answer is held back so that all of them are on their way together.
    desk.fault(json!({ "fault": "delay-after-taking", "seconds": 1 })).await;
    let clicks = [
        rik.place_version(id, version),
        tab.place_version(id, version),
        anna.place_version(id, version),
        rik.place_version(id, version),
    ];
    let [one, two, three, four] = clicks;
    let answers = tokio::join!(one, two, three, four);
    for answer in [answers.0, answers.1, answers.2, answers.3] {
        assert_eq!(answer.location(), format!("/orders/{id}"));
    }
    placed_once(desk, id).await;
}

#[test]
fn a_second_click_does_not_order_twice() {
    desk(a_second_click);
}

#[test]
fn two_tabs_and_two_people_at_once_order_once() {
    desk(two_tabs_and_two_people);
}

#[test]
#[ignore = "needs PostgreSQL; make test starts one"]
fn a_second_click_does_not_order_twice_on_postgresql() {
    Setup::postgres().run(a_second_click);
}

#[test]
#[ignore = "needs PostgreSQL; make test starts one"]
fn two_tabs_and_two_people_at_once_order_once_on_postgresql() {
    Setup::postgres().run(two_tabs_and_two_people);
}

#[test]
fn an_order_that_changed_after_it_was_checked_is_not_sent() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        let checked = desk.order(id).await.version;
        rik.save(id, checked, &forms::named("ander.example.com"), "save").await;
        rik.page("/orders").await;
        rik.place_version(id, checked).await;
        let page = rik.order_page(id).await;
        assert_eq!(
            page.notices(),
            ["Somebody changed this order meanwhile. Nothing was done; look at it again first."]
        );
        assert_eq!(desk.state(id).await, State::Draft);
    });
}

#[test]
fn an_order_that_does_not_pass_the_checks_is_not_sent() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let unagreed = OrderForm {
            csa_agreed: String::new(),
            ..forms::valid()
        };
        let id = rik.draft(&unagreed).await;
        assert_eq!(rik.get(&format!("/orders/{id}/check")).await.status, 409);
        rik.page("/orders").await;
        rik.place(desk, id).await;
        assert_eq!(
            rik.order_page(id).await.notices(),
            ["The order does not pass the checks any more. Nothing was sent."]
        );
        assert_eq!(desk.journal(id).await, ["drafted"]);
    });
}

#[test]
fn reading_an_action_or_the_check_page_sends_nothing() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        let version = desk.order(id).await.version;
        let query = format!("/actions/place-order?order={id}&version={version}");
        for method in [Method::GET, Method::HEAD] {
            let answer = rik.send(method, &query, &[], String::new()).await;
            assert!(matches!(answer.status, 403..=405), "{}", answer.status);
        }
        rik.page(&format!("/orders/{id}/check")).await;
        assert_eq!(desk.state(id).await, State::Draft);
    });
}

#[test]
fn nonsense_in_an_action_leads_somewhere_and_sends_nothing() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        for (order, version) in [
            ("", ""),
            ("x\r\nset-cookie: a=b", "1"),
            ("//evil.example", "1"),
            ("999999", "1"),
            (id.to_string().as_str(), "soon"),
            ("-1", "1"),
        ] {
            for action in ["place-order", "look-again", "refresh-order"] {
                let fields = [("order", order), ("version", version)];
                let answer = rik.post(&format!("/actions/{action}"), &fields).await;
                let leads = answer.location();
                assert!(
                    (300..400).contains(&answer.status),
                    "{action} {order:?}: {}",
                    answer.status
                );
                assert!(leads == "/orders" || leads.starts_with("/orders/"), "{action}: {leads}");
            }
        }
        let answer = rik.post::<&str, &str>("/actions/place-order", &[]).await;
        assert_eq!(answer.location(), "/orders", "{}", answer.status);
    });
}

#[test]
fn a_closed_browser_does_not_cut_an_order_that_is_on_its_way() {
    use tokio::io::AsyncWriteExt;
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        desk.fault(json!({ "fault": "delay-after-taking", "seconds": 1 })).await;
        let body = format!("order={id}&version={}", desk.order(id).await.version);
        let request = format!(
            "POST /actions/place-order HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}",
            host = desk.address,
            cookie = rik.cookie().unwrap(),
            length = body.len(),
        );
        let mut connection = tokio::net::TcpStream::connect(desk.address).await.unwrap();
        connection.write_all(request.as_bytes()).await.unwrap();
        desk.until_taken(1).await;
        drop(connection);
        desk.orders.finish().await;
        placed_once(desk, id).await;
    });
}

#[test]
fn a_desk_that_was_held_up_after_the_write_ahead_sends_nothing() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        // A lease that has run out by the time it is looked at.
        let slow = Orders::new(desk.fresh.store.clone(), desk.digicert.clone(), desk.clock.clone(), 0);
        let anna = desk.operator(Role::Requester).await;
        let wish = Wish {
            id,
            version: desk.order(id).await.version,
            card: None,
            caller: Caller::default(),
            agreement_sha256: None,
        };
        let placing = slow.place(&anna, wish).await.unwrap();
        assert_eq!(placing, Placing::NotSent(NotSent::HeldUp));
        assert_eq!(desk.state(id).await, State::Draft);
        assert_eq!(desk.journal(id).await, ["drafted", "sending", "not-sent"]);
        desk.expect_posts(0).await;
    });
}
