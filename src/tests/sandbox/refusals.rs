//! Orders that are refused, and why.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use serde_json::{Value, json};

use super::bench::{Bench, CSR, good_order, new_csr, order_with};

/// A change of a good order and the codes it is refused with.
type Case = (&'static str, fn(&mut Value), &'static [&'static str]);

const MISSING: &[&str] = &["sandbox_missing_member"];
const INVALID: &[&str] = &["sandbox_invalid_member"];

const CASES: &[Case] = &[
    (
        "no hash",
        |order| order["certificate"]["signature_hash"] = json!(""),
        MISSING,
    ),
    (
        "another hash",
        |order| order["certificate"]["signature_hash"] = json!("sha384"),
        INVALID,
    ),
    ("no key", |order| order["certificate"]["csr"] = json!(null), MISSING),
    (
        "no name",
        |order| order["certificate"]["common_name"] = json!(null),
        MISSING,
    ),
    ("no agreement", |order| order["csa_agreed_to"] = json!(null), MISSING),
    (
        "agreement refused",
        |order| order["csa_agreed_to"] = json!("0"),
        &["sandbox_csa_not_agreed"],
    ),
    (
        "unreadable key",
        |order| order["certificate"]["csr"] = json!("-----BEGIN X-----"),
        &["csr_invalid_cannot_parse"],
    ),
    (
        "number given and excluded",
        |order| {
            order["certificate"]["oin"] = json!("00000099000000001000");
            order["certificate"]["exclude_oin"] = json!(true);
        },
        &["sandbox_oin_excluded"],
    ),
    (
        "unknown organization",
        |order| order["organization"]["id"] = json!(1),
        &["sandbox_unknown_organization"],
    ),
    (
        "inactive organization",
        |order| order["organization"]["id"] = json!("2042717"),
        &["sandbox_inactive_organization"],
    ),
    (
        "no organization",
        |order| order["organization"] = json!({ "id": 0 }),
        MISSING,
    ),
    (
        "organization never submitted",
        |order| order["organization"]["id"] = json!(2_042_709),
        &["sandbox_missing_verified_contact"],
    ),
    (
        "unknown container",
        |order| order["container"] = json!({ "id": 5 }),
        &["sandbox_unknown_container"],
    ),
    (
        "closed container",
        |order| order["container"] = json!({ "id": "679396" }),
        &["sandbox_unknown_container"],
    ),
    ("unknown method", |order| order["dcv_method"] = json!("pigeon"), INVALID),
    (
        "unknown scope",
        |order| order["certificate_dcv_scope"] = json!("galaxy"),
        INVALID,
    ),
    (
        "unknown platform",
        |order| order["certificate"]["server_platform"] = json!({ "id": 9_999 }),
        INVALID,
    ),
    (
        "four years",
        |order| order["order_validity"] = json!({ "years": 4 }),
        INVALID,
    ),
    (
        "398 days",
        |order| order["order_validity"] = json!({ "years": 1, "days": "398" }),
        INVALID,
    ),
    (
        "an odd date",
        |order| order["order_validity"] = json!({ "days": 3, "custom_expiration_date": "2026-06-09" }),
        INVALID,
    ),
    (
        "a past date",
        |order| order["order_validity"] = json!({ "custom_expiration_date": "09 JUN 2021" }),
        INVALID,
    ),
    ("no payment", |order| order["payment_method"] = json!(null), MISSING),
    ("odd payment", |order| order["payment_method"] = json!("beads"), INVALID),
    (
        "a wildcard",
        |order| order["certificate"]["common_name"] = json!("*.voorbeeld.example"),
        INVALID,
    ),
    (
        "an address",
        |order| order["certificate"]["dns_names"] = json!(["192.0.2.1"]),
        INVALID,
    ),
    (
        "no full name",
        |order| order["certificate"]["dns_names"] = json!(["localhost"]),
        INVALID,
    ),
    (
        "a long name",
        |order| order["certificate"]["common_name"] = json!(format!("{}.{}.example", "a".repeat(40), "b".repeat(20))),
        INVALID,
    ),
    ("odd shared name", |order| order["use_qvtl_domain"] = json!(2), INVALID),
    (
        "unknown user",
        |order| order["organization"]["contacts"] = json!([{ "contact_type": "verified_contact", "user_id": 7 }]),
        &["sandbox_unknown_user"],
    ),
    (
        "half a person",
        |order| {
            order["organization"]["contacts"] = json!([{ "contact_type": "verified_contact", "first_name": "Jan" }])
        },
        &["sandbox_incomplete_contact"],
    ),
    (
        "odd contact",
        |order| order["organization"]["contacts"] = json!([{ "contact_type": "pen_pal", "user_id": 2_812_497 }]),
        INVALID,
    ),
    (
        "two technical contacts",
        |order| {
            let contact = json!({ "contact_type": "technical_contact", "user_id": 2_812_497 });
            order["organization"]["contacts"] = json!([contact, contact]);
        },
        &["contact_type_duplicate"],
    ),
    (
        "sixteen verified contacts",
        |order| {
            let contact = json!({ "contact_type": "verified_contact", "user_id": 2_812_497 });
            order["organization"]["contacts"] = Value::Array(vec![contact; 16]);
        },
        &["sandbox_too_many_verified_contacts"],
    ),
];

#[tokio::test]
async fn every_broken_rule_is_refused_with_its_own_code() {
    let bench = Bench::new().await;
    for (name, change, expected) in CASES {
        assert_eq!(bench.refused(order_with(change)).await, *expected, "{name}");
    }
    assert_eq!(bench.count().await, 0);
}

#[tokio::test]
async fn keys_that_are_too_small_or_of_another_kind_are_refused() {
    let bench = Bench::new().await;
    let with = |csr: String| order_with(|order| order["certificate"]["csr"] = json!(csr));
    assert_eq!(
        bench.refused(with(new_csr(&["rsa:1024"]))).await,
        ["sandbox_csr_key_size"]
    );
    let curve = new_csr(&["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]);
    assert_eq!(bench.refused(with(curve)).await, ["sandbox_csr_key_algorithm"]);
    let forged = {
        // The last bytes are the signature's.
        let (body, end) = CSR.split_once("\n-----END").unwrap();
        let cut = body.len() - 8;
        let swapped: String = body[cut..]
            .chars()
            .map(|sign| {
                if sign == 'A' {
                    'B'
                } else if sign == '=' {
                    '='
                } else {
                    'A'
                }
            })
            .collect();
        format!("{}{swapped}\n-----END{end}", &body[..cut])
    };
    assert_eq!(bench.refused(with(forged)).await, ["sandbox_csr_signature"]);
}

#[tokio::test]
async fn all_faults_of_an_order_are_reported_at_once() {
    let bench = Bench::new().await;
    let order = order_with(|order| {
        order["certificate"]["signature_hash"] = json!("md5");
        order["certificate"]["csr"] = json!("nonsense");
        order["payment_method"] = json!(null);
        order["container"] = json!({ "id": 5 });
    });
    let found = bench.refused(order).await;
    for code in [
        "sandbox_invalid_member",
        "csr_invalid_cannot_parse",
        "sandbox_unknown_container",
        "sandbox_missing_member",
    ] {
        assert!(found.iter().any(|known| known == code), "{code} in {found:?}");
    }
    assert_eq!(found.len(), 4);
}

#[tokio::test]
async fn an_empty_order_is_told_everything_it_lacks() {
    let bench = Bench::new().await;
    let found = bench.refused(json!({ "comments": "nothing" })).await;
    assert!(found.len() >= 6, "{found:?}");
    assert!(found.iter().all(|code| code == "sandbox_missing_member"));
}

#[tokio::test]
async fn a_card_needs_all_its_members() {
    let bench = Bench::new().await;
    let order = order_with(|order| order["payment_method"] = json!("card"));
    assert_eq!(bench.refused(order).await.len(), 9);
}

#[tokio::test]
async fn a_new_organization_needs_all_its_members() {
    let bench = Bench::new().await;
    let order = order_with(|order| order["organization"] = json!({ "name": "n".repeat(65), "country": "Nederland" }));
    let found = bench.refused(order).await;
    let missing = found.iter().filter(|code| *code == "sandbox_missing_member").count();
    assert_eq!(missing, 5, "{found:?}");
    assert!(found.iter().any(|code| code == "sandbox_missing_verified_contact"));
}

#[tokio::test]
async fn another_product_is_not_found() {
    let bench = Bench::new().await;
    let (status, answer) = bench.post("/order/certificate/ssl_plus", good_order()).await;
    assert_eq!(
        (status, super::bench::codes(&answer)),
        (404, vec!["not_found|product".to_owned()])
    );
}
