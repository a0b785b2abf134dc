//! The support bundle: what is in it, for whom, and what never is.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::OrderForm;
use reqwest::Method;
use serde_json::{Value, json};
use zip::ZipArchive;

use super::{placed, read_domains, with_every_gate};
use crate::desk::forms;
use crate::desk::harness::{PASSWORD, desk};
use crate::desk::setup::Setup;
use crate::desk::visitor::Visitor;

/// The files of a bundle, by name.
async fn bundle(visitor: &Visitor, order: &str) -> BTreeMap<String, String> {
    let (status, headers, bytes) = visitor.download(&format!("/orders/{order}/bundle")).await;
    assert_eq!(status, 200);
    assert_eq!(headers["content-type"], "application/zip");
    assert_eq!(
        headers["content-disposition"],
        format!("attachment; filename=\"pkio-desk-order-{order}.zip\"")
    );
    assert_eq!(headers["cache-control"], "no-store");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for nth in 0..archive.len() {
        let mut file = archive.by_index(nth).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let name = file.name().unwrap().into_owned();
        let name = name.strip_prefix(&format!("order-{order}/")).unwrap().to_owned();
        files.insert(name, text);
    }
    files
}

#[test]
fn a_bundle_holds_all_that_is_known_of_an_order() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        let id = placed(desk, &ada, &with_every_gate(), "organization").await;
        desk.expect_posts(1).await;
        read_domains(desk, id).await;
        ada.post(&format!("/orders/{id}/notes"), &[("note", "Gebeld")]).await;
        let files = bundle(&ada, &id.to_string()).await;
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "README.txt",
                "exchanges/01.json",
                "journal.json",
                "notes.json",
                "order.json",
                "record.json",
                "settings.json",
                "validation.json",
                "versions.json"
            ]
        );
        let read = |name: &str| -> Value { serde_json::from_str(&files[name]).unwrap() };
        let remote = desk.order(id).await.remote.unwrap().id;
        assert_eq!(read("order.json")["remote"]["id"], remote.0);
        assert_eq!(read("record.json")["record"]["id"], remote.0);
        assert_eq!(
            read("validation.json")["validation"]["names"][0]["name_scope"],
            "gates.example"
        );
        assert_eq!(read("notes.json")[0]["text"], "Gebeld");
        let journal = read("journal.json");
        assert_eq!(journal[0]["event"]["kind"], "bundle_downloaded");
        assert_eq!(journal[0]["at"], "2026-11-22T09:00:00Z");
        assert_eq!(read("exchanges/01.json")["request"]["organization"]["id"], "2042714");
        let versions = read("versions.json");
        assert_eq!(versions["desk"], env!("CARGO_PKG_VERSION"));
        assert!(versions["schema"].as_u64().unwrap() >= 16, "{versions}");
        assert_eq!(read("settings.json")["approval_is_needed"], false);
        assert!(
            files["README.txt"].contains("personal data: names, e-mail addresses"),
            "{}",
            files["README.txt"]
        );
        assert_eq!(desk.journal(id).await.last(), Some(&"bundle-downloaded"));
        assert!(ada.order_page(id).await.says("Downloaded a support bundle"));
    });
}

#[test]
fn those_who_may_not_see_raw_exchanges_get_a_bundle_without_them() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = placed(desk, &rik, &with_every_gate(), "organization").await;
        desk.expect_posts(1).await;
        let vera = desk.person(Role::Viewer).await;
        for (visitor, order) in [(&rik, id.to_string()), (&vera, id.to_string())] {
            let files = bundle(visitor, &order).await;
            assert!(
                files.keys().all(|name| !name.starts_with("exchanges")),
                "{:?}",
                files.keys()
            );
            assert!(files["README.txt"].contains("are left out"), "{}", files["README.txt"]);
        }
        assert_eq!(vera.post("/orders/99/bundle", &[("", "")]).await.status, 404);
        assert_eq!(
            desk.visitor()
                .post(&format!("/orders/{id}/bundle"), &[("", "")])
                .await
                .status,
            401
        );
        assert_eq!(rik.get(&format!("/orders/{id}/bundle")).await.status, 404);
    });
}

/// The canary: the key, a card, a cookie, a password and a private key, each where a careless bundle would find it.
#[test]
fn no_secret_is_in_a_bundle() {
    Setup::everything().run(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        let form = OrderForm {
            payment_method: "card".to_owned(),
            billing_address: "Dorpsstraat 1".to_owned(),
            billing_city: "Gent".to_owned(),
            billing_country: "BE".to_owned(),
            csr: format!(
                "{}\n-----BEGIN PRIVATE KEY-----\nMIIEcanary\n-----END PRIVATE KEY-----",
                forms::CSR
            ),
            ..forms::valid()
        };
        let with_csr = OrderForm {
            csr: forms::CSR.to_owned(),
            ..form.clone()
        };
        let id = ada.draft(&with_csr).await;
        for (typed, status) in [(&form, 422), (&with_csr, 303)] {
            let version = desk.order(id).await.version;
            assert_eq!(ada.save(id, version, typed, "save").await.status, status);
        }
        let version = desk.order(id).await.version.to_string();
        let fields = [
            ("version", version.as_str()),
            ("card_number", "4111111111111111"),
            ("card_expiration_month", "9"),
            ("card_expiration_year", "2031"),
            ("card_cvv", "739"),
            ("cardholder_name", "Kaart van Canary"),
        ];
        ada.post(&format!("/orders/{id}/place-with-card"), &fields).await;
        desk.expect_posts(1).await;
        let remote = desk.order(id).await.remote.unwrap().id;
        let pasted = "-----BEGIN RSA PRIVATE KEY-----\nMIIEportal\n-----END RSA PRIVATE KEY-----";
        desk.send_past(
            Method::POST,
            &format!("/order/certificate/{remote}/note"),
            json!({ "text": pasted }),
        )
        .await;
        ada.refresh(id).await;
        let files = bundle(&ada, &id.to_string()).await;
        let cookie = ada.cookie().unwrap();
        let (_, session) = cookie.split_once('=').unwrap();
        for (name, text) in &files {
            for secret in [
                desk.key.as_str(),
                "sandbox-key",
                "4111111111111111",
                "739\"",
                "Kaart van Canary",
                session,
                PASSWORD,
                "PRIVATE KEY",
                "MIIEcanary",
                "MIIEportal",
            ] {
                assert!(!text.contains(secret), "{secret} in {name}: {text}");
            }
        }
        assert!(
            files["exchanges/01.json"].contains("[withheld]"),
            "{}",
            files["exchanges/01.json"]
        );
        assert!(
            files["record.json"].contains("[withheld: it holds a private key]"),
            "{}",
            files["record.json"]
        );
    });
}
