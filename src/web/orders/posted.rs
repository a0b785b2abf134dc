//! The handlers of the form: saving, going on to the check page, adding and removing contacts, discarding.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::provide_context;
use tower_sessions::Session;

use super::checked::check;
use super::conflict::Conflict;
use super::edit::Posted;
use super::form::Shown;
use crate::domain::findings::Findings;
use crate::domain::ids::OrderId;
use crate::domain::order::{ContactForm, Order, OrderForm};
use crate::orders::Saved;
use crate::web::failure::Failure;
use crate::web::posted::{fields, value};
use crate::web::render;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::visit::Visit;

/// What the pressed button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Button {
    Save,
    Check,
    AddContact,
    RemoveContact(usize),
}

/// What was submitted.
struct Submitted {
    form: OrderForm,
    version: Option<i64>,
    button: Button,
}

impl Submitted {
    fn read(fields: Vec<(String, String)>) -> Self {
        let version = value(&fields, "version").parse().ok();
        let button = match value(&fields, "action").as_str() {
            "check" => Button::Check,
            "add-contact" => Button::AddContact,
            other => other
                .strip_prefix("remove-contact-")
                .and_then(|row| row.parse().ok())
                .map_or(Button::Save, Button::RemoveContact),
        };
        let mut form = OrderForm::from_fields(fields);
        match button {
            Button::AddContact => form.contacts.push(ContactForm::default()),
            Button::RemoveContact(row) if row < form.contacts.len() => drop(form.contacts.remove(row)),
            _ => {}
        }
        Self { form, version, button }
    }
}

/// `POST /orders/new`: the first save. From here on the draft is in the store, right or wrong.
///
/// # Errors
/// The store failed, or too much was submitted.
pub async fn start(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let (asked, fields) = fields(request).await?;
    let submitted = Submitted::read(fields);
    let order = state.orders().draft(visit.operator()?, &submitted.form).await?;
    answer(&state, &session, asked, order, submitted).await
}

/// `POST /orders/{id}/edit`: every later save, over the version it was typed on.
///
/// # Errors
/// The store failed, there is no such order, or too much was submitted.
pub async fn save(
    State(state): State<AppState>,
    Path(id): Path<OrderId>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let (asked, fields) = fields(request).await?;
    let submitted = Submitted::read(fields);
    let version = submitted.version.ok_or(Failure::NotFound)?;
    match state
        .orders()
        .save(visit.operator()?, id, version, &submitted.form)
        .await?
    {
        Saved::Saved(order) => answer(&state, &session, asked, order, submitted).await,
        Saved::ChangedMeanwhile(theirs) => {
            let shown = Shown {
                order: Some((theirs.id, theirs.version)),
                form: submitted.form,
                findings: Findings::default(),
            };
            let posted = Posted {
                shown,
                conflict: Some(Conflict { theirs }),
            };
            let mut page = render::page_with(&state, asked, move || provide_context(posted.clone())).await;
            *page.status_mut() = StatusCode::CONFLICT;
            Ok(page)
        }
        // The back button on an order that was sent: nothing new was typed, and a copy of it might be ordered twice.
        Saved::NotEditable(order) if order.form == submitted.form => {
            session::leave_notice(&session, Notice::AlreadySent).await?;
            Ok(Redirect::to(&format!("/orders/{}", order.id)).into_response())
        }
        Saved::NotEditable(_) | Saved::Missing => {
            // It was sent or discarded while this person typed; what they typed is not lost.
            let order = state.orders().draft(visit.operator()?, &submitted.form).await?;
            session::leave_notice(&session, Notice::KeptAsNewDraft).await?;
            Ok(Redirect::to(&format!("/orders/{}/edit", order.id)).into_response())
        }
    }
}

/// What follows a save, by the button that was pressed.
async fn answer(
    state: &AppState,
    session: &Session,
    asked: Parts,
    order: Order,
    submitted: Submitted,
) -> Result<Response, Failure> {
    let edit = format!("/orders/{}/edit", order.id);
    learn_organization(state, &order).await?;
    let checked = check(state, &submitted.form, Some(order.id)).await?;
    let refused =
        submitted.form.private_key_removed || (submitted.button == Button::Check && checked.request.is_none());
    if refused {
        let shown = Shown {
            order: Some((order.id, order.version)),
            form: submitted.form,
            findings: checked.findings,
        };
        let posted = Posted { shown, conflict: None };
        return Ok(render::refused(state, asked, move || provide_context(posted.clone())).await);
    }
    let next = match submitted.button {
        Button::Check => format!("/orders/{}/check", order.id),
        Button::AddContact | Button::RemoveContact(_) => format!("{edit}#s-contacts"),
        Button::Save => {
            session::leave_notice(session, Notice::Saved).await?;
            edit
        }
    };
    Ok(Redirect::to(&next).into_response())
}

/// Writes the name of the order's organization down, where DigiCert told it and the order knows only the number.
async fn learn_organization(state: &AppState, order: &Order) -> Result<(), Failure> {
    let number = order.form.organization.trim();
    if number.is_empty() || order.organization_name.is_some() {
        return Ok(());
    }
    let choices = state.connection().choices().await;
    match choices.organizations.iter().find(|choice| choice.id == number) {
        Some(known) => Ok(state.orders().remember_organization(number, &known.name).await?),
        None => Ok(()),
    }
}

/// `POST /orders/{id}/discard`: throws a draft away.
///
/// # Errors
/// The store failed.
pub async fn discard(
    State(state): State<AppState>,
    Path(id): Path<OrderId>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let (_, fields) = fields(request).await?;
    let version = Submitted::read(fields).version.ok_or(Failure::NotFound)?;
    if state.orders().discard(visit.operator()?, id, version).await? {
        session::leave_notice(&session, Notice::Discarded).await?;
        return Ok(Redirect::to("/orders").into_response());
    }
    session::leave_notice(&session, Notice::ChangedMeanwhile).await?;
    Ok(Redirect::to(&format!("/orders/{id}")).into_response())
}
