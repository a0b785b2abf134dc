//! Revocations: the name is typed, the reason told, and where approvals are on a second person looks first.

use pkio_desk::domain::operator::Role;
use reqwest::Method;
use serde_json::json;

use super::super::account::{begin, differing, fill, state};
use super::super::approval::approving;
use super::super::harness::{Desk, desk};
use super::super::visitor::{Page, Visitor};
use super::{Placed, approver, assert_only_the_order, calls, confirm, issued, number, status, told, write};

const NAME: &str = "domain.example.com";

#[test]
fn an_order_is_revoked_by_its_name_and_with_a_reason() {
    desk(async |desk| {
        let ada = approver(desk).await;
        let order = issued(desk, &ada).await;
        let rik = desk.person(Role::Requester).await;
        let path = format!("{}/changes", order.path());
        assert_eq!(rik.post(&path, &[("kind", "revoke-order")]).await.status, 403);
        let before = state(desk).await;
        let change = begin(&ada, &order.path(), "revoke-order").await;
        let refused = fill(
            &ada,
            &format!("{change}/edit"),
            &[("comments", "Vervangen door een ander")],
        )
        .await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("Choose a reason."));
        fill(&ada, &format!("{change}/edit"), &[("reason", "superseded")]).await;
        let check = ada.page(&format!("{change}/check")).await;
        assert!(check.says("All certificates of this order are not trusted any more"));
        let about = check.text("#s-about").concat();
        assert!(about.contains(&order.remote) && about.contains(NAME), "{about}");
        assert_eq!(check.attribute("#s-about a", "href"), [order.path()]);
        let wrong = confirm(&ada, &change, "ander.example.com").await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.says("That is not the name."));
        let empty = confirm(&ada, &change, "").await;
        assert_eq!(empty.text(".error-summary li"), ["Type domain.example.com to confirm."]);
        // Past the page there is no way around the name.
        ada.post(
            "/actions/submit-change",
            &[("change", number(&change)), ("version", "2")],
        )
        .await;
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        confirm(&ada, &change, "DOMAIN.example.com").await;
        assert_eq!(status(desk, &order).await, "revoked");
        assert_only_the_order(&before, &state(desk).await, &order);
        assert!(ada.page(&change).await.says("approved"));
        // Once more is told, and an open page sends nothing.
        let again = ada.post(&path, &[("kind", "revoke-certificate")]).await;
        assert_eq!(again.location(), order.path());
        assert!(ada.order_page(order.id).await.says("The order is revoked already."));
        assert_eq!(calls(desk, "PUT", "/revoke").await, 1);
    });
}

#[test]
fn a_revoked_certificate_is_not_offered_as_if_it_were_of_use() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        let ada = approver(desk).await;
        let order = issued(desk, &ada).await;
        ada.post("/actions/fetch-certificate", &[("order", order.id.to_string())])
            .await;
        let pages = [order.path(), format!("{}/certificate", order.path())];
        let sections = "#s-certificate, #s-decoded, .page-header";
        for path in &pages {
            let text = ada.page(path).await.text(sections).concat();
            assert!(text.contains("days left"), "{text}");
            assert!(text.contains("Is what was ordered"), "{text}");
        }
        let change = write(&ada, &order, "revoke-order", &[("reason", "superseded")]).await;
        confirm(&ada, &change, NAME).await;
        for path in &pages {
            let page = ada.page(path).await;
            let text = page.text(sections).concat();
            assert!(page.says("This certificate is revoked"), "{text}");
            assert!(!text.contains("days left"), "{text}");
            assert!(!text.contains("Is what was ordered"), "{text}");
            assert_eq!(page.text("a[download][data-kind='primary']").len(), 0);
        }
    });
}

#[test]
fn the_chart_of_ends_counts_what_its_links_show() {
    desk(async |desk| {
        let ada = approver(desk).await;
        let (order, _) = (issued(desk, &ada).await, issued(desk, &ada).await);
        let ending = async || {
            let page = ada.page("/").await;
            let counts = page.text("#c-ending td").into_iter();
            let links = page.attribute("#c-ending tbody a", "href").into_iter();
            let mut all = 0;
            for (count, link) in counts.zip(links).filter(|(count, _)| count != "0") {
                let rows = ada.page(&link).await;
                assert_eq!(rows.text("main tbody tr").len().to_string(), count, "{link}");
                assert!(rows.says("in use and not renewed"));
                all += count.parse::<usize>().unwrap();
            }
            all
        };
        assert_eq!(ending().await, 2);
        let change = write(&ada, &order, "revoke-order", &[("reason", "superseded")]).await;
        confirm(&ada, &change, NAME).await;
        assert_eq!(ending().await, 1);
    });
}

#[test]
fn one_certificate_is_revoked_by_its_number() {
    desk(async |desk| {
        let ada = approver(desk).await;
        let order = issued(desk, &ada).await;
        let certificate = desk.order(order.id).await.remote.unwrap().certificate_id.unwrap();
        let change = write(&ada, &order, "revoke-certificate", &[("reason", "keyCompromise")]).await;
        confirm(&ada, &change, NAME).await;
        assert_eq!(
            calls(desk, "PUT", &format!("/certificate/{certificate}/revoke")).await,
            1
        );
        assert_eq!(told(desk, &order).await.last().unwrap(), "revoke-certificate done");
    });
}

#[test]
fn a_revocation_that_digicert_wants_approved_is_told_and_not_asked_for_twice() {
    desk(async |desk| {
        let ada = approver(desk).await;
        let order = issued(desk, &ada).await;
        let settings = json!({ "revocations_need_approval": true });
        desk.control(Method::POST, "/settings", Some(settings)).await;
        let change = write(&ada, &order, "revoke-order", &[("reason", "superseded")]).await;
        confirm(&ada, &change, NAME).await;
        let page = ada.page(&change).await;
        assert!(
            page.says("waits for approval in CertCentral"),
            "{}",
            page.text("main").join(" ")
        );
        assert!(page.says("What is wanted") && !page.says("What was changed"));
        assert_eq!(status(desk, &order).await, "issued");
        let page = ada.order_page(order.id).await;
        assert!(page.says("A revocation waits for approval in CertCentral."));
        desk.control(Method::POST, &format!("/orders/{}/approve", order.remote), None)
            .await;
        ada.refresh(order.id).await;
        assert_eq!(status(desk, &order).await, "revoked");
        assert_eq!(calls(desk, "PUT", "/revoke").await, 1);
    });
}

/// Writes a revocation and asks for its approval.
async fn asked(visitor: &Visitor, order: &Placed) -> String {
    let change = write(visitor, order, "revoke-order", &[("reason", "superseded")]).await;
    press(visitor, &change, "ask-approval", "Graag vandaag").await;
    change
}

/// A button of the check page, with that typed.
async fn press(visitor: &Visitor, change: &str, action: &str, remark: &str) -> Page {
    let check = visitor.page(&format!("{change}/check")).await;
    // The form to send back is that to approve, with another button.
    let form = if action == "reject" { "approve" } else { action };
    let mut fields = check.fields(&format!("{change}/{form}"));
    fields.retain(|(name, _)| name != "remark");
    fields.push(("remark".to_owned(), remark.to_owned()));
    visitor.post(&format!("{change}/{action}"), &fields).await
}

/// An issued order on a desk on which nobody sends without approval.
async fn issued_with_approval(desk: &Desk, rik: &Visitor, ada: &Visitor) -> Placed {
    use super::super::approval::{approve, ask};
    let still = json!({ "issue_after": null });
    desk.control(Method::POST, "/settings", Some(still)).await;
    let id = rik.draft(&super::super::forms::valid()).await;
    ask(rik, id, "").await;
    approve(ada, id).await;
    rik.place(desk, id).await;
    desk.expect_posts(1).await;
    let remote = desk.order(id).await.remote.unwrap().id.to_string();
    let order = Placed { id, remote };
    super::issue(desk, &order).await;
    rik.refresh(id).await;
    order
}

#[test]
fn a_second_person_approves_just_this_revocation() {
    approving().run(async |desk| {
        let (rik, ada, bea) = (
            desk.person(Role::Requester).await,
            approver(desk).await,
            approver(desk).await,
        );
        let order = issued_with_approval(desk, &rik, &ada).await;
        let change = write(&ada, &order, "revoke-order", &[("reason", "superseded")]).await;
        let before = state(desk).await;
        // Without an approval nothing is sent, whatever is posted.
        assert_eq!(
            ada.page(&format!("{change}/check")).await.text("#s-decide button"),
            ["Ask for approval"]
        );
        let fields = [("version", "2"), ("confirmation", NAME)];
        ada.post(&format!("{change}/send"), &fields).await;
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        press(&ada, &change, "ask-approval", "Graag vandaag").await;
        // Whoever wrote it does not approve it.
        let own = ada.page(&format!("{change}/check")).await;
        assert!(own.says("You wrote this or asked for its approval"));
        assert_eq!(own.text("#s-decide button"), ["Take it back from approval"]);
        // Others send it back instead, and are led to where that is decided.
        let others = bea.page(&format!("{change}/check")).await;
        assert_eq!(
            others.text("#s-decide button"),
            ["Approve this request", "Send it back"]
        );
        for (person, first) in [(&ada, "Go to the check page"), (&bea, "Look at it and decide")] {
            let ways = person.page(&change).await.text(".form-actions .button");
            assert_eq!(ways, [first, "Go on writing, which takes it back"]);
        }
        let digest = bea
            .page(&format!("{change}/check"))
            .await
            .text("#s-decide .fingerprint");
        let forged = [("version", "3"), ("remark", ""), ("request", digest[0].as_str())];
        ada.post(&format!("{change}/approve"), &forged).await;
        let waits = ada.page(&change).await;
        assert!(waits.says("Waits for approval") && waits.says("Take it back from approval"));
        assert!(!bea.page(&change).await.says("Take it back from approval"));
        ada.post("/actions/fetch-certificate", &[("order", order.id.to_string())])
            .await;
        let page = ada.order_page(order.id).await;
        assert!(page.says("Begun with this order, and not done yet"));
        assert!(page.says("All gates are passed.") && !page.says("Nobody has to act."));
        // Another digest is another request.
        let other = [("version", "3"), ("remark", ""), ("request", "0000")];
        bea.post(&format!("{change}/approve"), &other).await;
        assert!(ada.page(&change).await.says("Waits for approval"));
        assert!(bea.page("/orders").await.says("Revocations waiting for your approval"));
        let first = bea.page("/").await;
        assert!(first.says("revocation waits for approval"));
        let links = first.attribute(".attentions a", "href");
        assert!(
            links.contains(&"/changes?state=awaiting_approval".to_owned()),
            "{links:?}"
        );
        assert!(bea.page(&links[0]).await.says("Revoke the order for"));
        let others = bea.page("/changes?state=in_doubt").await;
        assert!(others.says("No change stands there now") && others.says("Show all open changes"));
        assert!(!others.says("Revoke the order for") && !others.says("No change is open"));
        press(&bea, &change, "approve", "Akkoord").await;
        assert!(ada.page(&format!("{change}/check")).await.says("Approved by approver"));
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        confirm(&ada, &change, NAME).await;
        assert_eq!(status(desk, &order).await, "revoked");
        let steps = told(desk, &order).await;
        assert_eq!(
            steps,
            ["approval-asked", "approved", "sending", "done"].map(|step| format!("revoke-order {step}"))
        );
    });
}

#[test]
fn an_approval_is_void_after_a_change_and_after_its_time() {
    approving().run(async |desk| {
        let (rik, ada, bea) = (
            desk.person(Role::Requester).await,
            approver(desk).await,
            approver(desk).await,
        );
        let order = issued_with_approval(desk, &rik, &ada).await;
        let change = asked(&ada, &order).await;
        press(&bea, &change, "approve", "").await;
        // Another reason is another request.
        fill(&ada, &format!("{change}/edit"), &[("reason", "keyCompromise")]).await;
        assert!(ada.page(&format!("{change}/check")).await.says("Ask for approval"));
        press(&ada, &change, "ask-approval", "").await;
        let missing = press(&bea, &change, "reject", " ").await;
        assert_eq!(missing.status, 422);
        assert!(missing.says("Say why you send it back."));
        press(&bea, &change, "reject", "Welke sleutel?").await;
        for page in [change.clone(), format!("{change}/check")] {
            let page = ada.page(&page).await;
            assert!(page.says("This was not approved") && page.says("Welke sleutel?"));
        }
        // Who sent it back is not the one to go on with it.
        let others = bea.page(&change).await.attribute(".form-actions .button", "data-kind");
        assert!(!others.contains(&"primary".to_owned()), "{others:?}");
        press(&ada, &change, "ask-approval", "").await;
        press(&bea, &change, "approve", "").await;
        desk.clock.advance(7 * 24 * 3600);
        let late = ada.page(&format!("{change}/check")).await;
        assert!(late.says("The approval does not hold for this request"));
        assert_eq!(calls(desk, "PUT", "/revoke").await, 0);
        desk.changes.keep_settled().await;
        let lapsed = ada.page(&change).await;
        assert!(lapsed.says("The approval was not used in time and has ended."));
        assert!(lapsed.says("Another one has to be asked for."));
        assert_eq!(status(desk, &order).await, "issued");
    });
}

/// Nothing else needs a second person.
#[test]
fn other_actions_need_no_approval() {
    approving().run(async |desk| {
        let (rik, ada) = (desk.person(Role::Requester).await, approver(desk).await);
        let order = issued_with_approval(desk, &rik, &ada).await;
        let change = write(&rik, &order, "add-order-note", &[("text", "Gebeld")]).await;
        super::super::account::send(&rik, &change).await;
        assert_eq!(calls(desk, "POST", "/note").await, 1);
    });
}
