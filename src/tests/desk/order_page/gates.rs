//! On whom an order waits.

use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{OrderForm, Switches};
use reqwest::Method;
use serde_json::json;

use super::{gates, line, placed, read_domains, stop_at, with_every_gate};
use crate::desk::forms;
use crate::desk::harness::desk;
use crate::desk::setup::Setup;

#[test]
fn a_draft_waits_on_whoever_sends_it() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::named("dienst.voorbeeld.nl")).await;
        let page = rik.order_page(id).await;
        let expected = "Waiting on requester0 van Test, or whoever sends orders here for the order to be sent.Since 2026-11-22 10:00 CET \
            (less than a minute).";
        assert!(line(&page).starts_with(expected), "{}", line(&page));
        assert_eq!(
            gates(&page),
            [
                "Sending to DigiCert = waiting",
                "Organization validation: IntervillousMicrospeCo = ahead",
                "Control of the domain = ahead",
                "Issuance = ahead"
            ]
        );
        assert_eq!(page.attribute(".gate[aria-current]", "aria-current"), ["step"]);
        assert_eq!(page.attribute(".gate[aria-current]", "data-stand"), ["waiting"]);
    });
}

#[test]
fn an_order_that_needs_our_approval_waits_on_a_second_person() {
    let setup = Setup {
        switches: Switches::default().with_approval(),
        ..Setup::default()
    };
    setup.run(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        assert!(line(&rik.order_page(id).await).contains("for our approval"));
        let fields = [("version", desk.order(id).await.version.to_string())];
        rik.post(&format!("/orders/{id}/ask-approval"), &fields).await;
        desk.clock.advance(2 * 3600);
        let page = rik.order_page(id).await;
        let expected = "Waiting on a second person here for our approval.Since 2026-11-22 10:00 CET (2 hours).";
        assert!(line(&page).starts_with(expected), "{}", line(&page));
        let mail = page.text(".gate pre").concat();
        assert!(mail.contains(&format!("/orders/{id}/approve")), "{mail}");
        // Only who may approve is led there.
        let way = format!(".gate a[href='/orders/{id}/approve']");
        assert_eq!(page.text(&way).len(), 0);
        let ans = desk.person(Role::Approver).await;
        assert_eq!(ans.order_page(id).await.text(&way).len(), 1);
    });
}

#[test]
fn every_gate_at_digicert_says_who_has_to_act_and_since_when() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = placed(desk, &rik, &with_every_gate(), "approval").await;
        desk.expect_posts(1).await;
        read_domains(desk, id).await;
        let remote = desk.order(id).await.remote.unwrap().id;
        let page = rik.order_page(id).await;
        assert!(line(&page).starts_with("Waiting on an approver in CertCentral for the approval.Since "));
        let all = gates(&page);
        assert!(all.contains(&"Approval in CertCentral = waiting".to_owned()), "{all:?}");
        assert!(
            all.contains(&"Control of the domain: gates.example = ahead".to_owned()),
            "{all:?}"
        );
        assert!(
            page.text(".gate pre")
                .concat()
                .contains(&format!("Request for order {remote}"))
        );

        for (gate, first) in [
            (
                "organization",
                "Waiting on DigiCert for organization validation: Brusselse Loonservice BV.Since ",
            ),
            (
                "verified_contact",
                "Waiting on Ada Bos (the verified contact) for the confirmation.Since ",
            ),
            (
                "domain",
                "Waiting on the owner of the domain for control of the domain: gates.example.Since ",
            ),
            ("issuance", "Waiting on DigiCert for the certificate.Since "),
        ] {
            stop_at(desk, json!(gate)).await;
            if gate == "organization" {
                desk.control(Method::POST, &format!("/orders/{remote}/pass"), None)
                    .await;
            }
            rik.refresh(id).await;
            read_domains(desk, id).await;
            let page = rik.order_page(id).await;
            assert!(line(&page).starts_with(first), "{gate}: {}", line(&page));
            assert_eq!(page.attribute(".gate[aria-current]", "aria-current").len(), 1, "{gate}");
            let titles = page.text(".gate-title");
            assert_eq!(
                titles
                    .iter()
                    .filter(|title| title.starts_with("Control of the domain"))
                    .count(),
                2,
                "three names of two domains: {titles:?}"
            );
            match gate {
                "organization" => assert!(
                    page.text(".gate-parts li")
                        .contains(&"Address Being verified pending".to_owned()),
                    "{:?}",
                    page.text(".gate-parts li")
                ),
                "verified_contact" => {
                    let mail = page.text(".gate pre").concat();
                    assert!(
                        mail.contains("Dear Ada Bos,") && mail.contains(&remote.to_string()),
                        "{mail}"
                    );
                    assert!(page.says("a.bos@loon.example"));
                }
                "domain" => {
                    assert!(page.says("Has not answered") || page.says("Answered"));
                    let href = page.attribute(".gate[aria-current] a", "href");
                    assert!(href.iter().any(|href| href.starts_with("/domains/")), "{href:?}");
                }
                _ => {}
            }
        }
        stop_at(desk, json!(null)).await;
        rik.refresh(id).await;
        assert!(line(&rik.order_page(id).await).starts_with("Waiting on this desk for the certificate."));
        rik.post("/actions/fetch-certificate", &[("order", id.to_string())])
            .await;
        let page = rik.order_page(id).await;
        let first = "Nobody has to act. All gates are passed.The certificate is valid until 20";
        assert!(line(&page).starts_with(first), "{}", line(&page));
        assert_eq!(page.text(".gate[aria-current]").len(), 0);
        assert!(page.text("#s-remote").concat().contains("Serial number"));
    });
}

#[test]
fn an_order_without_a_csr_waits_on_us() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let form = OrderForm {
            csr_choice: "later".to_owned(),
            csr: String::new(),
            ..forms::valid()
        };
        let id = placed(desk, &rik, &form, "csr").await;
        desk.expect_posts(1).await;
        let page = rik.order_page(id).await;
        let first = "Waiting for the CSR, from whoever sends orders here.Since ";
        assert!(line(&page).starts_with(first), "{}", line(&page));
        assert!(gates(&page).contains(&"CSR = waiting".to_owned()));
        assert!(page.says("DigiCert issues nothing before."));
        assert!(rik.page("/").await.says("order waits for its CSR"));
        for place in [".gate[aria-current] a", ".gate-line a"] {
            assert_eq!(page.attribute(place, "href"), ["#s-actions"], "{place}");
        }
    });
}

#[test]
fn an_order_that_was_rejected_or_revoked_says_where_it_ended() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        for (gate, act, first) in [
            ("organization", "reject", "This order was rejected.Since "),
            ("issuance", "revoke", "This order is revoked.Since "),
        ] {
            let id = placed(desk, &rik, &with_every_gate(), gate).await;
            let remote = desk.order(id).await.remote.unwrap().id;
            if act == "revoke" {
                desk.control(Method::POST, &format!("/orders/{remote}/issue"), None)
                    .await;
                rik.refresh(id).await;
            }
            desk.control(Method::POST, &format!("/orders/{remote}/{act}"), None)
                .await;
            rik.refresh(id).await;
            let page = rik.order_page(id).await;
            assert!(line(&page).starts_with(first), "{act}: {}", line(&page));
            assert_eq!(
                page.attribute(".gate[aria-current]", "data-stand"),
                ["stopped"],
                "{act}"
            );
            assert!(page.says("Nothing more comes of this order."), "{act}");
        }
        desk.expect_posts(2).await;
    });
}

#[test]
fn while_digicert_is_down_the_page_shows_what_was_read_and_how_old_it_is() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        let id = placed(desk, &ada, &with_every_gate(), "organization").await;
        desk.expect_posts(1).await;
        read_domains(desk, id).await;
        desk.stop_sandbox().await;
        desk.clock.advance(3 * 24 * 3600);
        let page = ada.order_page(id).await;
        assert!(line(&page).starts_with("Waiting on DigiCert for "), "{}", line(&page));
        let remote = page.text("#s-remote").concat();
        for words in [
            "Status read 2026-11-22 10:00 CET (3 days ago).",
            "Details read",
            "Validation read",
        ] {
            assert!(remote.contains(words), "{words}: {remote}");
        }
        assert!(page.text("#s-contacts").concat().contains("a.bos@loon.example"));
        assert!(page.text("#s-names").concat().contains("twee.gates.example"));
        ada.refresh(id).await;
        let page = ada.order_page(id).await;
        assert!(page.notices()[0].contains("did not answer"), "{:?}", page.notices());
        assert!(page.text("#s-remote").concat().contains("(3 days ago)"));
    });
}

#[test]
fn an_order_that_was_never_read_says_so() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        stop_at(desk, json!("organization")).await;
        let id = rik.draft(&with_every_gate()).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        let page = rik.order_page(id).await;
        assert!(line(&page).contains("Read the status."), "{}", line(&page));
        assert!(page.says("The status has not been read yet."));
        assert_eq!(page.text("#s-contacts").len(), 0);
    });
}

#[test]
fn names_are_grouped_by_their_domain() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = placed(desk, &rik, &with_every_gate(), "domain").await;
        desk.expect_posts(1).await;
        read_domains(desk, id).await;
        let page = rik.order_page(id).await;
        let rows = page.text("#s-names tbody tr");
        assert_eq!(rows.len(), 2, "{rows:?}");
        assert!(
            rows[0].starts_with("gates.example") && rows[0].contains("twee.gates.example"),
            "{rows:?}"
        );
        assert_eq!(
            rows[0].to_ascii_lowercase().matches("een.gates.example").count(),
            1,
            "{rows:?}"
        );
        assert!(
            rows[1].starts_with("poort.example") && rows[1].contains("To be proven"),
            "{rows:?}"
        );
        let links = page.attribute("#s-names tbody a", "href");
        assert!(
            links.iter().all(|href| href.starts_with("/domains/")) && links.len() == 2,
            "{links:?}"
        );
    });
}
