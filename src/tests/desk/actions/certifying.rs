//! Certificates of orders whose CSR DigiCert does not show: held against the key that was sent from here.

use reqwest::Method;
use serde_json::json;

use super::super::account::send;
use super::super::forms;
use super::super::harness::{Desk, desk};
use super::super::visitor::Visitor;
use super::{NEW_CSR, Placed, approver, issue, place, show_no_csr, to_follow, write};

async fn fault(desk: &Desk, fault: serde_json::Value) {
    desk.control(Method::POST, "/faults", Some(fault)).await;
}

/// What is found about the certificate that DigiCert issues now, with that wrong about it.
async fn found(desk: &Desk, visitor: &Visitor, order: &Placed, defect: Option<&str>) -> Vec<&'static str> {
    if let Some(defect) = defect {
        fault(desk, json!({ "fault": defect })).await;
    }
    issue(desk, order).await;
    visitor
        .post("/actions/fetch-certificate", &[("order", order.id.to_string())])
        .await;
    let kept = desk.orders.certificates(order.id).await.unwrap();
    let mismatches = kept[0].verdict.mismatches.iter();
    mismatches.map(|it| it.aspect.word()).collect()
}

#[test]
fn a_key_that_was_sent_late_is_compared() {
    for (is_lost, defect, expected) in [
        (false, None, &[][..]),
        (false, Some("wrong-key"), &["other-key"]),
        (true, None, &[]),
        (true, Some("wrong-key"), &["other-key"]),
    ] {
        desk(async |desk| {
            let ada = approver(desk).await;
            show_no_csr(desk).await;
            let order = place(desk, &ada, &to_follow()).await;
            let change = write(&ada, &order, "add-csr", &[("csr", NEW_CSR)]).await;
            if is_lost {
                desk.expect_error("in doubt");
                let lost = json!({ "fault": "cut-after-taking", "method": "POST", "path": "/order/certificate/*" });
                fault(desk, lost).await;
            }
            send(&ada, &change).await;
            assert_eq!(
                found(desk, &ada, &order, defect).await,
                expected,
                "{is_lost} {defect:?}"
            );
        });
    }
}

#[test]
fn a_reissue_is_held_against_the_key_and_the_names_that_were_sent_for_it() {
    for (defect, expected) in [
        (None, &[][..]),
        (Some("wrong-key"), &["other-key"]),
        (Some("missing-san"), &["name-missing"]),
    ] {
        desk(async |desk| {
            let ada = approver(desk).await;
            show_no_csr(desk).await;
            let order = place(desk, &ada, &forms::valid()).await;
            assert_eq!(found(desk, &ada, &order, None).await, [""; 0]);
            ada.refresh(order.id).await;
            let typed = [
                ("csr", NEW_CSR),
                ("common_name", "domain.example.com"),
                ("dns_names", "www.domain.example.com"),
            ];
            let change = write(&ada, &order, "reissue-order", &typed).await;
            send(&ada, &change).await;
            assert_eq!(found(desk, &ada, &order, defect).await, expected, "{defect:?}");
        });
    }
}
