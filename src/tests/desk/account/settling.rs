//! A person ends the doubt about a creation: what came of it has a number, and pages lead to it.

use pkio_desk::domain::operator::Role;
use reqwest::Method;
use serde_json::json;

use super::super::harness::{Desk, desk};
use super::super::visitor::{Page, Visitor};
use super::{create, fill, send};

/// Sends a creation whose answer is lost; the id of the change is the last part of the path.
async fn lose(desk: &Desk, visitor: &Visitor, change: &str, fault: &str, path: &str) {
    let fault = json!({ "fault": fault, "method": "POST", "path": path });
    desk.control(Method::POST, "/faults", Some(fault)).await;
    send(visitor, change).await;
}

async fn settle(visitor: &Visitor, change: &str, typed: &[(&str, &str)]) -> Page {
    let path = format!("{change}/settle");
    let mut fields = visitor.page(change).await.fields(&path);
    fields.retain(|(name, _)| !typed.iter().any(|(known, _)| known == name));
    let typed = typed.iter();
    fields.extend(typed.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    visitor.post(&path, &fields).await
}

#[test]
fn what_digicert_has_of_that_name_now_is_offered() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let ada = desk.person(Role::Approver).await;
        let change = create(&ada).await;
        lose(desk, &ada, &change, "cut-after-taking", "/organization").await;
        let page = ada.page(&change).await;
        let number = page.value(&format!("{change}/settle"), "created").unwrap();
        assert!(number.parse::<i64>().is_ok(), "{number:?}");
        let link = format!("/organizations/{number}");
        assert!(page.attribute("#s-settle a", "href").contains(&link));
        let settled = settle(&ada, &change, &[("outcome", "made"), ("reason", "Seen in CertCentral")]).await;
        assert_eq!(settled.location(), change);
        let page = ada.page(&change).await;
        assert!(page.says("Written down: the change was made."));
        assert!(page.says(&format!("Somebody says that it was made, and is number {number}.")));
        assert_eq!(page.attribute(".back-link", "href"), [link.as_str()]);
        assert!(ada.page(&link).await.says("Kade 9"));
    });
}

#[test]
fn a_number_that_will_not_do_is_refused_with_everything_still_typed() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let ada = desk.person(Role::Approver).await;
        // Its name is known, so that there is one it must not be taken for.
        let known = [
            ("name", "Bakkerij Van Houten B.V."),
            ("address", "Breestraat 14"),
            ("zip", "2311 CS"),
            ("city", "Leiden"),
            ("state", "Zuid-Holland"),
            ("telephone", "+31 71 555 0118"),
            ("skip_duplicate_org_check", "yes"),
        ];
        let saved = fill(&ada, "/organizations/new", &known).await;
        let change = saved.location().trim_end_matches("/check").to_owned();
        lose(desk, &ada, &change, "cut-before-reading", "/organization").await;
        let page = ada.page(&change).await;
        assert!(page.says("DigiCert has nothing new of that name now."));
        assert_eq!(page.value(&format!("{change}/settle"), "created").as_deref(), Some(""));
        for (number, sentence) in [
            ("", "Give the number of what was created."),
            ("twaalf", "A number at DigiCert has digits only."),
            ("-7", "A number at DigiCert has digits only."),
            ("9999999", "DigiCert has nothing of this number."),
            ("2042718", "DigiCert had this before the change was sent"),
        ] {
            let typed = [("outcome", "made"), ("created", number), ("reason", "Seen it")];
            let page = settle(&ada, &change, &typed).await;
            assert_eq!(page.status, 422, "{number}");
            assert!(page.says(sentence), "{number}: {:?}", page.text("main"));
            let fields = page.fields(&format!("{change}/settle"));
            for (name, value) in typed {
                assert!(
                    fields.contains(&(name.to_owned(), value.to_owned())),
                    "{name}: {fields:?}"
                );
            }
        }
        assert!(
            ada.page(&change)
                .await
                .says("It is not known whether DigiCert took this change")
        );
        // Where it was not made there is no number to give.
        settle(&ada, &change, &[("outcome", "not-made"), ("reason", "Not there")]).await;
        assert!(ada.page(&change).await.says("Written down: the change was not made."));
    });
}

#[test]
fn without_digicert_only_a_number_the_desk_knows_is_believed() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let ada = desk.person(Role::Approver).await;
        let typed = [("name", "nieuw.example"), ("organization", "2042712")];
        let saved = fill(&ada, "/domains/new", &typed).await;
        let change = saved.location().trim_end_matches("/check").to_owned();
        lose(desk, &ada, &change, "cut-after-taking", "/domain").await;
        let number = ada
            .page(&change)
            .await
            .value(&format!("{change}/settle"), "created")
            .unwrap();
        desk.mirror.keep_fresh().await;
        desk.stop_sandbox().await;
        let page = ada.page(&change).await;
        assert!(page.says("DigiCert did not tell what it has of that name now."));
        let typed = |number| [("outcome", "made"), ("created", number), ("reason", "Seen it")];
        let page = settle(&ada, &change, &typed("4815999")).await;
        assert_eq!(page.status, 422);
        assert!(page.says("DigiCert did not answer, so the number could not be looked at."));
        let settled = settle(&ada, &change, &typed(number.as_str())).await;
        assert_eq!(settled.status, 303);
        let page = ada.page(&change).await;
        assert_eq!(page.attribute(".back-link", "href"), [format!("/domains/{number}")]);
    });
}

#[test]
fn a_change_of_what_is_there_needs_no_number() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let ada = desk.person(Role::Approver).await;
        let change = super::begin(&ada, &super::organization(super::BALANS), "change-organization").await;
        fill(&ada, &format!("{change}/edit"), &[("city", "Zeist")]).await;
        let path = format!("/organization/{}", super::BALANS);
        let fault = json!({ "fault": "cut-before-reading", "method": "PUT", "path": path });
        desk.control(Method::POST, "/faults", Some(fault)).await;
        send(&ada, &change).await;
        let fields = ada.page(&change).await.fields(&format!("{change}/settle"));
        assert!(fields.iter().all(|(name, _)| name != "created"), "{fields:?}");
        let page = settle(&ada, &change, &[("outcome", ""), ("reason", " ")]).await;
        assert_eq!(page.status, 422);
        assert!(page.says("Choose what became of it.") && page.says("Say how you know."));
        settle(&ada, &change, &[("outcome", "made"), ("reason", "Seen")]).await;
        assert!(ada.page(&change).await.says("Written down: the change was made."));
    });
}
