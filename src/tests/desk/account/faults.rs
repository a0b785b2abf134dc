//! Every kind of change, with everything that can go wrong on the way: it is sent once, is in doubt where nobody can know,
//! and reading back ends the doubt as it is at DigiCert.

use std::time::Duration;

use pkio_desk::domain::change::{Change, ChangeState, Subject};
use pkio_desk::domain::operator::Role;
use reqwest::Method;
use serde_json::{Value, json};

use super::super::harness::{Desk, desk};
use super::super::setup::Setup;
use super::super::visitor::Visitor;
use super::cases::{Case, one_of_each};
use super::state;
use super::untouched::assert_just;

/// Who is in doubt about it.
#[derive(Clone, Copy, PartialEq)]
enum Doubtful {
    All,
    /// Those whose answer has a body.
    Answered,
    /// Those that create something.
    Creations,
}

/// Something that goes wrong.
struct Wrong {
    fault: Value,
    /// Whether DigiCert took the change all the same.
    is_taken: bool,
    doubtful: Doubtful,
}

fn wrong(fault: Value, is_taken: bool, doubtful: Doubtful) -> Wrong {
    Wrong {
        fault,
        is_taken,
        doubtful,
    }
}

impl Wrong {
    fn leaves_in_doubt(&self, case: &Case) -> bool {
        match self.doubtful {
            Doubtful::All => true,
            Doubtful::Answered => case.has_answer,
            Doubtful::Creations => case.creates(),
        }
    }
}

async fn go_wrong(desk: &Desk, wrong: Wrong) {
    desk.expect_error("in doubt");
    let bea = desk.person(Role::Administrator).await;
    for case in one_of_each() {
        if wrong.doubtful == Doubtful::Creations && !case.creates() {
            continue;
        }
        case.prepare(desk).await;
        let before = state(desk).await;
        let mut fault = wrong.fault.clone();
        (fault["method"], fault["path"]) = (json!(case.call.0), json!(case.call.1));
        desk.control(Method::POST, "/faults", Some(fault)).await;
        case.make(&bea).await;
        desk.control(Method::DELETE, "/holds", None).await;
        case.assert_sent(desk, 1, "after it was sent").await;
        let change = case.stored(desk).await;
        if wrong.leaves_in_doubt(&case) {
            assert_eq!(change.state, ChangeState::InDoubt, "{}", case.title());
            let page = bea.page(&format!("/changes/{}", change.id)).await;
            assert!(page.says("It is not known whether DigiCert took this change"));
            if wrong.is_taken {
                is_found(desk, &bea, &case, &change).await;
            } else {
                is_not_found(desk, &bea, &case, &change).await;
            }
        } else {
            assert_eq!(change.state, ChangeState::Done, "{}", case.title());
        }
        case.assert_sent(desk, 1, "after it was read back").await;
        let after = state(desk).await;
        if wrong.is_taken {
            assert_just(&case, &before, &after);
        } else {
            assert_eq!(before, after, "{}", case.title());
        }
    }
}

async fn look(visitor: &Visitor, change: &Change) -> String {
    let id = change.id.to_string();
    visitor.post("/actions/read-back-change", &[("change", id)]).await;
    visitor
        .page(&format!("/changes/{}", change.id))
        .await
        .text("main")
        .concat()
}

/// It was made: the first look says so, and what was created has its number.
async fn is_found(desk: &Desk, visitor: &Visitor, case: &Case, change: &Change) {
    let page = look(visitor, change).await;
    assert!(
        page.contains("It was read back: DigiCert took the change."),
        "{}: {page}",
        case.title()
    );
    let ended = case.stored(desk).await;
    assert_eq!(ended.state, ChangeState::Done);
    assert_eq!(ended.created.is_some(), case.creates(), "{}", case.title());
    if let Some(id) = ended.created {
        let list = match case.subject {
            Subject::NewDomain => "domains",
            _ => "organizations",
        };
        visitor.page(&format!("/{list}/{id}")).await;
    }
}

/// It was not made: nobody believes the first looks, for DigiCert may still be at it.
async fn is_not_found(desk: &Desk, visitor: &Visitor, case: &Case, change: &Change) {
    for _ in 0..3 {
        let page = look(visitor, change).await;
        assert!(
            page.contains("DigiCert does not show it yet."),
            "{}: {page}",
            case.title()
        );
    }
    desk.clock.advance(121);
    let page = look(visitor, change).await;
    assert!(
        page.contains("DigiCert did not take the change."),
        "{}: {page}",
        case.title()
    );
    assert_eq!(case.stored(desk).await.state, ChangeState::Draft, "{}", case.title());
}

#[test]
fn the_connection_is_cut_after_digicert_took_it() {
    let fault = json!({ "fault": "cut-after-taking" });
    desk(async |desk| go_wrong(desk, wrong(fault, true, Doubtful::All)).await);
}

#[test]
fn the_connection_is_cut_before_digicert_read_it() {
    let fault = json!({ "fault": "cut-before-reading" });
    desk(async |desk| go_wrong(desk, wrong(fault, false, Doubtful::All)).await);
}

#[test]
fn a_page_with_status_500_says_nothing() {
    let fault = json!({ "fault": "html", "status": 500 });
    desk(async |desk| go_wrong(desk, wrong(fault, false, Doubtful::All)).await);
}

#[test]
fn a_page_with_status_500_may_hide_a_yes() {
    let fault = json!({ "fault": "html", "status": 500, "after_taking": true });
    desk(async |desk| go_wrong(desk, wrong(fault, true, Doubtful::All)).await);
}

#[test]
fn half_an_answer_is_no_answer() {
    let fault = json!({ "fault": "truncated-json" });
    desk(async |desk| go_wrong(desk, wrong(fault, true, Doubtful::Answered)).await);
}

#[test]
fn created_but_nobody_says_what() {
    let fault = json!({ "fault": "created-without-id" });
    desk(async |desk| go_wrong(desk, wrong(fault, true, Doubtful::Creations)).await);
}

#[test]
fn the_answer_takes_too_long() {
    let fault = json!({ "fault": "hold-after-taking" });
    let setup = Setup {
        patience: Duration::from_secs(1),
        ..Setup::default()
    };
    setup.run(async |desk| go_wrong(desk, wrong(fault, true, Doubtful::All)).await);
}
