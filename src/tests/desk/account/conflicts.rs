//! What somebody changes past the desk while a form is open: all three versions are shown, and nothing is overwritten.

use std::time::Duration;

use pkio_desk::domain::change::request::ChangeRequest;
use pkio_desk::domain::directory::{DcvMethod, OrganizationDetails, PersonDetails};
use pkio_desk::domain::ids::{OrganizationId, RemoteDomainId};
use pkio_desk::domain::operator::Role;
use reqwest::Method;
use serde_json::{Value, json};

use super::super::harness::{Desk, desk};
use super::super::visitor::Visitor;
use super::{begin, differing, fill, state};

/// A change that overwrites, and what somebody else does meanwhile.
struct Conflict {
    subject: &'static str,
    kind: &'static str,
    typed: &'static [(&'static str, &'static str)],
    elsewhere: ChangeRequest,
    /// The rows of the comparison: the name, what it was, what it is, what is wanted.
    rows: &'static [[&'static str; 4]],
}

fn details() -> OrganizationDetails {
    OrganizationDetails {
        name: "Havenlogistiek Antwerpen NV".to_owned(),
        address: "Noorderlaan 147".to_owned(),
        zip: "2030".to_owned(),
        city: "Berchem".to_owned(),
        state: "Antwerpen".to_owned(),
        country: "BE".to_owned(),
        telephone: "+32 3 555 99 99".to_owned(),
        ..OrganizationDetails::default()
    }
}

fn tom() -> PersonDetails {
    PersonDetails {
        first_name: "Tom".to_owned(),
        last_name: "Hoekstra".to_owned(),
        job_title: "Hoofd beheer".to_owned(),
        telephone: "+31 20 555 0304".to_owned(),
        telephone_extension: "204".to_owned(),
        email: "t.hoekstra@ictbeheer.example".to_owned(),
    }
}

fn typed() -> Vec<Conflict> {
    vec![
        Conflict {
            subject: "/organizations/2042713",
            kind: "change-organization",
            typed: &[("city", "Mortsel")],
            elsewhere: ChangeRequest::ChangeOrganization(OrganizationId(2_042_713), Box::new(details())),
            rows: &[
                ["City changed elsewhere, and here", "Antwerpen", "Berchem", "Mortsel"],
                [
                    "Telephone of the organization changed elsewhere",
                    "+32 3 555 02 13",
                    "+32 3 555 99 99",
                    "+32 3 555 02 13",
                ],
            ],
        },
        Conflict {
            subject: "/organizations/2042723",
            kind: "change-contacts",
            typed: &[("organization_contact[job_title]", "Beheerder")],
            elsewhere: ChangeRequest::ChangeContacts {
                id: OrganizationId(2_042_723),
                organization_contact: Some(Box::new(tom())),
                technical_contact: None,
            },
            rows: &[[
                "Organization contact: Job title changed elsewhere, and here",
                "Systeembeheerder",
                "Hoofd beheer",
                "Beheerder",
            ]],
        },
        Conflict {
            subject: "/domains/4815011",
            kind: "change-dcv-method",
            typed: &[("dcv_method", "http-token")],
            elsewhere: ChangeRequest::ChangeDcvMethod(RemoteDomainId(4_815_011), DcvMethod::Email),
            rows: &[[
                "Method of domain validation",
                "DNS CNAME record",
                "E-mail to the domain's addresses",
                "File on the web server",
            ]],
        },
    ]
}

fn switched() -> Vec<Conflict> {
    let switched = |id, is_active| ChangeRequest::SetOrganizationActive(OrganizationId(id), is_active);
    vec![
        Conflict {
            subject: "/organizations/2042717",
            kind: "activate-organization",
            typed: &[],
            elsewhere: switched(2_042_717, true),
            rows: &[["In use", "no", "yes", "yes"]],
        },
        Conflict {
            subject: "/organizations/2042714",
            kind: "deactivate-organization",
            typed: &[],
            elsewhere: switched(2_042_714, false),
            rows: &[["In use", "yes", "no", "no"]],
        },
        Conflict {
            subject: "/domains/4815016",
            kind: "activate-domain",
            typed: &[],
            elsewhere: ChangeRequest::SetDomainActive(RemoteDomainId(4_815_016), true),
            rows: &[["In use", "no", "yes", "yes"]],
        },
        Conflict {
            subject: "/domains/4815008",
            kind: "deactivate-domain",
            typed: &[],
            elsewhere: ChangeRequest::SetDomainActive(RemoteDomainId(4_815_008), false),
            rows: &[["In use", "yes", "no", "no"]],
        },
    ]
}

/// The form behind the button that sends, as it stands on the check page.
async fn button(visitor: &Visitor, change: &str) -> (String, Vec<(String, String)>) {
    let page = visitor.page(&format!("{change}/check")).await;
    let confirmed = format!("{change}/send");
    if page.attribute("form", "action").contains(&confirmed) {
        let mut fields = page.fields(&confirmed);
        let name = page.text("h1").concat().replace("Deactivate ", "");
        fields.retain(|(field, _)| field != "confirmation");
        fields.push(("confirmation".to_owned(), name));
        return (confirmed, fields);
    }
    let path = "/actions/submit-change".to_owned();
    (path.clone(), page.fields(&path))
}

async fn changing_calls(desk: &Desk) -> usize {
    let log = desk.control(Method::GET, "/calls", None).await;
    let calls: Vec<Value> = log["calls"].as_array().unwrap().clone();
    calls.iter().filter(|call| call["method"] != "GET").count()
}

#[test]
fn three_versions_are_shown_and_nothing_is_overwritten() {
    desk(async |desk| are_shown(desk, typed()).await);
}

#[test]
fn what_somebody_else_switched_is_shown_and_not_switched_again() {
    desk(async |desk| are_shown(desk, switched()).await);
}

/// With few enough calls that none waits for its place: a page that waits shows what the desk last read.
async fn are_shown(desk: &Desk, conflicts: Vec<Conflict>) {
    let bea = desk.person(Role::Administrator).await;
    for conflict in conflicts {
        let change = begin(&bea, conflict.subject, conflict.kind).await;
        if !conflict.typed.is_empty() {
            fill(&bea, &format!("{change}/edit"), conflict.typed).await;
        }
        // The check page was open before somebody else was faster.
        let (path, fields) = button(&bea, &change).await;
        let body = desk.digicert.prepare_change(&conflict.elsewhere);
        desk.digicert.submit(&conflict.elsewhere, &body).await;
        let before = state(desk).await;
        desk.control(Method::DELETE, "/calls", None).await;
        let led = bea.post(&path, &fields).await;
        assert_eq!(led.location(), format!("{change}/check"), "{}", conflict.kind);
        assert_eq!(changing_calls(desk).await, 0, "{}", conflict.kind);
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        let check = bea.page(&format!("{change}/check")).await;
        assert!(check.says("Nothing was sent."), "{}", conflict.kind);
        assert!(check.says("Somebody changed this at DigiCert meanwhile"));
        let sends = check.attribute("form", "action");
        assert!(
            !sends.contains(&path),
            "{}: there is no button to send with",
            conflict.kind
        );
        assert_eq!(
            check.text("#s-compare tbody tr").len(),
            conflict.rows.len(),
            "{}",
            conflict.kind
        );
        for row in conflict.rows {
            let [name, had, has, wants] = row;
            let is_it = |found: &String| {
                found.contains(name) && found.contains(had) && found.contains(has) && found.contains(wants)
            };
            let rows = check.text("#s-compare tbody tr");
            assert!(rows.iter().any(is_it), "{row:?}: {rows:?}");
        }
        go_on(&bea, &change, &conflict).await;
        assert_eq!(changing_calls(desk).await, 0, "{}", conflict.kind);
    }
}

/// Going on from what DigiCert has now sends nothing, and leads to where it can be seen once more.
async fn go_on(visitor: &Visitor, change: &str, conflict: &Conflict) {
    let path = format!("{change}/go-on");
    let fields = visitor.page(&format!("{change}/check")).await.fields(&path);
    let led = visitor.post(&path, &fields).await;
    let page = if conflict.typed.is_empty() { "check" } else { "edit" };
    assert_eq!(led.location(), format!("{change}/{page}"), "{}", conflict.kind);
    let page = visitor.page(led.location()).await;
    assert!(
        !page.says("Somebody changed this at DigiCert meanwhile"),
        "{}",
        conflict.kind
    );
    for (name, value) in conflict.typed {
        let found = page.value(&format!("{change}/edit"), name);
        assert_eq!(found.as_deref(), Some(*value), "{}: {name}", conflict.kind);
    }
}

#[test]
fn a_check_page_waits_a_few_seconds_for_digicert_and_no_longer() {
    desk(async |desk| {
        let bea = desk.person(Role::Administrator).await;
        let change = begin(&bea, "/organizations/2042713", "change-organization").await;
        fill(&bea, &format!("{change}/edit"), &[("city", "Mortsel")]).await;
        let path = "/organization/2042713";
        let hang = json!({ "fault": "hold-before-taking", "method": "GET", "path": path });
        desk.control(Method::POST, "/faults", Some(hang)).await;
        let path = format!("{change}/check");
        // The client itself gives up after half a minute.
        let check = tokio::time::timeout(Duration::from_secs(20), bea.page(&path)).await;
        let check = check.expect("the page waits for DigiCert");
        assert!(check.says("DigiCert did not tell what it has now"));
        let rows = check.text("#s-compare tbody tr").concat();
        assert!(rows.contains("Antwerpen") && rows.contains("Mortsel"), "{rows}");
    });
}
