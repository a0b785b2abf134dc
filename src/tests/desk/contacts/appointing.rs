//! Making somebody a contact of an organization, and taking the technical contact away: always over the page that shows
//! before and after.

use pkio_desk::domain::operator::Role;
use reqwest::Method;
use serde_json::Value;

use super::super::account::{BALANS, assert_only, differing, organization, send, state};
use super::super::harness::desk;
use super::super::html::faults;
use super::{bram, person, typed};

fn contacts() -> String {
    format!("{}/contacts", organization(BALANS))
}

#[test]
fn somebody_becomes_a_contact_over_before_and_after_and_is_taken_away_again() {
    desk(async |desk| {
        desk.mirror.keep_fresh().await;
        let ada = desk.person(Role::Approver).await;
        ada.post("/contacts/new", &typed(&bram())).await;
        let id = person(desk, "techniek").await;
        let before = state(desk).await;
        let choose = format!("/contacts/{id}/appoint?role=technical_contact");
        let page = ada.page(&choose).await;
        assert_eq!(faults(&page.body), Vec::<String>::new());
        let page = ada.page(&format!("{choose}&q=balans")).await;
        assert_eq!(faults(&page.body), Vec::<String>::new());
        assert_eq!(page.text("#s-organizations .found-list li").len(), 1);
        let answer = ada.post(&contacts(), &page.fields(&contacts())).await;
        let check = answer.location().to_owned();
        assert!(check.ends_with("/check"), "{check}");
        let page = ada.page(&check).await;
        assert!(
            page.text("#s-compare .fact-after")
                .contains(&"bram@techniek.example".to_owned())
        );
        assert!(page.says("Orders already placed keep theirs"));
        // Until here nothing was sent.
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
        let change = check.trim_end_matches("/check");
        send(&ada, change).await;
        assert!(ada.page(&organization(BALANS)).await.says("bram@techniek.example"));
        let person_page = ada.page(&format!("/contacts/{id}")).await;
        assert!(
            person_page
                .text("#s-uses tbody td")
                .contains(&"Technical contact".to_owned())
        );
        assert!(ada.page(&format!("{choose}&q=balans")).await.says("Is it already"));

        let removal = person_page.fields(&contacts());
        let answer = ada.post(&contacts(), &removal).await;
        let check = answer.location().to_owned();
        assert!(check.ends_with("/check"), "{check}");
        assert!(
            ada.page(&check)
                .await
                .text("#s-compare .fact-before")
                .contains(&"bram@techniek.example".to_owned())
        );
        send(&ada, check.trim_end_matches("/check")).await;
        let left = desk
            .control(Method::GET, &format!("/organizations/{BALANS}"), None)
            .await;
        assert_eq!(left.pointer("/technical_contact").unwrap_or(&Value::Null), &Value::Null);
        // He is kept here still.
        assert!(
            ada.page(&format!("/contacts/{id}"))
                .await
                .says("No organization, user or order names them.")
        );
    });
}

#[test]
fn the_organization_contact_becomes_somebody_else_and_nothing_else_changes() {
    desk(async |desk| {
        desk.mirror.keep_fresh().await;
        let ada = desk.person(Role::Approver).await;
        ada.post("/contacts/new", &typed(&bram())).await;
        let id = person(desk, "techniek").await.to_string();
        let before = state(desk).await;
        let fields = [("person", id.as_str()), ("role", "organization_contact")];
        let check = ada.post(&contacts(), &fields).await.location().to_owned();
        // Once more goes on with the same change.
        assert_eq!(ada.post(&contacts(), &fields).await.location(), check);
        send(&ada, check.trim_end_matches("/check")).await;
        assert_only(
            &before,
            &state(desk).await,
            &BALANS.to_string(),
            &["organization_contact"],
        );
    });
}

#[test]
fn only_approvers_appoint_and_nonsense_is_not_found() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let location = rik.post("/contacts/new", &typed(&bram())).await.location().to_owned();
        let before = state(desk).await;
        assert_eq!(
            rik.get(&format!("{location}/appoint?role=technical_contact"))
                .await
                .status,
            403
        );
        assert_eq!(rik.post(&contacts(), &[("technical", "remove")]).await.status, 403);
        let ada = desk.person(Role::Approver).await;
        for fields in [
            [("person", "1"), ("role", "verified_contact")],
            [("person", "999"), ("role", "technical_contact")],
            [("person", "x"), ("role", "technical_contact")],
        ] {
            assert_eq!(ada.post(&contacts(), &fields).await.status, 404, "{fields:?}");
        }
        assert_eq!(ada.get(&format!("{location}/appoint")).await.status, 404);
        let nowhere = ada
            .post("/organizations/999/contacts", &[("technical", "remove")])
            .await;
        assert_eq!(nowhere.location(), "/organizations");
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
    });
}
