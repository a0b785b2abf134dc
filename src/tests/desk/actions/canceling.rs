//! Canceling: with a reason, in the right status, by who may, once.

use pkio_desk::domain::operator::Role;

use super::super::account::{begin, differing, fill, send, state};
use super::super::forms;
use super::super::harness::desk;
use super::{approver, assert_only_the_order, calls, issue, place, status, told, write};

#[test]
fn an_order_is_canceled_with_its_reason_and_nothing_else_changes() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let order = place(desk, &rik, &forms::valid()).await;
        let before = state(desk).await;
        let change = begin(&rik, &order.path(), "cancel-order").await;
        let refused = fill(&rik, &format!("{change}/edit"), &[("note", " ")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("Say why it is canceled: DigiCert asks for it."));
        fill(&rik, &format!("{change}/edit"), &[("note", "Dubbel <besteld>")]).await;
        let check = rik.page(&format!("{change}/check")).await;
        assert_eq!(check.text("#s-compare .fact-after"), ["Canceled", "Dubbel <besteld>"]);
        assert!(check.says("An order that is canceled never gets a certificate"));
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        send(&rik, &change).await;
        assert_eq!(status(desk, &order).await, "canceled");
        assert_only_the_order(&before, &state(desk).await, &order);
        assert_eq!(told(desk, &order).await, ["cancel-order sending", "cancel-order done"]);
        // What DigiCert has of it was read again at once.
        let page = rik.order_page(order.id).await;
        assert!(page.says("Cancel the order: DigiCert took it"));
        assert_eq!(page.text("header [data-remote]").len().max(1), 1);
        let not = page.text("#s-actions [data-possible=no]").join(" ");
        assert!(not.contains("The order is canceled already."), "{not}");
        // Once more is told, not repeated.
        let again = rik
            .post(&format!("{}/changes", order.path()), &[("kind", "cancel-order")])
            .await;
        assert_eq!(again.location(), order.path());
        let page = rik.order_page(order.id).await;
        assert!(
            page.notices()[0].contains("that cannot be done"),
            "{:?}",
            page.notices()
        );
        assert_eq!(calls(desk, "PUT", "/status").await, 1);
    });
}

#[test]
fn a_second_click_cancels_nothing_twice() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let order = place(desk, &rik, &forms::valid()).await;
        let change = write(&rik, &order, "cancel-order", &[("note", "Dubbel")]).await;
        let action = "/actions/submit-change";
        let fields = rik.page(&format!("{change}/check")).await.fields(action);
        let tab = rik.tab();
        let (one, other) = tokio::join!(rik.post(action, &fields), tab.post(action, &fields));
        for answer in [&one, &other] {
            assert!(answer.location().starts_with(&change), "{}", answer.location());
        }
        rik.post(action, &fields).await;
        assert_eq!(calls(desk, "PUT", "/status").await, 1);
        assert_eq!(status(desk, &order).await, "canceled");
    });
}

#[test]
fn what_happened_at_digicert_meanwhile_is_shown_and_nothing_is_sent() {
    desk(async |desk| {
        let ada = approver(desk).await;
        let order = place(desk, &ada, &forms::valid()).await;
        let change = write(&ada, &order, "cancel-order", &[("note", "Dubbel")]).await;
        let fields = ada
            .page(&format!("{change}/check"))
            .await
            .fields("/actions/submit-change");
        issue(desk, &order).await;
        let before = state(desk).await;
        ada.post("/actions/submit-change", &fields).await;
        // The sandbox signs a certificate when the order is first read.
        let mut moved = differing(&before, &state(desk).await);
        moved.retain(|place| !place.contains("/issued/"));
        assert_eq!(moved, Vec::<String>::new());
        let check = ada.page(&format!("{change}/check")).await;
        assert!(check.says("Somebody changed this at DigiCert meanwhile"));
        let versions = check.text("#s-compare td").join(" ");
        assert!(
            versions.contains("Being validated") && versions.contains("Issued"),
            "{versions}"
        );
        // Going on from there, it cannot be canceled any more, and the page says what can be done instead.
        let go_on = format!("{change}/go-on");
        ada.post(&go_on, &check.fields(&go_on)).await;
        let refused = fill(&ada, &format!("{change}/edit"), &[]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("The certificate is issued. It can be reissued or revoked."));
        assert_eq!(calls(desk, "PUT", "/status").await, 0);
        let path = format!("{change}/discard");
        let page = ada.page(&change).await;
        assert_eq!(ada.post(&path, &page.fields(&path)).await.location(), order.path());
    });
}

#[test]
fn requesters_cancel_their_own_orders_and_approvers_any() {
    desk(async |desk| {
        let (rik, other) = (desk.person(Role::Requester).await, desk.person(Role::Requester).await);
        let order = place(desk, &rik, &forms::valid()).await;
        let path = format!("{}/changes", order.path());
        assert_eq!(other.post(&path, &[("kind", "cancel-order")]).await.status, 403);
        assert!(
            other
                .order_page(order.id)
                .await
                .says("Only for orders of your own that were sent from this desk.")
        );
        let change = write(&rik, &order, "cancel-order", &[("note", "Dubbel")]).await;
        // The address of somebody else's change opens nothing.
        for page in ["edit", "check"] {
            assert_eq!(other.get(&format!("{change}/{page}")).await.status, 403, "{page}");
        }
        let fields = rik
            .page(&format!("{change}/check"))
            .await
            .fields("/actions/submit-change");
        other.post("/actions/submit-change", &fields).await;
        assert_eq!(calls(desk, "PUT", "/status").await, 0);
        send(&approver(desk).await, &change).await;
        assert_eq!(status(desk, &order).await, "canceled");
    });
}
