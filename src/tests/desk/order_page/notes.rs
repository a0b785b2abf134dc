//! Notes: ours and DigiCert's in one list, never changed, struck out by those who may.

use pkio_desk::domain::operator::Role;
use reqwest::Method;
use serde_json::json;

use super::{placed, with_every_gate};
use crate::desk::forms;
use crate::desk::harness::{desk, holds};

const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMIIEcanary\n-----END PRIVATE KEY-----";

#[test]
fn a_note_is_written_read_and_struck_out_and_never_goes_away() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        let notes = format!("/orders/{id}/notes");
        assert!(rik.order_page(id).await.says("No notes yet."));
        let answer = rik
            .post(&notes, &[("note", " Gebeld met <Ada> & Bo \r\n morgen weer ")])
            .await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, format!("/orders/{id}#s-notes").as_str())
        );
        let page = rik.order_page(id).await;
        assert_eq!(page.text(".note").len(), 1);
        let note = page.text(".note").concat();
        assert!(
            note.starts_with("This desk requester0 van Test 2026-11-22 10:00 CET"),
            "{note}"
        );
        assert!(note.contains("Gebeld met <Ada> & Bo morgen weer"), "{note}");

        // Nobody else's to strike out, but an administrator's.
        let strike = page.attribute(".note form", "action")[0].clone();
        let ans = desk.person(Role::Approver).await;
        assert_eq!(ans.order_page(id).await.text(".note form").len(), 0);
        assert_eq!(ans.post(&strike, &[("", "")]).await.status, 403);
        let vera = desk.person(Role::Viewer).await;
        let seen = vera.order_page(id).await;
        assert!(seen.says("Gebeld met") && seen.text("#s-notes form").is_empty());
        assert_eq!(vera.post(&notes, &[("note", "mine")]).await.status, 403);

        desk.clock.advance(60);
        let ada = desk.person(Role::Administrator).await;
        assert_eq!(ada.post(&strike, &[("", "")]).await.status, 303);
        assert_eq!(rik.post(&strike, &[("", "")]).await.status, 303);
        let page = rik.order_page(id).await;
        assert_eq!(page.text(".note s"), ["Gebeld met <Ada> & Bo morgen weer"]);
        assert!(
            page.says("Struck out by administrator3 van Test on 2026-11-22 10:01 CET"),
            "{:?}",
            page.text(".note")
        );
        assert_eq!(page.text(".note form").len(), 0);
        for missing in [format!("{notes}/99/strike"), "/orders/99/notes/1/strike".to_owned()] {
            assert_eq!(rik.post(&missing, &[("", "")]).await.status, 404, "{missing}");
        }
        assert_eq!(rik.post("/orders/99/notes", &[("note", "x")]).await.status, 404);
    });
}

#[test]
fn a_note_that_is_refused_is_kept_on_the_page() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        let notes = format!("/orders/{id}/notes");
        let long = "lang ".repeat(801);
        for (typed, said) in [
            (" ", "Write the note first."),
            (long.as_str(), "The note has 4004 characters, and 4000 are the most."),
        ] {
            let page = rik.post(&notes, &[("note", typed)]).await;
            assert_eq!(page.status, 422);
            assert_eq!(page.value(&notes, "note").as_deref(), Some(typed));
            assert!(
                page.text(".error-summary").concat().contains(said),
                "{}",
                page.text(".error-summary").concat()
            );
            assert!(page.title().starts_with("Error: "), "{}", page.title());
            assert!(page.says("Waiting on"), "the page is still the order's");
        }
        let just = "é".repeat(4000);
        assert_eq!(rik.post(&notes, &[("note", &just)]).await.status, 303);
        let page = rik.post(&notes, &[("note", KEY)]).await;
        assert_eq!(page.status, 422);
        assert!(page.says("That holds a private key.") && !page.body.contains("MIIEcanary"));
        assert!(!holds(&desk.database().await, "MIIEcanary"));
        assert_eq!(rik.order_page(id).await.text(".note").len(), 1);
    });
}

#[test]
fn notes_of_digicert_stand_in_the_same_list_and_are_told_apart() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = placed(desk, &rik, &with_every_gate(), "organization").await;
        desk.expect_posts(1).await;
        let remote = desk.order(id).await.remote.unwrap().id;
        // Somebody writes one in CertCentral.
        desk.send_past(
            Method::POST,
            &format!("/order/certificate/{remote}/note"),
            json!({ "text": "From the portal" }),
        )
        .await;
        rik.post(&format!("/orders/{id}/notes"), &[("note", "From the desk")])
            .await;
        rik.refresh(id).await;
        let page = rik.order_page(id).await;
        let notes = page.text(".note");
        let ours = "This desk requester0 van Test 2026-11-22 10:00 CETFrom the deskStrike out the note of 2026-11-22 10:00 CET";
        let theirs = "DigiCert DigiCert does not tell whenFrom the portal";
        assert_eq!(notes, [ours, theirs]);
        assert_eq!(page.text(".note[data-from='digicert'] form").len(), 0);
    });
}
