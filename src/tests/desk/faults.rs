//! Everything that can go wrong on the way to DigiCert and back: what the order becomes, what people read, and that
//! nothing is ever sent twice.

use std::time::Duration;

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{Order, OrderForm, RemoteStatus, State};
use reqwest::Method;
use serde_json::{Value, json};

use super::forms;
use super::harness::{Desk, desk};
use super::setup::Setup;
use super::visitor::{Page, Visitor};

const DOUBT: &str = "an order is in doubt";

/// Places a fresh order into a fault and gives what became of it and its page.
async fn placed_into(desk: &Desk, rik: &Visitor, fault: Value) -> (Order, Page) {
    let id = rik.draft(&forms::valid()).await;
    desk.fault(fault).await;
    let answer = rik.place(desk, id).await;
    assert_eq!(answer.location(), format!("/orders/{id}"));
    (desk.order(id).await, rik.order_page(id).await)
}

fn said(page: &Page) -> String {
    page.text("main").concat()
}

#[test]
fn an_unclear_end_leaves_the_order_in_doubt_and_it_is_never_sent_again() {
    desk(async |desk| {
        desk.expect_error(DOUBT);
        let rik = desk.person(Role::Requester).await;
        let cases = [
            (json!({ "fault": "cut-before-reading" }), false, "the connection broke"),
            (json!({ "fault": "cut-after-taking" }), true, "the connection broke"),
            (json!({ "fault": "status", "status": 500 }), false, "neither yes nor no"),
            (
                json!({ "fault": "status", "status": 500, "after_taking": true }),
                true,
                "neither yes nor no",
            ),
            (json!({ "fault": "status", "status": 503 }), false, "neither yes nor no"),
            (json!({ "fault": "status", "status": 408 }), false, "neither yes nor no"),
            (json!({ "fault": "status", "status": 307 }), false, "neither yes nor no"),
            (json!({ "fault": "status", "status": 302 }), false, "neither yes nor no"),
            (json!({ "fault": "html" }), false, "neither yes nor no"),
            (json!({ "fault": "html", "status": 403 }), false, "neither yes nor no"),
            (json!({ "fault": "plain-429" }), false, "neither yes nor no"),
            (
                json!({ "fault": "plain-429", "after_taking": true }),
                true,
                "neither yes nor no",
            ),
            (json!({ "fault": "truncated-json" }), true, "neither yes nor no"),
            (json!({ "fault": "created-without-id" }), true, "neither yes nor no"),
        ];
        let mut taken = 0;
        for (number, (fault, is_taken, words)) in cases.into_iter().enumerate() {
            // A page that DigiCert answers for, as before every order: else it would be left alone by and by.
            rik.page("/settings").await;
            let (order, page) = placed_into(desk, &rik, fault.clone()).await;
            assert_eq!(order.state, State::InDoubt, "{fault}");
            assert_eq!(order.remote, None, "{fault}");
            assert_eq!(
                desk.journal(order.id).await,
                ["drafted", "sending", "in-doubt"],
                "{fault}"
            );
            assert!(said(&page).contains(words), "{fault}: {}", said(&page));
            assert!(
                said(&page).contains("The desk never sends it again by itself"),
                "{fault}"
            );
            assert_eq!(page.attribute("form[action='/actions/look-again']", "method"), ["post"]);
            desk.expect_posts(number + 1).await;
            // Neither the button, nor an edit, nor the housekeeping sends it again.
            rik.place(desk, order.id).await;
            rik.save(order.id, order.version, &forms::valid(), "check").await;
            desk.clock.advance(3600);
            desk.orders.release_lapsed().await;
            assert_eq!(desk.state(order.id).await, State::InDoubt, "{fault}");
            desk.expect_posts(number + 1).await;
            taken += usize::from(is_taken);
            assert_eq!(desk.taken().await.len(), taken, "{fault}");
        }
    });
}

#[test]
fn no_answer_in_time_leaves_the_order_in_doubt() {
    let setup = Setup {
        patience: Duration::from_millis(800),
        ..Setup::default()
    };
    setup.run(async |desk| {
        desk.expect_error(DOUBT);
        let rik = desk.person(Role::Requester).await;
        let fault = json!({ "fault": "delay-after-taking", "seconds": 600 });
        let (order, page) = placed_into(desk, &rik, fault).await;
        assert_eq!(order.state, State::InDoubt);
        assert!(said(&page).contains("did not answer in time"));
        desk.expect_posts(1).await;
    });
}

#[test]
fn digicerts_refusal_is_shown_in_its_words_and_the_mended_order_goes_out_anew() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let (order, page) = placed_into(desk, &rik, json!({ "fault": "two-errors" })).await;
        assert_eq!(order.state, State::Refused);
        assert_eq!(desk.journal(order.id).await, ["drafted", "sending", "refused"]);
        assert!(said(&page).contains("Nothing was ordered."));
        let edit = rik.page(&format!("/orders/{}/edit", order.id)).await;
        for page in [&page, &edit] {
            for words in [
                "The CSR could not be parsed.",
                "csr_invalid_cannot_parse",
                "The organization does not exist.",
            ] {
                assert!(said(page).contains(words), "{words}");
            }
        }
        let mended = rik.save(order.id, order.version, &forms::own_oin(), "check").await;
        assert_eq!(mended.location(), format!("/orders/{}/check", order.id));
        rik.place(desk, order.id).await;
        desk.expect_posts(2).await;
        let placed = desk.order(order.id).await;
        assert_eq!(placed.state, State::Placed);
        assert!(placed.refusal.is_empty());
        assert_ne!(placed.attempt.unwrap().reference, order.attempt.unwrap().reference);
        let journal = ["drafted", "sending", "refused", "changed", "sending", "placed"];
        assert_eq!(desk.journal(order.id).await, journal);
        assert!(!said(&rik.order_page(order.id).await).contains("Nothing was ordered"));
    });
}

#[test]
fn a_refused_order_may_be_placed_again_as_it_is() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let (order, _) = placed_into(desk, &rik, json!({ "fault": "status", "status": 400 })).await;
        assert_eq!(order.state, State::Refused);
        rik.place(desk, order.id).await;
        assert_eq!(desk.state(order.id).await, State::Placed);
        desk.expect_posts(2).await;
    });
}

#[test]
fn at_digicerts_rate_limit_nothing_is_ordered_and_nothing_more_is_sent() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let (order, page) = placed_into(desk, &rik, json!({ "fault": "status", "status": 429 })).await;
        assert_eq!(order.state, State::Draft);
        assert_eq!(order.form, forms::valid());
        assert_eq!(desk.journal(order.id).await, ["drafted", "sending", "not-sent"]);
        assert!(page.notices()[0].starts_with("Too many requests reached DigiCert"));
        desk.expect_posts(1).await;
    });
}

#[test]
fn while_digicert_is_down_nothing_is_sent_and_the_draft_is_as_before() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        desk.stop_sandbox().await;
        let id = rik.draft(&forms::valid()).await;
        for path in [
            format!("/orders/{id}/edit"),
            format!("/orders/{id}/check"),
            "/orders/new".to_owned(),
        ] {
            rik.page(&path).await;
        }
        assert!(said(&rik.page("/orders/new").await).contains("The lists of platforms"));
        assert!(said(&rik.page("/settings").await).contains("DigiCert cannot be reached"));
        rik.place(desk, id).await;
        let page = rik.order_page(id).await;
        assert!(page.notices()[0].starts_with("DigiCert could not be reached, so nothing was sent."));
        assert_eq!(desk.state(id).await, State::Draft);
        assert_eq!(desk.order(id).await.form, forms::valid());
        // The pages have found out by now, so it was not even written down as being sent.
        assert_eq!(desk.journal(id).await, ["drafted"]);
        desk.expect_posts(0).await;
    });
}

/// Places an order while the sandbox answers in one of its forms.
async fn in_form(desk: &Desk, rik: &Visitor, form: &str) -> (OrderId, Page) {
    desk.control(Method::POST, "/answer-form", Some(json!({ "answer_form": form })))
        .await;
    let id = rik.draft(&forms::valid()).await;
    rik.place(desk, id).await;
    assert_eq!(desk.state(id).await, State::Placed, "{form}");
    (id, rik.order_page(id).await)
}

#[test]
fn every_documented_answer_is_understood_kept_and_shown() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        for (number, (form, has_certificate, has_domains)) in [
            ("natural", true, true),
            ("without-domains", true, false),
            ("needs-approval", false, false),
            ("requests", false, false),
            ("issued", true, false),
        ]
        .into_iter()
        .enumerate()
        {
            let (id, page) = in_form(desk, &rik, form).await;
            desk.expect_posts(number + 1).await;
            let remote = desk.order(id).await.remote.unwrap();
            let taken = desk.taken().await;
            assert!(taken.iter().any(|order| order["id"] == remote.id.0), "{form}");
            assert_eq!(remote.certificate_id.is_some(), has_certificate, "{form}");
            assert!(said(&page).contains(&remote.id.to_string()), "{form}");
            assert_eq!(
                page.text("main table").len(),
                usize::from(!remote.domains.is_empty()),
                "{form}"
            );
            if has_domains {
                assert!(!remote.domains.is_empty(), "{form}");
            }
            match remote.certificate_id {
                Some(certificate) => assert!(said(&page).contains(&certificate.to_string()), "{form}"),
                None => assert!(said(&page).contains("Not known yet"), "{form}"),
            }
        }
    });
}

#[test]
fn an_order_that_needs_approval_shows_so_after_its_status_was_read() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let (order, page) = placed_into(desk, &rik, json!({ "fault": "needs-approval" })).await;
        assert_eq!(order.state, State::Placed);
        assert!(said(&page).contains("The status has not been read yet."));
        rik.refresh(order.id).await;
        let remote = desk.order(order.id).await.remote.unwrap();
        assert_eq!(remote.status, Some(RemoteStatus::NeedsApproval));
        let page = rik.order_page(order.id).await;
        assert!(said(&page).contains("Needs approval at DigiCert"));
        desk.expect_posts(1).await;
    });
}

#[test]
fn a_late_answer_after_the_lease_lapsed_still_places_the_order() {
    desk(async |desk| {
        desk.expect_error("orders whose sender is gone are now in doubt");
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        desk.fault(json!({ "fault": "delay-after-taking", "seconds": 2 })).await;
        let looking_on = async {
            desk.until_taken(1).await;
            let page = rik.order_page(id).await;
            assert!(said(&page).contains("The order is being sent"));
            desk.clock.advance(3600);
            desk.orders.release_lapsed().await;
            assert_eq!(desk.state(id).await, State::InDoubt);
            assert!(said(&rik.order_page(id).await).contains("the desk stopped before the answer came"));
        };
        let placing = rik.place(desk, id);
        let (_, ()) = tokio::join!(Box::pin(placing), Box::pin(looking_on));
        assert_eq!(desk.state(id).await, State::Placed);
        assert_eq!(desk.journal(id).await, ["drafted", "sending", "in-doubt", "placed"]);
        desk.expect_posts(1).await;
    });
}

#[test]
fn an_order_without_money_is_refused_and_costs_nothing() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        desk.control(Method::POST, "/balance", Some(json!({ "balance": "-2000.00" })))
            .await;
        let id = rik.draft(&OrderForm { ..forms::valid() }).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        assert_eq!(desk.state(id).await, State::Refused);
        assert!(desk.taken().await.is_empty());
    });
}
