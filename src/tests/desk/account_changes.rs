//! Organizations, contacts and domains through the pages: what DigiCert receives, and that nothing else changes there.

use pkio_desk::domain::operator::Role;
use reqwest::Method;
use serde_json::{Value, json};

use super::harness::{Desk, desk};
use super::visitor::{Page, Visitor};

/// One of the organizations every sandbox begins with.
const BALANS: i64 = 2_042_712;

async fn begin(visitor: &Visitor, subject: &str, kind: &str) -> String {
    let answer = visitor.post(&format!("{subject}/changes"), &[("kind", kind)]).await;
    answer
        .location()
        .trim_end_matches("/edit")
        .trim_end_matches("/check")
        .to_owned()
}

/// Fills a form in as a browser would, with some fields typed anew, and presses its first button.
async fn fill(visitor: &Visitor, path: &str, typed: &[(&str, &str)]) -> Page {
    let mut fields = visitor.page(path).await.fields(path);
    fields.retain(|(name, _)| !typed.iter().any(|(known, _)| known == name));
    fields.extend(
        typed
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    fields.push(("action".to_owned(), "check".to_owned()));
    visitor.post(path, &fields).await
}

async fn send(visitor: &Visitor, change: &str) -> Page {
    let fields = visitor
        .page(&format!("{change}/check"))
        .await
        .fields("/actions/submit-change");
    assert!(!fields.is_empty(), "there is no button to send with");
    visitor.post("/actions/submit-change", &fields).await
}

async fn state(desk: &Desk) -> Value {
    desk.control(Method::GET, "/state", None).await
}

/// Every place in which two states differ, as JSON pointers.
fn differences(before: &Value, after: &Value, at: &str, found: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(one), Value::Object(other)) => {
            let names: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
            for name in names {
                let (one, other) = (
                    one.get(name).unwrap_or(&Value::Null),
                    other.get(name).unwrap_or(&Value::Null),
                );
                differences(one, other, &format!("{at}/{name}"), found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (nth, (one, other)) in one.iter().zip(other).enumerate() {
                differences(one, other, &format!("{at}/{nth}"), found);
            }
        }
        _ if before == after => {}
        _ => found.push(at.to_owned()),
    }
}

fn differing(before: &Value, after: &Value) -> Vec<String> {
    let mut found = Vec::new();
    differences(before, after, "", &mut found);
    found
}

/// Asserts that all differences are below one record, and that they are just these members of it.
fn assert_only(before: &Value, after: &Value, record: &str, members: &[&str]) {
    let found = differing(before, after);
    assert!(!found.is_empty(), "nothing changed");
    for place in &found {
        let (_, below) = place
            .split_once(record)
            .unwrap_or_else(|| panic!("{place} is not in {record}: {found:?}"));
        let below = below.trim_start_matches('/');
        assert!(
            members.iter().any(|member| below.starts_with(member)),
            "{below} changed, too: {found:?}"
        );
    }
    for member in members {
        assert!(
            found.iter().any(|place| place.contains(member)),
            "{member} did not change: {found:?}"
        );
    }
}

fn organization(id: i64) -> String {
    format!("/organizations/{id}")
}

#[test]
fn details_are_changed_and_nothing_else() {
    desk(async |desk| {
        let ada = desk.person(Role::Approver).await;
        let change = begin(&ada, &organization(BALANS), "change-organization").await;
        let before = state(desk).await;
        let saved = fill(&ada, &format!("{change}/edit"), &[("telephone", "+31 30 555 9999")]).await;
        assert_eq!(saved.location(), format!("{change}/check"));
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        let check = ada.page(&format!("{change}/check")).await;
        assert_eq!(check.text("#s-compare .fact-before"), ["+31 30 555 0212"]);
        assert_eq!(check.text("#s-compare .fact-after"), ["+31 30 555 9999"]);
        assert_eq!(send(&ada, &change).await.location(), change);
        assert!(ada.page(&change).await.says("DigiCert took the change."));
        assert_only(&before, &state(desk).await, &BALANS.to_string(), &["telephone"]);
        // What the desk knows is brought up to date.
        assert!(ada.page(&organization(BALANS)).await.says("+31 30 555 9999"));
    });
}

#[test]
fn of_the_contacts_only_what_was_typed_changes() {
    desk(async |desk| {
        let ada = desk.person(Role::Approver).await;
        let change = begin(&ada, &organization(BALANS), "change-contacts").await;
        let before = state(desk).await;
        let typed = [("organization_contact[job_title]", "Directeur")];
        fill(&ada, &format!("{change}/edit"), &typed).await;
        send(&ada, &change).await;
        let after = state(desk).await;
        assert_only(
            &before,
            &after,
            &BALANS.to_string(),
            &["organization_contact/job_title"],
        );

        let change = begin(&ada, &organization(BALANS), "change-contacts").await;
        let typed = [
            ("technical_choice", "set"),
            ("technical_contact[first_name]", "Bram"),
            ("technical_contact[last_name]", "Techniek"),
            ("technical_contact[job_title]", "Beheerder"),
            ("technical_contact[telephone]", "+31 30 555 0300"),
            ("technical_contact[email]", "bram@debalans.example"),
        ];
        fill(&ada, &format!("{change}/edit"), &typed).await;
        send(&ada, &change).await;
        let with = state(desk).await;
        assert!(
            differing(&after, &with)
                .iter()
                .any(|place| place.contains("technical_contact"))
        );
        assert!(ada.page(&organization(BALANS)).await.says("bram@debalans.example"));

        let change = begin(&ada, &organization(BALANS), "change-contacts").await;
        fill(&ada, &format!("{change}/edit"), &[("technical_choice", "remove")]).await;
        send(&ada, &change).await;
        let without = desk
            .control(Method::GET, &format!("/organizations/{BALANS}"), None)
            .await;
        assert_eq!(
            without.pointer("/technical_contact").unwrap_or(&Value::Null),
            &Value::Null
        );
    });
}

const NEW: [(&str, &str); 7] = [
    ("name", "Nieuwe Zaak B.V."),
    ("address", "Kade 9"),
    ("zip", "3511 AB"),
    ("city", "Utrecht"),
    ("state", "Utrecht"),
    ("country", "NL"),
    ("telephone", "+31 30 555 0400"),
];

async fn create(visitor: &Visitor) -> String {
    let saved = fill(visitor, "/organizations/new", &NEW).await;
    saved.location().trim_end_matches("/check").to_owned()
}

async fn count_named(desk: &Desk, name: &str) -> usize {
    let text = state(desk).await.to_string();
    text.matches(&format!("\"name\":\"{name}\"")).count()
}

#[test]
fn an_organization_is_created_once_however_often_the_button_is_pressed() {
    desk(async |desk| {
        let ada = desk.person(Role::Approver).await;
        let change = create(&ada).await;
        let fields = ada
            .page(&format!("{change}/check"))
            .await
            .fields("/actions/submit-change");
        ada.post("/actions/submit-change", &fields).await;
        ada.post("/actions/submit-change", &fields).await;
        assert_eq!(count_named(desk, "Nieuwe Zaak B.V.").await, 1);
        let page = ada.page(&change).await;
        let link = page.attribute(".back-link", "href").swap_remove(0);
        assert!(ada.page(&link).await.says("Kade 9"));
    });
}

#[test]
fn a_lost_answer_is_read_back_and_nothing_is_sent_twice() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let ada = desk.person(Role::Approver).await;
        let change = create(&ada).await;
        let fault = json!({ "fault": "cut-after-taking", "method": "POST", "path": "/organization" });
        desk.control(Method::POST, "/faults", Some(fault)).await;
        send(&ada, &change).await;
        assert!(
            ada.page(&change)
                .await
                .says("It is not known whether DigiCert took this change")
        );
        let id = change.rsplit('/').next().unwrap().to_owned();
        ada.post("/actions/read-back-change", &[("change", id.as_str())]).await;
        assert!(
            ada.page(&change)
                .await
                .says("It was read back: DigiCert took the change.")
        );
        assert_eq!(count_named(desk, "Nieuwe Zaak B.V.").await, 1);
        let calls = desk.control(Method::GET, "/calls", None).await.to_string();
        assert!(calls.contains("/organization"), "{calls}");
    });
}

#[test]
fn what_never_arrived_is_a_draft_again_after_a_while() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let ada = desk.person(Role::Approver).await;
        let change = begin(&ada, &organization(BALANS), "change-organization").await;
        fill(&ada, &format!("{change}/edit"), &[("city", "Zeist")]).await;
        let before = state(desk).await;
        let path = format!("/organization/{BALANS}");
        let fault = json!({ "fault": "cut-before-reading", "method": "PUT", "path": path });
        desk.control(Method::POST, "/faults", Some(fault)).await;
        send(&ada, &change).await;
        let id = change.rsplit('/').next().unwrap().to_owned();
        let look = async || ada.post("/actions/read-back-change", &[("change", id.as_str())]).await;
        for _ in 0..3 {
            look().await;
            assert!(ada.page(&change).await.says("DigiCert does not show it yet."));
        }
        desk.clock.advance(121);
        look().await;
        assert!(ada.page(&change).await.says("DigiCert did not take the change."));
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        send(&ada, &change).await;
        assert!(ada.page(&change).await.says("DigiCert took the change."));
    });
}

#[test]
fn what_somebody_changed_elsewhere_is_shown_and_kept() {
    desk(async |desk| {
        let ada = desk.person(Role::Approver).await;
        let other = desk.person(Role::Approver).await;
        let change = begin(&ada, &organization(BALANS), "change-organization").await;
        fill(&ada, &format!("{change}/edit"), &[("city", "Zeist")]).await;
        let theirs = begin(&other, &organization(BALANS), "change-organization").await;
        assert_ne!(change, theirs);
        fill(&other, &format!("{theirs}/edit"), &[("telephone", "+31 30 555 7777")]).await;
        // The page was open before the other change was sent.
        let fields = ada
            .page(&format!("{change}/check"))
            .await
            .fields("/actions/submit-change");
        send(&other, &theirs).await;
        let before = state(desk).await;
        ada.post("/actions/submit-change", &fields).await;
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        let check = ada.page(&format!("{change}/check")).await;
        assert!(check.says("Somebody changed this at DigiCert meanwhile"));
        assert!(check.says("+31 30 555 0212") && check.says("+31 30 555 7777") && check.says("Zeist"));
        let go_on = format!("{change}/go-on");
        ada.post(&go_on, &check.fields(&go_on)).await;
        let edit = ada.page(&format!("{change}/edit")).await;
        let value = |name: &str| edit.value(&format!("{change}/edit"), name).unwrap();
        assert_eq!(
            (value("telephone").as_str(), value("city").as_str()),
            ("+31 30 555 7777", "Zeist")
        );
        send(&ada, &change).await;
        let after = desk
            .control(Method::GET, &format!("/organizations/{BALANS}"), None)
            .await;
        assert_eq!(
            (&after["telephone"], &after["city"]),
            (&json!("+31 30 555 7777"), &json!("Zeist"))
        );
    });
}

#[test]
fn a_refusal_stands_beside_its_field_with_everything_still_typed() {
    desk(async |desk| {
        let ada = desk.person(Role::Approver).await;
        let change = create(&ada).await;
        send(&ada, &change).await;
        let again = create(&ada).await;
        let check = ada.page(&format!("{again}/check")).await;
        assert!(check.says("looks like this one"));
        assert_eq!(send(&ada, &again).await.location(), format!("{again}/edit"));
        let edit = ada.page(&format!("{again}/edit")).await;
        assert!(edit.says("DigiCert refused this change"));
        assert_eq!(
            edit.value(&format!("{again}/edit"), "address").as_deref(),
            Some("Kade 9")
        );
        assert_eq!(count_named(desk, "Nieuwe Zaak B.V.").await, 1);
    });
}

#[test]
fn only_administrators_deactivate_and_only_by_name() {
    desk(async |desk| {
        let ada = desk.person(Role::Approver).await;
        let refused = ada
            .post(
                &format!("{}/changes", organization(BALANS)),
                &[("kind", "deactivate-organization")],
            )
            .await;
        assert_eq!(refused.status, 403);
        let bea = desk.person(Role::Administrator).await;
        let change = begin(&bea, &organization(BALANS), "deactivate-organization").await;
        let path = format!("{change}/send");
        let mut fields = bea.page(&format!("{change}/check")).await.fields(&path);
        let before = state(desk).await;
        fields.retain(|(name, _)| name != "confirmation");
        let mut wrong = fields.clone();
        wrong.push(("confirmation".to_owned(), "De Balans".to_owned()));
        let page = bea.post(&path, &wrong).await;
        assert_eq!(page.status, 422);
        assert!(page.says("That is not the name."));
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        // Past the page there is no way around the name.
        let id = change.rsplit('/').next().unwrap();
        bea.post("/actions/submit-change", &[("change", id), ("version", "1")])
            .await;
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        let name = "Administratiekantoor De Balans B.V. (De Balans)".to_owned();
        fields.push(("confirmation".to_owned(), name));
        bea.post(&path, &fields).await;
        assert_only(&before, &state(desk).await, &BALANS.to_string(), &["is_active"]);
        let change = begin(&bea, &organization(BALANS), "activate-organization").await;
        send(&bea, &change).await;
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
    });
}

#[test]
fn a_domain_is_added_and_proven() {
    desk(async |desk| {
        let ada = desk.person(Role::Approver).await;
        let typed = [
            ("name", "nieuw.example"),
            ("organization", "2042712"),
            ("kinds", "ov"),
            ("dcv_method", "dns-txt-token"),
        ];
        let saved = fill(&ada, "/domains/new", &typed).await;
        let change = saved.location().trim_end_matches("/check").to_owned();
        send(&ada, &change).await;
        let page = ada.page(&change).await;
        let domain = page.attribute(".back-link", "href").swap_remove(0);
        let shown = ada.page(&domain).await;
        assert!(shown.says("nieuw.example. IN TXT"), "{:?}", shown.text("main"));
        ada.post(&format!("{domain}/changes"), &[("kind", "check-dcv")]).await;
        assert!(ada.page("/changes").await.says("nieuw.example"));
        let id = domain.rsplit('/').next().unwrap();
        desk.control(Method::POST, &format!("/domains/{id}/publish"), Some(json!({})))
            .await;
        ada.post(&format!("{domain}/changes"), &[("kind", "check-dcv")]).await;
        assert_eq!(
            ada.page(&domain).await.text(".page-header-status .status-badge"),
            ["valid"]
        );
    });
}

#[test]
fn the_list_is_read_searched_and_downloaded() {
    desk(async |desk| {
        let vera = desk.person(Role::Viewer).await;
        assert!(
            vera.page("/organizations")
                .await
                .says("DigiCert is being read for the first time")
        );
        desk.mirror.keep_fresh().await;
        let all = vera.page("/organizations").await;
        assert!(all.text("tbody tr").len() > 30);
        let found = vera.page("/organizations?q=balans").await;
        assert_eq!(found.text("tbody tr").len(), 1);
        assert!(vera.page("/organizations?q=nothing+like+it").await.says("Nothing fits"));
        let down = vera
            .page("/organizations?sort=name&order=desc")
            .await
            .text("tbody th a")
            .concat();
        let up = vera.page("/organizations?sort=name").await.text("tbody th a").concat();
        assert_ne!(down, up);
        let file = vera.get("/organizations.csv?q=balans").await;
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(file.body.lines().count(), 2, "{}", file.body);
        desk.stop_sandbox().await;
        assert_eq!(vera.page("/organizations?q=balans").await.text("tbody tr").len(), 1);
    });
}

#[test]
fn numbers_are_kept_and_offered_when_ordering() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let page = rik.page(&organization(BALANS)).await;
        let path = format!("{}/numbers", organization(BALANS));
        let mut fields = page.fields(&path);
        fields.retain(|(name, _)| name == "version");
        let mut wrong = fields.clone();
        wrong.push(("kvk_number".to_owned(), "12".to_owned()));
        let refused = rik.post(&path, &wrong).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("A KvK number has 8 digits"));
        fields.push(("kvk_number".to_owned(), "27124701".to_owned()));
        rik.post(&path, &fields).await;
        assert!(rik.page(&organization(BALANS)).await.says("00000003271247010000"));
        let order = rik.page(&format!("/orders/new?organization={BALANS}")).await;
        assert_eq!(order.value("/orders/new", "organization").as_deref(), Some("2042712"));
        assert_eq!(
            order.value("/orders/new", "oin").as_deref(),
            Some("00000003271247010000")
        );
    });
}
