//! The reconciler: what is in doubt is found by itself where no mistake is possible, and what is at DigiCert is seen here.

use pkio_desk::domain::ids::{OrderId, RemoteOrderId};
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::search::Agreement;
use pkio_desk::domain::order::{EventKind, Order, OrderForm, RemoteStatus, State};
use pkio_desk::orders::{GivingUp, Linking};
use pkio_desk::store::{HistoryQuery, Reconciliation, Stepped};
use reqwest::Method;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::forms;
use super::harness::{Desk, desk};
use super::setup::Setup;

/// An order in doubt, which DigiCert took or did not. The sandbox's clock is the desk's from here on.
async fn in_doubt(desk: &Desk, form: &OrderForm, is_taken: bool) -> OrderId {
    desk.expect_error("in doubt");
    desk.set_sandbox_clock().await;
    let rik = desk.person(Role::Requester).await;
    let id = rik.draft(form).await;
    let fault = if is_taken {
        "cut-after-taking"
    } else {
        "cut-before-reading"
    };
    desk.fault(json!({ "fault": fault })).await;
    rik.place(desk, id).await;
    assert_eq!(desk.state(id).await, State::InDoubt);
    id
}

async fn advance(desk: &Desk, seconds: i64) {
    desk.clock.advance(seconds);
    desk.set_sandbox_clock().await;
}

async fn reconcile(desk: &Desk) -> Reconciliation {
    let run = desk.orders.reconcile().await.unwrap().unwrap();
    assert_eq!(run.failure, None);
    run
}

async fn remote_id(desk: &Desk, which: usize) -> RemoteOrderId {
    RemoteOrderId(desk.taken().await[which]["id"].as_i64().unwrap())
}

async fn elsewhere(desk: &Desk) -> Vec<Order> {
    let query = HistoryQuery {
        states: vec![State::Elsewhere],
        ..HistoryQuery::default()
    };
    let page = desk.orders.history(&query, None, 100).await.unwrap();
    let mut orders = Vec::new();
    for row in page.rows {
        orders.push(desk.order(row.id).await);
    }
    orders
}

/// Orders past the desk, as somebody in CertCentral does.
async fn order_elsewhere(desk: &Desk, change: impl FnOnce(&mut Value)) {
    let mut body: Value = serde_json::from_str(include_str!("../digicert/golden/exclude-oin.json")).unwrap();
    body.as_object_mut().unwrap().remove("alternative_order_id");
    change(&mut body);
    desk.send_as_the_desk(body.to_string()).await;
}

#[test]
fn what_is_in_doubt_is_found_by_its_reference() {
    desk(async |desk| {
        let id = in_doubt(desk, &forms::valid(), true).await;
        let run = reconcile(desk).await;
        let order = desk.order(id).await;
        assert_eq!(order.state, State::Placed);
        assert_eq!(order.remote.unwrap().id, remote_id(desk, 0).await);
        assert!(run.compared >= 1 && run.differences >= 1, "{run:?}");
        let events = desk.orders.events(id).await.unwrap();
        let EventKind::Found { evidence, .. } = &events[0].kind else {
            panic!("{events:?}")
        };
        assert_eq!((evidence.reference, evidence.key), (Agreement::Same, Agreement::Same));
        assert_eq!(events[0].actor.id, None);
        // It was seen in the list as well, but it is one order.
        assert!(
            elsewhere(desk)
                .await
                .iter()
                .all(|other| other.remote.as_ref().unwrap().id != RemoteOrderId(order.id.0))
        );
        desk.expect_posts(1).await;
    });
}

#[test]
fn without_a_reference_it_is_found_by_its_key() {
    let setup = Setup {
        reference_is_sent: false,
        ..Setup::default()
    };
    setup.run(async |desk| {
        let id = in_doubt(desk, &forms::valid(), true).await;
        reconcile(desk).await;
        assert_eq!(desk.state(id).await, State::Placed);
        desk.expect_posts(1).await;
    });
}

#[test]
fn without_reference_and_key_a_person_chooses() {
    let setup = Setup {
        reference_is_sent: false,
        ..Setup::default()
    };
    setup.run(async |desk| {
        let form = OrderForm {
            csr: String::new(),
            csr_choice: "later".to_owned(),
            ..forms::valid()
        };
        let id = in_doubt(desk, &form, true).await;
        reconcile(desk).await;
        let order = desk.order(id).await;
        assert_eq!(order.state, State::InDoubt);
        let there = remote_id(desk, 0).await;
        let candidates = order.search.unwrap().candidates;
        assert_eq!(
            candidates.iter().map(|candidate| candidate.id).collect::<Vec<_>>(),
            [there]
        );
        // As long as nobody chose, it stands in the history as somebody else's.
        assert!(
            elsewhere(desk)
                .await
                .iter()
                .any(|other| other.remote.as_ref().unwrap().id == there)
        );
        let anna = desk.operator(Role::Approver).await;
        assert_eq!(desk.orders.give_up(&anna, id, "gone").await.unwrap(), GivingUp::Several);
        let never = RemoteOrderId(1);
        assert_eq!(
            desk.orders.link(&anna, id, never).await.unwrap(),
            Linking::NotACandidate
        );
        assert_eq!(desk.orders.link(&anna, id, there).await.unwrap(), Linking::Linked);
        assert_eq!(desk.order(id).await.remote.unwrap().id, there);
        assert!(
            elsewhere(desk)
                .await
                .iter()
                .all(|other| other.remote.as_ref().unwrap().id != there)
        );
        let words = desk.journal(id).await;
        assert!(
            words.contains(&"seen-elsewhere") && words.contains(&"found"),
            "{words:?}"
        );
        desk.expect_posts(1).await;
    });
}

#[test]
fn an_order_of_ours_with_the_same_key_makes_it_a_choice() {
    let setup = Setup {
        reference_is_sent: false,
        ..Setup::default()
    };
    setup.run(async |desk| {
        let id = in_doubt(desk, &forms::valid(), true).await;
        let twin = in_doubt(desk, &forms::valid(), false).await;
        reconcile(desk).await;
        assert_eq!(desk.state(id).await, State::InDoubt);
        assert_eq!(desk.state(twin).await, State::InDoubt);
        assert_eq!(desk.order(id).await.search.unwrap().candidates.len(), 1);
        desk.expect_posts(2).await;
    });
}

#[test]
fn what_is_not_there_may_be_given_up_after_a_while_and_may_still_turn_up() {
    desk(async |desk| {
        let id = in_doubt(desk, &forms::valid(), false).await;
        let anna = desk.operator(Role::Approver).await;
        for minutes in [0, 1, 2, 4] {
            advance(desk, minutes * 60).await;
            reconcile(desk).await;
            assert_eq!(
                desk.orders.give_up(&anna, id, "early").await.unwrap(),
                GivingUp::TooEarly
            );
        }
        advance(desk, 9 * 60).await;
        let GivingUp::Replaced(draft) = desk
            .orders
            .give_up(&anna, id, "DigiCert's support says so")
            .await
            .unwrap()
        else {
            panic!("not given up")
        };
        let (old, new) = (desk.order(id).await, desk.order(draft).await);
        assert_eq!((old.state, old.replaced_by), (State::Released, Some(draft)));
        assert_eq!((new.state, new.replaces), (State::Draft, Some(id)));
        assert_eq!(new.form.csr, old.form.csr);
        assert_eq!(new.form.csa_agreed, "");
        desk.expect_posts(1).await;
        // DigiCert processed it hours later, after all.
        let reference = old.attempt.unwrap().reference.0;
        order_elsewhere(desk, |body| body["alternative_order_id"] = json!(reference)).await;
        advance(desk, 3600).await;
        desk.expect_error("turned up");
        reconcile(desk).await;
        assert_eq!(desk.state(id).await, State::Placed);
        assert_eq!(desk.order(id).await.replaced_by, Some(draft));
        let rik = desk.person(Role::Requester).await;
        let typed = OrderForm {
            csa_agreed: "yes".to_owned(),
            ..desk.order(draft).await.form
        };
        rik.save(draft, 1, &typed, "save").await;
        rik.place(desk, draft).await;
        assert_eq!(desk.state(draft).await, State::Draft);
        desk.expect_posts(2).await;
    });
}

#[test]
fn what_was_placed_elsewhere_is_seen_followed_and_adopted() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        let first = reconcile(desk).await;
        assert!(first.is_full);
        let known = elsewhere(desk).await.len();
        order_elsewhere(desk, |_| {}).await;
        desk.expect_posts(1).await;
        let there = remote_id(desk, 0).await;
        advance(desk, 60).await;
        let run = reconcile(desk).await;
        assert!(!run.is_full && run.differences >= 1, "{run:?}");
        let seen = elsewhere(desk).await;
        assert_eq!(seen.len(), known + 1);
        let order = seen
            .iter()
            .find(|order| order.remote.as_ref().unwrap().id == there)
            .unwrap();
        assert_eq!(order.form.common_name, "domain.example.com");
        assert!(order.attempt.is_none() && order.owner.id.is_none());
        // Its status is followed.
        desk.control(Method::POST, &format!("/orders/{there}/revoke"), None)
            .await;
        advance(desk, 60).await;
        reconcile(desk).await;
        let status = desk.order(order.id).await.remote.unwrap().status;
        assert_eq!(status, Some(RemoteStatus::Revoked));
        let anna = desk.operator(Role::Approver).await;
        let adopted = desk.orders.adopt(&anna, order.id).await.unwrap();
        assert!(matches!(adopted, Stepped::Done(_)), "{adopted:?}");
        assert_eq!(desk.state(order.id).await, State::Placed);
        assert_eq!(desk.order(order.id).await.owner.id, Some(anna.id));
        let run = reconcile(desk).await;
        assert_eq!(run.differences, 0, "{run:?}");
    });
}

#[test]
fn what_digicert_does_not_know_any_more_is_reported_once() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        let id = in_doubt(desk, &forms::valid(), true).await;
        let attempt = desk.order(id).await.attempt.unwrap();
        let gone = crate::store::remote(999);
        let orders = desk.fresh.store.orders();
        orders
            .record_placed(id, &attempt.reference, &gone, desk.clock.now())
            .await
            .unwrap();
        for _ in 0..2 {
            assert!(reconcile(desk).await.is_full);
            advance(desk, 86_400).await;
        }
        let words = desk.journal(id).await;
        assert_eq!(words.iter().filter(|word| **word == "vanished").count(), 1, "{words:?}");
        assert!(desk.order(id).await.remote.unwrap().vanished_at.is_some());
        desk.expect_posts(1).await;
    });
}

#[test]
fn one_process_at_a_time_reconciles() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        let leases = desk.fresh.store.leases();
        let until = desk.clock.in_seconds(60);
        assert!(
            leases
                .take("reconciler", "another desk", until, desk.clock.now())
                .await
                .unwrap()
        );
        assert_eq!(desk.orders.reconcile().await.unwrap(), None);
        advance(desk, 60).await;
        reconcile(desk).await;
        reconcile(desk).await;
    });
}

#[test]
fn without_digicert_a_run_says_so_and_nothing_is_concluded() {
    desk(async |desk| {
        let id = in_doubt(desk, &forms::valid(), false).await;
        desk.expect_posts(1).await;
        reconcile(desk).await;
        let clean = desk.order(id).await.search.unwrap().clean;
        desk.stop_sandbox().await;
        desk.clock.advance(3600);
        let run = desk.orders.reconcile().await.unwrap().unwrap();
        assert!(run.failure.is_some());
        let search = desk.order(id).await.search.unwrap();
        assert_eq!((search.clean, search.looks), (clean, 2));
        let anna = desk.operator(Role::Approver).await;
        assert_eq!(
            desk.orders.give_up(&anna, id, "no").await.unwrap(),
            GivingUp::Unanswered
        );
        let latest = desk.orders.reconciliations(10).await.unwrap();
        assert_eq!(
            latest.iter().map(|run| run.failure.is_some()).collect::<Vec<_>>(),
            [true, false]
        );
    });
}

#[test]
fn a_run_that_the_store_cut_off_says_so_in_its_line() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        let backdoor = desk.fresh.backdoor().await;
        let rename = async |from: &str, to: &str| {
            let rename = format!("ALTER TABLE {from} RENAME TO {to}");
            backdoor.execute_unprepared(&rename).await.unwrap();
        };
        rename("order_events", "gone").await;
        desk.orders.reconcile().await.unwrap_err();
        rename("gone", "order_events").await;
        let rik = desk.person(Role::Requester).await;
        let rows = rik.page("/settings").await.text("#s-runs tbody tr");
        assert!(
            rows[0].contains("It did not come to its end: the database refused a statement"),
            "{rows:?}"
        );
        // It gave its place back, and the next one compares everything.
        assert!(reconcile(desk).await.is_full);
        backdoor.close().await.unwrap();
    });
}

#[test]
fn nothing_is_sent_from_a_restored_backup_before_everything_was_compared() {
    desk(async |desk| {
        desk.set_sandbox_clock().await;
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        let backdoor = desk.fresh.backdoor().await;
        let now = desk.clock.now().as_millisecond();
        let restored = format!(
            "INSERT INTO restores (at, backup_at) VALUES ({now}, {})",
            now - 3_600_000
        );
        backdoor.execute_unprepared(&restored).await.unwrap();
        backdoor.close().await.unwrap();
        let check = format!("/orders/{id}/check");
        let button = "form[action='/actions/place-order']";
        let page = rik.page(&check).await;
        let text = "The desk was restored on 2026-11-22 10:00 CET from a backup of 2026-11-22 09:00 CET.";
        assert!(page.says(text), "{}", page.text("main").concat());
        assert_eq!(page.text(button).len(), 0);
        rik.place(desk, id).await;
        let notices = rik.order_page(id).await.notices();
        assert!(
            notices[0].starts_with("Nothing was sent: the desk was restored from a backup"),
            "{notices:?}"
        );
        assert_eq!(desk.journal(id).await, ["drafted"]);
        assert!(reconcile(desk).await.is_full);
        let page = rik.page(&check).await;
        assert_eq!((page.says(text), page.text(button).len()), (false, 1));
        rik.press_place(id).await;
        assert_eq!(desk.state(id).await, State::Placed);
        desk.expect_posts(1).await;
    });
}
