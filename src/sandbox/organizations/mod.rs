//! Organizations, their contacts and their validation (CertCentral: Organizations).
//!
//! That an organization is changed by `PUT /organization/{id}` is not documented at DigiCert: a page of that name exists,
//! its text is not known. Everything in `update` is therefore made up.

mod contacts;
mod create;
mod info;
mod list;
mod update;
mod validation;

pub(crate) use info::show_contact;
pub(crate) use list::of_container;
pub(crate) use validation::{read_type, show_details};

use serde_json::json;

use super::{
    answer::{Answer, Finding, Refusal, made_up},
    door::Call,
    reading::Members,
    shared::Shared,
    store::{Organization, Record, Tables},
};

/// Answers a call below `/organization`.
pub(crate) fn answer(shared: &Shared, call: &Call, path: &[&str]) -> Result<Answer, Refusal> {
    match (call.incoming.method.as_str(), path) {
        ("GET", []) => Ok(list::list(shared, call)),
        ("POST", []) => create::create(shared, call),
        ("GET", [id]) => info::info(shared, call, id),
        ("PUT", [id]) => update::update(shared, call, id),
        ("PUT", [id, "activate"]) => set_active(shared, id, true),
        ("PUT", [id, "deactivate"]) => set_active(shared, id, false),
        ("PUT", [id, "contact"]) => contacts::set_contacts(shared, call, id),
        ("GET", [id, "validation"]) => validation::details(shared, id),
        ("POST", [id, "validation"]) => validation::submit(shared, call, id),
        _ => Err(Refusal::NotFound("route")),
    }
}

/// The organization behind a part of a path.
pub(crate) fn find<'a>(tables: &'a Tables, id: &str) -> Result<&'a Organization, Refusal> {
    let found = id.parse().ok().and_then(|id: u64| tables.organizations.get(&id));
    found.ok_or(Refusal::NotFound("organization"))
}

fn set_active(shared: &Shared, id: &str, is_active: bool) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut organization = find(&world.tables, id)?.clone();
    organization.is_active = is_active;
    world.commit(vec![Record::Organization(Box::new(organization))])?;
    Ok(Answer::Done)
}

/// Reads the division that a body names; one that is closed is refused.
fn read_container(body: Members<'_>, tables: &Tables, findings: &mut Vec<Finding>) -> Option<u64> {
    let members = body.at("container");
    if members.is_empty() {
        return None;
    }
    let found = members.id("id").and_then(|id| tables.containers.get(&id));
    match found {
        Some(container) if container.is_active => return Some(container.id),
        Some(_) => findings.push(made_up(
            "inactive_container",
            "container.id is a container that is not active.",
        )),
        None => findings.push(made_up(
            "unknown_container",
            "container.id is not a container of the account.",
        )),
    }
    None
}

/// The answer to a new organization.
fn created(id: u64) -> Answer {
    Answer::created(json!({ "id": id }))
}
