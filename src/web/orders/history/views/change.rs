//! One saved view of a person: another name, shared or not, and taking it away.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

use super::{NAME, Refusal, SHARED, href, name_fault};
use crate::domain::ids::SavedViewId;
use crate::store::ViewKept;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::people::remarks::{RemarkSummary, Remarks};
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::ui::{Button, ButtonKind, ButtonLink, Checkbox, Field, Link, PageHeader, Section, TextInput};
use crate::web::visit::Visit;
use crate::web::{posted, render};

/// A view of one's own.
#[component]
pub fn ViewPage() -> impl IntoView {
    let id = context::parameter::<SavedViewId>("id");
    let refusal = use_context::<Refusal>();
    loaded(async move {
        let words = context::words();
        let (state, operator) = (context::state(), context::operator()?);
        let found = state.orders().store().saved_views().find(id?, operator.id).await?;
        let view = found
            .filter(|view| view.owner == operator.id)
            .ok_or(Failure::NotFound)?;
        let is_refused = refusal.is_some();
        let typed = refusal.unwrap_or_else(|| Refusal {
            name: view.name.clone(),
            is_shared: view.is_shared,
            ..Refusal::default()
        });
        let address = format!("/orders/views/{}", view.id);
        let delete = format!("{address}/delete");
        let name = Field::new(NAME, words.text("view-name")).value(typed.name);
        let shared = Field::new(SHARED, words.text("view-shared")).value(if typed.is_shared { "yes" } else { "" });
        Ok(view! {
            <PageTitle text=view.name.clone() refused=is_refused/>
            <PageHeader heading=view.name.clone() back=Link::new("/orders/views", words.text("views-title"))
                actions=view! { <ButtonLink href=href(&view)>{words.text("view-open")}</ButtonLink> }.into_any()/>
            <RemarkSummary remarks=typed.remarks.clone()/>
            <form class="form" method="post" action=address>
                <TextInput field=typed.remarks.on(&words, name) autocomplete="off"/>
                <Checkbox field=shared/>
                <div class="form-actions"><Button>{words.text("view-change-submit")}</Button></div>
            </form>
            <Section id="s-delete" heading=words.text("view-delete") intro=words.text("view-delete-intro")>
                <form method="post" action=delete>
                    <Button kind=ButtonKind::Danger>{words.text("view-delete")}</Button>
                </form>
            </Section>
        }
        .into_any())
    })
}

/// `POST /orders/views/{id}`: another name, shared or not.
///
/// # Errors
/// The person has no such view, the store failed, or too much was submitted.
pub async fn change_view(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id: SavedViewId = id.parse().map_err(|_| Failure::NotFound)?;
    let (asked, fields) = posted::fields(request).await?;
    let (words, operator) = (visit.words, visit.operator()?);
    let (name, is_shared) = (posted::value(&fields, NAME), posted::value(&fields, SHARED) == "yes");
    let fault = match name_fault(words, &name) {
        Some(fault) => fault,
        None => {
            let (views, now) = (state.orders().store().saved_views(), state.clock().now());
            match views.rename(id, operator.id, name.trim(), is_shared, now).await? {
                ViewKept::Kept(_) => {
                    session::leave_notice(&session, Notice::ViewSaved).await?;
                    return Ok(Redirect::to("/orders/views").into_response());
                }
                ViewKept::NameTaken => words.text("view-name-taken"),
                ViewKept::Missing => return Err(Failure::NotFound),
            }
        }
    };
    let refusal = Refusal {
        name,
        is_shared,
        parameters: String::new(),
        remarks: Remarks::one(NAME, fault),
    };
    Ok(render::refused(&state, asked, move || provide_context(refusal.clone())).await)
}

/// `POST /orders/views/{id}/delete`
///
/// # Errors
/// The person has no such view, or the store failed.
pub async fn delete_view(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
) -> Result<Response, Failure> {
    let id: SavedViewId = id.parse().map_err(|_| Failure::NotFound)?;
    let operator = visit.operator()?;
    if !state.orders().store().saved_views().delete(id, operator.id).await? {
        return Err(Failure::NotFound);
    }
    session::leave_notice(&session, Notice::ViewDeleted).await?;
    Ok(Redirect::to("/orders/views").into_response())
}
