//! The account: divisions, users, balance and domains (CertCentral: Containers, Users, Account, View balance, Domains).

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal, without_nulls},
    clock::{date, stamp},
    config::KeyRole,
    door::Call,
    money::Money,
    shared::Shared,
    store::{Container, Domain, Tables, User},
};

/// The account's number.
const ACCOUNT: u64 = 1_684_201;
/// The root division.
const ROOT_CONTAINER: u64 = 679_300;
/// How far the balance may go below zero.
const NEGATIVE_LIMIT: Money = Money::from_cents(200_000);

/// What can still be spent.
pub(crate) fn available(tables: &Tables) -> Money {
    tables.balance.plus(NEGATIVE_LIMIT)
}

/// Answers a call below `/container`, `/user`, `/account`, `/finance` or `/domain`.
pub(crate) fn answer(shared: &Shared, call: &Call, family: &str, path: &[&str]) -> Result<Answer, Refusal> {
    let world = shared.world();
    let tables = &world.tables;
    let now = shared.clock.now();
    if call.incoming.method != "GET" {
        return Err(Refusal::NotFound("route"));
    }
    let id = path.first().and_then(|id| id.parse::<u64>().ok()).unwrap_or(0);
    match (family, path) {
        ("container", []) => {
            let rows: Vec<Value> = tables.containers.values().map(show_container).collect();
            Ok(Answer::ok(json!({ "containers": rows })))
        }
        ("container", [_]) => {
            let found = tables.containers.get(&id).ok_or(Refusal::NotFound("container"))?;
            Ok(Answer::ok(show_container(found)))
        }
        ("user", []) => Ok(Answer::ok(users(tables, call))),
        ("user", ["me"]) => show_me(tables, call),
        ("user", [_]) => show_user(tables, id),
        ("account", []) => Ok(Answer::ok(account())),
        ("finance", ["balance"]) => Ok(Answer::ok(balance(tables))),
        ("domain", []) => Ok(Answer::ok(domains(tables, call, now))),
        ("domain", ["dcv", "method"]) => Ok(Answer::ok(dcv_methods())),
        ("domain", [_]) => {
            let found = tables.domains.get(&id).ok_or(Refusal::NotFound("domain"))?;
            Ok(Answer::ok(show_domain(found, tables, now)))
        }
        _ => Err(Refusal::NotFound("route")),
    }
}

fn show_container(container: &Container) -> Value {
    json!({
        "id": container.id,
        "public_id": format!("sandbox{:x}", container.id),
        "name": container.name,
        "description": container.description,
        "parent_id": container.parent_id,
        "template_id": if container.parent_id == 0 { 1 } else { 5 },
        "ekey": format!("{:x}", container.id.wrapping_mul(2_654_435_761)),
        "has_logo": false,
        "is_active": container.is_active,
    })
}

fn users(tables: &Tables, call: &Call) -> Value {
    let query = &call.incoming.query;
    let container = query.number("container_id");
    let mut users: Vec<&User> = tables.users.values().collect();
    users.retain(|user| container.is_none_or(|id| user.container == id));
    query.page("users", &users, |user| full_user(user, tables))
}

fn show_user(tables: &Tables, id: u64) -> Result<Answer, Refusal> {
    let user = tables.users.get(&id).ok_or(Refusal::NotFound("user"))?;
    Ok(Answer::ok(full_user(user, tables)))
}

/// The user of the key. That a key's restriction shows as an access role is made up: the documentation gives the
/// restriction's id and name (CertCentral: Create key), and does not say how it can be read back.
fn show_me(tables: &Tables, call: &Call) -> Result<Answer, Refusal> {
    let user = tables.users.get(&call.user()).ok_or(Refusal::NotFound("user"))?;
    let mut shown = full_user(user, tables);
    if let (KeyRole::ViewOnly, Some(members)) = (call.key.role, shown.as_object_mut()) {
        members.insert("access_roles".to_owned(), json!([{ "id": 102, "name": "View only" }]));
    }
    Ok(Answer::ok(shown))
}

fn full_user(user: &User, tables: &Tables) -> Value {
    let role = match user.role_id {
        1 => "Administrator",
        2 => "Limited User",
        3 => "Finance Manager",
        4 => "Manager",
        _ => "Standard User",
    };
    without_nulls(json!({
        "id": user.id,
        "username": user.username,
        "account_id": ACCOUNT,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "job_title": user.job_title,
        "telephone": user.telephone,
        "status": "active",
        // Recorded in this form, unlike every other time.
        "last_login_date": (!user.is_service_user).then_some("2026-05-01 15:47:26"),
        "container": tables.containers.get(&user.container).map(show_container),
        "access_roles": [{ "id": user.role_id, "name": role }],
        "type": if user.is_service_user { "service" } else { "standard" },
        "has_container_assignments": false,
    }))
}

fn account() -> Value {
    json!({
        "id": ACCOUNT,
        "primary_organization_name": "Rijnmond Digitaal B.V.",
        "primary_organization_country": "nl",
        "make_renewal_calls": false,
        "express_install_enabled": true,
        "display_rep": false,
        "balance_negative_limit": 2000,
        "root_container_id": ROOT_CONTAINER,
        "cert_transparency": "embed",
        "cert_central_type": "retail",
        "billing_account_id": ACCOUNT,
        "billing_account_name": "Rijnmond Digitaal B.V.",
        "language_id": 1,
        "migrated": false,
        "has_auth_key": false,
        "default_country": "nl",
    })
}

fn balance(tables: &Tables) -> Value {
    json!({
        "balance": tables.balance.to_string(),
        "currency": "EUR",
        "unpaid_invoice_balance": "0.00",
        "negative_balance_limit": NEGATIVE_LIMIT.to_string(),
        "used_credit_from_other_containers": "0.00",
        "total_available_funds": available(tables).to_string(),
    })
}

fn domains(tables: &Tables, call: &Call, now: Timestamp) -> Value {
    let query = &call.incoming.query;
    let container = query.number("container_id");
    let search = query
        .filter("search")
        .first()
        .map(|text| text.trim_matches('%').to_lowercase());
    let mut found: Vec<&Domain> = tables.domains.values().collect();
    found.retain(|domain| {
        container.is_none_or(|id| domain.container == id)
            && search.as_ref().is_none_or(|text| domain.name.contains(text.as_str()))
    });
    query.page("domains", &found, |domain| show_domain(domain, tables, now))
}

fn show_domain(domain: &Domain, tables: &Tables, now: Timestamp) -> Value {
    let organization = tables.organizations.get(&domain.organization);
    let container = tables.containers.get(&domain.container);
    let is_validated = domain.is_validated_at(now);
    without_nulls(json!({
        "id": domain.id,
        "is_active": true,
        "name": domain.name,
        "date_created": stamp(domain.created),
        // Here, and only here, a boolean is the string "1".
        "organization": organization.map(|found| json!({
            "id": found.id, "status": if found.is_active { "active" } else { "inactive" }, "name": found.name,
            "display_name": found.display_name(), "is_active": if found.is_active { "1" } else { "0" },
        })),
        "is_pending_validation": !is_validated,
        "validations": [{
            "type": "ov", "name": "OV", "description": "Normal Organization Validation",
            "date_created": stamp(domain.created),
            "validated_until": domain.validated_until.map(stamp),
            "status": if is_validated { "active" } else { "pending" },
            "dcv_status": if is_validated { "complete" } else { "pending" },
        }],
        "dcv_method": domain.dcv_method,
        "dcv_expiration": domain.validated_until.map(|until| json!({ "ov": date(until) })),
        "container": container.map(|found| json!({ "id": found.id, "name": found.name })),
    }))
}

fn dcv_methods() -> Value {
    let methods = [
        ("email", "Verification Email"),
        ("dns-txt-token", "DNS TXT Record"),
        ("dns-cname-token", "DNS CNAME Record"),
        ("http-token", "HTTP Practical Demonstration"),
        ("http-token-dynamic", "HTTP Practical Demonstration With Unique Name"),
    ];
    let rows: Vec<Value> = methods
        .iter()
        .map(|(name, description)| json!({ "name": name, "description": description }))
        .collect();
    json!({ "methods": rows })
}
