//! The proof of control of an order's domains, its contacts, and notes.

use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::OrderForm;
use reqwest::Method;

use super::super::account::{begin, send, state};
use super::super::forms;
use super::super::harness::desk;
use super::super::visitor::{Page, Visitor};
use super::{Placed, assert_only_the_order, at_digicert, calls, place, write};

/// Presses a button that sends at once, and gives the page it leads to.
async fn press(visitor: &Visitor, order: &Placed, kind: &str) -> Page {
    let answer = visitor
        .post(&format!("{}/changes", order.path()), &[("kind", kind)])
        .await;
    visitor.page(answer.location()).await
}

fn new_domain(dcv_method: &str) -> OrderForm {
    OrderForm {
        common_name: "dienst.nieuwdomein.example.com".to_owned(),
        dns_names: String::new(),
        dcv_method: dcv_method.to_owned(),
        ..forms::valid()
    }
}

#[test]
fn mails_are_sent_again_and_the_method_changed_with_its_random_value_told() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let order = place(desk, &rik, &new_domain("email")).await;
        let page = press(&rik, &order, "resend-order-emails").await;
        assert!(
            page.says("DigiCert took the change."),
            "{}",
            page.text("main").join(" ")
        );
        assert_eq!(calls(desk, "PUT", "/resend-emails").await, 1);
        let change = write(&rik, &order, "order-dcv-method", &[("dcv_method", "dns-txt-token")]).await;
        send(&rik, &change).await;
        let page = rik.page(&change).await;
        assert!(page.says("Random value to publish"), "{}", page.text("main").join(" "));
        let value = page.text("main pre")[0].clone();
        assert!(!value.is_empty());
        assert_eq!(at_digicert(desk, &order).await["dcv_method"], "dns-txt-token");
        // The order's own page tells it, too.
        assert!(rik.order_page(order.id).await.says(&value));
        // Mails have no meaning any more, a look has.
        let page = rik.order_page(order.id).await;
        let buttons = page.text("#s-actions button").join(", ");
        assert!(buttons.contains("Check now") && !buttons.contains("mails"), "{buttons}");
        let renewed = press(&rik, &order, "new-order-token").await;
        let other = renewed.text("main pre")[0].clone();
        assert_ne!(value, other);
    });
}

#[test]
fn a_look_says_what_is_missing_and_what_is_there() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let order = place(desk, &rik, &new_domain("dns-txt-token")).await;
        let page = press(&rik, &order, "check-order-dcv").await;
        assert!(
            page.says("DigiCert did not find its TXT record for one of the domains."),
            "{}",
            page.text("main").join(" ")
        );
        let domains = desk.control(Method::GET, "/domains", None).await;
        let domains = domains["domains"].as_array().unwrap();
        let ours = domains
            .iter()
            .find(|domain| domain["name"].as_str().unwrap().contains("example.com"));
        for domain in domains.iter().filter(|domain| ours.is_some_and(|ours| ours == *domain)) {
            desk.control(Method::POST, &format!("/domains/{}/publish", domain["id"]), None)
                .await;
        }
        let page = press(&rik, &order, "check-order-dcv").await;
        assert!(
            page.says("DigiCert took the change."),
            "{}",
            page.text("main").join(" ")
        );
        assert!(
            page.says("Control of the names: valid."),
            "{}",
            page.text("main").join(" ")
        );
        assert_eq!(calls(desk, "PUT", "/check-dcv").await, 2);
    });
}

#[test]
fn contacts_are_sent_whole_and_those_who_stay_stay() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let order = place(desk, &rik, &forms::valid()).await;
        let before = state(desk).await;
        let change = begin(&rik, &order.path(), "change-order-contacts").await;
        let typed = [
            ("organization_contact[first_name]", "Ada"),
            ("organization_contact[last_name]", "de Wit"),
            ("organization_contact[job_title]", "CISO"),
            ("organization_contact[telephone]", "+31 30 123 45 67"),
            ("organization_contact[email]", "ada@voorbeeld.example"),
        ];
        let saved = super::fill(&rik, &format!("{change}/edit"), &typed).await;
        assert_eq!(
            saved.location(),
            format!("{change}/check"),
            "{}",
            saved.text("main").join(" ")
        );
        send(&rik, &change).await;
        assert_only_the_order(&before, &state(desk).await, &order);
        let record = at_digicert(desk, &order).await;
        assert_eq!(record["organization_contact"]["email"], "ada@voorbeeld.example");
    });
}

#[test]
fn a_note_stands_on_the_order_at_digicert() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let order = place(desk, &rik, &forms::valid()).await;
        let before = state(desk).await;
        let change = write(&rik, &order, "add-order-note", &[("text", "Gebeld met <de helpdesk>")]).await;
        send(&rik, &change).await;
        assert_only_the_order(&before, &state(desk).await, &order);
        let record = at_digicert(desk, &order).await;
        assert_eq!(record["notes"][0]["text"], "Gebeld met <de helpdesk>");
    });
}
