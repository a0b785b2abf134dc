//! Every page in every state, held against the checks of `html`.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{ContactForm, OrderForm};
use pkio_desk::sandbox::KeyRole;
use serde_json::json;

use super::forms;
use super::harness::{PASSWORD, desk};
use super::html::faults;
use super::setup::Setup;
use super::visitor::{Page, Visitor, with};

/// The addresses of all pages, with that order on those of one order.
pub(super) fn all(id: OrderId) -> Vec<String> {
    let plain = [
        "/",
        "/orders",
        "/orders?q=example&status=placed&created_from=soon&column=names&column=price&sort=ends",
        "/orders/views",
        "/orders/views/new?q=example",
        "/orders/new",
        "/rules",
        "/settings",
        "/people",
        "/people/new",
        "/people/1",
        "/contacts",
        "/contacts/new",
        "/contacts/erased",
        "/account",
        "/login",
        "/templates",
        "/templates/1",
        "/templates/1/delete",
    ];
    let views = ["all", "drafts", "in-doubt", "refused", "sending", "placed"];
    let plain = plain.into_iter().map(str::to_owned);
    let views = views.into_iter().map(|view| format!("/orders?show={view}"));
    let order = [
        "",
        "/edit",
        "/edit/certificate",
        "/edit/names?from=check",
        "/edit/organization",
        "/edit/contacts",
        "/edit/validation",
        "/edit/payment",
        "/edit/nonsense",
        "/check",
        "/template",
    ];
    let order = order.map(|page| format!("/orders/{id}{page}"));
    let failures = ["/nowhere", "/orders/999999"].map(str::to_owned);
    plain.chain(views).chain(order).chain(failures).collect()
}

fn assert_sound(page: &Page, what: &str) {
    assert!(
        page.header("content-type").starts_with("text/html"),
        "{what}: {}",
        page.status
    );
    assert_eq!(faults(&page.body), Vec::<String>::new(), "{what}");
    assert!(page.title().ends_with("PKIo Desk"), "{what}: {}", page.title());
}

async fn assert_all_sound(visitor: &Visitor, id: OrderId, what: &str) {
    for path in all(id) {
        assert_sound(&visitor.get(&path).await, &format!("{what}: {path}"));
    }
}

#[test]
fn every_page_is_sound_html_whatever_the_order_has_been_through() {
    desk(async |desk| {
        desk.expect_error("in doubt");
        let ada = desk.person(Role::Administrator).await;
        assert_sound(&ada.page("/orders").await, "an empty history");
        assert_sound(&ada.page("/templates").await, "no templates");
        let mut orders = vec![ada.draft(&OrderForm::default()).await, ada.draft(&forms::qvtl()).await];
        for fault in [
            json!(null),
            json!("two-errors"),
            json!("cut-after-taking"),
            json!("html"),
            json!("needs-approval"),
        ] {
            let id = ada.draft(&forms::own_oin()).await;
            if let Some(fault) = fault.as_str() {
                desk.fault(json!({ "fault": fault })).await;
            }
            assert_sound(&ada.page(&format!("/orders/{id}/check")).await, "check");
            ada.place(desk, id).await;
            assert_sound(&ada.order_page(id).await, "with its notice");
            ada.look_again(id).await;
            ada.refresh(id).await;
            orders.push(id);
        }
        desk.expect_posts(5).await;
        for id in orders {
            assert_all_sound(&ada, id, &format!("{:?}", desk.state(id).await)).await;
        }
    });
}

#[test]
fn every_page_is_sound_html_for_every_role_and_for_nobody() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        let id = ada.draft(&forms::valid()).await;
        ada.post(&format!("/orders/{id}/template"), &[("name", "<b>Één</b>")])
            .await;
        for role in Role::ALL {
            let person = desk.person(role).await;
            assert_all_sound(&person, id, role.word()).await;
        }
        let visitor = desk.visitor();
        assert_sound(&visitor.page("/login").await, "login");
        assert_sound(&visitor.get("/nowhere").await, "nowhere");
        assert_sound(&visitor.post("/account", &[("language", "en")]).await, "signed out");
    });
}

#[test]
fn every_refused_form_is_sound_html() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        let wrong = OrderForm {
            csr: "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----".to_owned(),
            dns_names: "a_b.nl *.nl 192.0.2.1 intranet".to_owned(),
            contacts: vec![
                ContactForm {
                    email: "x".to_owned(),
                    ..ContactForm::default()
                };
                17
            ],
            signature_hash: "sha1".to_owned(),
            dcv_method: "pigeon".to_owned(),
            ..OrderForm::default()
        };
        for form in [
            OrderForm::default(),
            wrong,
            OrderForm {
                years: "9".to_owned(),
                ..forms::own_oin()
            },
        ] {
            let refused = ada.post("/orders/new", &with(&form, &[("action", "check")])).await;
            assert_eq!(refused.status, 422);
            assert_sound(&refused, "new");
        }
        let id = ada.draft(&forms::valid()).await;
        let conflict = ada.save(id, 0, &forms::own_oin(), "save").await;
        assert_eq!(conflict.status, 409);
        assert_sound(&conflict, "conflict");
        let (keep, named) = (format!("/orders/{id}/template"), [("name", "Naam")]);
        assert_eq!(ada.post(&keep, &named).await.status, 303);
        for (path, name) in [(keep.as_str(), "naam"), (keep.as_str(), ""), ("/templates/1", "")] {
            let refused = ada.post(path, &[("name", name), ("version", "1")]).await;
            assert_eq!(refused.status, 422);
            assert_sound(&refused, path);
        }
        desk.add_person(Role::Viewer).await;
        let nothing: [(&str, &str); 0] = [];
        for path in [
            "/account",
            "/account/password",
            "/people/new",
            "/people/1",
            "/people/2/password",
            "/login",
        ] {
            let refused = ada.post(path, &nothing).await;
            assert_sound(&refused, path);
        }
        let (last, fields) = ("/people/1", [("role", "viewer"), ("disabled", "yes")]);
        let refused = ada.post(last, &fields).await;
        assert_eq!(refused.status, 422);
        assert_sound(&refused, "the last administrator");
        assert_sound(&desk.visitor().sign_in("niemand", PASSWORD).await, "sign in");
    });
}

#[test]
fn the_pages_are_sound_html_while_digicert_is_down_or_denies_the_key() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        let id = ada.draft(&forms::valid()).await;
        desk.stop_sandbox().await;
        ada.place(desk, id).await;
        assert_all_sound(&ada, id, "down").await;
    });
    for key in [None, Some(KeyRole::ViewOnly)] {
        let setup = Setup {
            key,
            ..Setup::default()
        };
        setup.run(async |desk| {
            let ada = desk.person(Role::Administrator).await;
            let id = ada.draft(&forms::valid()).await;
            ada.place(desk, id).await;
            desk.expect_posts(1).await;
            assert_all_sound(&ada, id, "denied").await;
        });
    }
}
