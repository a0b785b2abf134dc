//! Looking for an order in doubt at DigiCert: found, not there, several, no answer. Nothing is sent again.

use pkio_desk::domain::ids::{OrderId, RemoteOrderId};
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::event::NotSent;
use pkio_desk::domain::order::search::Evidence;
use pkio_desk::domain::order::{RemoteStatus, State};
use pkio_desk::store::Recorded;
use reqwest::Method;
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::forms;
use super::harness::{Desk, desk};
use super::visitor::Visitor;

/// An order in doubt: DigiCert took it, or did not.
pub(super) async fn in_doubt(desk: &Desk, rik: &Visitor, is_taken: bool) -> OrderId {
    let fault = if is_taken {
        "cut-after-taking"
    } else {
        "cut-before-reading"
    };
    let id = rik.draft(&forms::valid()).await;
    desk.fault(json!({ "fault": fault })).await;
    rik.place(desk, id).await;
    assert_eq!(desk.state(id).await, State::InDoubt);
    rik.page("/orders").await;
    id
}

async fn look(rik: &Visitor, id: OrderId) -> String {
    let answer = rik.look_again(id).await;
    assert_eq!(answer.location(), format!("/orders/{id}"));
    rik.order_page(id).await.notices().swap_remove(0)
}

#[test]
fn an_order_that_is_there_is_taken_over() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let rik = desk.person(Role::Requester).await;
        let id = in_doubt(desk, &rik, true).await;
        assert_eq!(look(&rik, id).await, "The order was found at DigiCert.");
        let order = desk.order(id).await;
        assert_eq!(order.state, State::Placed);
        let remote = order.remote.unwrap();
        assert_eq!(desk.taken().await[0]["id"], remote.id.0);
        assert_eq!(desk.journal(id).await, ["drafted", "sending", "in-doubt", "found"]);
        let page = rik.order_page(id).await;
        assert!(page.says(&format!("Found it at DigiCert as order {}", remote.id)));
        rik.refresh(id).await;
        assert_eq!(desk.order(id).await.remote.unwrap().status, Some(RemoteStatus::Issued));
        // Nothing to look for any more.
        rik.look_again(id).await;
        assert_eq!(desk.state(id).await, State::Placed);
        desk.expect_posts(1).await;
    });
}

#[test]
fn an_order_that_is_not_there_stays_in_doubt() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let rik = desk.person(Role::Requester).await;
        let id = in_doubt(desk, &rik, false).await;
        let notice = "DigiCert knows no order with this reference. It may still turn up; look again later.";
        for empty in [false, true] {
            let body = json!({ "empty_alternate": empty });
            desk.control(Method::POST, "/settings", Some(body)).await;
            assert_eq!(look(&rik, id).await, notice);
        }
        assert_eq!(desk.state(id).await, State::InDoubt);
        assert!(rik.order_page(id).await.says("found nothing"));
        desk.expect_posts(1).await;
    });
}

#[test]
fn of_several_orders_with_one_reference_none_is_taken_over() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let rik = desk.person(Role::Requester).await;
        let id = in_doubt(desk, &rik, true).await;
        // A layer between that sent the order a second time.
        let reference = desk.order(id).await.attempt.unwrap().reference;
        let remote = desk.taken().await[0]["id"].clone();
        let body = desk.control_text(&format!("/orders/{remote}/request")).await;
        desk.send_as_the_desk(body).await;
        desk.expect_posts(2).await;
        assert!(look(&rik, id).await.starts_with("Several orders fit this one"));
        assert_eq!(desk.state(id).await, State::InDoubt);
        assert!(rik.order_page(id).await.says("found 2 orders"));
        assert_eq!(desk.order(id).await.attempt.unwrap().reference, reference);
    });
}

#[test]
fn an_order_that_belongs_to_another_one_is_not_taken_over() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let rik = desk.person(Role::Requester).await;
        let id = in_doubt(desk, &rik, true).await;
        let remote = RemoteOrderId(desk.taken().await[0]["id"].as_i64().unwrap());
        let other = in_doubt(desk, &rik, false).await;
        let known = pkio_desk::domain::order::RemoteOrder {
            id: remote,
            certificate_id: None,
            status: None,
            status_read_at: None,
            domains: Vec::new(),
            price: None,
            vanished_at: None,
            reference: None,
        };
        let orders = desk.fresh.store.orders();
        orders
            .record_found(other, &known, Evidence::default(), None, desk.clock.now())
            .await
            .unwrap();
        assert!(look(&rik, id).await.starts_with("Several orders fit this one"));
        assert_eq!(desk.state(id).await, State::InDoubt);
        desk.expect_posts(2).await;
    });
}

#[test]
fn without_an_answer_nothing_is_concluded() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let rik = desk.person(Role::Requester).await;
        let id = in_doubt(desk, &rik, true).await;
        desk.expect_posts(1).await;
        let notice = "DigiCert did not answer. What you see is as it was last read.";
        for fault in [
            json!({ "path": "/order/alternate/*", "fault": "status", "status": 500 }),
            json!({ "path": "/order/alternate/*", "fault": "html", "status": 404 }),
            json!({ "path": "/order/alternate/*", "fault": "truncated-json" }),
        ] {
            desk.control(Method::POST, "/faults", Some(fault)).await;
            assert_eq!(look(&rik, id).await, notice);
        }
        desk.stop_sandbox().await;
        assert_eq!(look(&rik, id).await, notice);
        assert_eq!(desk.journal(id).await, ["drafted", "sending", "in-doubt"]);
        assert_eq!(desk.state(id).await, State::InDoubt);
    });
}

#[test]
fn two_who_look_at_once_take_the_order_over_once() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let (rik, anna) = (desk.person(Role::Requester).await, desk.person(Role::Approver).await);
        let id = in_doubt(desk, &rik, true).await;
        let (one, two) = tokio::join!(rik.look_again(id), anna.look_again(id));
        assert_eq!((one.location(), two.location()), ("/orders/1", "/orders/1"));
        assert_eq!(desk.journal(id).await, ["drafted", "sending", "in-doubt", "found"]);
        desk.expect_posts(1).await;
    });
}

#[test]
fn a_viewer_sees_the_doubt_and_no_button() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let rik = desk.person(Role::Requester).await;
        let id = in_doubt(desk, &rik, true).await;
        let vera = desk.person(Role::Viewer).await;
        let page = vera.order_page(id).await;
        assert!(page.says("It is not certain whether DigiCert took this order"));
        assert_eq!(page.text("form[action='/actions/look-again']").len(), 0);
        assert_eq!(vera.look_again(id).await.status, 403);
        desk.expect_posts(1).await;
    });
}

#[test]
fn a_store_that_fails_behind_a_button_says_so_on_the_page_it_leads_to() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        desk.expect_error("the store failed");
        let rik = desk.person(Role::Requester).await;
        let id = in_doubt(desk, &rik, false).await;
        desk.expect_posts(1).await;
        let order = [("order", id.to_string())];
        let shown = [("order", id.to_string()), ("shown", "1".to_owned())];
        let linked = [("order", id.to_string()), ("remote", "1".to_owned())];
        let placing = [("order", id.to_string()), ("version", "1".to_owned())];
        let backdoor = desk.fresh.backdoor().await;
        for (path, fields) in [
            ("/actions/look-again", &order[..]),
            ("/actions/refresh-order", &order),
            ("/actions/adopt-order", &order),
            ("/actions/dismiss-candidates", &shown),
            ("/actions/link-order", &linked),
            ("/actions/place-order", &placing),
        ] {
            backdoor
                .execute_unprepared("ALTER TABLE orders RENAME TO gone")
                .await
                .unwrap();
            let answer = rik.post(path, fields).await;
            backdoor
                .execute_unprepared("ALTER TABLE gone RENAME TO orders")
                .await
                .unwrap();
            assert_eq!(answer.location(), format!("/orders/{id}"), "{path}");
            let notices = rik.order_page(id).await.notices();
            assert!(
                notices[0].starts_with("The desk's database failed just now"),
                "{path}: {notices:?}"
            );
        }
        backdoor.close().await.unwrap();
        assert_eq!(desk.state(id).await, State::InDoubt);
    });
}

#[test]
fn that_nothing_had_left_is_told_as_such_when_it_is_known_late() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let rik = desk.person(Role::Requester).await;
        let id = in_doubt(desk, &rik, false).await;
        desk.expect_posts(1).await;
        let reference = desk.order(id).await.attempt.unwrap().reference;
        let (orders, now) = (desk.fresh.store.orders(), desk.clock.now());
        let late = orders.record_not_sent(id, &reference, NotSent::HeldUp, now).await;
        assert!(matches!(late, Ok(Recorded::Ignored(_))), "{late:?}");
        let page = rik.order_page(id).await;
        let journal = page.text("#s-journal li").swap_remove(0);
        assert!(
            journal.contains("nothing had been sent, because the desk was held up for too long"),
            "{journal}"
        );
        assert!(!page.says("says no"), "{journal}");
    });
}
