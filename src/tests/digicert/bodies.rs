//! The body of an order against DigiCert's three examples (CertCentral: Order PKIo Private Services Server).

use pkio_desk::digicert::{DigiCert, PlaceOrderBody};
use pkio_desk::domain::contact::{Contact, ContactRole, ContactType};
use pkio_desk::domain::ids::RemoteOrderId;
use pkio_desk::domain::order::OrderRequest;
use pkio_desk::domain::order::request::Extras;
use pkio_desk::domain::payment::Payment;
use pkio_desk::domain::validity::Validity;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::orders;
use super::server::Server;

const EXCLUDE_OIN: &str = include_str!("golden/exclude-oin.json");
const OWN_OIN: &str = include_str!("golden/own-oin.json");
const QVTL: &str = include_str!("golden/qvtl.json");

fn sent(request: &OrderRequest) -> Value {
    serde_json::from_slice(PlaceOrderBody::of(request, None, None).bytes()).unwrap()
}

#[test]
fn the_three_examples_come_out_as_digicert_wrote_them() {
    for (name, golden, request) in [
        ("exclude-oin", EXCLUDE_OIN, orders::without_oin()),
        ("own-oin", OWN_OIN, orders::with_oin()),
        ("qvtl", QVTL, orders::with_qvtl()),
    ] {
        assert_eq!(sent(&request), serde_json::from_str::<Value>(golden).unwrap(), "{name}");
        // The members also keep DigiCert's order.
        assert_eq!(
            PlaceOrderBody::of(&request, None, None).pretty(),
            golden.trim_end(),
            "{name}"
        );
    }
}

#[test]
fn what_is_left_open_is_left_out() {
    let csr = orders::least().csr.unwrap().one_line_pem();
    assert_eq!(
        sent(&orders::least()),
        json!({
            "certificate": {"signature_hash": "sha256", "csr": csr},
            "csa_agreed_to": true,
            "use_qvtl_domain": 1,
            "organization": {"id": "2042709", "contacts": []},
            "payment_method": "balance",
        })
    );
}

#[test]
fn a_new_contact_has_no_user_id_and_a_known_one_may_have_nothing_else() {
    let nobody = Contact {
        role: ContactRole::OfOrganization(ContactType::TechnicalContact),
        user_id: Some("7".to_owned()),
        first_name: None,
        last_name: None,
        job_title: None,
        telephone: None,
        email: None,
    };
    let ada = Contact {
        role: ContactRole::OfOrganization(ContactType::OrganizationContact),
        user_id: None,
        first_name: Some("Ada".to_owned()),
        ..nobody.clone()
    };
    let order = sent(&OrderRequest {
        contacts: vec![nobody, ada],
        ..orders::least()
    });
    assert_eq!(
        order.pointer("/organization/contacts"),
        Some(&json!([
            {"user_id": "7", "contact_type": "technical_contact"},
            {"first_name": "Ada", "contact_type": "organization_contact"},
        ]))
    );
}

#[test]
fn the_digest_is_of_the_very_bytes_and_every_change_changes_it() {
    let body = orders::body();
    let digest: String = Sha256::digest(body.bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(body.sha256(), digest);
    assert_eq!(body, orders::body());
    assert_ne!(
        body.sha256(),
        PlaceOrderBody::of(&orders::with_oin(), None, None).sha256()
    );
    assert_ne!(
        body.sha256(),
        PlaceOrderBody::of(&orders::without_oin(), Some(&orders::reference()), None).sha256()
    );
    assert_eq!(
        serde_json::from_str::<Value>(body.pretty()).unwrap(),
        sent(&orders::without_oin())
    );
}

#[tokio::test]
async fn the_reference_is_sent_unless_it_is_switched_off() {
    let server = Server::that_answers(201, r#"{"id":1}"#).await;
    let mut config = server.config();
    let body = server
        .client()
        .prepare(&orders::without_oin(), &orders::reference(), None);
    let order: Value = serde_json::from_slice(body.bytes()).unwrap();
    assert_eq!(order.get("alternative_order_id"), Some(&json!("pkio-desk-1/a b")));
    config.reference_is_sent = false;
    let client = DigiCert::new(config).unwrap();
    assert_eq!(
        client.prepare(&orders::without_oin(), &orders::reference(), None),
        orders::body()
    );
}

#[test]
fn each_answer_has_one_form_on_the_wire() {
    let validity = |validity| {
        sent(&OrderRequest {
            validity,
            ..orders::least()
        })
        .get("order_validity")
        .cloned()
    };
    assert_eq!(validity(Validity::Default), None);
    assert_eq!(validity(Validity::Years(3)), Some(json!({"years": 3})));
    assert_eq!(validity(Validity::Days(397)), Some(json!({"days": 397})));
    let until = Validity::Until("2027-06-09".parse().unwrap());
    assert_eq!(validity(until), Some(json!({"custom_expiration_date": "09 JUN 2027"})));

    let later = sent(&OrderRequest {
        csr: None,
        ..orders::least()
    });
    assert_eq!(later.pointer("/certificate/csr"), None);
    assert_eq!(later.get("disable_generate_in_browser_email"), Some(&json!(true)));
    assert_eq!(sent(&orders::least()).get("disable_generate_in_browser_email"), None);

    let extras = sent(&OrderRequest {
        payment: Payment::Profile("77".to_owned()),
        extras: Extras {
            comments: Some("c".to_owned()),
            additional_emails: vec!["a@b.nl".to_owned()],
            custom_fields: vec![(12, "v".to_owned())],
            renewal_of_order_id: Some(RemoteOrderId(5)),
        },
        ..orders::least()
    });
    for (member, expected) in [
        ("payment_method", json!("profile")),
        ("payment_profile", json!({"id": "77"})),
        ("comments", json!("c")),
        ("additional_emails", json!(["a@b.nl"])),
        ("custom_fields", json!([{"metadata_id": 12, "value": "v"}])),
        ("renewal_of_order_id", json!(5)),
    ] {
        assert_eq!(extras.get(member), Some(&expected), "{member}");
    }
}
