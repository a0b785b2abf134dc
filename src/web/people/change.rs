//! Changes a person's role, whether they may sign in, and their password.

use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::provide_context;
use tower_sessions::Session;

use super::new_password;
use super::remarks::Remarks;
use super::roles::ROLE;
use crate::accounts::{PasswordSet, Person, RoleChange};
use crate::domain::ids::OperatorId;
use crate::domain::operator::Role;
use crate::web::failure::Failure;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::web::{posted, render};

const DISABLED: &str = "disabled";

/// What was refused on the page of a person.
#[derive(Clone, Debug, Default)]
pub(super) struct Refusal {
    /// What was chosen in the first form, where that was submitted.
    pub(super) role: Option<TypedRole>,
    /// What is wrong.
    pub(super) remarks: Remarks,
}

/// The first form as it was filled in.
#[derive(Clone, Debug)]
pub(super) struct TypedRole {
    /// The word of the role.
    pub(super) role: String,
    /// `yes` where the person is kept from signing in.
    pub(super) disabled: String,
}

impl TypedRole {
    /// The form as it is before anything is changed.
    pub(super) fn of(person: &Person) -> Self {
        let disabled = if person.disabled { "yes" } else { "" };
        Self {
            role: person.operator.role.word().to_owned(),
            disabled: disabled.to_owned(),
        }
    }
}

/// Changes what a person is trusted with and whether they may sign in.
///
/// # Errors
/// There is no such person, the store failed, or too much was submitted.
pub async fn change(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id: OperatorId = id.parse().map_err(|_| Failure::NotFound)?;
    let (parts, fields) = posted::fields(request).await?;
    let typed = TypedRole {
        role: posted::value(&fields, ROLE),
        disabled: posted::value(&fields, DISABLED),
    };
    let is_disabled = typed.disabled == "yes";
    let Ok(role) = typed.role.parse::<Role>() else {
        let remarks = Remarks::one(ROLE, visit.words.text("person-role-missing"));
        return refused(
            &state,
            parts,
            id,
            Refusal {
                role: Some(typed),
                remarks,
            },
        )
        .await;
    };
    match state.accounts().set_role(id, role, is_disabled).await? {
        RoleChange::Missing => Err(Failure::NotFound),
        RoleChange::LastAdministrator => {
            let field = if role == Role::Administrator { DISABLED } else { ROLE };
            let remarks = Remarks::one(field, visit.words.text("person-last-administrator"));
            refused(
                &state,
                parts,
                id,
                Refusal {
                    role: Some(typed),
                    remarks,
                },
            )
            .await
        }
        RoleChange::Changed => {
            let by = visit.operator()?.id;
            tracing::info!(
                operator_id = by.0,
                person_id = id.0,
                role = role.word(),
                disabled = is_disabled,
                "a person was changed"
            );
            session::leave_notice(&session, Notice::PersonChanged).await?;
            // Who gives up looking after people cannot see this page any more.
            let may_stay = by != id || role == Role::Administrator;
            let next = if may_stay {
                format!("/people/{id}")
            } else {
                "/orders".to_owned()
            };
            Ok(Redirect::to(&next).into_response())
        }
    }
}

/// Sets the password of somebody else, which ends their sessions.
///
/// # Errors
/// There is no such person, the store failed, or too much was submitted.
pub async fn set_password(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id: OperatorId = id.parse().map_err(|_| Failure::NotFound)?;
    let by = visit.operator()?.id;
    if by == id {
        // One's own password needs the present one: a session left open must not be enough.
        return Ok(Redirect::to("/account").into_response());
    }
    let (parts, fields) = posted::fields(request).await?;
    let person = state.accounts().person(id).await?.ok_or(Failure::NotFound)?;
    let remarks = match new_password::checked(&visit.words, &person.operator.username, &fields) {
        Ok(password) => match state.accounts().set_password(id, password).await? {
            PasswordSet::Missing => return Err(Failure::NotFound),
            PasswordSet::Weak(weak) => Remarks::one(new_password::NEW, new_password::sentence(&visit.words, weak)),
            PasswordSet::Set => {
                tracing::info!(operator_id = by.0, person_id = id.0, "the password of a person was set");
                session::leave_notice(&session, Notice::PasswordChanged).await?;
                return Ok(Redirect::to(&format!("/people/{id}")).into_response());
            }
        },
        Err(remarks) => remarks,
    };
    refused(&state, parts, id, Refusal { role: None, remarks }).await
}

async fn refused(state: &AppState, parts: Parts, id: OperatorId, refusal: Refusal) -> Result<Response, Failure> {
    let parts = posted::at(parts, &format!("/people/{id}"))?;
    Ok(render::refused(state, parts, move || provide_context(refusal.clone())).await)
}
