//! Domains and the proof of control over them, DCV (CertCentral: Domains).
//!
//! The sandbox asks no name server: what its owner published is what the control endpoint was told to publish. The shapes
//! of the answers to a new method, a new token and the mails are made up where the reference is silent.

mod create;
mod dcv;
mod list;
mod show;
mod token;

pub(crate) use dcv::not_published;
pub(crate) use token::{give_token, invite, is_by_token, is_published, new_token, prepare};

use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal},
    door::Call,
    shared::Shared,
    store::{Domain, Record, Tables},
};

/// Answers a call below `/domain`.
pub(crate) fn answer(shared: &Shared, call: &Call, path: &[&str]) -> Result<Answer, Refusal> {
    match (call.incoming.method.as_str(), path) {
        ("GET", []) => Ok(list::list(shared, call)),
        ("POST", []) => create::create(shared, call),
        ("GET", ["dcv", "method"]) => Ok(Answer::ok(methods())),
        ("GET", [id]) => show::info(shared, call, id),
        ("PUT", [id, "activate"]) => set_active(shared, id, true),
        ("PUT", [id, "deactivate"]) => set_active(shared, id, false),
        ("POST", [id, "validation"]) => create::submit(shared, call, id),
        ("GET", [id, "dcv", "emails"]) => dcv::emails(shared, id),
        ("POST", [id, "dcv", "emails"]) => dcv::resend(shared, id),
        ("POST", [id, "dcv", "token"]) => dcv::new_random_value(shared, id),
        ("PUT" | "POST", [id, "dcv", "method"]) => dcv::set_method(shared, call, id),
        ("PUT", [id, "dcv", "validate-token"]) => dcv::check(shared, id),
        _ => Err(Refusal::NotFound("route")),
    }
}

/// The domain behind a part of a path.
pub(crate) fn find<'a>(tables: &'a Tables, id: &str) -> Result<&'a Domain, Refusal> {
    let found = id.parse().ok().and_then(|id: u64| tables.domains.get(&id));
    found.ok_or(Refusal::NotFound("domain"))
}

fn set_active(shared: &Shared, id: &str, is_active: bool) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut domain = find(&world.tables, id)?.clone();
    domain.is_active = is_active;
    world.commit(vec![Record::Domain(Box::new(domain))])?;
    Ok(Answer::Done)
}

fn methods() -> Value {
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
