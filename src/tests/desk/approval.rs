//! Approval by a second person: what it is bound to, who gives it, how long it holds, and what the pages say.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{OrderForm, State, Switches};
use sha2::{Digest, Sha256};

use super::forms;
use super::harness::{Desk, desk};
use super::setup::Setup;
use super::visitor::{Fields, Page, Visitor};

const CHANGED: &str = "Somebody changed this order meanwhile. Nothing was done; look at it again first.";
const NOT_APPROVED: &str = "Nothing was sent: this order needs the approval of a second person first.";
pub(super) const NOT_AWAITING: &str = "This order does not wait for an approval any more. Nothing was done.";
const WEEK: i64 = 7 * 24 * 3600;

/// A desk on which every order needs an approval.
pub(super) fn approving() -> Setup {
    Setup {
        switches: Switches::default().with_approval(),
        ..Setup::default()
    }
}

/// The fields of a form with that text typed.
pub(super) fn said(mut fields: Fields, text: &str) -> Fields {
    fields.retain(|(name, _)| name != "remark");
    fields.push(("remark".to_owned(), text.to_owned()));
    fields
}

pub(super) async fn asking_fields(visitor: &Visitor, id: OrderId) -> Fields {
    let page = visitor.page(&format!("/orders/{id}/check")).await;
    page.fields(&format!("/orders/{id}/ask-approval"))
}

/// Asks on the check page; what the order's page says then.
pub(super) async fn ask(visitor: &Visitor, id: OrderId, remark: &str) -> Vec<String> {
    let fields = said(asking_fields(visitor, id).await, remark);
    press(visitor, id, "ask-approval", &fields).await
}

/// A button of an order, and the notices of the page it leads to.
pub(super) async fn press(visitor: &Visitor, id: OrderId, action: &str, fields: &Fields) -> Vec<String> {
    let answer = visitor.post(&format!("/orders/{id}/{action}"), fields).await;
    let order = format!("/orders/{id}");
    assert_eq!(
        (answer.status, answer.location()),
        (303, order.as_str()),
        "{action}: {}",
        answer.body
    );
    visitor.page(&order).await.notices()
}

/// A button with which something typed comes too late: the order's page says why, and shows what was typed.
pub(super) async fn refused(visitor: &Visitor, id: OrderId, action: &str, fields: &Fields) -> String {
    let page = visitor.post(&format!("/orders/{id}/{action}"), fields).await;
    assert_eq!((page.status, page.location()), (409, ""), "{action}: {}", page.body);
    let typed = fields.iter().find(|(name, _)| name == "remark").unwrap();
    assert_eq!(
        page.text("main > .notice .said")[0],
        typed.1.replace('\n', " "),
        "{action}"
    );
    page.notices().swap_remove(0)
}

/// What stands in the form of the approver's page.
pub(super) async fn deciding_fields(visitor: &Visitor, id: OrderId) -> Fields {
    let page = visitor.page(&format!("/orders/{id}/approve")).await;
    page.fields(&format!("/orders/{id}/approve"))
}

pub(super) async fn approve(visitor: &Visitor, id: OrderId) -> Vec<String> {
    let fields = deciding_fields(visitor, id).await;
    press(visitor, id, "approve", &fields).await
}

/// A requester, an approver, and an order that waits.
pub(super) async fn waiting(desk: &Desk) -> (Visitor, Visitor, OrderId) {
    let (rik, anna) = (desk.person(Role::Requester).await, desk.person(Role::Approver).await);
    let id = rik.draft(&forms::valid()).await;
    ask(&rik, id, "").await;
    assert_eq!(desk.state(id).await, State::AwaitingApproval);
    (rik, anna, id)
}

pub(super) fn buttons(page: &Page) -> Vec<String> {
    page.text("main button")
}

#[test]
fn an_order_is_asked_for_approved_and_placed() {
    approving().run(async |desk| {
        let (rik, anna) = (desk.person(Role::Requester).await, desk.person(Role::Approver).await);
        let id = rik.draft(&forms::valid()).await;
        let check = rik.page(&format!("/orders/{id}/check")).await;
        assert_eq!(buttons(&check), ["Ask for approval"]);
        rik.place(desk, id).await;
        assert_eq!(rik.order_page(id).await.notices(), [NOT_APPROVED]);

        let notices = ask(&rik, id, "Graag voor <vrijdag>").await;
        assert!(notices[0].starts_with("The approval is asked for."), "{notices:?}");
        assert!(
            notices[1].contains("These people may approve it: approver1 van Test."),
            "{notices:?}"
        );
        assert!(notices[1].contains("Graag voor <vrijdag>"), "{notices:?}");

        let page = anna.page(&format!("/orders/{id}/approve")).await;
        assert!(page.says("Graag voor <vrijdag>") && page.says("domain.example.com"));
        assert_eq!(
            page.attribute("main dd a", "href"),
            Vec::<String>::new(),
            "no answer is changed here"
        );
        let bytes = page.text("pre").swap_remove(1);
        let digest: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let action = format!("/orders/{id}/approve");
        assert_eq!(page.value(&action, "request"), Some(digest.clone()), "{bytes}");
        assert!(page.says(&digest));

        let notices = approve(&anna, id).await;
        assert_eq!(notices[0], "The order is approved. It is sent by whoever places it.");
        let check = rik.page(&format!("/orders/{id}/check")).await;
        assert!(
            check.says("Approved by approver1 van Test on 2026-11-22 10:00 CET. It may be placed until 2026-11-29")
        );
        rik.press_place(id).await;
        assert_eq!(desk.state(id).await, State::Placed);
        assert_eq!(
            desk.journal(id).await,
            ["drafted", "approval-asked", "approved", "sending", "placed"]
        );
        desk.expect_posts(1).await;
    });
}

#[test]
fn what_changed_after_the_page_was_shown_is_not_approved() {
    approving().run(async |desk| {
        let (rik, anna, id) = waiting(desk).await;
        let seen = deciding_fields(&anna, id).await;
        let version = desk.order(id).await.version;
        rik.save(id, version, &forms::named("ander.example.com"), "save").await;
        assert_eq!(press(&anna, id, "approve", &seen).await, [NOT_AWAITING]);
        rik.page("/orders").await;
        ask(&rik, id, "").await;
        // It waits again, but it is another request.
        let mut replayed = seen.clone();
        for (name, value) in &mut replayed {
            if name == "version" {
                *value = desk.order(id).await.version.to_string();
            }
        }
        for fields in [&seen, &replayed] {
            assert_eq!(press(&anna, id, "approve", fields).await[0], CHANGED, "{fields:?}");
            assert_eq!(desk.state(id).await, State::AwaitingApproval);
        }
        for action in ["approve", "reject"] {
            let fields = said(seen.clone(), "Nee,\n<toch> niet");
            assert_eq!(refused(&anna, id, action, &fields).await, CHANGED, "{action}");
        }
        assert_eq!(
            desk.journal(id).await,
            ["drafted", "approval-asked", "changed", "approval-asked"]
        );
    });
}

#[test]
fn a_change_takes_the_approval_away_and_says_so_before() {
    approving().run(async |desk| {
        let (rik, anna, id) = waiting(desk).await;
        let edit = [format!("/orders/{id}/edit"), format!("/orders/{id}/edit/names")];
        for path in &edit {
            let notices = rik.page(path).await.notices();
            assert!(notices[0].contains("A change takes it back"), "{path} {notices:?}");
        }
        approve(&anna, id).await;
        for path in &edit {
            let notices = rik.page(path).await.notices();
            assert!(
                notices[0].contains("A change takes the approval away."),
                "{path} {notices:?}"
            );
        }
        let approved = desk.order(id).await.version;
        rik.save(id, approved, &forms::valid(), "save").await;
        assert_eq!(desk.state(id).await, State::Approved, "nothing was changed");
        rik.save(id, approved, &forms::named("ander.example.com"), "save").await;
        assert_eq!(desk.state(id).await, State::Draft);
        rik.page("/orders").await;
        for version in [approved, approved + 1] {
            rik.place_version(id, version).await;
            let notices = rik.order_page(id).await.notices();
            assert!([CHANGED, NOT_APPROVED].contains(&notices[0].as_str()), "{notices:?}");
        }
    });
}

#[test]
fn an_approval_that_is_not_used_in_time_ends() {
    approving().run(async |desk| {
        let (rik, anna, id) = waiting(desk).await;
        approve(&anna, id).await;
        desk.clock.advance(WEEK);
        // Nobody swept yet, and it does not count all the same.
        let check = rik.page(&format!("/orders/{id}/check")).await;
        assert!(check.says("The approval does not hold for this request"));
        assert_eq!(buttons(&check), ["Take it back from approval"]);
        assert!(rik.order_page(id).await.says("The approval of this order has ended"));
        rik.place(desk, id).await;
        assert_eq!(rik.order_page(id).await.notices()[0], NOT_APPROVED);

        desk.orders.lapse_approvals().await;
        assert_eq!(desk.state(id).await, State::Draft);
        let notices = rik.order_page(id).await.notices();
        assert!(notices[0].contains("Another one has to be asked for."), "{notices:?}");
        ask(&rik, id, "").await;
        let notices = rik.order_page(id).await.notices();
        assert!(notices[0].starts_with("This order waits for approval"), "{notices:?}");
        approve(&anna, id).await;
        desk.clock.advance(WEEK - 1);
        rik.press_place(id).await;
        assert_eq!(desk.state(id).await, State::Placed);
        desk.expect_posts(1).await;
    });
}

#[test]
fn two_approvers_and_second_clicks_do_each_step_once() {
    approving().run(async |desk| {
        let (rik, anna) = (desk.person(Role::Requester).await, desk.person(Role::Approver).await);
        let ada = desk.person(Role::Administrator).await;
        let id = rik.draft(&forms::valid()).await;
        let fields = asking_fields(&rik, id).await;
        press(&rik, id, "ask-approval", &fields).await;
        let again = press(&rik, id, "ask-approval", &fields).await;
        assert_eq!(
            again[0],
            "An approval had been asked for already. Nothing was done again."
        );

        let seen = deciding_fields(&anna, id).await;
        let path = format!("/orders/{id}/approve");
        let (one, other) = tokio::join!(anna.post(&path, &seen), ada.post(&path, &seen));
        assert_eq!((one.status, other.status), (303, 303));
        let said = [anna.order_page(id).await.notices(), ada.order_page(id).await.notices()];
        let lost = said.iter().filter(|notices| notices[0] == NOT_AWAITING).count();
        assert_eq!(lost, 1, "{said:?}");
        assert_eq!(press(&anna, id, "approve", &seen).await[0], NOT_AWAITING);
        assert_eq!(desk.journal(id).await, ["drafted", "approval-asked", "approved"]);
        assert_eq!(anna.get(&path).await.status, 409);

        let page = rik.order_page(id).await;
        let back = page.fields(&format!("/orders/{id}/withdraw"));
        let notices = press(&rik, id, "withdraw", &back).await;
        assert_eq!(notices, ["The order is taken back from approval. It is a draft again."]);
        assert_eq!(press(&rik, id, "withdraw", &back).await, [NOT_AWAITING]);
        let journal = ["drafted", "approval-asked", "approved", "withdrawn"];
        assert_eq!(desk.journal(id).await, journal);
    });
}

#[test]
fn an_order_that_needs_an_approval_is_not_paid_by_card() {
    let setup = Setup::everything();
    let setup = Setup {
        switches: setup.switches.with_approval(),
        ..setup
    };
    setup.run(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let sentence = "A card is no choice here";
        let blank = rik.page("/orders/new").await;
        let offered = blank.attribute("input[name='payment_method']", "value");
        assert_eq!(offered, ["balance", "profile", "wire_transfer"]);
        assert!(blank.says(sentence));

        let by_card = OrderForm {
            payment_method: "card".to_owned(),
            billing_address: "Veldstraat 2".to_owned(),
            billing_city: "Gent".to_owned(),
            billing_country: "BE".to_owned(),
            ..forms::valid()
        };
        let id = rik.draft(&by_card).await;
        let page = rik.page(&format!("/orders/{id}/edit/payment")).await;
        let chosen = page.attribute("input[name='payment_method'][checked]", "value");
        assert_eq!(chosen, ["card"]);
        assert!(page.says(sentence) && page.says("Choose another way of paying."));
        assert_eq!(rik.get(&format!("/orders/{id}/check")).await.status, 409);
        let version = vec![("version".to_owned(), "1".to_owned())];
        let notices = press(&rik, id, "ask-approval", &version).await;
        assert_eq!(
            notices[0],
            "The order does not pass the checks any more. Nothing was sent."
        );
        assert_eq!(desk.state(id).await, State::Draft);
    });
}

#[test]
fn without_approvals_no_page_mentions_them() {
    Setup::everything().run(async |desk| {
        let anna = desk.person(Role::Approver).await;
        let id = anna.draft(&forms::valid()).await;
        let edit = format!("/orders/{id}/edit");
        for path in [
            "/orders",
            "/orders/new",
            &format!("/orders/{id}"),
            &edit,
            &format!("/orders/{id}/check"),
        ] {
            let page = anna.page(path).await;
            assert!(
                !page.text("main").concat().to_lowercase().contains("approval"),
                "{path}"
            );
        }
        let offered = anna
            .page(&edit)
            .await
            .attribute("input[name='payment_method']", "value");
        assert_eq!(offered, ["balance", "card", "profile", "wire_transfer"]);
    });
}

/// A desk that asked for approvals yesterday, or shares its database with one that does.
#[test]
fn a_desk_without_approvals_still_finishes_those_that_were_asked_for() {
    desk(async |desk| {
        let (rik, anna) = (desk.person(Role::Requester).await, desk.person(Role::Approver).await);
        let asked = async |name: &str| {
            let id = rik.draft(&forms::named(name)).await;
            let version = vec![("version".to_owned(), "1".to_owned())];
            press(&rik, id, "ask-approval", &version).await;
            assert_eq!(desk.state(id).await, State::AwaitingApproval);
            id
        };
        // What waits is not sent before somebody takes it back or approves it.
        let waits = asked("een.example.com").await;
        rik.place(desk, waits).await;
        assert_eq!(rik.order_page(waits).await.notices()[0], NOT_APPROVED);
        let check = rik.page(&format!("/orders/{waits}/check")).await;
        assert_eq!(buttons(&check), ["Take it back from approval"]);
        let back = check.fields(&format!("/orders/{waits}/withdraw"));
        press(&rik, waits, "withdraw", &back).await;
        rik.press_place(waits).await;
        assert_eq!(desk.state(waits).await, State::Placed);

        let approved = asked("twee.example.com").await;
        assert!(anna.page("/orders").await.says("Waiting for your approval"));
        approve(&anna, approved).await;
        // An approval that has ended is in nobody's way where none is necessary.
        desk.clock.advance(WEEK);
        rik.press_place(approved).await;
        assert_eq!(desk.state(approved).await, State::Placed);
        desk.expect_posts(2).await;
    });
}
