//! Domain control for the names of an order (CertCentral: Change DCV method, Check DCV, Resend emails).

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    check::DCV_METHODS,
    domains::{is_proven, scopes},
};
use crate::sandbox::{
    answer::{Answer, Refusal, made_up},
    clock::{days_later, stamp},
    domains::{give_token, invite, is_by_token, is_published, new_token, not_published},
    door::Call,
    lifecycle::VALIDATION_DAYS,
    shared::Shared,
    store::{Domain, Order, Record, Tables},
};

/// The domains of an order that are still to be validated, each once.
fn open_domains(order: &Order, tables: &Tables, now: Timestamp) -> Vec<Domain> {
    let scopes = scopes(order);
    let open = scopes.iter().filter(|(scope, _)| !is_proven(tables, scope, now));
    open.filter_map(|(scope, _)| tables.domain_named(scope))
        .cloned()
        .collect()
}

/// Sends mails for some domains, again if they were sent before.
pub(super) fn invite_all<'a>(domains: impl Iterator<Item = &'a mut Domain>, tables: &Tables, now: Timestamp) {
    let mut next = tables.next_invitation();
    for domain in domains {
        invite(domain, next, now);
        next += u64::try_from(domain.invitations.len()).unwrap_or_default();
    }
}

/// Changes the method of the domains that are still to be validated; methods with a token answer a new one, which all of
/// them wait for.
pub(super) fn set_method(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut order = world.tables.find_order(id).cloned().ok_or(Refusal::NotFound("order"))?;
    let method = call.members().text("dcv_method").unwrap_or_default();
    if !DCV_METHODS.contains(&method.as_str()) {
        let message = format!("dcv_method must be one of {}.", DCV_METHODS.join(", "));
        return Err(Refusal::invalid(made_up("invalid_member", message)));
    }
    let now = shared.clock.now();
    let mut domains = open_domains(&order, &world.tables, now);
    let answer = if is_by_token(&method) {
        let token = new_token(now);
        for domain in &mut domains {
            give_token(domain, &method, &token);
        }
        json!({ "dcv_random_value": token.value, "expiration_date": stamp(token.expires) })
    } else {
        for domain in &mut domains {
            domain.token = None;
            domain.dcv_method.clone_from(&method);
        }
        invite_all(domains.iter_mut(), &world.tables, now);
        json!({})
    };
    order.dcv_method = method;
    let domains = domains.into_iter().map(|domain| Record::Domain(Box::new(domain)));
    let mut records: Vec<Record> = domains.collect();
    records.push(Record::Order(Box::new(order)));
    world.commit(records)?;
    Ok(Answer::ok(answer))
}

/// Pretends to send the mails again, for the domains that are validated by them.
pub(super) fn resend(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let now = shared.clock.now();
    let order = world.tables.find_order(id).ok_or(Refusal::NotFound("order"))?;
    let mut domains = open_domains(order, &world.tables, now);
    domains.retain(|domain| !is_by_token(&domain.dcv_method));
    invite_all(domains.iter_mut(), &world.tables, now);
    let domains = domains.into_iter().map(|domain| Record::Domain(Box::new(domain)));
    let records = domains.collect();
    world.commit(records)?;
    Ok(Answer::Done)
}

/// Looks now whether the random values were published: for the names of the body, or for all.
pub(super) fn check(shared: &Shared, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let now = shared.clock.now();
    let order = world.tables.find_order(id).cloned().ok_or(Refusal::NotFound("order"))?;
    if !is_by_token(&order.dcv_method) {
        let message = "The domains of the order are validated by email, which cannot be checked.";
        return Err(Refusal::invalid(made_up("dcv_method", message)));
    }
    let wanted = wanted_names(call, &order)?;
    let is_wanted = |name: &str| wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(name));
    let mut records = Vec::new();
    for (scope, names) in scopes(&order) {
        let domain = world.tables.domain_named(&scope);
        let found = domain.filter(|domain| !domain.is_validated_at(now) && is_published(domain, now));
        if let Some(mut domain) = found.filter(|_| names.iter().any(|name| is_wanted(name))).cloned() {
            domain.complete(days_later(now, VALIDATION_DAYS));
            records.push(Record::Domain(Box::new(domain)));
        }
    }
    world.commit(records)?;
    let is_valid = |name: &str| is_proven(&world.tables, &name.to_ascii_lowercase(), now);
    let is_reissue = order.reissue.is_some();
    let is_valid = |name: &str| (order.issued.is_some() && !is_reissue) || is_valid(name);
    if !wanted.iter().all(|name| is_valid(name)) {
        return Err(Refusal::invalid(not_published(&order.dcv_method)));
    }
    let rows: Vec<Value> = wanted
        .iter()
        .map(|name| json!({ "dns_name": name, "status": "approved" }))
        .collect();
    let is_complete = order.wanted().dns_names.iter().all(|name| is_valid(name));
    Ok(Answer::ok(json!({
        "order_status": order.status_at(now).as_str(),
        "certificate_id": order.wanted().id,
        "dcv_status": if is_complete { "valid" } else { "pending" },
        "dns_name_validations": rows,
    })))
}

/// The names to look at; both spellings of the member are documented.
fn wanted_names(call: &Call, order: &Order) -> Result<Vec<String>, Refusal> {
    let body = call.members();
    let mut names = body.texts("dns_names_validations");
    names.extend(body.texts("dns_name_validations"));
    let known = &order.wanted().dns_names;
    if names.is_empty() {
        return Ok(known.clone());
    }
    let is_known = |name: &String| known.iter().any(|known| known.eq_ignore_ascii_case(name));
    if let Some(stranger) = names.iter().find(|name| !is_known(name)) {
        let message = format!("{stranger} is not a name of the order.");
        return Err(Refusal::invalid(made_up("unknown_name", message)));
    }
    Ok(names)
}
