//! Those who approve: what waits for them, whose orders they may approve, and what they say.

use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::State;

use super::approval::{
    NOT_AWAITING, approve, approving, ask, asking_fields, buttons, deciding_fields, press, refused, said, waiting,
};
use super::forms;

#[test]
fn a_rejection_carries_its_reason_to_the_owner() {
    approving().run(async |desk| {
        let (rik, anna, id) = waiting(desk).await;
        let fields = deciding_fields(&anna, id).await;
        let path = format!("/orders/{id}/reject");
        for (text, sentence) in [
            ("  \n", "Say why you send it back."),
            (&"é".repeat(2001), "This text has 2001 characters; 2000 are taken."),
        ] {
            let page = anna.post(&path, &said(fields.clone(), text)).await;
            assert_eq!(page.status, 422);
            assert!(page.title().starts_with("Error: "), "{}", page.title());
            assert!(page.text("#f-remark-error").concat().contains(sentence), "{sentence}");
            let kept = page.value(&format!("/orders/{id}/approve"), "remark").unwrap();
            assert_eq!(
                kept.trim_start_matches('\n').trim_end(),
                text.trim_start_matches('\n').trim_end()
            );
        }
        assert_eq!(desk.journal(id).await, ["drafted", "approval-asked"]);

        let reason = "Verkeerde naam:\n<b>domain</b>";
        let notices = press(&anna, id, "reject", &said(fields.clone(), reason)).await;
        assert_eq!(notices[0], "The order is back with its owner, who reads your reason.");
        // Pressed once more: nothing is done, and what was typed still stands there.
        assert_eq!(refused(&anna, id, "reject", &said(fields, reason)).await, NOT_AWAITING);
        let version = desk.order(id).await.version;
        rik.save(id, version, &forms::named("ander.example.com"), "save").await;
        rik.page("/orders").await;
        let notices = rik.order_page(id).await.notices();
        assert_eq!(notices.len(), 1, "{notices:?}");
        assert!(
            notices[0].contains("approver1 van Test sent it back on 2026-11-22"),
            "{notices:?}"
        );
        assert!(notices[0].contains("Verkeerde naam: <b>domain</b>"), "{notices:?}");
        ask(&rik, id, "").await;
        let page = rik.order_page(id).await;
        assert!(!page.says("This order was not approved"));
        let journal = page.text("#s-journal").concat();
        assert!(journal.contains("Did not approve it"), "{journal}");
    });
}

#[test]
fn a_remark_that_is_too_long_is_refused_with_everything_typed() {
    approving().run(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        let long = "x".repeat(2001);
        let fields = said(asking_fields(&rik, id).await, &long);
        let action = format!("/orders/{id}/ask-approval");
        let page = rik.post(&action, &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.says("This text has 2001 characters; 2000 are taken."));
        assert_eq!(page.value(&action, "remark").unwrap().trim(), long);
        assert_eq!(desk.state(id).await, State::Draft);
    });
}

#[test]
fn nobody_approves_an_order_of_their_own() {
    approving().run(async |desk| {
        let (ada, anna) = (
            desk.person(Role::Administrator).await,
            desk.person(Role::Approver).await,
        );
        let own = ada.draft(&forms::valid()).await;
        ask(&ada, own, "").await;
        // Written by a requester, asked for by the administrator: no order of others either.
        let rik = desk.person(Role::Requester).await;
        let asked = rik.draft(&forms::named("ander.example.com")).await;
        ask(&ada, asked, "").await;
        let hers = deciding_fields(&anna, own).await;
        for id in [own, asked] {
            let page = ada.page(&format!("/orders/{id}/approve")).await;
            assert!(page.says("somebody else has to approve it, whatever your role"));
            assert_eq!(buttons(&page), Vec::<String>::new());
        }
        let notices = press(&ada, own, "approve", &hers).await;
        assert!(
            notices[0].starts_with("Nobody approves an order of their own."),
            "{notices:?}"
        );
        assert_eq!(desk.state(own).await, State::AwaitingApproval);
        assert!(!ada.page("/orders").await.says("Waiting for your approval"));
        let waits = anna.page("/orders").await.text("#s-waiting tbody th");
        assert_eq!(waits, [own.to_string(), asked.to_string()]);
    });
}

#[test]
fn whoever_changed_an_order_does_not_approve_it() {
    approving().run(async |desk| {
        let (rik, anna) = (desk.person(Role::Requester).await, desk.person(Role::Approver).await);
        let bea = desk.person(Role::Approver).await;
        let id = rik.draft(&forms::valid()).await;
        let version = desk.order(id).await.version;
        anna.save(id, version, &forms::named("ander.example.com"), "save").await;
        anna.page("/orders").await;
        let notices = ask(&rik, id, "").await;
        let others = "These people may approve it: approver2 van Test.";
        assert!(notices[1].contains(others), "{notices:?}");
        let page = anna.page(&format!("/orders/{id}/approve")).await;
        assert!(page.says("You changed this order"), "{}", page.text("main").concat());
        assert_eq!(buttons(&page), Vec::<String>::new());
        assert!(!anna.page("/orders").await.says("Waiting for your approval"));
        let fields = deciding_fields(&bea, id).await;
        let notices = press(&anna, id, "approve", &fields).await;
        assert!(
            notices[0].starts_with("Nobody approves an order that they changed."),
            "{notices:?}"
        );
        assert_eq!(desk.state(id).await, State::AwaitingApproval);
        approve(&bea, id).await;
        assert_eq!(desk.state(id).await, State::Approved);
    });
}

#[test]
fn each_role_sees_what_it_may_do() {
    approving().run(async |desk| {
        let (rik, anna, id) = waiting(desk).await;
        let viewer = desk.person(Role::Viewer).await;
        let address = format!("/orders/{id}");
        for (visitor, expected, may_decide) in [
            (&viewer, &[][..], 0),
            (&rik, &["Take it back from approval"], 0),
            (&anna, &["Take it back from approval"], 1),
        ] {
            let page = visitor.page(&address).await;
            assert_eq!(page.text("main .notice button"), expected);
            let link = page.attribute(&format!("main .notice a[href='{address}/approve']"), "href");
            assert_eq!(link.len(), may_decide);
        }
        for visitor in [&viewer, &rik] {
            assert_eq!(visitor.get(&format!("{address}/approve")).await.status, 403);
            for action in ["approve", "reject"] {
                let fields = [("version", "2"), ("remark", "x")];
                assert_eq!(visitor.post(&format!("{address}/{action}"), &fields).await.status, 403);
            }
            assert!(!visitor.page("/orders").await.says("Waiting for your approval"));
        }
        let answer = viewer.post(&format!("{address}/withdraw"), &[("version", "2")]).await;
        assert_eq!(answer.status, 403);
        assert_eq!(desk.journal(id).await, ["drafted", "approval-asked"]);
    });
}

#[test]
fn what_waits_stands_first_with_its_age() {
    approving().run(async |desk| {
        let (rik, anna, id) = waiting(desk).await;
        desk.clock.advance(2 * 3600 + 1800);
        let page = anna.page("/orders").await;
        let row = page.text("#s-waiting tbody tr");
        assert_eq!(row.len(), 1);
        for words in [
            "domain.example.com",
            "requester0 van Test",
            "2 hours (since 2026-11-22 10:00 CET)",
        ] {
            assert!(row[0].contains(words), "{words}: {row:?}");
        }
        let link = page.attribute("#s-waiting tbody a", "href");
        assert_eq!(link, [format!("/orders/{id}/approve")]);
        for (view, rows) in [("awaiting-approval", 1), ("approved", 0)] {
            let page = anna.page(&format!("/orders?show={view}")).await;
            assert_eq!(page.text("main tbody tr").len(), rows, "{view}");
        }
        approve(&anna, id).await;
        assert!(!anna.page("/orders").await.says("Waiting for your approval"));
        assert_eq!(rik.page("/orders?show=approved").await.text("main tbody tr").len(), 1);
    });
}

#[test]
fn an_order_nobody_else_may_approve_says_so() {
    approving().run(async |desk| {
        let anna = desk.person(Role::Approver).await;
        let id = anna.draft(&forms::valid()).await;
        let notices = ask(&anna, id, "").await;
        assert!(notices[1].contains("Nobody at this desk may approve it"), "{notices:?}");
    });
}
