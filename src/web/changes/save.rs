//! The handlers of a change's pages: saving, going on from what DigiCert has now, sending with a typed confirmation,
//! discarding.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::provide_context;
use tower_sessions::Session;

use super::check::Unconfirmed;
use super::edit::Typed;
use super::subject::{must_be_permitted, subject_link, subject_name};
use super::{submit, typed};
use crate::changes::{Rebasing, Saving};
use crate::domain::change::{Change, ChangeForm, Subject};
use crate::domain::directory::PersonDetails;
use crate::domain::findings::Findings;
use crate::domain::ids::ChangeId;
use crate::web::failure::Failure;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::web::{posted, render};

/// `POST /changes/{id}/edit`: saves what was typed, good or bad, over the version it was typed on.
///
/// # Errors
/// There is no such change, the store failed, or too much was submitted.
pub async fn save(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id = change_id(&id)?;
    let (asked, submission) = posted::submission(request).await?;
    let values = submission.fields;
    let stored = state.changes().find(id).await?.ok_or(Failure::NotFound)?;
    let operator = visit.operator()?;
    must_be_permitted(&state, operator, &stored).await?;
    let mut form = typed::read(stored.form.kind(), &values).ok_or(Failure::NotFound)?;
    if let Some(file) = submission.files.iter().find(|file| file.field == "csr_file") {
        form.take_csr_file(&file.bytes);
    }
    let version = posted::version(&values).unwrap_or_default();
    match state.changes().save(operator, id, version, &form).await? {
        Saving::Saved(change) => {
            // With what was not taken, which is stored nowhere.
            let change = Change { form, ..change };
            after_saving(&state, &session, asked, &values, change).await
        }
        Saving::Conflict(newer) => {
            let typed = Typed {
                form,
                findings: Findings::default(),
                over: Some(newer.version),
            };
            let mut page = render::refused(&state, asked, move || provide_context(typed.clone())).await;
            *page.status_mut() = StatusCode::CONFLICT;
            Ok(page)
        }
        Saving::NotEditable(_) => to_page(&session, id, Some(Notice::ChangeSentMeanwhile)).await,
        Saving::Missing => Err(Failure::NotFound),
    }
}

/// Where a saved change goes on: to the check page, to its own page, or to its form again.
pub(super) async fn after_saving(
    state: &AppState,
    session: &Session,
    asked: Parts,
    values: &[(String, String)],
    change: Change,
) -> Result<Response, Failure> {
    let action = posted::value(values, "action");
    if action == "add-person" {
        let typed = Typed {
            form: with_one_more(change.form),
            findings: Findings::default(),
            over: None,
        };
        return Ok(render::page_with(state, asked, move || provide_context(typed.clone())).await);
    }
    if action == "save" && !change.form.has_refused_input() {
        return to_page(session, change.id, Some(Notice::Saved)).await;
    }
    let is_service_user = state.connection().is_service_user().await.unwrap_or(false);
    let base = change.base.as_ref();
    let checked = state
        .changes()
        .check(change.subject, &change.form, base, is_service_user)
        .await?;
    if checked.request.is_some() {
        return Ok(Redirect::to(&format!("/changes/{}/check", change.id)).into_response());
    }
    let typed = Typed {
        form: change.form,
        findings: checked.findings,
        over: None,
    };
    Ok(render::refused(state, asked, move || provide_context(typed.clone())).await)
}

/// The form with another row for a person.
fn with_one_more(mut form: ChangeForm) -> ChangeForm {
    match &mut form {
        ChangeForm::CreateOrganization(form) => form.validation.people.push(PersonDetails::default()),
        ChangeForm::SubmitOrganization(form) => form.people.push(PersonDetails::default()),
        _ => {}
    }
    form
}

/// `POST /changes/{id}/go-on`: takes what DigiCert has now for what the change began with.
///
/// # Errors
/// There is no such change, the store failed, or too much was submitted.
pub async fn go_on(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id = change_id(&id)?;
    let (_, values) = posted::fields(request).await?;
    let version = posted::version(&values).unwrap_or_default();
    let (operator, change) = (visit.operator()?, state.changes().find(id).await?);
    let change = change.ok_or(Failure::NotFound)?;
    must_be_permitted(&state, operator, &change).await?;
    let page = if change.form.kind().has_form() { "edit" } else { "check" };
    let notice = match state.changes().rebase(operator, id, version).await? {
        Rebasing::Rebased => Notice::ChangeRebased,
        Rebasing::Conflict => Notice::ChangeWrittenMeanwhile,
        Rebasing::Unread => Notice::NotRefreshed,
        Rebasing::Missing => Notice::ChangeSubjectGone,
    };
    session::leave_notice(&session, notice).await?;

    Ok(Redirect::to(&format!("/changes/{id}/{page}")).into_response())
}

/// `POST /changes/{id}/send`: sends a change whose subject's name was typed, or shows the check page again.
///
/// # Errors
/// There is no such change, the store failed, or too much was submitted.
pub async fn send_confirmed(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id = change_id(&id)?;
    let (asked, values) = posted::fields(request).await?;
    let change = state.changes().find(id).await?.ok_or(Failure::NotFound)?;
    let typed = posted::value(&values, "confirmation");
    if typed.trim().to_lowercase() != subject_name(&change).to_lowercase() {
        let unconfirmed = Unconfirmed(typed);
        let asked = posted::at(asked, &format!("/changes/{id}/check"))?;
        return Ok(render::refused(&state, asked, move || provide_context(unconfirmed.clone())).await);
    }
    let version = posted::version(&values).unwrap_or_default();
    let led = submit::send(&state, visit.operator()?, id, version, true).await?;
    if let Some(notice) = led.notice {
        session::leave_notice(&session, notice).await?;
    }
    Ok(Redirect::to(&led.address).into_response())
}

/// `POST /changes/{id}/discard`: discards a change of which nothing left.
///
/// # Errors
/// There is no such change, the store failed, or too much was submitted.
pub async fn discard(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id = change_id(&id)?;
    let (_, values) = posted::fields(request).await?;
    let version = posted::version(&values).unwrap_or_default();
    let change = state.changes().find(id).await?.ok_or(Failure::NotFound)?;
    must_be_permitted(&state, visit.operator()?, &change).await?;
    let list = match change.subject {
        Subject::Order(_) => subject_link(visit.words, &state, &change).await?.href,
        Subject::Organization(_) | Subject::NewOrganization => "/organizations".to_owned(),
        Subject::Domain(_) | Subject::NewDomain => "/domains".to_owned(),
    };
    if !state.changes().discard(id, version).await? {
        return to_page(&session, id, Some(Notice::ChangeWrittenMeanwhile)).await;
    }
    session::leave_notice(&session, Notice::Discarded).await?;
    Ok(Redirect::to(&list).into_response())
}

async fn to_page(session: &Session, id: ChangeId, notice: Option<Notice>) -> Result<Response, Failure> {
    if let Some(notice) = notice {
        session::leave_notice(session, notice).await?;
    }
    Ok(Redirect::to(&format!("/changes/{id}")).into_response())
}

/// The change of an address.
///
/// # Errors
/// It is no number: there is no such change.
pub(super) fn change_id(text: &str) -> Result<ChangeId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}
