//! Organizations, domains and users seen from outside, field by field, and everything at once.

use serde_json::{Map, Value, json};

use crate::sandbox::{
    answer::{Answer, Refusal},
    clock::stamp,
    shared::Shared,
    store::{Domain, Organization, Tables},
};

/// The whole record of an organization; null when there is none of that id.
pub(crate) fn organization(shared: &Shared, id: u64) -> Value {
    let world = shared.world();
    let found = world.tables.organizations.get(&id);
    found.map_or(Value::Null, record)
}

/// The whole record of a domain; null when there is none of that id.
pub(crate) fn domain(shared: &Shared, id: u64) -> Value {
    shared.world().tables.domains.get(&id).map_or(Value::Null, record)
}

/// The whole record of a user; null when there is none of that id.
pub(crate) fn user(shared: &Shared, id: u64) -> Value {
    shared.world().tables.users.get(&id).map_or(Value::Null, record)
}

/// How many organizations have exactly that legal name.
pub(crate) fn count_named(shared: &Shared, name: &str) -> usize {
    let world = shared.world();
    let organizations = world.tables.organizations.values();
    organizations.filter(|found| found.name == name).count()
}

/// Everything that is stored, by kind and id: all but the calls, the settings and the clock.
pub(crate) fn everything(shared: &Shared) -> Value {
    let world = shared.world();
    let tables = &world.tables;
    json!({
        "organizations": by_id(&tables.organizations),
        "domains": by_id(&tables.domains),
        "containers": by_id(&tables.containers),
        "users": by_id(&tables.users),
        "orders": by_id(tables.orders.values().map(|order| (&order.id, order))),
        "balance": tables.balance.to_string(),
    })
}

fn by_id<'a, T: serde::Serialize + 'a>(table: impl IntoIterator<Item = (&'a u64, &'a T)>) -> Value {
    let rows = table.into_iter().map(|(id, found)| (id.to_string(), record(found)));
    Value::Object(rows.collect::<Map<_, _>>())
}

fn record(found: &impl serde::Serialize) -> Value {
    serde_json::to_value(found).unwrap_or_default()
}

/// The record of one thing, for a program; 404 when it is not there.
pub(super) fn answer(value: Value, what: &'static str) -> Result<Answer, Refusal> {
    if value.is_null() {
        return Err(Refusal::NotFound(what));
    }
    Ok(Answer::ok(value))
}

/// An organization or a domain, in a row of the control endpoint.
pub(super) struct Row {
    pub(super) id: u64,
    pub(super) name: String,
    /// Type, status, and until when or how far.
    pub(super) validations: Vec<(&'static str, &'static str, String)>,
}

impl Row {
    fn to_json(&self) -> Value {
        let validations = self.validations.iter();
        let validations: Vec<Value> = validations
            .map(|(kind, status, note)| json!({ "type": kind, "status": status, "note": note }))
            .collect();
        json!({ "id": self.id, "name": self.name, "validations": validations })
    }
}

/// The organizations, each with its validations.
pub(super) fn organizations(shared: &Shared) -> Vec<Row> {
    let now = shared.clock.now();
    let row = |found: &Organization| Row {
        id: found.id,
        name: found.display_name(),
        validations: found
            .validations
            .iter()
            .map(|validation| {
                let note = validation.until.map_or_else(
                    || format!("{} of 5 looked at", validation.done.len()),
                    |until| format!("until {}", stamp(until)),
                );
                (validation.kind.as_str(), validation.status_at(now), note)
            })
            .collect(),
    };
    shared.world().tables.organizations.values().map(row).collect()
}

/// The domains, each with its method.
pub(super) fn domains(shared: &Shared) -> Vec<Row> {
    let now = shared.clock.now();
    let row = |found: &Domain| Row {
        id: found.id,
        name: found.name.clone(),
        validations: vec![("dcv", found.status_at(now), found.dcv_method.clone())],
    };
    shared.world().tables.domains.values().map(row).collect()
}

/// Rows for a program.
pub(super) fn list(name: &str, rows: &[Row]) -> Answer {
    let rows: Vec<Value> = rows.iter().map(Row::to_json).collect();
    Answer::ok(json!({ name: rows }))
}

/// An organization to change.
pub(super) fn find_organization(tables: &Tables, id: u64) -> Result<Organization, Refusal> {
    let found = tables.organizations.get(&id).cloned();
    found.ok_or(Refusal::NotFound("organization"))
}

/// A domain to change.
pub(super) fn find_domain(tables: &Tables, id: u64) -> Result<Domain, Refusal> {
    tables.domains.get(&id).cloned().ok_or(Refusal::NotFound("domain"))
}
