//! Looking after people, and one's own settings.

use pkio_desk::domain::operator::Role;

use super::forms;
use super::harness::{PASSWORD, desk};

fn new_person<'a>(username: &'a str, role: &'a str, password: &'a str, again: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("username", username),
        ("name", "Nieuwe <b>Collega</b>"),
        ("role", role),
        ("new_password", password),
        ("new_password_again", again),
    ]
}

#[test]
fn an_administrator_adds_a_person_who_can_then_sign_in() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        let answer = ada
            .post("/people/new", &new_person("nora", "requester", PASSWORD, PASSWORD))
            .await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let page = ada.page(answer.location()).await;
        assert_eq!(page.notices(), ["The person is added."]);
        assert!(ada.page("/people").await.says("Nieuwe <b>Collega</b>"));
        let nora = desk.visitor();
        assert_eq!(nora.sign_in("Nora", PASSWORD).await.status, 303);
        nora.draft(&forms::valid()).await;
    });
}

#[test]
fn a_person_is_not_added_with_a_taken_name_a_weak_password_or_no_role() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        for (fields, words) in [
            (
                new_person("ADMINISTRATOR0", "viewer", PASSWORD, PASSWORD),
                "Somebody has this username",
            ),
            (new_person("", "viewer", PASSWORD, PASSWORD), "Type a username."),
            (
                new_person("met spatie", "viewer", PASSWORD, PASSWORD),
                "A username has no spaces",
            ),
            (new_person("nora", "viewer", "kort", "kort"), "Use at least"),
            (new_person("nora", "viewer", PASSWORD, "anders"), "This is not the same"),
            (new_person("nora", "root", PASSWORD, PASSWORD), "Choose a role."),
        ] {
            let refused = ada.post("/people/new", &fields).await;
            assert_eq!(refused.status, 422, "{words}");
            assert!(refused.says(words), "{words}");
            assert_eq!(refused.value("/people/new", "username").as_deref(), Some(fields[0].1));
            assert!(!refused.body.contains(PASSWORD));
        }
        assert_eq!(desk.accounts.people().await.unwrap().len(), 1);
    });
}

#[test]
fn the_last_administrator_stays_one_even_when_two_go_at_once() {
    desk(async |desk| {
        let (one, two) = (
            desk.person(Role::Administrator).await,
            desk.person(Role::Administrator).await,
        );
        let viewer = [("role", "viewer")];
        let (first, second) = tokio::join!(one.post("/people/1", &viewer), two.post("/people/2", &viewer));
        let people = desk.accounts.people().await.unwrap();
        let left = people
            .iter()
            .filter(|person| person.operator.role == Role::Administrator);
        assert!(left.count() >= 1, "{} {}", first.status, second.status);
    });
}

#[test]
fn language_and_time_zone_are_ones_own_and_nonsense_is_refused() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        assert!(rik.order_page(id).await.says("2026-11-22 10:00 CET"));
        let settings = |zone: &'static str| [("language", "en"), ("time_zone", zone)];
        let page = rik.page("/account").await;
        let names: Vec<_> = page.fields("/account").into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["language", "time_zone"]);
        let saved = rik.post("/account", &settings("UTC")).await;
        assert_eq!((saved.status, saved.location()), (303, "/account"));
        assert!(rik.order_page(id).await.says("2026-11-22 09:00 UTC"));
        for (fields, words) in [
            (settings("Europe/Atlantis"), "There is no time zone of this name"),
            (settings("../../etc/passwd"), "There is no time zone of this name"),
            (
                [("language", "xx"), ("time_zone", "UTC")],
                "The desk does not have this language",
            ),
        ] {
            let refused = rik.post("/account", &fields).await;
            assert_eq!(refused.status, 422, "{fields:?}");
            assert!(refused.says(words), "{words}");
        }
    });
}
