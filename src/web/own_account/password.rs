//! One's own password.

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::provide_context;
use secrecy::SecretString;
use tower_sessions::Session;

use super::Refusal;
use crate::accounts::PasswordChange;
use crate::web::failure::Failure;
use crate::web::people::new_password;
use crate::web::people::remarks::Remarks;
use crate::web::session::{self, Notice, SignedIn};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::web::{posted, render};

/// The name of the field for the password as it is now.
pub(super) const PRESENT: &str = "present_password";

/// Changes the password and goes on with this session alone, or shows the page of the account again.
///
/// # Errors
/// The store failed, or too much was submitted.
pub async fn change_password(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let (parts, fields) = posted::fields(request).await?;
    match changed(&state, &visit, &fields).await? {
        Ok(epoch) => {
            let operator = visit.operator()?.id;
            tracing::info!(operator_id = operator.0, "somebody changed their own password");
            session::sign_in(&session, SignedIn { operator, epoch }).await?;
            session::leave_notice(&session, Notice::PasswordChanged).await?;
            Ok(Redirect::to("/account").into_response())
        }
        Err(remarks) => {
            let parts = posted::at(parts, "/account")?;
            let refusal = Refusal {
                settings: None,
                remarks,
            };
            Ok(render::refused(&state, parts, move || provide_context(refusal.clone())).await)
        }
    }
}

/// The epoch of the person's sessions after the change, or what is wrong with the form.
async fn changed(
    state: &AppState,
    visit: &Visit,
    fields: &[(String, String)],
) -> Result<Result<i64, Remarks>, Failure> {
    let (operator, words) = (visit.operator()?, &visit.words);
    let present = posted::value(fields, PRESENT);
    let mut remarks = Remarks::default();
    if present.is_empty() {
        remarks.add(PRESENT, words.text("account-present-password-missing"));
    }
    let new = match new_password::checked(words, &operator.username, fields) {
        Ok(new) if remarks.is_empty() => new,
        Ok(_) => return Ok(Err(remarks)),
        Err(others) => {
            remarks.extend(others);
            return Ok(Err(remarks));
        }
    };
    let accounts = state.accounts();
    match accounts
        .change_own_password(operator, SecretString::from(present), new)
        .await?
    {
        PasswordChange::Changed => {
            let epoch = accounts.sessions_epoch(operator.id).await?.ok_or(Failure::SignedOut)?;
            Ok(Ok(epoch))
        }
        PasswordChange::WrongPassword => Ok(Err(Remarks::one(PRESENT, words.text("account-present-password-wrong")))),
        PasswordChange::Weak(weak) => Ok(Err(Remarks::one(
            new_password::NEW,
            new_password::sentence(words, weak),
        ))),
        PasswordChange::Missing => Err(Failure::SignedOut),
        PasswordChange::Throttled => Ok(Err(Remarks::one(
            PRESENT,
            words.text("account-present-password-throttled"),
        ))),
    }
}
