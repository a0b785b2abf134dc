//! What is done with placed orders through the pages: what DigiCert receives, what becomes of it, and that nothing else
//! changes there.

mod canceling;
mod certifying;
mod doubt;
mod proving;
mod reissuing;
mod renewing;
mod revoking;

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::OrderForm;
use reqwest::Method;
use serde_json::{Value, json};

use super::account::{begin, differing, fill};
use super::forms;
use super::harness::Desk;
use super::visitor::{Page, Visitor};

/// A key that no other order has.
const NEW_CSR: &str = include_str!("../../../domain/testdata/csr/accepted--openssl-rsa-3072.pem");

/// An order as these tests look at it: its id here and at DigiCert.
struct Placed {
    id: OrderId,
    remote: String,
}

impl Placed {
    fn path(&self) -> String {
        format!("/orders/{}", self.id)
    }
}

/// An order whose CSR is to follow.
fn to_follow() -> OrderForm {
    OrderForm {
        csr_choice: "later".to_owned(),
        csr: String::new(),
        ..forms::valid()
    }
}

/// Has Order info show no CSR.
async fn show_no_csr(desk: &Desk) {
    desk.control(Method::POST, "/settings", Some(json!({ "without_csr": true })))
        .await;
}

/// Places an order that DigiCert does not issue by itself.
async fn place(desk: &Desk, visitor: &Visitor, form: &OrderForm) -> Placed {
    let still = json!({ "issue_after": null });
    desk.control(Method::POST, "/settings", Some(still)).await;
    let before = desk.orders_received().await;
    let id = visitor.draft(form).await;
    visitor.place(desk, id).await;
    desk.expect_posts(before + 1).await;
    visitor.refresh(id).await;
    let remote = desk.order(id).await.remote.expect("it is placed").id.to_string();
    Placed { id, remote }
}

/// The same, and has it issued.
async fn issued(desk: &Desk, visitor: &Visitor) -> Placed {
    let order = place(desk, visitor, &forms::valid()).await;
    issue(desk, &order).await;
    visitor.refresh(order.id).await;
    order
}

async fn issue(desk: &Desk, order: &Placed) {
    desk.control(Method::POST, &format!("/orders/{}/issue", order.remote), None)
        .await;
}

/// The order as DigiCert tells it.
async fn at_digicert(desk: &Desk, order: &Placed) -> Value {
    let record = desk.digicert.order_record(order.remote.parse().unwrap()).await;
    serde_json::to_value(record.unwrap()).unwrap()
}

async fn status(desk: &Desk, order: &Placed) -> String {
    at_digicert(desk, order).await["status"].as_str().unwrap().to_owned()
}

/// How often a call reached DigiCert.
async fn calls(desk: &Desk, method: &str, end: &str) -> usize {
    let log = desk.control(Method::GET, "/calls", None).await;
    let calls = log["calls"].as_array().unwrap();
    let is_it = |call: &&Value| call["method"] == method && call["path"].as_str().unwrap().ends_with(end);
    calls.iter().filter(is_it).count()
}

/// Everything that became different at DigiCert is told by the order's own record, or is the money it gave back.
fn assert_only_the_order(before: &Value, after: &Value, order: &Placed) {
    let found = differing(before, after);
    assert!(!found.is_empty(), "nothing changed");
    for place in found {
        let is_its_own = place.contains(&order.remote) || place.contains("balance") || place.contains("next");
        assert!(is_its_own, "{place} changed, too");
    }
}

/// The words of the order's journal that are about actions: what, and how far.
async fn told(desk: &Desk, order: &Placed) -> Vec<String> {
    let events = desk.orders.events(order.id).await.unwrap();
    let told = events.iter().rev().filter_map(|event| match &event.kind {
        pkio_desk::domain::order::EventKind::Action { action, step, .. } => Some(format!("{action} {step}")),
        _ => None,
    });
    told.collect()
}

/// Begins, and fills its form in.
async fn write(visitor: &Visitor, order: &Placed, kind: &str, typed: &[(&str, &str)]) -> String {
    let change = begin(visitor, &order.path(), kind).await;
    let saved = fill(visitor, &format!("{change}/edit"), typed).await;
    assert_eq!(
        saved.location(),
        format!("{change}/check"),
        "{}",
        saved.text("main").join(" ")
    );
    change
}

/// Sends what the name has to be typed for.
async fn confirm(visitor: &Visitor, change: &str, name: &str) -> Page {
    let path = format!("{change}/send");
    let mut fields = visitor.page(&format!("{change}/check")).await.fields(&path);
    fields.retain(|(known, _)| known != "confirmation");
    fields.push(("confirmation".to_owned(), name.to_owned()));
    visitor.post(&path, &fields).await
}

/// The number of a change in its address.
fn number(change: &str) -> &str {
    change.rsplit('/').next().unwrap()
}

async fn approver(desk: &Desk) -> Visitor {
    desk.person(Role::Approver).await
}

#[test]
fn the_page_offers_what_is_possible_and_says_why_not() {
    super::harness::desk(async |desk| {
        let ada = approver(desk).await;
        let order = place(desk, &ada, &forms::valid()).await;
        let page = ada.order_page(order.id).await;
        let buttons = page.text("#s-actions button");
        assert_eq!(
            buttons,
            [
                "Send the mails again",
                "Choose another method",
                "Change the contacts",
                "Add a note at DigiCert",
                "Cancel the order"
            ]
        );
        let not = page.text("#s-actions [data-possible=no]").join(" ");
        assert!(not.contains("ReissueThere is no certificate yet."), "{not}");
        assert!(not.contains("RenewThere is no certificate in use"), "{not}");
        issue(desk, &order).await;
        ada.refresh(order.id).await;
        let page = ada.order_page(order.id).await;
        let buttons = page.text("#s-actions button").join(", ");
        assert_eq!(
            buttons,
            "Reissue, Change the contacts, Add a note at DigiCert, Revoke the certificate, Revoke the order, Renew"
        );
        // A requester sees who may, and a reader is offered nothing.
        let rik = desk.person(Role::Requester).await;
        let page = rik.order_page(order.id).await;
        assert!(page.says("An approver can do this."));
        assert_eq!(
            page.text("#s-actions button").join(", "),
            "Change the contacts, Add a note at DigiCert, Renew"
        );
        let reader = desk.person(Role::Viewer).await;
        assert_eq!(reader.order_page(order.id).await.text("#s-actions button"), [""; 0]);
        // Nothing can be done with what DigiCert does not have.
        let draft = ada.draft(&forms::valid()).await;
        assert_eq!(ada.order_page(draft).await.text("#s-actions"), [""; 0]);
        let answer = ada
            .post(&format!("/orders/{draft}/changes"), &[("kind", "cancel-order")])
            .await;
        assert_eq!(answer.status, 404);
    });
}
