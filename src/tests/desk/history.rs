//! The order page after placing, and the history.

use std::collections::BTreeMap;

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{OrderForm, RemoteStatus};
use pkio_desk::store::StatusReading;
use reqwest::Method;
use serde_json::json;

use super::forms;
use super::harness::{Desk, desk};
use super::setup::Setup;
use super::visitor::{Page, Visitor};

#[test]
fn the_status_is_read_when_somebody_asks_and_only_then() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        desk.control(Method::POST, "/issue-after", Some(json!({ "issue_after": null })))
            .await;
        let id = rik.draft(&forms::valid()).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        assert!(rik.order_page(id).await.says("The status has not been read yet."));
        rik.refresh(id).await;
        let page = rik.order_page(id).await;
        assert_eq!(page.notices(), ["The status was read from DigiCert."]);
        let first = desk.order(id).await.remote.unwrap().status;
        assert_ne!(first, Some(RemoteStatus::Issued));
        let remote = desk.order(id).await.remote.unwrap().id;
        desk.control(Method::POST, &format!("/orders/{remote}/issue"), None)
            .await;
        let vera = desk.person(Role::Viewer).await;
        assert!(!vera.order_page(id).await.text(".status").concat().contains("Issued"));
        vera.refresh(id).await;
        let page = vera.order_page(id).await;
        assert!(page.text(".status").concat().contains("Issued"));
        assert!(page.text(".status").concat().contains("issued"));
        let order = desk.order(id).await;
        assert!(order.organization_name.is_some());
        assert!(page.says(&order.organization_name.unwrap()));
        let changes = desk.journal(id).await;
        assert_eq!(changes.iter().filter(|word| **word == "status-changed").count(), 2);
        // Read once more without a change: no entry.
        vera.refresh(id).await;
        assert_eq!(desk.journal(id).await, changes);
    });
}

#[test]
fn a_status_that_cannot_be_read_leaves_what_is_known() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        rik.refresh(id).await;
        rik.page("/orders").await;
        let before = desk.order(id).await;
        desk.stop_sandbox().await;
        rik.refresh(id).await;
        let page = rik.order_page(id).await;
        assert_eq!(
            page.notices(),
            ["DigiCert did not answer. What you see is as it was last read."]
        );
        assert_eq!(desk.order(id).await, before);
    });
}

#[test]
fn a_status_nobody_knows_is_shown_as_it_came() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        let reading = StatusReading {
            status: RemoteStatus::of_word("Awaiting_<Moon>"),
            certificate_id: None,
            organization_name: None,
            price: None,
            reference: None,
            at: desk.clock.now(),
        };
        desk.fresh
            .store
            .orders()
            .record_status(id, &reading, None)
            .await
            .unwrap();
        for page in [rik.order_page(id).await, rik.page("/orders").await] {
            let badge = page.text(".status").concat();
            assert!(
                badge.contains("Other status") && badge.contains("Awaiting_<Moon>"),
                "{badge}"
            );
        }
        let page = rik.order_page(id).await;
        assert!(page.says("first read: Awaiting_<Moon>"));
        assert!(page.text(".timeline").concat().contains("The desk"));
    });
}

/// The numbers in the table of a page of the history.
fn numbers(page: &Page) -> Vec<i64> {
    page.text("main tbody th")
        .iter()
        .map(|text| text.parse().unwrap())
        .collect()
}

/// Follows one of the links below the table to the end; the rows of all pages, one after the other.
async fn walk(visitor: &Visitor, from: &str, link: &str) -> (Vec<Vec<i64>>, String) {
    let (mut pages, mut path) = (Vec::new(), from.to_owned());
    loop {
        let page = visitor.page(&path).await;
        pages.push(numbers(&page));
        let texts = page.text("main nav a");
        let links = page.attribute("main nav a", "href");
        match texts.iter().position(|text| text.contains(link)) {
            Some(place) => path = links[place].clone(),
            None => return (pages, path),
        }
    }
}

async fn paging(desk: &Desk) {
    let vera = desk.person(Role::Viewer).await;
    for number in 0..120 {
        let form = forms::named(&format!("dienst-{number}.example.com"));
        let now = desk.clock.now();
        desk.fresh
            .store
            .orders()
            .draft(&Desk::nobody(), &form, now)
            .await
            .unwrap();
        // Several orders in one moment: the order must not depend on the time.
        desk.clock.advance(i64::from(number % 3 == 0));
    }
    let expected: Vec<i64> = (1..=120).rev().collect();
    let (pages, last) = walk(&vera, "/orders", "Older").await;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
    assert_eq!(pages.concat(), expected);
    let (back, _) = walk(&vera, &last, "Newer").await;
    assert_eq!(back.into_iter().rev().collect::<Vec<_>>().concat(), expected);
    let (drafts, _) = walk(&vera, "/orders?show=drafts", "Older").await;
    assert_eq!(drafts.concat(), expected);
    // A draft that comes in while somebody pages moves nothing.
    let second = vera.page("/orders?at=after.71.71").await;
    let form = forms::named("nieuw.example.com");
    let orders = desk.fresh.store.orders();
    orders.draft(&Desk::nobody(), &form, desk.clock.now()).await.unwrap();
    assert_eq!(numbers(&vera.page("/orders?at=after.71.71").await), numbers(&second));
    for odd in [
        "?at=after.0.0",
        "?at=x",
        "?at=before.999.",
        "?at=after.-1.x",
        "?show=everything",
        "?at=after.5.5&at=before.7.7",
    ] {
        vera.page(&format!("/orders{odd}")).await;
    }
}

#[test]
fn paging_through_120_orders_shows_each_once_in_both_directions() {
    desk(paging);
}

#[test]
#[ignore = "needs PostgreSQL; make test starts one"]
fn paging_through_120_orders_shows_each_once_on_postgresql() {
    Setup::postgres().run(paging);
}

#[test]
fn each_view_shows_the_orders_in_its_state() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let rik = desk.person(Role::Requester).await;
        let place = async |fault: Option<&str>, form: OrderForm| -> OrderId {
            let id = rik.draft(&form).await;
            if let Some(fault) = fault {
                desk.fault(json!({ "fault": fault })).await;
            }
            rik.place(desk, id).await;
            id
        };
        let draft = rik.draft(&forms::named("concept.example.com")).await;
        let placed = place(None, forms::valid()).await;
        let doubt = place(Some("cut-after-taking"), forms::valid()).await;
        let refused = place(Some("two-errors"), forms::valid()).await;
        desk.expect_posts(3).await;
        let expected = BTreeMap::from([
            ("all", vec![refused.0, doubt.0, placed.0, draft.0]),
            ("drafts", vec![draft.0]),
            ("placed", vec![placed.0]),
            ("in-doubt", vec![doubt.0]),
            ("refused", vec![refused.0]),
            ("sending", vec![]),
        ]);
        for (view, orders) in expected {
            let page = rik.page(&format!("/orders?show={view}")).await;
            assert_eq!(numbers(&page), orders, "{view}");
            assert_eq!(
                page.attribute("main nav [aria-current=page]", "href").len(),
                1,
                "{view}"
            );
        }
        let page = rik.page("/orders").await;
        let remote = desk.order(placed).await.remote.unwrap().id.to_string();
        assert!(page.text("main tbody").concat().contains(&remote));
        assert!(page.text("main tbody").concat().contains("concept.example.com"));
    });
}

#[test]
fn a_notice_is_shown_once_and_to_one_person() {
    desk(async |desk| {
        let (rik, anna) = (desk.person(Role::Requester).await, desk.person(Role::Requester).await);
        let id = rik.draft(&forms::valid()).await;
        assert!(anna.order_page(id).await.notices().is_empty());
        // A request for something that is no page does not take the notice away.
        rik.send(
            Method::GET,
            "/favicon.ico",
            &[("accept", "image/avif,image/*")],
            String::new(),
        )
        .await;
        rik.send(Method::HEAD, "/orders", &[], String::new()).await;
        assert_eq!(rik.order_page(id).await.notices(), ["The draft is saved."]);
        assert!(rik.order_page(id).await.notices().is_empty());
    });
}
