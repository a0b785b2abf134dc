//! The CSR that was to follow, and the certificate once more.

use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::OrderForm;

use super::super::account::{begin, differing, fill, send, state};
use super::super::forms;
use super::super::harness::{desk, holds};
use super::super::visitor::Fields;
use super::{NEW_CSR, approver, assert_only_the_order, calls, issue, issued, place, status, to_follow, write};

const PRIVATE_KEY: &str =
    "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw\n-----END PRIVATE KEY-----";

#[test]
fn a_late_csr_is_checked_as_one_that_comes_with_the_order() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let order = place(desk, &rik, &to_follow()).await;
        assert_eq!(status(desk, &order).await, "needs_csr");
        let before = state(desk).await;
        let change = begin(&rik, &order.path(), "add-csr").await;
        let edit = format!("{change}/edit");
        let names = rik.page(&edit).await.text("#s-csr .section-body > ul li");
        assert!(names.contains(&"domain.example.com".to_owned()), "{names:?}");
        for (typed, says) in [("", "CSR"), ("hello", "CSR"), (PRIVATE_KEY, "private key")] {
            let refused = fill(&rik, &edit, &[("csr", typed)]).await;
            assert_eq!(refused.status, 422, "{typed}");
            assert!(refused.text(".error-summary").concat().contains(says), "{typed}");
        }
        // "Save" tells it, too, and keeps no part of the key.
        let mut fields: Fields = rik.page(&edit).await.fields(&edit);
        fields.retain(|(name, _)| name != "csr");
        fields.push(("csr".to_owned(), PRIVATE_KEY.to_owned()));
        fields.push(("action".to_owned(), "save".to_owned()));
        assert_eq!(rik.post(&edit, &fields).await.status, 422);
        assert!(!holds(&desk.database().await, "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw"));
        // A file takes the place of what was pasted.
        let mut fields = rik.page(&edit).await.fields(&edit);
        fields.push(("action".to_owned(), "check".to_owned()));
        let file = [("csr_file", "server.csr", NEW_CSR.as_bytes())];
        let saved = rik.post_with_files(&edit, &fields, &file).await;
        assert_eq!(
            saved.location(),
            format!("{change}/check"),
            "{}",
            saved.text("main").join(" ")
        );
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        send(&rik, &change).await;
        assert_only_the_order(&before, &state(desk).await, &order);
        assert_eq!(status(desk, &order).await, "pending");
        // From here on the key counts as used, wherever it turns up.
        let other = OrderForm {
            csr: NEW_CSR.to_owned(),
            ..forms::valid()
        };
        let draft = rik.draft(&other).await;
        let page = rik.page(&format!("/orders/{draft}/check")).await;
        assert!(
            page.says(&format!("Order {} was sent with the same key.", order.id)),
            "{}",
            page.text("main").join(" ")
        );
    });
}

#[test]
fn a_reissue_is_filled_in_and_wants_another_key() {
    desk(async |desk| {
        let ada = approver(desk).await;
        let order = issued(desk, &ada).await;
        let before = state(desk).await;
        let change = begin(&ada, &order.path(), "reissue-order").await;
        let edit = format!("{change}/edit");
        let page = ada.page(&edit).await;
        assert_eq!(page.value(&edit, "common_name").unwrap(), "domain.example.com");
        assert_eq!(page.value(&edit, "csr").unwrap(), "");
        let refused = fill(&ada, &edit, &[("csr", forms::CSR)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("This is the key of the present certificate."));
        let kept = fill(&ada, &edit, &[("csr", forms::CSR), ("keep_key", "yes")]).await;
        assert_eq!(kept.location(), format!("{change}/check"));
        let check = ada.page(&format!("{change}/check")).await;
        assert!(check.says("Whoever has that key can use both."));
        fill(
            &ada,
            &edit,
            &[("csr", NEW_CSR), ("dns_names", "www.domain.example.com")],
        )
        .await;
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        send(&ada, &change).await;
        assert_eq!(status(desk, &order).await, "reissue_pending");
        let page = ada.order_page(order.id).await;
        assert!(page.says("A reissue is on its way. Wait for it, or cancel it first."));
        issue(desk, &order).await;
        ada.refresh(order.id).await;
        let record = super::at_digicert(desk, &order).await;
        assert_eq!(record["status"], "issued");
        assert!(
            record["certificate"]["dns_names"]
                .to_string()
                .contains("www.domain.example.com")
        );
        assert_eq!(calls(desk, "POST", "/reissue").await, 1);
    });
}

#[test]
fn a_reissue_on_its_way_can_be_dropped() {
    desk(async |desk| {
        let ada = approver(desk).await;
        let order = issued(desk, &ada).await;
        let typed = [("csr", NEW_CSR), ("common_name", "domain.example.com")];
        let change = write(&ada, &order, "reissue-order", &typed).await;
        send(&ada, &change).await;
        ada.refresh(order.id).await;
        let page = ada.order_page(order.id).await;
        assert!(
            page.text("#s-actions button")
                .contains(&"Cancel the reissue".to_owned())
        );
        let cancel = write(&ada, &order, "cancel-order", &[("note", "Toch niet")]).await;
        let check = ada.page(&format!("{cancel}/check")).await;
        assert!(check.says("This drops the reissue that is on its way."));
        assert!(!check.says("never gets a certificate"));
        assert_eq!(check.text("h1"), ["Cancel the reissue for domain.example.com"]);
        assert_eq!(check.text("#s-send button"), ["Cancel the reissue at DigiCert"]);
        assert_eq!(check.attribute("#s-send button", "data-kind"), ["danger"]);
        assert_eq!(check.text("#s-compare .fact-after"), ["Issued", "Toch niet"]);
        send(&ada, &cancel).await;
        let done = ada.page(&cancel).await;
        assert!(done.says("DigiCert took the change.") && done.says("What was changed"));
        assert_eq!(status(desk, &order).await, "issued");
        let page = ada.order_page(order.id).await;
        assert!(page.says("Cancel the reissue: DigiCert took it") && !page.says("Cancel the order: DigiCert"));
        // Requesters do not have certificates issued anew.
        let rik = desk.person(Role::Requester).await;
        let path = format!("{}/changes", order.path());
        assert_eq!(rik.post(&path, &[("kind", "reissue-order")]).await.status, 403);
    });
}
