//! DigiCert's refusals: beside the field where it can be told, with its code for those who want to know, and everything
//! typed still there.

use pkio_desk::domain::change::{ChangeKind, ChangeState, Topic};
use pkio_desk::domain::operator::Role;
use reqwest::Method;
use serde_json::json;

use super::super::harness::desk;
use super::super::visitor::{Page, Visitor};
use super::cases::{Case, cases};
use super::{NEW, fill, send, state};

fn form_of(page: &Page) -> String {
    let forms = page.attribute("main form", "action");
    forms
        .into_iter()
        .find(|action| action.ends_with("/edit"))
        .expect("the form")
}

/// What was typed still stands in the form.
fn assert_typed(page: &Page, typed: &[(&str, &str)], title: &str) {
    let fields = page.fields(&form_of(page));
    for (name, value) in typed {
        let is_there = fields.contains(&((*name).to_owned(), (*value).to_owned()));
        assert!(
            is_there || value.is_empty(),
            "{title}: {name} is not {value}: {fields:?}"
        );
    }
}

#[test]
fn two_errors_are_shown_on_every_form_and_nothing_is_lost() {
    desk(async |desk| {
        let bea = desk.person(Role::Administrator).await;
        let has_form = |case: &Case| case.kind.has_form();
        for case in cases().into_iter().filter(has_form) {
            case.prepare(desk).await;
            let before = state(desk).await;
            let fault = json!({ "fault": "two-errors", "method": case.call.0, "path": case.call.1 });
            desk.control(Method::POST, "/faults", Some(fault)).await;
            let led = case.make(&bea).await;
            let title = case.title();
            let stored = case.stored(desk).await;
            assert_eq!(stored.state, ChangeState::Refused, "{title}");
            assert_eq!(led.location(), format!("/changes/{}/edit", stored.id), "{title}");
            let page = bea.page(led.location()).await;
            assert!(page.says("DigiCert refused this change"), "{title}");
            let raw = page.text("details").concat();
            for words in [
                "csr_invalid_cannot_parse",
                "sandbox_organization_unknown",
                "The organization does not exist.",
            ] {
                assert!(raw.contains(words), "{title}: {words}: {raw}");
            }
            assert_typed(&page, &case.typed, &title);
            case.assert_sent(desk, 1, "").await;
            assert_eq!(before, state(desk).await, "{title}");
            // What is mended is sent again.
            let fields = page.fields(led.location());
            let checked = [fields, vec![("action".to_owned(), "check".to_owned())]].concat();
            bea.post(led.location(), &checked).await;
            send(&bea, &format!("/changes/{}", stored.id)).await;
            assert_eq!(case.stored(desk).await.state, ChangeState::Done, "{title}");
        }
    });
}

#[test]
fn changes_without_a_form_say_it_on_their_page() {
    desk(async |desk| {
        let bea = desk.person(Role::Administrator).await;
        for case in cases().into_iter().filter(|case| !case.kind.has_form()) {
            case.prepare(desk).await;
            let before = state(desk).await;
            let fault = json!({ "fault": "two-errors", "method": case.call.0, "path": case.call.1 });
            desk.control(Method::POST, "/faults", Some(fault)).await;
            let led = case.make(&bea).await;
            let stored = case.stored(desk).await;
            assert_eq!(stored.state, ChangeState::Refused, "{}", case.title());
            assert_eq!(led.location(), format!("/changes/{}", stored.id), "{}", case.title());
            let page = bea.page(led.location()).await;
            assert!(page.says("DigiCert refused this change"), "{}", case.title());
            assert!(page.text("details").concat().contains("sandbox_organization_unknown"));
            assert_eq!(before, state(desk).await, "{}", case.title());
        }
        let covered = cases().into_iter().filter(|case| !case.kind.has_form());
        let covered: Vec<ChangeKind> = covered.map(|case| case.kind).collect();
        let all = ChangeKind::ALL.into_iter();
        let all = all.filter(|kind| !kind.has_form() && kind.topic() != Topic::Order);
        for kind in all {
            assert!(covered.contains(&kind), "{}", kind.word());
        }
    });
}

/// Types something DigiCert itself refuses, and gives its page.
async fn refused(visitor: &Visitor, begins: &str, typed: &[(&str, &str)]) -> Page {
    let saved = fill(visitor, begins, typed).await;
    assert_eq!(saved.status, 303, "{:?}", saved.text("main"));
    let change = saved.location().trim_end_matches("/check").to_owned();
    let led = send(visitor, &change).await;
    assert_eq!(led.location(), format!("{change}/edit"));
    let page = visitor.page(led.location()).await;
    assert_typed(&page, typed, begins);
    page
}

/// What stands beside a field.
fn beside(page: &Page, field: &str) -> String {
    page.text(&format!(".field:has([name='{field}']) .field-message"))
        .concat()
}

#[test]
fn what_digicert_refuses_stands_beside_its_field() {
    desk(async |desk| {
        let bea = desk.person(Role::Administrator).await;
        let before = state(desk).await;
        let closed = [&NEW[..], &[("container", "679396")]].concat();
        let page = refused(&bea, "/organizations/new", &closed).await;
        assert!(beside(&page, "container").contains("not active"), "{}", page.body);
        assert!(page.text("details").concat().contains("sandbox_inactive_container"));

        for (typed, field, words, code) in [
            (
                [("name", "debalans.example"), ("organization", "2042712")],
                "name",
                "4815003",
                "sandbox_duplicate_domain",
            ),
            (
                [("name", "nieuw.example"), ("organization", "9999999")],
                "organization",
                "not an organization of the account",
                "sandbox_unknown_organization",
            ),
        ] {
            let page = refused(&bea, "/domains/new", &typed).await;
            assert!(beside(&page, field).contains(words), "{field}: {:?}", page.text("main"));
            assert!(page.text("details").concat().contains(code), "{code}");
        }
        assert_eq!(before, state(desk).await);
    });
}

#[test]
fn what_is_too_long_is_told_before_anything_is_sent() {
    desk(async |desk| {
        let ada = desk.person(Role::Approver).await;
        desk.control(Method::DELETE, "/calls", None).await;
        let (name, email) = ("n".repeat(65), format!("a@{}.example", "e".repeat(300)));
        let typed = [
            ("name", name.as_str()),
            ("address", "Kade 9"),
            ("zip", "3511 AB"),
            ("city", "Utrecht"),
            ("state", "Utrecht"),
            ("telephone", "+31 30 555 0400"),
            ("organization_contact[first_name]", "Ada"),
            ("organization_contact[last_name]", "de Wit"),
            ("organization_contact[job_title]", "Directeur"),
            ("organization_contact[telephone]", "+31 30 555 0401"),
            ("organization_contact[email]", email.as_str()),
        ];
        let page = fill(&ada, "/organizations/new", &typed).await;
        assert_eq!(page.status, 422);
        assert_typed(&page, &typed, "too long");
        assert!(beside(&page, "name").contains("64"), "{}", beside(&page, "name"));
        let said = beside(&page, "organization_contact[email]");
        assert!(said.contains("255"), "{said}");
        let summary = page.attribute(".error-summary a", "href");
        assert!(summary.contains(&"#f-name".to_owned()), "{summary:?}");
        // The same sentence twice says which field it is about.
        let lines = page.text(".error-summary li");
        for start in [
            "Legal name: This has ",
            "Organization contact: E-mail address: This has ",
        ] {
            assert!(lines.iter().any(|line| line.starts_with(start)), "{lines:?}");
        }
        let log = desk.control(Method::GET, "/calls", None).await;
        let is_change = |call: &serde_json::Value| call["method"] != "GET";
        assert!(!log["calls"].as_array().unwrap().iter().any(is_change));
    });
}
