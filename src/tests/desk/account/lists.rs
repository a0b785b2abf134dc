//! The list of organizations, and the numbers kept beside one.

use pkio_desk::domain::ids::OrganizationId;
use pkio_desk::domain::operator::Role;
use reqwest::Method;
use serde_json::json;

use super::super::harness::desk;
use super::{BALANS, organization};

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

#[test]
fn a_list_that_the_key_may_not_read_keeps_no_other_from_being_read() {
    desk(async |desk| {
        let vera = desk.person(Role::Viewer).await;
        let denied = json!({ "fault": "status", "status": 403, "method": "GET", "path": "/user", "times": 9 });
        desk.control(Method::POST, "/faults", Some(denied)).await;
        desk.mirror.keep_fresh().await;
        let failed = "DigiCert could not be read on 2026-11-22";
        for path in ["/organizations", "/domains"] {
            let page = vera.page(path).await;
            assert!(page.text("tbody tr").len() > 5 && !page.says(failed), "{path}");
        }
        // Users stand among the people.
        assert!(vera.page("/contacts").await.says(failed));
    });
}

#[test]
fn after_silence_each_list_that_was_due_says_so() {
    desk(async |desk| {
        let vera = desk.person(Role::Viewer).await;
        desk.mirror.keep_fresh().await;
        desk.stop_sandbox().await;
        for (seconds, expected) in [(60, false), (900, true)] {
            desk.clock.advance(seconds);
            desk.mirror.keep_fresh().await;
            for path in ["/organizations", "/domains", "/contacts"] {
                let page = vera.page(path).await;
                assert!(page.text("tbody tr").len() > 5, "{path}");
                assert_eq!(page.says("DigiCert could not be read on"), expected, "{path} {seconds}");
            }
        }
    });
}

#[test]
fn an_organization_that_cannot_be_read_is_put_off_and_all_others_are_read() {
    desk(async |desk| {
        let path = format!("/organization/{BALANS}");
        let denied = json!({ "fault": "status", "status": 403, "method": "GET", "path": path });
        desk.control(Method::POST, "/faults", Some(denied)).await;
        let begun = desk.clock.now();
        let unread = async || desk.fresh.store.directory().oldest_detail(100, begun).await.unwrap();
        for _ in 0..3 {
            desk.mirror.keep_fresh().await;
        }
        assert_eq!(unread().await, [OrganizationId(BALANS)]);
        for (seconds, expected) in [(3_599, 1), (1, 0)] {
            desk.clock.advance(seconds);
            desk.mirror.keep_fresh().await;
            assert_eq!(unread().await.len(), expected, "{seconds}");
        }
    });
}
