//! The certificate of an order: fetched, held against what was ordered, shown, downloaded; and held where it is not it.

use pkio_desk::digicert::FORMATS;
use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{EventKind, OrderForm, RemoteStatus};
use pkio_desk::orders::{CertificateFetch, CertificateWalk};
use reqwest::Method;
use serde_json::json;

use super::certificate_files::downloads;
use super::forms;
use super::harness::{Desk, desk};
use super::visitor::{Page, Visitor};
use crate::sandbox::bench::{new_csr, one_line};

/// A placed order whose certificate DigiCert has issued, or will once it is asked.
async fn placed(desk: &Desk, rik: &Visitor, form: &OrderForm) -> OrderId {
    let id = rik.draft(form).await;
    rik.place(desk, id).await;
    id
}

fn two_names() -> OrderForm {
    OrderForm {
        dns_names: "domain.example.com, api.example.com".to_owned(),
        ..forms::own_oin()
    }
}

async fn fetch(rik: &Visitor, id: OrderId) -> Page {
    rik.post("/actions/fetch-certificate", &[("order", id.to_string())])
        .await
}

/// Makes something wrong with the next certificate that is issued, or the next that is handed out.
async fn spoil(desk: &Desk, fault: &str, times: u32) {
    let body = json!({ "fault": fault, "times": times });
    desk.control(Method::POST, "/faults", Some(body)).await;
}

/// The reasons of the newest entry in an order's journal.
async fn reasons(desk: &Desk, id: OrderId) -> Vec<&'static str> {
    let events = desk.orders.events(id).await.unwrap();
    let held = events.into_iter().find_map(|event| match event.kind {
        EventKind::CertificateHeld { reasons, .. } => Some(reasons),
        _ => None,
    });
    held.unwrap_or_default().iter().map(|it| it.aspect.word()).collect()
}

#[test]
fn a_certificate_is_fetched_fits_and_is_downloaded_in_every_form() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = placed(desk, &rik, &two_names()).await;
        rik.refresh(id).await;
        let page = rik.order_page(id).await;
        assert!(
            page.says("DigiCert has issued the certificate."),
            "{}",
            page.text("main").concat()
        );
        let answer = fetch(&rik, id).await;
        assert_eq!(answer.location(), format!("/orders/{id}/certificate"));
        let page = rik.page(&format!("/orders/{id}/certificate")).await;
        assert_eq!(page.notices()[0], "The certificate is here, and is what was ordered.");
        for words in [
            "Is what was ordered",
            "serialNumber=12345678901234567890, CN=domain.example.com",
            "domain.example.com, api.example.com",
            "serverAuth, clientAuth",
            "Signed by the next one",
            "Root, signed by itself",
            "RSA 2048",
        ] {
            assert!(page.says(words), "{words}: {}", page.text("main").concat());
        }
        let journal = ["drafted", "sending", "placed", "status-changed", "certificate-fetched"];
        assert_eq!(desk.journal(id).await, journal);
        // What is here and fits is not fetched again.
        fetch(&rik, id).await;
        assert_eq!(desk.journal(id).await, journal);
        downloads(desk, id).await;
        let page = rik.order_page(id).await;
        assert!(page.says("12345678901234567890") && page.says("Is what was ordered"));
        desk.expect_posts(1).await;
    });
}

#[test]
fn a_certificate_that_is_not_what_was_ordered_is_held() {
    for (fault, expected, told) in [
        ("wrong-key", &["other-key"][..], "Its key is not that of the CSR."),
        (
            "missing-san",
            &["name-missing"],
            "api.example.com was ordered and is not in it.",
        ),
        (
            "wrong-oin",
            &["oin-other"],
            "Its OIN is 00000099999999999000; 12345678901234567890 was ordered.",
        ),
        (
            "wrong-name",
            &["name-missing"],
            "domain.example.com was ordered and is not in it.",
        ),
    ] {
        desk(async |desk| {
            let rik = desk.person(Role::Requester).await;
            spoil(desk, fault, 1).await;
            let id = placed(desk, &rik, &two_names()).await;
            fetch(&rik, id).await;
            assert_eq!(reasons(desk, id).await, expected, "{fault}");
            let address = format!("/orders/{id}/certificate");
            for page in [rik.page(&address).await, rik.order_page(id).await] {
                assert!(page.says(told), "{fault}: {}", page.text("main").concat());
                assert!(page.says("This certificate is not what was ordered"));
                assert_eq!(page.text("a[download]").len(), 0, "{fault}");
            }
            is_not_given(desk, &rik, &address).await;
            let first = rik.page("/").await;
            assert!(
                first.says("1 certificate is held: it is not what was ordered"),
                "{fault}"
            );
            assert!(
                rik.page("/orders?attention=certificate-held")
                    .await
                    .says("domain.example.com")
            );
            desk.expect_posts(1).await;
        });
    }
}

/// No file of it is given but on a page of its own, to those who decide.
async fn is_not_given(desk: &Desk, rik: &Visitor, address: &str) {
    for file in ["certificate", "fullchain", "zip", "digicert-pem_all"] {
        let answer = rik.get(&format!("{address}/{file}")).await;
        assert_eq!(answer.status, 409, "{file}");
        assert!(answer.notices()[0].starts_with("Nothing was downloaded"), "{file}");
        assert!(!answer.body.contains("BEGIN CERTIFICATE"), "{file}");
    }
    for path in ["held", "held/evidence"] {
        assert_eq!(rik.get(&format!("{address}/{path}")).await.status, 403, "{path}");
    }
    let ada = desk.person(Role::Approver).await;
    let page = ada.page(&format!("{address}/held")).await;
    assert!(page.says("Do not install it.") && page.says("This certificate is not what was ordered"));
    let file = ada.page(&format!("{address}/held/evidence")).await;
    assert!(file.header("content-disposition").contains("-held-do-not-install.pem"));
    assert_eq!(file.body.matches("BEGIN CERTIFICATE").count(), 3);
}

#[test]
fn the_certificate_of_another_order_is_held_until_the_right_one_comes() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = placed(desk, &rik, &two_names()).await;
        spoil(desk, "wrong-pem", 1).await;
        fetch(&rik, id).await;
        let address = format!("/orders/{id}/certificate");
        assert!(reasons(desk, id).await.contains(&"other-serial"));
        assert!(
            rik.page(&address)
                .await
                .says("It is another certificate: DigiCert tells of serial number")
        );
        // By itself the desk looks again after an hour, and not before.
        let mut walk = CertificateWalk::default();
        desk.clock.advance(3_000);
        desk.orders.keep_certificates(&mut walk).await;
        assert!(rik.get(&format!("{address}/zip")).await.status == 409);
        desk.clock.advance(1_000);
        desk.orders.keep_certificates(&mut walk).await;
        assert!(rik.get(&format!("{address}/zip")).await.status == 200);
        assert!(
            desk.journal(id)
                .await
                .ends_with(&["certificate-held", "certificate-fetched"])
        );
        desk.expect_posts(1).await;
    });
}

#[test]
fn a_file_of_digicerts_without_the_certificate_is_not_given() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = placed(desk, &rik, &two_names()).await;
        fetch(&rik, id).await;
        for (format, _) in FORMATS {
            let address = format!("/orders/{id}/certificate/digicert-{format}");
            spoil(desk, "wrong-pem", 1).await;
            let answer = rik.get(&address).await;
            assert_eq!(answer.status, 409, "{format}");
            let told = "Nothing was downloaded: the file that DigiCert gave does not hold this certificate.";
            assert!(answer.notices()[0].starts_with(told), "{format}");
            assert!(answer.says("Is what was ordered"), "{format}");
            let file = rik.get(&address).await;
            assert_eq!(file.status, 200, "{format}");
            assert!(file.header("content-disposition").contains(format), "{format}");
        }
        desk.expect_posts(1).await;
    });
}

#[test]
fn certificates_are_fetched_by_themselves_once() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let mut ids = Vec::new();
        for name in ["one.example.com", "two.example.com"] {
            let id = placed(desk, &rik, &forms::named(name)).await;
            rik.refresh(id).await;
            ids.push(id);
        }
        desk.orders.reconcile().await.unwrap();
        let downloads = async || {
            let calls = desk.control(Method::GET, "/calls", None).await;
            calls.to_string().matches("/download/format/pem_all").count()
        };
        let mut walk = CertificateWalk::default();
        for _ in 0..4 {
            desk.orders.keep_certificates(&mut walk).await;
        }
        for id in &ids {
            assert!(rik.order_page(*id).await.says("Is what was ordered"));
        }
        // Those placed elsewhere too, and nothing is left to do, after a new start neither.
        let store = desk.fresh.store.certificates();
        assert_eq!(store.missing_below(None, false, 100).await.unwrap(), []);
        let fetched = downloads().await;
        assert!(fetched > 5, "{fetched}");
        let mut walk = CertificateWalk::default();
        for _ in 0..3 {
            desk.clock.advance(60);
            desk.orders.keep_certificates(&mut walk).await;
        }
        assert_eq!(downloads().await, fetched);
        desk.expect_posts(2).await;
    });
}

#[test]
fn a_certificate_that_is_not_there_yet_or_cannot_be_had_is_said_so() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        desk.control(Method::POST, "/settings", Some(json!({ "issue_after": null })))
            .await;
        let id = placed(desk, &rik, &forms::valid()).await;
        assert_eq!(fetch(&rik, id).await.location(), format!("/orders/{id}"));
        let page = rik.order_page(id).await;
        assert_eq!(page.notices()[0], "DigiCert has not issued the certificate yet.");
        assert_eq!(page.text("#s-certificate").len(), 0);
        assert_eq!(rik.get(&format!("/orders/{id}/certificate")).await.status, 404);
        let remote = desk.order(id).await.remote.unwrap().id;
        desk.control(Method::POST, &format!("/orders/{remote}/issue"), None)
            .await;
        let fault = json!({ "fault": "html", "method": "GET", "path": "/certificate/*", "times": 1 });
        desk.control(Method::POST, "/faults", Some(fault)).await;
        fetch(&rik, id).await;
        assert!(
            rik.order_page(id).await.notices()[0].starts_with("DigiCert did not answer, or not with a certificate.")
        );
        fetch(&rik, id).await;
        desk.stop_sandbox().await;
        // Its page and its files work while DigiCert is down; those that only DigiCert has say what to do.
        let address = format!("/orders/{id}/certificate");
        assert!(rik.page(&address).await.says("Is what was ordered"));
        assert_eq!(rik.get(&format!("{address}/fullchain")).await.status, 200);
        let answer = rik.get(&format!("{address}/digicert-p7b")).await;
        assert_eq!(answer.status, 424);
        assert!(answer.notices()[0].contains("take one of the desk's own files below"));
        fetch(&rik, id).await;
        assert!(rik.order_page(id).await.notices()[0].starts_with("DigiCert did not answer"));
        desk.expect_posts(1).await;
    });
}

#[test]
fn nobody_reads_what_they_may_not_and_odd_addresses_are_no_pages() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = placed(desk, &rik, &forms::valid()).await;
        fetch(&rik, id).await;
        let address = format!("/orders/{id}/certificate");
        assert_eq!(desk.visitor().get(&format!("{address}/zip")).await.status, 303);
        for path in [
            "?certificate=1",
            "?certificate=x",
            "/zip?certificate=1",
            "/zip?certificate=",
            "/held/other",
        ] {
            assert_eq!(rik.get(&format!("{address}{path}")).await.status, 404, "{path}");
        }
        // One that fits has nothing held about it.
        let ada = desk.person(Role::Approver).await;
        for path in ["held", "held/evidence"] {
            assert_eq!(ada.get(&format!("{address}/{path}")).await.status, 404, "{path}");
        }
        for order in ["99", "what", ""] {
            assert_eq!(
                rik.post("/actions/fetch-certificate", &[("order", order)]).await.status,
                302
            );
        }
        desk.expect_posts(1).await;
    });
}

#[test]
fn a_reissue_brings_another_certificate_and_the_earlier_one_stays() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = placed(desk, &rik, &forms::valid()).await;
        fetch(&rik, id).await;
        desk.expect_posts(1).await;
        let first = desk.orders.certificates(id).await.unwrap().remove(0);
        let remote = desk.order(id).await.remote.unwrap().id;
        let wish = json!({ "certificate": {
            "common_name": "domain.example.com",
            "dns_names": ["more.example.com"],
            "csr": one_line(&new_csr(&["rsa:2048"])),
            "signature_hash": "sha256",
            "server_platform": { "id": 45 },
        } });
        let path = format!("/services/v2/order/certificate/{remote}/reissue");
        desk.post_as_the_desk(&path, wish.to_string()).await;
        // What was sent past the desk is none of its orders.
        desk.control(Method::DELETE, "/calls", None).await;
        desk.expect_posts(0).await;
        rik.refresh(id).await;
        desk.orders.keep_certificates(&mut CertificateWalk::default()).await;
        let kept = desk.orders.certificates(id).await.unwrap();
        assert_eq!((kept.len(), kept[1].id, kept[1].is_current), (2, first.id, false));
        assert_ne!(kept[0].chain.leaf.spki_sha256(), first.chain.leaf.spki_sha256());
        let address = format!("/orders/{id}/certificate");
        let page = rik.page(&address).await;
        assert!(page.says("Is what was ordered") && page.says("more.example.com"));
        let row = page.text("#s-earlier tbody tr").concat();
        assert!(row.contains(&first.chain.leaf.serial_number), "{row}");
        let earlier = format!("{address}?certificate={}", first.id);
        assert!(rik.page(&earlier).await.says(&first.chain.leaf.serial_number));
        let file = rik
            .page(&format!("{address}/certificate?certificate={}", first.id))
            .await;
        assert_eq!(file.body, first.chain.leaf_pem());
        assert_ne!(rik.page(&format!("{address}/certificate")).await.body, file.body);
        // That the order is revoked tells of its present certificate only.
        desk.control(Method::POST, &format!("/orders/{remote}/revoke"), None)
            .await;
        rik.refresh(id).await;
        assert!(rik.page(&address).await.says("This certificate is revoked"));
        let page = rik.page(&earlier).await;
        assert!(page.says("The order of this earlier certificate is revoked"));
        assert!(!page.says("Nothing trusts it any more.") && !page.says("revoked before"));
    });
}

#[test]
fn an_old_answer_that_comes_late_takes_no_newer_status_back() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = placed(desk, &rik, &forms::valid()).await;
        desk.expect_posts(1).await;
        rik.refresh(id).await;
        let remote = desk.order(id).await.remote.unwrap().id;
        let path = format!("/order/certificate/{remote}");
        let late = json!({ "fault": "hold-after-taking", "method": "GET", "path": path });
        desk.control(Method::POST, "/faults", Some(late)).await;
        let meanwhile = async {
            while desk.control(Method::GET, "/holds", None).await["calls"] == json!([]) {
                tokio::task::yield_now().await;
            }
            desk.control(Method::POST, &format!("/orders/{remote}/revoke"), None)
                .await;
            desk.clock.advance(60);
            rik.refresh(id).await;
            desk.control(Method::DELETE, "/holds", None).await;
        };
        let (fetched, ()) = tokio::join!(desk.orders.fetch_certificate(None, id), Box::pin(meanwhile));
        assert_eq!(fetched.unwrap(), CertificateFetch::Kept);
        let status = desk.order(id).await.remote.unwrap().status;
        assert_eq!(status, Some(RemoteStatus::Revoked));
        let record = desk.fresh.store.order_records().find(id).await.unwrap().unwrap();
        assert_eq!(record.record.status, status);
    });
}
