//! Adds a person.

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::provide_context;
use secrecy::SecretString;
use tower_sessions::Session;

use super::new_password;
use super::remarks::Remarks;
use super::roles::ROLE;
use crate::accounts::{Added, NewPerson};
use crate::domain::operator::Role;
use crate::web::failure::Failure;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::web::{posted, render};
use crate::words::Words;

/// What was typed, without the password, and why it was refused.
#[derive(Clone, Debug, Default)]
pub(super) struct Refusal {
    /// The name they would sign in with.
    pub(super) username: String,
    /// The name others would see.
    pub(super) name: String,
    /// The word of the role.
    pub(super) role: String,
    /// What is wrong.
    pub(super) remarks: Remarks,
}

/// Adds a person, or shows the form again.
///
/// # Errors
/// The store failed, or too much was submitted.
pub async fn add(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let (parts, fields) = posted::fields(request).await?;
    let typed = Refusal {
        username: posted::value(&fields, "username").trim().to_owned(),
        name: posted::value(&fields, "name"),
        role: posted::value(&fields, ROLE),
        remarks: Remarks::default(),
    };
    let remarks = match checked(&visit.words, &typed, &fields) {
        Ok((role, password)) => {
            let (username, name) = (typed.username.clone(), typed.name.clone());
            match state
                .accounts()
                .add(NewPerson {
                    username,
                    name,
                    role,
                    password,
                })
                .await?
            {
                Added::Added(id) => {
                    let by = visit.operator()?.id;
                    tracing::info!(
                        operator_id = by.0,
                        person_id = id.0,
                        role = role.word(),
                        "a person was added"
                    );
                    session::leave_notice(&session, Notice::PersonAdded).await?;
                    return Ok(Redirect::to("/people").into_response());
                }
                Added::NameTaken => Remarks::one("username", visit.words.text("person-username-taken")),
                Added::UnusableName => Remarks::one("username", visit.words.text("person-username-unusable")),
                Added::Weak(weak) => Remarks::one(new_password::NEW, new_password::sentence(&visit.words, weak)),
            }
        }
        Err(remarks) => remarks,
    };
    let refusal = Refusal { remarks, ..typed };
    Ok(render::refused(&state, parts, move || provide_context(refusal.clone())).await)
}

/// The role and the password, where both may be used.
fn checked(words: &Words, typed: &Refusal, fields: &[(String, String)]) -> Result<(Role, SecretString), Remarks> {
    let mut remarks = Remarks::default();
    if typed.username.is_empty() {
        remarks.add("username", words.text("person-username-missing"));
    }
    let role = typed
        .role
        .parse::<Role>()
        .inspect_err(|_| remarks.add(ROLE, words.text("person-role-missing")));
    let password = new_password::checked(words, &typed.username, fields).map_err(|others| remarks.extend(others));
    match (role, password) {
        (Ok(role), Ok(password)) if remarks.is_empty() => Ok((role, password)),
        _ => Err(remarks),
    }
}
