//! What every answer carries, what is turned away at the door, and the pages of failures.

use pkio_desk::domain::operator::Role;
use reqwest::Method;

use super::forms;
use super::harness::desk;
use super::visitor::{Page, encoded};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

fn nonce(page: &Page) -> String {
    let policy = page.header("content-security-policy");
    let (_, rest) = policy.split_once("'nonce-").expect("a nonce");
    rest.split('\'').next().unwrap().to_owned()
}

#[test]
fn every_answer_carries_the_headers_and_a_nonce_of_its_own() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        let visitor = desk.visitor();
        let mut nonces = Vec::new();
        let answers = [
            ada.get("/orders").await,
            ada.get("/orders").await,
            ada.get("/orders/999").await,
            ada.get("/nowhere").await,
            visitor.get("/login").await,
            visitor.get("/orders").await,
            visitor.get("/healthz").await,
            visitor.get("/robots.txt").await,
            visitor
                .send(
                    Method::POST,
                    "/login",
                    &[("sec-fetch-site", "cross-site")],
                    String::new(),
                )
                .await,
            visitor.send(Method::POST, "/login", &[FORM], "x".repeat(600_000)).await,
        ];
        for page in &answers {
            let policy = page.header("content-security-policy");
            for part in [
                "default-src 'none'",
                "form-action 'self'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
                "style-src 'self'",
            ] {
                assert!(policy.contains(part), "{part}: {policy}");
            }
            assert!(
                !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
                "{policy}"
            );
            assert_eq!(page.header("x-content-type-options"), "nosniff");
            assert_eq!(page.header("referrer-policy"), "same-origin");
            assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
            assert!(!page.header("permissions-policy").is_empty());
            assert!(!page.header("x-request-id").is_empty());
            assert_eq!(page.header("server"), "");
            nonces.push(nonce(page));
        }
        nonces.sort();
        nonces.dedup();
        assert_eq!(nonces.len(), answers.len());
    });
}

#[test]
fn a_page_is_never_kept_and_its_scripts_carry_its_nonce() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        for path in ["/orders", "/orders/new", "/account", "/people", "/nowhere"] {
            let page = ada.get(path).await;
            assert_eq!(page.header("cache-control"), "no-store", "{path}");
            for script in page.attribute("script", "nonce") {
                assert_eq!(script, nonce(&page), "{path}");
            }
            assert_eq!(page.attribute("[style]", "style"), Vec::<String>::new(), "{path}");
            assert_eq!(
                page.attribute("[onclick], [onload], [onsubmit]", "class").len(),
                0,
                "{path}"
            );
        }
    });
}

#[test]
fn assets_are_kept_for_good_under_the_name_of_their_content() {
    desk(async |desk| {
        let visitor = desk.visitor();
        let page = visitor.page("/login").await;
        let style = page.attribute("link[rel=stylesheet]", "href").concat();
        let asset = visitor.page(&style).await;
        assert!(asset.header("content-type").starts_with("text/css"));
        assert!(
            asset.header("cache-control").contains("immutable"),
            "{}",
            asset.header("cache-control")
        );
        assert_eq!(visitor.get("/assets/none.css").await.status, 404);
        assert_eq!(visitor.get("/assets/..%2f..%2fCargo.toml").await.status, 404);
    });
}

#[test]
fn what_another_site_submits_is_turned_away_unread() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        let own = format!("http://{}", desk.address);
        let place = encoded(&[("order", id.to_string()), ("version", "1".to_owned())]);
        let before = desk.journal(id).await;
        let refused: [&[(&str, &str)]; 5] = [
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        ];
        for headers in refused {
            let headers: Vec<_> = headers.iter().copied().chain([FORM]).collect();
            for path in [
                "/actions/place-order",
                "/actions/refresh-order",
                "/actions/look-again",
                "/orders/new",
                "/logout",
                "/account",
                "/people/new",
                &format!("/orders/{id}/edit"),
                &format!("/orders/{id}/discard"),
            ] {
                let answer = rik.send(Method::POST, path, &headers, place.clone()).await;
                assert_eq!(answer.status, 403, "{path} {headers:?}");
            }
        }
        assert_eq!(desk.journal(id).await, before);
        assert_eq!(rik.get("/orders").await.status, 200, "still signed in");
        let allowed: [&[(&str, &str)]; 3] = [
            &[("sec-fetch-site", "same-origin")],
            &[("sec-fetch-site", "none")],
            &[("origin", &own)],
        ];
        for headers in allowed {
            let headers: Vec<_> = headers.iter().copied().chain([FORM, ("accept", "text/html")]).collect();
            let answer = rik
                .send(Method::POST, "/actions/refresh-order", &headers, place.clone())
                .await;
            assert!((300..400).contains(&answer.status), "{headers:?}: {}", answer.status);
        }
    });
}

#[test]
fn the_page_for_another_sites_form_says_what_happened() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let headers = [("sec-fetch-site", "cross-site"), FORM];
        let page = rik.send(Method::POST, "/orders/new", &headers, String::new()).await;
        assert_eq!(page.text("h1"), ["This request came from another site"]);
    });
}

#[test]
fn too_much_at_once_has_a_page_of_its_own_whoever_says_how_long_it_is() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        for path in ["/orders/new", "/account", "/login"] {
            let answer = rik.post(path, &[("comment", "x".repeat(300_000))]).await;
            assert_eq!(answer.status, 413, "{path}");
            assert_eq!(
                answer.text("h1"),
                ["That is more than the desk takes at once"],
                "{path}"
            );
        }
        for path in ["/actions/place-order", "/actions/refresh-order"] {
            let answer = rik.post(path, &[("order", "1".repeat(3_000_000))]).await;
            assert!(matches!(answer.status, 300..=499), "{path}: {}", answer.status);
        }
    });
}

#[test]
fn what_is_not_there_has_a_page_and_a_trailing_slash_leads_on() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        for path in [
            "/nowhere",
            "/orders/999",
            "/orders/x",
            "/orders/1e3",
            "/orders/999/edit",
            "/orders/999/check",
            "/people/999",
            "/people/x",
            "/orders/99999999999999999999",
        ] {
            let page = ada.get(path).await;
            assert_eq!(page.status, 404, "{path}");
            assert_eq!(page.text("h1"), ["Page not found"], "{path}");
            assert!(page.title().starts_with("Page not found"), "{path}");
        }
        for (path, to) in [
            ("/orders/", "/orders"),
            ("/orders/new/", "/orders/new"),
            ("/login/", "/login"),
        ] {
            let answer = ada.get(path).await;
            assert_eq!((answer.status, answer.location()), (308, to), "{path}");
        }
        for path in ["//evil.example/", "/\\evil.example/", "//"] {
            let leads = ada.get(path).await.location().to_owned();
            assert!(!leads.starts_with("//") && !leads.starts_with("/\\"), "{path}: {leads}");
        }
    });
}

#[test]
fn a_form_of_somebody_who_was_signed_out_is_answered_with_what_to_do() {
    desk(async |desk| {
        let answer = desk.visitor().post("/orders/new", &[("common_name", "x")]).await;
        assert_eq!(
            (answer.status, answer.text("h1")),
            (401, vec!["You are signed out".to_owned()])
        );
        assert!(answer.says("sign in again in another tab"));
    });
}

#[test]
fn health_is_told_to_anybody_and_says_nothing_else() {
    desk(async |desk| {
        let visitor = desk.visitor();
        for (path, body) in [
            (
                "/healthz",
                format!("{{\"status\":\"ok\",\"version\":\"{}\"}}", env!("CARGO_PKG_VERSION")),
            ),
            ("/readyz", "{\"status\":\"ok\",\"store\":\"ok\"}".to_owned()),
        ] {
            let answer = visitor.page(path).await;
            assert_eq!(answer.body, body);
        }
    });
}
