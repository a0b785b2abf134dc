//! Signing in and out, and what ends a session.

use std::time::{Duration, Instant};

use pkio_desk::domain::operator::Role;
use reqwest::Method;

use super::harness::{Desk, PASSWORD, desk};
use super::setup::Setup;
use super::visitor::{Page, Visitor};

const NEW_PASSWORD: &str = "vijf heel andere woorden nu";

async fn is_signed_in(visitor: &Visitor) -> bool {
    visitor.get("/orders").await.status == 200
}

/// Disables a person, as an administrator does it.
async fn disable(desk: &Desk, role: Role) -> (String, Visitor) {
    let ada = desk.person(Role::Administrator).await;
    let (id, username) = desk.add_person(role).await;
    let person = desk.visitor();
    assert_eq!(person.sign_in(&username, PASSWORD).await.status, 303);
    let answer = ada
        .post(&format!("/people/{id}"), &[("role", role.word()), ("disabled", "yes")])
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    (username, person)
}

/// The page without what differs in every answer: the nonce and the name that was typed.
fn shape(page: &Page, username: &str) -> String {
    let main = page.html();
    let main = main.select(&super::visitor::selector("main")).next().unwrap().html();
    main.replace(&format!("value=\"{username}\""), "value=\"\"")
}

#[test]
fn unknown_wrong_and_disabled_get_one_answer() {
    desk(async |desk| {
        let (disabled, _) = disable(desk, Role::Viewer).await;
        let (_, known) = desk.add_person(Role::Requester).await;
        let mut answers = Vec::new();
        for (username, password) in [
            ("niemand", PASSWORD),
            (known.as_str(), "verkeerd wachtwoord"),
            (disabled.as_str(), PASSWORD),
            (known.as_str(), ""),
        ] {
            let visitor = desk.visitor();
            let answer = visitor.sign_in(username, password).await;
            assert!(answer.title().starts_with("Error: "), "{}", answer.title());
            assert_eq!(answer.value("/login", "username").as_deref(), Some(username));
            assert_eq!(answer.value("/login", "password").as_deref(), Some(""));
            assert_eq!(visitor.cookie(), None);
            answers.push((answer.status, shape(&answer, username)));
        }
        assert_eq!(answers[0].0, 422);
        for answer in &answers {
            assert_eq!(answer, &answers[0]);
        }
    });
}

#[test]
fn an_unknown_name_takes_as_much_work_as_a_wrong_password() {
    desk(async |desk| {
        let (_, known) = desk.add_person(Role::Requester).await;
        let visitor = desk.visitor();
        let time = async |username: &str| {
            let mut best = Duration::MAX;
            for _ in 0..4 {
                let begun = Instant::now();
                visitor.sign_in(username, "verkeerd wachtwoord").await;
                best = best.min(begun.elapsed());
            }
            best
        };
        let (wrong, unknown) = (time(&known).await, time("niemand").await);
        // Comparing with Argon2 takes many times longer than the rest of the answer.
        assert!(unknown * 3 > wrong, "unknown {unknown:?}, wrong {wrong:?}");
    });
}

#[test]
fn after_eight_failures_not_even_the_right_password_is_taken_for_a_quarter() {
    desk(async |desk| {
        let (_, username) = desk.add_person(Role::Requester).await;
        let visitor = desk.visitor();
        for _ in 0..8 {
            assert_eq!(visitor.sign_in(&username, "verkeerd wachtwoord").await.status, 422);
        }
        let answer = visitor.sign_in(&username.to_uppercase(), PASSWORD).await;
        assert_eq!(answer.status, 429);
        assert!(answer.says("too many failed attempts"));
        desk.clock.advance(16 * 60);
        assert_eq!(visitor.sign_in(&username, PASSWORD).await.status, 303);
    });
}

#[test]
fn an_address_is_slowed_down_whatever_names_it_tries_and_others_are_not() {
    let setup = Setup {
        address_header: Some("x-real-ip"),
        ..Setup::default()
    };
    setup.run(async |desk| {
        let (_, username) = desk.add_person(Role::Requester).await;
        let attempt = async |address: &str, username: &str, password: &str| {
            let headers = [
                ("x-real-ip", address),
                ("content-type", "application/x-www-form-urlencoded"),
            ];
            let body = super::visitor::encoded(&[("username", username), ("password", password)]);
            desk.visitor().send(Method::POST, "/login", &headers, body).await.status
        };
        for number in 0..40 {
            assert_eq!(attempt("192.0.2.7", &format!("gok{number}"), "x").await, 422);
        }
        assert_eq!(attempt("192.0.2.7", &username, PASSWORD).await, 429);
        assert_eq!(attempt("192.0.2.8", &username, PASSWORD).await, 303);
    });
}

#[test]
fn the_session_gets_a_new_name_at_sign_in_and_the_old_one_is_worth_nothing() {
    desk(async |desk| {
        let (_, username) = desk.add_person(Role::Requester).await;
        let visitor = desk.visitor();
        visitor.sign_in(&username, PASSWORD).await;
        let first = visitor.cookie();
        let old = visitor.tab();
        // Signing in once more, as somebody else would in a browser with a planted cookie.
        visitor.sign_in(&username, PASSWORD).await;
        assert_ne!(visitor.cookie(), first);
        assert!(is_signed_in(&visitor).await);
        assert!(!is_signed_in(&old).await);
        let planted = desk
            .visitor()
            .with_cookie(Some("pkio-desk=AAAAAAAAAAAAAAAAAAAAAA".to_owned()));
        planted.sign_in(&username, PASSWORD).await;
        assert_ne!(planted.cookie().as_deref(), Some("pkio-desk=AAAAAAAAAAAAAAAAAAAAAA"));
    });
}

#[test]
fn signing_out_ends_the_session_at_the_desk_itself() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let kept = rik.tab();
        let answer = rik.post::<&str, &str>("/logout", &[]).await;
        assert_eq!((answer.status, answer.location()), (303, "/login"));
        assert!(!is_signed_in(&rik).await);
        assert!(!is_signed_in(&kept).await);
    });
}

#[test]
fn a_new_password_ends_the_other_sessions_and_not_this_one() {
    desk(async |desk| {
        let (_, username) = desk.add_person(Role::Requester).await;
        let (here, there) = (desk.visitor(), desk.visitor());
        for visitor in [&here, &there] {
            visitor.sign_in(&username, PASSWORD).await;
        }
        let before = here.tab();
        let change = |present: &'static str, new: &'static str, again: &'static str| {
            [
                ("present_password", present),
                ("new_password", new),
                ("new_password_again", again),
            ]
        };
        for (fields, words) in [
            (
                change("fout", NEW_PASSWORD, NEW_PASSWORD),
                "This is not your present password.",
            ),
            (change(PASSWORD, "kort", "kort"), "Use at least"),
            (change(PASSWORD, NEW_PASSWORD, "anders"), "This is not the same"),
            (change("", NEW_PASSWORD, NEW_PASSWORD), "Type your present password."),
        ] {
            let refused = here.post("/account/password", &fields).await;
            assert_eq!(refused.status, 422);
            assert!(refused.says(words), "{words}");
            assert!(!refused.body.contains(NEW_PASSWORD) && !refused.body.contains("value=\"kort\""));
        }
        assert!(is_signed_in(&there).await);
        let changed = here
            .post("/account/password", &change(PASSWORD, NEW_PASSWORD, NEW_PASSWORD))
            .await;
        assert_eq!((changed.status, changed.location()), (303, "/account"));
        assert!(is_signed_in(&here).await);
        for ended in [&there, &before] {
            assert!(!is_signed_in(ended).await);
        }
        assert_eq!(there.sign_in(&username, PASSWORD).await.status, 422);
        assert_eq!(there.sign_in(&username, NEW_PASSWORD).await.status, 303);
        assert!(!desk.log.text().contains(NEW_PASSWORD));
    });
}

#[test]
fn disabling_a_person_and_a_password_set_for_them_end_their_sessions() {
    desk(async |desk| {
        let (username, person) = disable(desk, Role::Approver).await;
        assert!(!is_signed_in(&person).await);
        assert_eq!(person.sign_in(&username, PASSWORD).await.status, 422);
        let ada = desk.person(Role::Administrator).await;
        let (id, username) = desk.add_person(Role::Requester).await;
        person.sign_in(&username, PASSWORD).await;
        let fields = [("new_password", NEW_PASSWORD), ("new_password_again", NEW_PASSWORD)];
        let answer = ada.post(&format!("/people/{id}/password"), &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert!(!is_signed_in(&person).await);
        assert_eq!(person.sign_in(&username, NEW_PASSWORD).await.status, 303);
    });
}

#[test]
fn a_changed_role_holds_from_the_next_page_on() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        let (id, username) = desk.add_person(Role::Requester).await;
        let person = desk.visitor();
        person.sign_in(&username, PASSWORD).await;
        assert_eq!(person.get("/orders/new").await.status, 200);
        ada.post(&format!("/people/{id}"), &[("role", "viewer")]).await;
        assert_eq!(person.get("/orders/new").await.status, 403);
        assert_eq!(person.get("/orders").await.status, 200);
    });
}

#[test]
fn over_https_the_cookie_is_bound_to_the_host_and_the_browser_is_told_to_stay() {
    let setup = Setup {
        public_url: Some("https://desk.example"),
        ..Setup::default()
    };
    setup.run(async |desk| {
        let (_, username) = desk.add_person(Role::Requester).await;
        let answer = desk.visitor().sign_in(&username, PASSWORD).await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("__Host-pkio-desk="), "{cookie}");
        for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.split("; ").any(|known| known == part), "{part}: {cookie}");
        }
        assert!(!cookie.contains("Domain"));
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    });
    desk(async |desk| {
        let (_, username) = desk.add_person(Role::Requester).await;
        let answer = desk.visitor().sign_in(&username, PASSWORD).await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("pkio-desk=") && cookie.contains("HttpOnly") && !cookie.contains("Secure"));
        assert_eq!(answer.header("strict-transport-security"), "");
    });
}

#[test]
fn after_signing_in_nobody_is_led_to_another_site() {
    desk(async |desk| {
        let (_, username) = desk.add_person(Role::Viewer).await;
        for next in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/orders\r\nset-cookie: a=b",
            "javascript:alert(1)",
            "",
        ] {
            let visitor = desk.visitor();
            let fields = [("username", username.as_str()), ("password", PASSWORD), ("next", next)];
            let answer = visitor.post("/login", &fields).await;
            assert_eq!((answer.status, answer.location()), (303, "/"), "{next:?}");
            // The page for those who are signed in already offers the same way on.
            let query = super::visitor::encoded(&[("next", next)]);
            let page = visitor.page(&format!("/login?{query}")).await;
            assert_eq!(page.attribute(".sign-in a.button", "href"), ["/"], "{next:?}");
        }
    });
}

#[test]
fn the_sign_in_page_tells_nobody_who_is_there_and_asks_for_no_session() {
    desk(async |desk| {
        let visitor = desk.visitor();
        let page = visitor.page("/login").await;
        assert_eq!(visitor.cookie(), None);
        assert!(page.text("nav").is_empty());
        assert_eq!(page.title(), "Sign in – PKIo Desk");
    });
}
