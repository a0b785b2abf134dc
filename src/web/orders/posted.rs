//! The handlers of the form, whole or one section of it: saving, going on, adding and removing contacts, discarding.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::provide_context;
use tower_sessions::Session;

use super::checked::check;
use super::conflict::Conflict;
use super::fields::of_section;
use super::form::{Posted, Shown};
use super::submitted::{Button, Submitted};
use crate::domain::findings::Findings;
use crate::domain::ids::OrderId;
use crate::domain::operator::Operator;
use crate::domain::order::check::Checked;
use crate::domain::order::{Order, OrderForm, Section};
use crate::orders::Saved;
use crate::web::failure::Failure;
use crate::web::posted::submission;
use crate::web::render;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::visit::Visit;

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
    let (asked, submission) = submission(request).await?;
    let mut submitted = Submitted::read(submission);
    use_address_book(&state, visit.operator()?, &mut submitted).await?;
    let Submitted {
        form, button, wanted, ..
    } = submitted;
    let order = state.orders().draft(visit.operator()?, &form).await?;
    let save = Save {
        state,
        visit,
        session,
        asked,
        section: None,
        button,
        is_from_check: false,
        wanted,
    };
    Box::pin(save.answer(order, form)).await
}

/// `POST /orders/{id}/edit`: every later save of the whole form, over the version it was typed on.
///
/// # Errors
/// The store failed, or too much was submitted.
pub async fn save(
    State(state): State<AppState>,
    Path(id): Path<OrderId>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    save_at(state, visit, session, request, id, None).await
}

/// `POST /orders/{id}/edit/{section}`: a save of one section; the others stay as they are stored.
///
/// # Errors
/// The store failed, there is no such section, or too much was submitted.
pub async fn save_section(
    State(state): State<AppState>,
    Path((id, section)): Path<(OrderId, String)>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let section = Section::of_word(&section).ok_or(Failure::NotFound)?;
    save_at(state, visit, session, request, id, Some(section)).await
}

async fn save_at(
    state: AppState,
    visit: Visit,
    session: Session,
    request: Request,
    id: OrderId,
    section: Option<Section>,
) -> Result<Response, Failure> {
    let (asked, submission) = submission(request).await?;
    let mut submitted = Submitted::read(submission);
    use_address_book(&state, visit.operator()?, &mut submitted).await?;
    let version = submitted.version.ok_or(Failure::NotFound)?;
    let save = Save {
        state,
        visit,
        session,
        asked,
        section,
        button: submitted.button,
        is_from_check: submitted.is_from_check,
        wanted: submitted.wanted,
    };
    Box::pin(save.over(id, version, submitted.form)).await
}

/// What the form asks of the address book, before it is saved: somebody found there is named, and those who are ticked are
/// kept.
async fn use_address_book(state: &AppState, operator: &Operator, submitted: &mut Submitted) -> Result<(), Failure> {
    let book = state.address_book();
    if let Button::TakePerson(id, role) = submitted.button
        && let Some(person) = book.find(id).await?
    {
        submitted.form.name_contact(role, &person.details);
    }
    Ok(book.keep_ticked(operator, &mut submitted.form).await?)
}

/// A save on its way: where it was made, by whom, and what is to follow it.
struct Save {
    state: AppState,
    visit: Visit,
    session: Session,
    asked: Parts,
    /// The one section that was typed in; none where it was the whole form.
    section: Option<Section>,
    button: Button,
    is_from_check: bool,
    wanted: Option<(&'static str, String)>,
}

impl Save {
    /// Saves over that version, and answers.
    async fn over(self, id: OrderId, version: i64, typed: OrderForm) -> Result<Response, Failure> {
        let orders = self.state.orders();
        let mut form = match self.section {
            None => typed.clone(),
            Some(section) => {
                let stored = orders.find(id).await?.map(|order| order.form);
                stored
                    .unwrap_or_else(OrderForm::blank)
                    .with_section(section, typed.clone())
            }
        };
        if self.button == Button::TakeNames {
            // On the page of one section, the names are in another one.
            form.take_names_of_csr();
        }
        match orders.save(self.visit.operator()?, id, version, &form).await? {
            Saved::Saved(order) => Box::pin(self.answer(order, form)).await,
            Saved::ChangedMeanwhile(theirs) => Box::pin(self.conflict(theirs, typed)).await,
            // The back button on an order that was sent: nothing new was typed, and a copy of it might be ordered twice.
            Saved::NotEditable(order) if order.form == form => {
                session::leave_notice(&self.session, Notice::AlreadySent).await?;
                Ok(Redirect::to(&format!("/orders/{}", order.id)).into_response())
            }
            Saved::NotEditable(_) | Saved::Missing => {
                // It was sent or discarded while this person typed; what they typed is not lost.
                let order = orders.draft(self.visit.operator()?, &form).await?;
                session::leave_notice(&self.session, Notice::KeptAsNewDraft).await?;
                Ok(Redirect::to(&self.page(order.id)).into_response())
            }
        }
    }

    /// The address of the page that was typed on, for that order.
    fn page(&self, order: OrderId) -> String {
        match self.section {
            None => format!("/orders/{order}/edit"),
            Some(section) => format!("/orders/{order}/edit/{}", section.word()),
        }
    }

    /// The same page with both versions. The next save of a section goes over theirs and changes that section only.
    async fn conflict(self, theirs: Order, typed: OrderForm) -> Result<Response, Failure> {
        let form = match self.section {
            None => typed,
            Some(section) => theirs.form.clone().with_section(section, typed),
        };
        // A file or a key that was not taken is said at once: the page comes back with what was there before.
        let mut findings = Findings::default();
        if form.has_refused_input() {
            findings = check(&self.state, &form, Some(theirs.id)).await?.findings;
            findings = findings.only(|finding| finding.field == "csr");
        }
        let posted = Posted {
            shown: Shown {
                order: Some((theirs.id, theirs.version)),
                form,
                findings,
            },
            conflict: Some(Conflict { theirs }),
            is_from_check: self.is_from_check,
        };
        let provide = move || provide_context(posted.clone());
        let mut page = render::page_with(&self.state, self.asked, provide).await;
        *page.status_mut() = StatusCode::CONFLICT;
        Ok(page)
    }

    /// What follows a save, by the button that was pressed.
    async fn answer(self, order: Order, form: OrderForm) -> Result<Response, Failure> {
        learn_organization(&self.state, &order).await?;
        let checked = check(&self.state, &form, Some(order.id)).await?;
        if self.is_refused(&form, &checked) {
            let posted = Posted {
                shown: Shown {
                    order: Some((order.id, order.version)),
                    form,
                    findings: checked.findings,
                },
                conflict: None,
                is_from_check: self.is_from_check,
            };
            let provide = move || provide_context(posted.clone());
            return Ok(render::refused(&self.state, self.asked, provide).await);
        }
        if matches!(self.button, Button::Save | Button::List) {
            session::leave_notice(&self.session, Notice::Saved).await?;
        }
        Ok(Redirect::to(&self.next(order.id, &checked)).into_response())
    }

    fn is_refused(&self, form: &OrderForm, checked: &Checked) -> bool {
        let stops = match (self.button, self.section) {
            (Button::Check, None) => checked.request.is_none(),
            (Button::Continue, Some(section)) => of_section(&checked.findings, section).has_errors(),
            _ => false,
        };
        stops || form.has_refused_input()
    }

    /// The page that was typed on once more, at that place of it.
    fn same_page(&self, order: OrderId, place: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if self.is_from_check {
            query.append_pair("from", "check");
        }
        if let Some((parameter, wanted)) = &self.wanted {
            query.append_pair(parameter, wanted);
        }
        let query = query.finish();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{mark}{query}#{place}", self.page(order))
    }

    /// Where a save leads.
    fn next(&self, order: OrderId, checked: &Checked) -> String {
        let list = format!("/orders/{order}");
        let check = format!("/orders/{order}/check");
        // Where another section is wrong, the task list shows which.
        let check_if_ready = || {
            if checked.request.is_some() {
                check.clone()
            } else {
                list.clone()
            }
        };
        if let Some(place) = self.button.comes_back_to() {
            return self.same_page(order, place);
        }
        match (self.button, self.section) {
            (Button::Check, None) => check,
            (Button::TakeNames, None) => format!("{}#s-names", self.page(order)),
            (Button::TakeNames, Some(_)) => {
                let from = if self.is_from_check { "?from=check" } else { "" };
                format!("/orders/{order}/edit/{}{from}", Section::Names.word())
            }
            (Button::Continue, Some(_)) if self.is_from_check => check_if_ready(),
            (Button::Continue, Some(section)) => match section.next() {
                Some(next) => format!("/orders/{order}/edit/{}", next.word()),
                None => check_if_ready(),
            },
            (Button::List, _) | (_, Some(_)) => list,
            (_, None) => self.page(order),
        }
    }
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
    let (_, submission) = submission(request).await?;
    let version = Submitted::read(submission).version.ok_or(Failure::NotFound)?;
    if state.orders().discard(visit.operator()?, id, version).await? {
        session::leave_notice(&session, Notice::Discarded).await?;
        return Ok(Redirect::to("/orders").into_response());
    }
    session::leave_notice(&session, Notice::ChangedMeanwhile).await?;
    Ok(Redirect::to(&format!("/orders/{id}")).into_response())
}
