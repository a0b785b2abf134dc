//! Changes of what DigiCert has: details, contacts, whether it is in use; what somebody changed meanwhile.

use pkio_desk::domain::operator::Role;
use reqwest::Method;
use serde_json::{Value, json};

use super::super::harness::desk;
use super::{BALANS, assert_only, begin, differing, fill, organization, send, state};

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
