//! What DigiCert does not have yet: organizations, domains.

use pkio_desk::domain::operator::Role;
use reqwest::Method;
use serde_json::json;

use super::super::harness::desk;
use super::{count_named, create, fill, send};

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
fn a_refusal_stands_beside_its_field_with_everything_still_typed() {
    desk(async |desk| {
        let ada = desk.person(Role::Approver).await;
        let change = create(&ada).await;
        send(&ada, &change).await;
        let again = create(&ada).await;
        let check = ada.page(&format!("{again}/check")).await;
        assert!(check.says("DigiCert may have this organization already"));
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
fn a_domain_is_added_and_proven() {
    desk(async |desk| {
        // Else the sandbox proves it by itself.
        let patience = json!({ "validate_after": null });
        desk.control(Method::POST, "/settings", Some(patience)).await;
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
        // Nothing is published yet.
        assert_ne!(
            ada.page(&domain).await.text(".page-header-status .status-badge"),
            ["valid"]
        );
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
