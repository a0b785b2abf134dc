//! Renewing: a draft with everything but the CSR, once.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::State;

use super::super::forms;
use super::super::harness::{Desk, desk};
use super::super::setup::Setup;
use super::super::visitor::Visitor;
use super::{Placed, issued, place};

async fn renew(visitor: &Visitor, order: &Placed) -> OrderId {
    let path = format!("{}/renew", order.path());
    let answer = visitor.post::<&str, &str>(&path, &[]).await;
    assert_eq!(answer.status, 303);
    answer.location().trim_start_matches("/orders/").parse().unwrap()
}

async fn notices(visitor: &Visitor, id: OrderId) -> String {
    visitor.order_page(id).await.notices().join(" ")
}

#[test]
fn an_order_is_renewed_by_a_draft_that_names_it() {
    Setup::everything().run(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let order = issued(desk, &rik).await;
        let draft = renew(&rik, &order).await;
        assert!(notices(&rik, draft).await.contains("This draft renews the order."));
        let form = desk.order(draft).await.form;
        let expected = pkio_desk::domain::order::OrderForm {
            csr: String::new(),
            csa_agreed: String::new(),
            csr_choice: "now".to_owned(),
            renewal_of_order_id: order.remote.clone(),
            ..forms::valid()
        };
        assert_eq!(form, expected);
        assert_eq!(desk.journal(draft).await, ["drafted-for-renewal"]);
        assert_eq!(desk.journal(order.id).await.last().unwrap(), &"renewal-drafted");
        // A second click leads to the same draft; a discarded one is none.
        assert_eq!(renew(&rik, &order).await, draft);
        assert!(notices(&rik, draft).await.contains("was begun before"));
        let path = format!("/orders/{draft}/discard");
        let fields = rik.order_page(draft).await.fields(&path);
        rik.post(&path, &fields).await;
        let other = renew(&rik, &order).await;
        assert_ne!(other, draft);
        assert_eq!(desk.state(other).await, State::Draft);
    });
}

#[test]
fn where_the_account_does_not_take_it_the_order_is_not_named() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let order = issued(desk, &rik).await;
        let draft = renew(&rik, &order).await;
        assert_eq!(desk.order(draft).await.form.renewal_of_order_id, "");
        let pending = place(desk, &rik, &forms::named("ander.example.com")).await;
        assert_eq!(renew(&rik, &pending).await, pending.id);
        assert!(
            notices(&rik, pending.id)
                .await
                .contains("There is no certificate in use that could be renewed.")
        );
    });
}

#[test]
fn an_order_placed_elsewhere_is_renewed_from_what_digicert_tells() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let order = elsewhere(desk, &rik).await;
        let draft = renew(&rik, &order).await;
        let form = desk.order(draft).await.form;
        assert_eq!(form.common_name, "domain.example.com");
        assert_eq!(
            (form.organization.as_str(), form.domain_choice.as_str()),
            ("2042709", "own")
        );
        assert_eq!(form.csr, "");
        assert!(
            form.contacts
                .iter()
                .any(|contact| contact.contact_type == "order_organization_contact")
        );
    });
}

/// An order that the desk sees at DigiCert only.
async fn elsewhere(desk: &Desk, visitor: &Visitor) -> Placed {
    let order = issued(desk, visitor).await;
    let body = desk.control_text(&format!("/orders/{}/request", order.remote)).await;
    desk.send_as_the_desk(body).await;
    desk.expect_posts(2).await;
    let taken = desk.taken().await;
    let ids = taken.iter().map(|order| order["id"].to_string());
    let remote = ids.into_iter().find(|id| *id != order.remote).unwrap();
    desk.orders.keep_reconciled().await;
    let seen = desk.fresh.store.orders();
    let seen = seen.find_by_remote_id(remote.parse().unwrap()).await.unwrap().unwrap();
    let there = Placed { id: seen.id, remote };
    super::issue(desk, &there).await;
    visitor.refresh(there.id).await;
    desk.mirror.read_order(there.remote.parse().unwrap()).await.unwrap();
    there
}
