//! The account and its money (CertCentral: Account, View balance).

use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal},
    door::Call,
    money::Money,
    shared::Shared,
    store::Tables,
};

/// The account's number.
pub(crate) const ACCOUNT: u64 = 1_684_201;
/// The root division.
pub(crate) const ROOT_CONTAINER: u64 = 679_300;
/// How far the balance may go below zero.
const NEGATIVE_LIMIT: Money = Money::from_cents(200_000);

/// What can still be spent.
pub(crate) fn available(tables: &Tables) -> Money {
    tables.balance.plus(NEGATIVE_LIMIT)
}

/// Answers a call below `/account` or `/finance`.
pub(crate) fn answer(shared: &Shared, call: &Call, family: &str, path: &[&str]) -> Result<Answer, Refusal> {
    match (call.incoming.method.as_str(), family, path) {
        ("GET", "account", []) => Ok(Answer::ok(account())),
        ("GET", "finance", ["balance"]) => Ok(Answer::ok(balance(&shared.world().tables))),
        _ => Err(Refusal::NotFound("route")),
    }
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
