//! Actions whose answer was lost.

use reqwest::Method;
use serde_json::json;

use super::super::account::{begin, differing, send, state};
use super::super::forms;
use super::super::harness::{Desk, desk};
use super::super::visitor::Visitor;
use super::{NEW_CSR, approver, calls, confirm, issued, number, place, show_no_csr, status, to_follow, told, write};

async fn fault(desk: &Desk, fault: &str, method: &str, path: &str) {
    let fault = json!({ "fault": fault, "method": method, "path": path });
    desk.control(Method::POST, "/faults", Some(fault)).await;
}

async fn look(visitor: &Visitor, change: &str) {
    visitor
        .post("/actions/read-back-change", &[("change", number(change))])
        .await;
}

#[test]
fn a_lost_answer_is_read_back_from_the_order() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let ada = approver(desk).await;
        let order = place(desk, &ada, &forms::valid()).await;
        let change = write(&ada, &order, "cancel-order", &[("note", "Dubbel")]).await;
        fault(desk, "cut-after-taking", "PUT", "/order/certificate/*").await;
        send(&ada, &change).await;
        assert!(
            ada.page(&change)
                .await
                .says("It is not known whether DigiCert took this change")
        );
        assert!(
            ada.order_page(order.id)
                .await
                .says("Begun with this order, and not done yet")
        );
        // While it is in doubt nothing else begins.
        let busy = ada
            .post(&format!("{}/changes", order.path()), &[("kind", "add-order-note")])
            .await;
        assert_eq!(busy.location(), change);
        look(&ada, &change).await;
        assert!(
            ada.page(&change)
                .await
                .says("It was read back: DigiCert took the change.")
        );
        assert_eq!(calls(desk, "PUT", "/status").await, 1);
        assert_eq!(
            told(desk, &order).await,
            ["cancel-order sending", "cancel-order in-doubt", "cancel-order found"]
        );
    });
}

#[test]
fn what_never_arrived_may_be_sent_again_after_a_while() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let ada = approver(desk).await;
        let order = issued(desk, &ada).await;
        let change = write(&ada, &order, "revoke-order", &[("reason", "superseded")]).await;
        let before = state(desk).await;
        fault(desk, "cut-before-reading", "PUT", "/order/certificate/*").await;
        confirm(&ada, &change, "domain.example.com").await;
        for _ in 0..3 {
            look(&ada, &change).await;
            assert!(ada.page(&change).await.says("DigiCert does not show it yet."));
        }
        desk.clock.advance(121);
        look(&ada, &change).await;
        assert!(ada.page(&change).await.says("DigiCert did not take the change."));
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        confirm(&ada, &change, "domain.example.com").await;
        assert_eq!(status(desk, &order).await, "revoked");
        assert_eq!(told(desk, &order).await.last().unwrap(), "revoke-order done");
    });
}

#[test]
fn notes_and_reissues_are_found_by_what_they_leave() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let ada = approver(desk).await;
        let order = issued(desk, &ada).await;
        let notes = write(&ada, &order, "add-order-note", &[("text", "Gebeld met de helpdesk")]).await;
        fault(desk, "cut-after-taking", "POST", "/order/certificate/*").await;
        send(&ada, &notes).await;
        look(&ada, &notes).await;
        assert!(
            ada.page(&notes)
                .await
                .says("It was read back: DigiCert took the change.")
        );
        let change = begin(&ada, &order.path(), "reissue-order").await;
        let typed = [("csr", NEW_CSR), ("common_name", "domain.example.com")];
        super::fill(&ada, &format!("{change}/edit"), &typed).await;
        fault(desk, "cut-after-taking", "POST", "/order/certificate/*").await;
        send(&ada, &change).await;
        look(&ada, &change).await;
        assert!(
            ada.page(&change)
                .await
                .says("It was read back: DigiCert took the change.")
        );
        assert_eq!(status(desk, &order).await, "reissue_pending");
        assert_eq!(
            (
                calls(desk, "POST", "/note").await,
                calls(desk, "POST", "/reissue").await
            ),
            (1, 1)
        );
    });
}

#[test]
fn a_late_csr_that_digicert_does_not_show_is_neither_made_nor_not_made() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let ada = approver(desk).await;
        show_no_csr(desk).await;
        let order = place(desk, &ada, &to_follow()).await;
        let change = write(&ada, &order, "add-csr", &[("csr", NEW_CSR)]).await;
        // What never arrived leaves the order waiting for a CSR, which tells.
        fault(desk, "cut-before-reading", "POST", "/order/certificate/*").await;
        send(&ada, &change).await;
        desk.clock.advance(121);
        for _ in 0..3 {
            look(&ada, &change).await;
        }
        assert!(ada.page(&change).await.says("DigiCert did not take the change."));
        fault(desk, "cut-after-taking", "POST", "/order/certificate/*").await;
        send(&ada, &change).await;
        assert_eq!(status(desk, &order).await, "pending");
        desk.clock.advance(121);
        for _ in 0..4 {
            look(&ada, &change).await;
            let page = ada.page(&change).await;
            assert_eq!(
                page.notices()[0],
                "What DigiCert has tells neither yes nor no. Look in CertCentral."
            );
        }
        assert_eq!(told(desk, &order).await.last().unwrap(), "add-csr in-doubt");
        // The one that was cut off, and the one that was taken.
        assert_eq!(calls(desk, "POST", "/csr").await, 2);
    });
}
