//! Giving an order in doubt up, and what happens when it turns up after all. Nothing is paid twice unseen.

use std::time::Duration;

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{OrderForm, State};
use reqwest::Method;
use serde_json::json;

use super::forms;
use super::harness::{Desk, desk};
use super::looking::in_doubt;
use super::setup::Setup;
use super::visitor::{Page, Visitor};

const DOUBT: &str = "in doubt";
const TURNED_UP: &str = "an order that was given up turned up";
const REASON: &str = "CertCentral shows nothing,\r\nand support says the same.";

/// An order in doubt that DigiCert does not have yet: a layer between holds the request back, until it is `let_go`.
async fn held_back(desk: &Desk, rik: &Visitor) -> OrderId {
    let id = rik.draft(&forms::valid()).await;
    desk.fault(json!({ "fault": "hold-before-taking" })).await;
    rik.place(desk, id).await;
    assert_eq!(desk.state(id).await, State::InDoubt);
    rik.page("/orders").await;
    id
}

/// DigiCert takes the order that was held back.
async fn let_go(desk: &Desk) {
    let count = desk.taken().await.len();
    desk.control(Method::DELETE, "/holds", None).await;
    desk.until_taken(count + 1).await;
}

/// A desk that does not wait long for answers.
fn impatient(test: impl AsyncFnOnce(&Desk)) {
    let setup = Setup {
        patience: Duration::from_millis(800),
        ..Setup::default()
    };
    setup.run(test);
}

/// Looks three times and lets the time pass that an order must have been in doubt.
async fn wait_in_vain(desk: &Desk, rik: &Visitor, id: OrderId) {
    for _ in 0..3 {
        rik.look_again(id).await;
        desk.clock.advance(300);
    }
    rik.order_page(id).await;
}

async fn give_up(rik: &Visitor, id: OrderId, reason: &str) -> Page {
    rik.post(&format!("/orders/{id}/give-up"), &[("reason", reason)]).await
}

/// The reason that stands in the form.
fn typed(page: &Page, id: OrderId) -> String {
    let typed = page.value(&format!("/orders/{id}/give-up"), "reason");
    typed.unwrap().replace("\r\n", "\n")
}

/// Gives an order in doubt up; the draft in its place.
async fn given_up(desk: &Desk, rik: &Visitor, id: OrderId) -> OrderId {
    wait_in_vain(desk, rik, id).await;
    let answer = give_up(rik, id, REASON).await;
    assert_eq!(answer.status, 303, "{}", answer.text("main").join(" "));
    let draft = desk.order(id).await.replaced_by.unwrap();
    assert_eq!(answer.location(), format!("/orders/{draft}"));
    draft
}

/// Accepts the agreement on a draft that took the place of another order.
async fn agree(desk: &Desk, rik: &Visitor, id: OrderId) {
    let order = desk.order(id).await;
    let form = OrderForm {
        csa_agreed: "yes".to_owned(),
        ..order.form
    };
    let answer = rik.save(id, order.version, &form, "check").await;
    assert_eq!(answer.location(), format!("/orders/{id}/check"));
}

fn double(page: &Page) -> bool {
    page.says("Possible double order")
}

#[test]
fn the_page_says_how_the_search_stands_and_when_it_may_be_given_up() {
    desk(async |desk| {
        desk.expect_error(DOUBT);
        let rik = desk.person(Role::Requester).await;
        let id = in_doubt(desk, &rik, false).await;
        desk.expect_posts(1).await;
        let page = rik.order_page(id).await;
        assert!(!page.says("Order again") && !page.says("for the order to be sent"));
        for words in [
            "to find out whether DigiCert has the order.",
            "In doubt since2026-11-22 10:00 CET",
            "AskedNot yetDigiCert last answered",
            "Asked againAs soon as possible",
            "from 2026-11-22 10:15 CET on, and after 3 clear answers in a row that there is no such order; so far 0.",
        ] {
            assert!(page.says(words), "{words}: {}", page.text("main").concat());
        }
        rik.look_again(id).await;
        let page = rik.order_page(id).await;
        for words in [
            "Once, with one clear answer that there is no such order",
            "DigiCert last answered2026-11-22 10:00 CET",
            "Asked again2026-11-22 10:01 CET",
            "so far 1.",
        ] {
            assert!(page.says(words), "{words}: {}", page.text("main").concat());
        }
        assert_eq!(page.attribute("#s-give-up a", "href"), Vec::<String>::new());
        // In time, but DigiCert was not asked often enough; and the other way round.
        desk.clock.advance(3600);
        rik.look_again(id).await;
        let refused = rik.get(&format!("/orders/{id}/give-up")).await;
        assert_eq!(refused.status, 409);
        assert!(refused.says("so far 2."), "{}", refused.text("main").concat());
        desk.clock.advance(60);
        rik.look_again(id).await;
        let page = rik.order_page(id).await;
        assert_eq!(
            page.attribute("#s-give-up a", "href"),
            [format!("/orders/{id}/give-up")]
        );
        let vera = desk.person(Role::Viewer).await;
        let page = vera.order_page(id).await;
        assert!(page.says("This order may be given up now."));
        assert_eq!(page.attribute("#s-give-up a", "href"), Vec::<String>::new());
        assert_eq!(give_up(&vera, id, REASON).await.status, 403);
        assert_eq!(desk.state(id).await, State::InDoubt);
    });
}

#[test]
fn an_order_given_up_is_ordered_anew_with_another_reference() {
    desk(async |desk| {
        desk.expect_error(DOUBT);
        let rik = desk.person(Role::Requester).await;
        let id = in_doubt(desk, &rik, false).await;
        wait_in_vain(desk, &rik, id).await;
        let address = format!("/orders/{id}/give-up");
        let form = rik.page(&address).await;
        for words in [
            "DigiCert is asked once more first",
            "without the agreement and any approval",
        ] {
            assert!(form.says(words), "{words}");
        }
        let long = "x".repeat(1001);
        for (reason, words) in [
            ("", "Say why you give the order up."),
            (" \r\n", "Say why you give the order up."),
            (long.as_str(), "Say it in at most 1000 characters."),
        ] {
            let refused = give_up(&rik, id, reason).await;
            assert_eq!(refused.status, 422, "{words}");
            assert!(refused.text("#f-reason-error").concat().contains(words), "{words}");
            assert_eq!(refused.value(&address, "reason").unwrap().replace('\n', "\r\n"), reason);
        }
        assert_eq!(desk.state(id).await, State::InDoubt);
        let answer = give_up(&rik, id, REASON).await;
        let order = desk.order(id).await;
        let draft = desk.order(order.replaced_by.unwrap()).await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, format!("/orders/{}", draft.id).as_str())
        );
        let page = rik.order_page(draft.id).await;
        assert!(page.notices()[0].starts_with("The order in doubt was given up."));
        assert!(page.says(&format!("in the place of order {id}, which was given up")));
        assert!(!double(&page));
        let expected = OrderForm {
            csa_agreed: String::new(),
            ..forms::valid()
        };
        assert_eq!(
            (&draft.form, draft.replaces, draft.state),
            (&expected, Some(id), State::Draft)
        );
        let page = rik.order_page(id).await;
        for words in [
            "This order was given up",
            "By requester0 van Test, 2026-11-22 10:15 CET:",
            "CertCentral shows nothing, and support says the same.",
            &format!("Order {} took its place", draft.id),
        ] {
            assert!(
                page.says(words) || page.text("main").concat().contains(words),
                "{words}"
            );
        }
        // The second click changes nothing.
        let again = give_up(&rik, id, REASON).await;
        assert_eq!(again.location(), format!("/orders/{id}"));
        assert!(rik.order_page(id).await.notices()[0].starts_with("Nothing was changed: this order is not in doubt"));
        assert_eq!(desk.order(id).await.replaced_by, Some(draft.id));
        assert_eq!(rik.get(&address).await.status, 409);

        agree(desk, &rik, draft.id).await;
        rik.place(desk, draft.id).await;
        desk.expect_posts(2).await;
        let placed = desk.order(draft.id).await;
        assert_eq!(placed.state, State::Placed);
        assert_ne!(placed.attempt.unwrap().reference, order.attempt.unwrap().reference);
        assert_eq!(desk.taken().await.len(), 1);
        assert!(!double(&rik.order_page(id).await));
    });
}

#[test]
fn what_is_found_at_the_last_moment_is_not_given_up() {
    impatient(async |desk| {
        desk.expect_error(DOUBT);
        let rik = desk.person(Role::Requester).await;
        let id = held_back(desk, &rik).await;
        wait_in_vain(desk, &rik, id).await;
        let_go(desk).await;
        let answer = give_up(&rik, id, REASON).await;
        assert_eq!(answer.location(), format!("/orders/{id}"));
        let page = rik.order_page(id).await;
        assert_eq!(
            page.notices()[0],
            "The order was found at DigiCert just now, so it was not given up."
        );
        let order = desk.order(id).await;
        assert_eq!((order.state, order.replaced_by), (State::Placed, None));
        desk.expect_posts(1).await;
    });
}

#[test]
fn without_an_answer_nothing_is_given_up_and_the_reason_is_kept() {
    desk(async |desk| {
        desk.expect_error(DOUBT);
        let rik = desk.person(Role::Requester).await;
        let id = in_doubt(desk, &rik, false).await;
        let early = give_up(&rik, id, REASON).await;
        assert_eq!(early.status, 409);
        assert!(early.notices()[0].contains("so far 1."), "{:?}", early.notices());
        assert_eq!(typed(&early, id), REASON.replace("\r\n", "\n"));
        wait_in_vain(desk, &rik, id).await;
        desk.expect_posts(1).await;
        desk.stop_sandbox().await;
        let answer = give_up(&rik, id, REASON).await;
        assert_eq!(answer.status, 409);
        assert!(answer.notices()[0].starts_with("DigiCert did not answer just now"));
        assert_eq!(typed(&answer, id), REASON.replace("\r\n", "\n"));
        assert_eq!(desk.state(id).await, State::InDoubt);
    });
}

#[test]
fn a_draft_is_not_sent_once_the_order_it_replaces_turned_up() {
    impatient(async |desk| {
        desk.expect_error(DOUBT);
        desk.expect_error(TURNED_UP);
        let rik = desk.person(Role::Requester).await;
        let id = held_back(desk, &rik).await;
        let draft = given_up(desk, &rik, id).await;
        agree(desk, &rik, draft).await;
        let check = format!("/orders/{draft}/check");
        assert_eq!(
            rik.page(&check).await.text("form[action='/actions/place-order']").len(),
            1
        );
        let_go(desk).await;
        rik.look_again(id).await;
        assert_eq!(desk.state(id).await, State::Placed);
        let remote = desk.order(id).await.remote.unwrap().id;

        let old = rik.order_page(id).await;
        assert!(double(&old) && old.says(&format!("Order {draft} was not sent. Do not send it; discard it.")));
        let new = rik.order_page(draft).await;
        assert!(double(&new) && new.says("Do not send this one; discard it."));
        assert!(new.says(&format!("at DigiCert {remote}")));
        assert_eq!(new.attribute("main .notice li a", "href"), [format!("/orders/{id}")]);
        let page = rik.get(&check).await;
        assert_eq!(
            (page.status, page.text("form[action='/actions/place-order']").len()),
            (409, 0)
        );
        assert!(page.says("This order cannot be sent any more"));
        // A check page that was opened before.
        rik.place(desk, draft).await;
        assert!(rik.order_page(draft).await.notices()[0].starts_with("Nothing was sent: the order whose place"));
        assert_eq!(desk.state(draft).await, State::Draft);
        desk.expect_posts(1).await;

        let version = desk.order(draft).await.version.to_string();
        let answer = rik
            .post(&format!("/orders/{draft}/discard"), &[("version", version)])
            .await;
        assert_eq!(answer.status, 303);
        assert!(!double(&rik.order_page(id).await));
    });
}

#[test]
fn a_draft_that_was_discarded_is_not_led_to() {
    desk(async |desk| {
        desk.expect_error(DOUBT);
        let rik = desk.person(Role::Requester).await;
        let id = in_doubt(desk, &rik, false).await;
        desk.expect_posts(1).await;
        let draft = given_up(desk, &rik, id).await;
        let link = format!("main .notice a[href='/orders/{draft}']");
        assert_eq!(rik.order_page(id).await.text(&link).len(), 1);
        let version = desk.order(draft).await.version.to_string();
        rik.post(&format!("/orders/{draft}/discard"), &[("version", version)])
            .await;
        rik.page("/orders").await;
        let page = rik.order_page(id).await;
        assert_eq!(page.text(&format!("a[href='/orders/{draft}']")).len(), 0);
        assert!(page.says(&format!("Order {draft} took its place, and was discarded since.")));
    });
}

#[test]
fn two_orders_for_one_are_told_apart_until_one_is_canceled() {
    impatient(async |desk| {
        desk.expect_error(DOUBT);
        desk.expect_error(TURNED_UP);
        let rik = desk.person(Role::Requester).await;
        let id = held_back(desk, &rik).await;
        let draft = given_up(desk, &rik, id).await;
        agree(desk, &rik, draft).await;
        rik.place(desk, draft).await;
        desk.expect_posts(2).await;
        assert!(!double(&rik.order_page(draft).await));
        let_go(desk).await;
        rik.look_again(id).await;
        let (one, two) = (
            desk.order(id).await.remote.unwrap(),
            desk.order(draft).await.remote.unwrap(),
        );
        for page in [rik.order_page(id).await, rik.order_page(draft).await] {
            assert!(double(&page));
            assert!(page.says(&format!("each costs money: {}, {} at DigiCert", one.id, two.id)));
        }
        desk.control(Method::POST, &format!("/orders/{}/revoke", two.id), None)
            .await;
        rik.refresh(draft).await;
        for id in [id, draft] {
            assert!(!double(&rik.order_page(id).await));
        }
    });
}

#[test]
fn an_order_given_up_twice_is_not_sent_once_the_first_turned_up() {
    impatient(async |desk| {
        desk.expect_error(DOUBT);
        desk.expect_error(TURNED_UP);
        let rik = desk.person(Role::Requester).await;
        let first = held_back(desk, &rik).await;
        let second = given_up(desk, &rik, first).await;
        agree(desk, &rik, second).await;
        desk.fault(json!({ "fault": "cut-before-reading" })).await;
        rik.place(desk, second).await;
        let third = given_up(desk, &rik, second).await;
        agree(desk, &rik, third).await;
        let_go(desk).await;
        rik.look_again(first).await;
        assert_eq!(desk.state(first).await, State::Placed);
        rik.place(desk, third).await;
        assert_eq!(desk.state(third).await, State::Draft);
        desk.expect_posts(2).await;
        let page = rik.order_page(third).await;
        assert!(double(&page) && page.says("Do not send this one"));
        assert!(double(&rik.order_page(first).await));
    });
}
