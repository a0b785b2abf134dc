//! Saving the present view of the history under a name.

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

use super::super::query;
use super::{NAME, PARAMETERS, Refusal, SHARED, name_fault};
use crate::store::ViewKept;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::people::remarks::{RemarkSummary, Remarks};
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::ui::{Button, ButtonLink, Checkbox, Field, Link, PageHeader, TextInput};
use crate::web::visit::Visit;
use crate::web::{posted, render};

/// Asks for the name under which the view is saved that the address describes.
#[component]
pub fn NewViewPage() -> impl IntoView {
    let asked = query::address(&context::query_string()).query();
    let refusal = use_context::<Refusal>();
    loaded(async move {
        let words = context::words();
        context::operator()?;
        let is_refused = refusal.is_some();
        let typed = refusal.unwrap_or_else(|| Refusal {
            parameters: asked,
            ..Refusal::default()
        });
        let back = query::address(&typed.parameters).href();
        let title = words.text("view-save-title");
        let name = Field::new(NAME, words.text("view-name")).value(typed.name);
        let shared = Field::new(SHARED, words.text("view-shared")).value(if typed.is_shared { "yes" } else { "" });
        Ok(view! {
            <PageTitle text=title.clone() refused=is_refused/>
            <PageHeader heading=title subtitle=words.text("view-save-intro") back=Link::new(back.clone(), words.text("history-title"))/>
            <RemarkSummary remarks=typed.remarks.clone()/>
            <form class="form" method="post" action="/orders/views/new">
                <input type="hidden" name=PARAMETERS value=typed.parameters/>
                <TextInput field=typed.remarks.on(&words, name) autocomplete="off"/>
                <Checkbox field=shared/>
                <div class="form-actions">
                    <Button>{words.text("view-save")}</Button>
                    <ButtonLink href=back>{words.text("view-cancel")}</ButtonLink>
                </div>
            </form>
        }
        .into_any())
    })
}

/// `POST /orders/views/new`: saves the view, or shows the form again.
///
/// # Errors
/// The store failed, or too much was submitted.
pub async fn save_view(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let (asked, fields) = posted::fields(request).await?;
    let (words, operator) = (visit.words, visit.operator()?);
    let typed = Refusal {
        name: posted::value(&fields, NAME),
        is_shared: posted::value(&fields, SHARED) == "yes",
        parameters: query::address(&posted::value(&fields, PARAMETERS)).query(),
        remarks: Remarks::default(),
    };
    let fault = match name_fault(words, &typed.name) {
        Some(fault) => fault,
        None => {
            let (views, now) = (state.orders().store().saved_views(), state.clock().now());
            let (name, parameters) = (typed.name.trim(), typed.parameters.as_str());
            let kept = views
                .create(operator.id, &operator.name, name, typed.is_shared, parameters, now)
                .await?;
            match kept {
                ViewKept::Kept(view) => {
                    session::leave_notice(&session, Notice::ViewSaved).await?;
                    return Ok(Redirect::to(&super::href(&view)).into_response());
                }
                ViewKept::NameTaken | ViewKept::Missing => words.text("view-name-taken"),
            }
        }
    };
    let refusal = Refusal {
        remarks: Remarks::one(NAME, fault),
        ..typed
    };
    Ok(render::refused(&state, asked, move || provide_context(refusal.clone())).await)
}
