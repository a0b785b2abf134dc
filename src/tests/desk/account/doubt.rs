//! Changes whose answer was lost.

use pkio_desk::domain::operator::Role;
use reqwest::Method;
use serde_json::json;

use super::super::harness::desk;
use super::{BALANS, begin, count_named, create, differing, fill, organization, send, state};

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
fn one_that_cannot_be_read_back_keeps_no_other_in_doubt() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let ada = desk.person(Role::Approver).await;
        let mut changes = Vec::new();
        for (id, city) in [(BALANS, "Zeist"), (2_042_713, "Mortsel")] {
            let change = begin(&ada, &organization(id), "change-organization").await;
            fill(&ada, &format!("{change}/edit"), &[("city", city)]).await;
            let path = format!("/organization/{id}");
            let fault = json!({ "fault": "cut-after-taking", "method": "PUT", "path": path });
            desk.control(Method::POST, "/faults", Some(fault)).await;
            send(&ada, &change).await;
            desk.clock.advance(60);
            changes.push(change);
        }
        let path = format!("/organization/{BALANS}");
        let denied = json!({ "fault": "status", "status": 403, "method": "GET", "path": path });
        desk.control(Method::POST, "/faults", Some(denied)).await;
        let doubt = "It is not known whether DigiCert took this change";
        for expected in [[true, false], [false, false]] {
            desk.changes.keep_settled().await;
            for (change, is_in_doubt) in changes.iter().zip(expected) {
                assert_eq!(ada.page(change).await.says(doubt), is_in_doubt, "{change}");
            }
        }
    });
}
