//! The people with an account of their own (CertCentral: List users, User info).

use serde_json::{Value, json};

use super::{
    account::ACCOUNT,
    answer::{Answer, Refusal},
    config::KeyRole,
    containers,
    door::Call,
    shared::Shared,
    store::{Tables, User},
};

/// Answers a call below `/user`.
pub(crate) fn answer(shared: &Shared, call: &Call, path: &[&str]) -> Result<Answer, Refusal> {
    let world = shared.world();
    let tables = &world.tables;
    match (call.incoming.method.as_str(), path) {
        ("GET", []) => Ok(Answer::ok(users(tables, call))),
        ("GET", ["me"]) => show_me(tables, call),
        ("GET", [id]) => show_user(tables, id),
        _ => Err(Refusal::NotFound("route")),
    }
}

fn users(tables: &Tables, call: &Call) -> Value {
    let query = &call.incoming.query;
    let container = query.number("container_id");
    let mut users: Vec<&User> = tables.users.values().collect();
    users.retain(|user| container.is_none_or(|id| user.container == id));
    query.sort_rows(&mut users, |one, other, key| match key {
        "username" | "email" => one.username.cmp(&other.username),
        "first_name" => one.first_name.cmp(&other.first_name),
        "last_name" | "name" => one.last_name.cmp(&other.last_name),
        _ => one.id.cmp(&other.id),
    });
    query.whole_page("users", &users, |user| full_user(user, tables))
}

fn show_user(tables: &Tables, id: &str) -> Result<Answer, Refusal> {
    let found = id.parse().ok().and_then(|id: u64| tables.users.get(&id));
    let user = found.ok_or(Refusal::NotFound("user"))?;
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
    json!({
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
        "container": tables.containers.get(&user.container).map(containers::show),
        "access_roles": [{ "id": user.role_id, "name": role }],
        "type": if user.is_service_user { "service" } else { "standard" },
        "has_container_assignments": false,
    })
}
