//! Divisions of the account, which CertCentral calls containers (CertCentral: Containers).

use serde_json::{Value, json};

use super::{
    account::ROOT_CONTAINER,
    answer::{Answer, Refusal, made_up},
    door::Call,
    orders::{missing, not_allowed},
    organizations,
    shared::Shared,
    store::{Container, Record, Tables},
};

/// Answers a call below `/container`.
pub(crate) fn answer(shared: &Shared, call: &Call, path: &[&str]) -> Result<Answer, Refusal> {
    match (call.incoming.method.as_str(), path) {
        ("GET", []) => Ok(list(&shared.world().tables, |_| true)),
        ("GET", [id]) => find(&shared.world().tables, id).map(|found| Answer::ok(show(found))),
        ("GET", [id, "children"]) => {
            let world = shared.world();
            let parent = find(&world.tables, id)?.id;
            Ok(list(&world.tables, |container| container.parent_id == parent))
        }
        ("POST", [id, "children"]) => create(shared, call, id),
        ("GET", [id, "order", "organization"]) => {
            let container = find(&shared.world().tables, id)?.id;
            Ok(organizations::of_container(shared, container))
        }
        ("PUT", [id, "activate"]) => set_active(shared, id, true),
        ("PUT", [id, "deactivate"]) => set_active(shared, id, false),
        _ => Err(Refusal::NotFound("route")),
    }
}

fn find<'a>(tables: &'a Tables, id: &str) -> Result<&'a Container, Refusal> {
    let found = id.parse().ok().and_then(|id: u64| tables.containers.get(&id));
    found.ok_or(Refusal::NotFound("container"))
}

/// Divisions as a list; recorded without a `page`.
fn list(tables: &Tables, fits: impl Fn(&Container) -> bool) -> Answer {
    let fitting = tables.containers.values().filter(|container| fits(container));
    let rows: Vec<Value> = fitting.map(show).collect();
    Answer::ok(json!({ "containers": rows }))
}

/// A division as answers show it.
pub(crate) fn show(container: &Container) -> Value {
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

/// A division inside another answer.
pub(crate) fn show_short(container: &Container) -> Value {
    json!({
        "id": container.id, "parent_id": container.parent_id, "name": container.name,
        "is_active": container.is_active,
    })
}

/// Makes a division below another one.
fn create(shared: &Shared, call: &Call, parent: &str) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let parent = find(&world.tables, parent)?;
    let body = call.members();
    let mut findings = Vec::new();
    if !parent.is_active {
        findings.push(made_up("inactive_container", "The container above is not active."));
    }
    let name = body.text("name").unwrap_or_default();
    if name.is_empty() {
        findings.push(missing("name"));
    }
    for (member, longest) in [("name", 128), ("description", 255)] {
        if body.text(member).is_some_and(|text| text.chars().count() > longest) {
            findings.push(not_allowed(member, &format!("must have at most {longest} characters")));
        }
    }
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    let container = Container {
        id: world.tables.next_container(),
        parent_id: parent.id,
        name,
        description: body.text("description").unwrap_or_default(),
        is_active: true,
    };
    let id = container.id;
    world.commit(vec![Record::Container(container)])?;
    Ok(Answer::created(json!({ "id": id })))
}

fn set_active(shared: &Shared, id: &str, is_active: bool) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let mut container = find(&world.tables, id)?.clone();
    if container.id == ROOT_CONTAINER && !is_active {
        let finding = made_up("root_container", "The container of the account stays active.");
        return Err(Refusal::invalid(finding));
    }
    container.is_active = is_active;
    world.commit(vec![Record::Container(container)])?;
    Ok(Answer::Done)
}
