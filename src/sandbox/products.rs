//! The product and the server platforms (CertCentral: Product list, Product info; Glossary, server platforms).

use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal},
    door::Call,
    shared::Shared,
};

/// The agreement an orderer accepts. Its words are the sandbox's own.
const AGREEMENT: &str = "Certificate Subscriber Agreement of the sandbox, version 1.\n\n\
1. The certificates of the sandbox prove nothing to anybody and must not be used outside of tests.\n\
2. Who orders one keeps the private key to themselves all the same.\n\
3. Nothing is paid and nobody is liable for anything.";

/// The one product the sandbox sells.
pub(crate) const PRODUCT_NAME_ID: &str = "pkio_private_services_server";
/// Its name.
pub(crate) const PRODUCT_NAME: &str = "PKIo Private Services Server";

/// Id, name, and default download format of each platform.
///
/// The full table is not public: -1, 2, 14, 40, 45, 67 and 68 are known with these names; 29 is known to give PEM
/// files; the names of 11, 21, 29, 31, 52, 57 and 59 are made up.
const PLATFORMS: [(i64, &str, &str); 14] = [
    (-1, "OTHER", "pem_all"),
    (2, "Apache", "pem_all"),
    (11, "Sandbox application server", "pem_all"),
    (14, "Microsoft IIS 5 or 6", "p7b"),
    (21, "Sandbox document platform", "p7b"),
    (29, "Sandbox PEM platform", "pem_all"),
    (31, "Sandbox load balancer", "pem_all"),
    (40, "Microsoft IIS 7", "p7b"),
    (45, "nginx", "pem_all"),
    (52, "Sandbox code platform", "p7b"),
    (57, "Sandbox other platform", "pem_all"),
    (59, "Sandbox Digipoort platform", "pem_all"),
    (67, "Microsoft IIS 8", "p7b"),
    (68, "Microsoft Exchange Server 2013", "p7b"),
];

/// Whether an id is that of a server platform.
pub(crate) fn is_platform(id: i64) -> bool {
    PLATFORMS.iter().any(|(known, ..)| *known == id)
}

/// The download format a platform uses by default.
pub(crate) fn format_of_platform(id: i64) -> Option<&'static str> {
    PLATFORMS
        .iter()
        .find(|(known, ..)| *known == id)
        .map(|(_, _, format)| *format)
}

/// A platform as answers show it.
pub(crate) fn platform_json(id: i64) -> Value {
    let name = PLATFORMS
        .iter()
        .find(|(known, ..)| *known == id)
        .map_or("OTHER", |(_, name, _)| name);
    json!({
        "id": id,
        "name": name,
        "install_url": "http://www.digicert.com/ssl-certificate-installation.htm",
        "csr_url": "http://www.digicert.com/csr-creation.htm",
    })
}

/// Answers a call below `/product`.
pub(crate) fn answer(shared: &Shared, call: &Call, path: &[&str]) -> Result<Answer, Refusal> {
    let multi_year_plans = shared.settings().multi_year_plans;
    match (call.incoming.method.as_str(), path) {
        ("GET", []) => Ok(Answer::ok(json!({ "products": [summary(multi_year_plans)] }))),
        ("GET", ["platform-certformat-mapping"]) => Ok(Answer::ok(mapping())),
        ("GET", [PRODUCT_NAME_ID]) => Ok(Answer::ok(details(multi_year_plans))),
        ("GET", [_]) => Err(Refusal::NotFound("product")),
        _ => Err(Refusal::NotFound("route")),
    }
}

fn mapping() -> Value {
    let rows = PLATFORMS
        .iter()
        .map(|(id, name, format)| json!({ "id": id, "name": name, "format": format }));
    json!({ "platforms": rows.collect::<Vec<_>>() })
}

fn summary(multi_year_plans: bool) -> Value {
    let mut summary = json!({
        "group_name": "eu_certificate",
        "name_id": PRODUCT_NAME_ID,
        "name": PRODUCT_NAME,
        "type": "ssl_certificate",
        "validation_type": "ov",
        "allowed_container_ids": [],
        "allowed_validity_years": [1, 2, 3],
        "signature_hash_types": {
            "allowed_hash_types": [{ "id": "sha256", "name": "SHA-256" }],
            "default_hash_type_id": "sha256",
        },
        "csr_required": true,
    });
    // Absent without Multi-year Plans, as with older accounts.
    if let (true, Some(members)) = (multi_year_plans, summary.as_object_mut()) {
        members.insert("allowed_order_validity_years".to_owned(), json!([1, 2, 3]));
    }
    summary
}

fn details(multi_year_plans: bool) -> Value {
    let mut details = summary(multi_year_plans);
    let platforms: Vec<Value> = PLATFORMS.iter().map(|(id, ..)| platform_json(*id)).collect();
    if let Some(members) = details.as_object_mut() {
        members.insert("duplicates_allowed".to_owned(), json!(false));
        members.insert("additional_dns_names_allowed".to_owned(), json!(true));
        members.insert("increased_compatibility_allowed".to_owned(), json!(false));
        members.insert("custom_expiration_date_allowed".to_owned(), json!(true));
        members.insert("allow_auto_renew".to_owned(), json!(false));
        let most_years = if multi_year_plans { 3 } else { 1 };
        members.insert("max_multi_year_order_validity_years".to_owned(), json!(most_years));
        members.insert("server_platforms".to_owned(), Value::Array(platforms));
        members.insert("license_agreement".to_owned(), json!(AGREEMENT));
    }
    details
}
