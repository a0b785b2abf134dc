//! Who may use which address: the table against the router, and the router against the table.

use pkio_desk::domain::operator::Role;
use pkio_desk::web::policy::{Access, POLICY, access};
use reqwest::Method;

use super::forms;
use super::harness::{Desk, desk};
use super::visitor::{Page, Visitor};

/// What an answer amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Allowed,
    Forbidden,
    SignInFirst,
    SignedOut,
}

fn verdict(page: &Page) -> Verdict {
    match page.status {
        403 => Verdict::Forbidden,
        401 => Verdict::SignedOut,
        303 if page.location().starts_with("/login?next=") => Verdict::SignInFirst,
        _ => Verdict::Allowed,
    }
}

/// What the table says of a person of that role, or of nobody.
fn expected(access: Access, role: Option<Role>, method: &Method) -> Verdict {
    match (access, role) {
        (Access::Public, _) | (Access::SignedIn, Some(_)) => Verdict::Allowed,
        (Access::May(act), Some(role)) if role.may(act) => Verdict::Allowed,
        (Access::May(_), Some(_)) => Verdict::Forbidden,
        (_, None) if method == Method::POST => Verdict::SignedOut,
        (_, None) => Verdict::SignInFirst,
    }
}

/// The address of a route with things that exist in it.
fn address(route: &str, order: &str) -> String {
    let id = if route.starts_with("/people") { "1" } else { order };
    route
        .replace("{id}", id)
        .replace("{name}", "none.css")
        .replace("{section}", "names")
}

async fn visitor(desk: &Desk, role: Option<Role>) -> Visitor {
    match role {
        Some(role) => desk.person(role).await,
        None => desk.visitor(),
    }
}

async fn ask(visitor: &Visitor, method: &Method, path: &str) -> Page {
    if method == Method::POST {
        visitor.post::<&str, &str>(path, &[]).await
    } else {
        visitor.send(method.clone(), path, &[], String::new()).await
    }
}

#[test]
fn every_route_has_a_policy_and_every_policy_a_route() {
    desk(async |desk| {
        println!("{} routes, {} policies", desk.routes.len(), POLICY.len());
        for (method, path) in &desk.routes {
            assert!(access(method, path).is_some(), "no policy for {method} {path}");
        }
        for (method, path, _) in POLICY {
            let is_there = desk
                .routes
                .iter()
                .any(|(known, route)| known == *method && route == path);
            assert!(is_there, "no route for the policy of {method} {path}");
        }
        let mut known: Vec<_> = POLICY
            .iter()
            .map(|(method, path, _)| (method.as_str(), *path))
            .collect();
        known.sort_unstable();
        known.dedup();
        assert_eq!(known.len(), POLICY.len(), "two policies for one address");
    });
}

#[test]
fn every_role_may_use_exactly_what_the_table_says() {
    desk(async |desk| {
        let order = desk.person(Role::Administrator).await.draft(&forms::valid()).await;
        let order = order.to_string();
        for role in [None].into_iter().chain(Role::ALL.map(Some)) {
            let person = visitor(desk, role).await;
            // Signing out last, for it ends the session.
            let (last, others): (Vec<_>, Vec<_>) = desk.routes.iter().partition(|(_, path)| path == "/logout");
            for (method, route) in others.into_iter().chain(last) {
                let path = address(route, &order);
                let wanted = expected(access(method, route).unwrap(), role, method);
                let answer = ask(&person, method, &path).await;
                assert_eq!(verdict(&answer), wanted, "{role:?} {method} {path}: {}", answer.status);
                if *method == Method::GET {
                    let head = ask(&person, &Method::HEAD, &path).await;
                    assert_eq!(verdict(&head), wanted, "{role:?} HEAD {path}: {}", head.status);
                    assert_eq!((head.status, head.body.as_str()), (answer.status, ""), "HEAD {path}");
                }
            }
        }
    });
}

#[test]
fn an_address_under_another_method_is_not_there() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        for (method, path) in [
            (Method::GET, "/actions/place-order"),
            (Method::GET, "/actions/look-again"),
            (Method::GET, "/logout"),
            (Method::PUT, "/orders"),
            (Method::DELETE, "/people/1"),
            (Method::PATCH, "/orders/1/edit"),
        ] {
            let answer = ada.send(method.clone(), path, &[], String::new()).await;
            assert!(matches!(answer.status, 403..=405), "{method} {path}: {}", answer.status);
        }
    });
}

#[test]
fn who_is_sent_to_sign_in_comes_back_to_where_they_were_going() {
    desk(async |desk| {
        let (_, username) = desk.add_person(Role::Viewer).await;
        let visitor = desk.visitor();
        let sent = visitor.get("/orders?show=placed").await;
        assert_eq!(
            (sent.status, sent.location()),
            (303, "/login?next=%2Forders%3Fshow%3Dplaced")
        );
        let page = visitor.page(sent.location()).await;
        let next = page.value("/login", "next").unwrap();
        let fields = [
            ("username", username.as_str()),
            ("password", super::harness::PASSWORD),
            ("next", next.as_str()),
        ];
        let answer = visitor.post("/login", &fields).await;
        assert_eq!((answer.status, answer.location()), (303, "/orders?show=placed"));
    });
}
