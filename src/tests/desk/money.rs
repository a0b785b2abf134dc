//! What an order like this one cost, and the agreement that is accepted with it.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{EventKind, OrderForm, State};
use reqwest::Method;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::forms;
use super::harness::{Desk, ESTIMATE_PATH, desk};
use super::visitor::Visitor;

const UNKNOWN: &str = "DigiCert gave no estimate of the price, which depends on the account's contract.";
const READ: &str = "Read the Certificate Subscriber Agreement";

/// DigiCert gives no estimates from now on.
async fn without_estimates(desk: &Desk) {
    let fault = json!({ "path": ESTIMATE_PATH, "fault": "status", "status": 403, "times": 1000 });
    desk.control(Method::POST, "/faults", Some(fault)).await;
}

/// What the check page of a draft says of its price.
async fn price(rik: &Visitor, form: &OrderForm) -> String {
    let id = rik.draft(form).await;
    rik.page(&format!("/orders/{id}/check")).await.text(".price").concat()
}

/// An order for two names.
fn two_names() -> OrderForm {
    OrderForm {
        dns_names: "domain.example.com www.example.com".to_owned(),
        ..forms::valid()
    }
}

#[test]
fn an_order_costs_what_the_check_page_says_digicert_estimates() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&two_names()).await;
        let page = rik.page(&format!("/orders/{id}/check")).await;
        assert_eq!(
            page.text(".price").concat(),
            "DigiCert estimates EUR 287.00 for this order."
        );
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        rik.refresh(id).await;
        let charged = desk.order(id).await.remote.unwrap().price.unwrap();
        assert_eq!(charged.to_string(), "EUR 287.00");
        // An estimate goes before what an earlier order cost.
        let years = OrderForm {
            validity: "years".to_owned(),
            years: "2".to_owned(),
            ..two_names()
        };
        for (form, said) in [(two_names(), "EUR 287.00"), (years, "EUR 574.00")] {
            assert_eq!(
                price(&rik, &form).await,
                format!("DigiCert estimates {said} for this order.")
            );
        }
    });
}

#[test]
fn a_check_page_opens_and_an_order_is_placed_without_an_estimate() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        for fault in [
            json!({ "fault": "status", "status": 403 }),
            json!({ "fault": "cut-before-reading" }),
            json!({ "fault": "html" }),
            json!({ "fault": "truncated-json" }),
            json!({ "fault": "delay-after-taking", "seconds": 600 }),
        ] {
            let mut fault = fault;
            fault["path"] = json!(ESTIMATE_PATH);
            desk.control(Method::POST, "/faults", Some(fault.clone())).await;
            let page = rik.page(&format!("/orders/{id}/check")).await;
            assert_eq!(page.text(".price").concat(), UNKNOWN, "{fault}");
            assert!(!page.text(".balance").is_empty(), "{fault}");
        }
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        assert_eq!(desk.state(id).await, State::Placed);
    });
}

#[test]
fn an_order_like_an_earlier_one_is_said_to_cost_as_much() {
    desk(async |desk| {
        without_estimates(desk).await;
        let rik = desk.person(Role::Requester).await;
        let two_names = two_names();
        let id = rik.draft(&two_names).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        // Nobody has read it back yet.
        assert!(
            !rik.order_page(id)
                .await
                .text("#s-remote dt")
                .contains(&"Price".to_owned())
        );
        assert!(price(&rik, &two_names).await.starts_with(UNKNOWN));

        rik.refresh(id).await;
        let charged = desk.order(id).await.remote.unwrap().price.unwrap();
        assert_eq!(charged.to_string(), "EUR 287.00");
        let page = rik.order_page(id).await;
        assert!(page.text("#s-remote dt").contains(&"Price".to_owned()));
        assert!(page.text("#s-remote dd").contains(&"EUR 287.00".to_owned()));

        let said = "An order like this (2 names, 1 year) last cost EUR 287.00, on 2026-11-22. \
                    DigiCert gave no estimate for this one.";
        assert_eq!(price(&rik, &two_names).await, said);
        // Two other names, one of them twice.
        let others = OrderForm {
            common_name: "een.example.com".to_owned(),
            dns_names: "EEN.example.com twee.example.com".to_owned(),
            ..two_names.clone()
        };
        assert_eq!(price(&rik, &others).await, said);
        let three_names = OrderForm {
            dns_names: "domain.example.com www.example.com api.example.com".to_owned(),
            ..two_names.clone()
        };
        let until = OrderForm {
            validity: "until".to_owned(),
            until: "2027-12-01".to_owned(),
            ..two_names.clone()
        };
        for other in [forms::valid(), three_names, until] {
            let told = price(&rik, &other).await;
            assert!(told.starts_with(UNKNOWN), "{told}");
        }
    });
}

#[test]
fn an_order_until_a_day_says_so() {
    desk(async |desk| {
        without_estimates(desk).await;
        let rik = desk.person(Role::Requester).await;
        let until = OrderForm {
            validity: "until".to_owned(),
            until: "2027-12-01".to_owned(),
            ..forms::valid()
        };
        let id = rik.draft(&until).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        rik.refresh(id).await;
        let told = price(&rik, &until).await;
        assert!(
            told.starts_with("An order like this (1 name, until 01 DEC 2027) last cost EUR "),
            "{told}"
        );
    });
}

/// The digest of the agreement in an order's journal.
async fn agreed(desk: &Desk, id: OrderId) -> Option<String> {
    let events = desk.orders.events(id).await.unwrap();
    let digest = events.into_iter().find_map(|event| match event.kind {
        EventKind::Sending { agreement_sha256, .. } => Some(agreement_sha256),
        _ => None,
    });
    digest.expect("the order was sent")
}

#[test]
fn the_agreement_can_be_read_and_its_digest_is_kept() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        let page = rik.page(&format!("/orders/{id}/check")).await;
        assert!(page.text("#s-send summary").contains(&READ.to_owned()));
        // The sandbox's text is a title, an empty line, and a line for each clause.
        let lines = page.text("#s-send details p");
        let (title, clauses) = lines.split_first().unwrap();
        assert!(
            title.starts_with("Certificate Subscriber Agreement") && clauses.len() > 1,
            "{lines:?}"
        );
        let text = format!("{title}\n\n{}", clauses.join("\n"));
        let digest = Sha256::digest(text.as_bytes());
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        rik.press_place(id).await;
        desk.expect_posts(1).await;
        assert_eq!(agreed(desk, id).await, Some(digest.clone()));
        assert_eq!(
            desk.order(id).await.attempt.unwrap().agreement_sha256,
            Some(digest.clone())
        );
        let page = rik.order_page(id).await;
        assert!(page.says(&format!("SHA-256 of the agreement's text: {digest}")));

        // From a page on which that text did not stand.
        let other = rik.draft(&forms::valid()).await;
        rik.place(desk, other).await;
        assert_eq!(agreed(desk, other).await, None, "nobody can say what was read");
        desk.expect_posts(2).await;
    });
}

#[test]
fn an_order_is_placed_although_digicert_does_not_give_the_agreement() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let fault = json!({ "path": "/product/*", "fault": "status", "status": 500, "times": 1000 });
        desk.control(Method::POST, "/faults", Some(fault)).await;
        let id = rik.draft(&forms::valid()).await;
        let page = rik.page(&format!("/orders/{id}/check")).await;
        assert!(!page.says(READ), "{}", page.body);
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        assert_eq!(desk.state(id).await, State::Placed);
        assert_eq!(agreed(desk, id).await, None);
        assert!(!rik.order_page(id).await.says("SHA-256 of the agreement"));
    });
}
