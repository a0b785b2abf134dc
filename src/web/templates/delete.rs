//! Deleting a template, asked once more on a page of its own: everybody at the desk loses it.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

use crate::domain::ids::TemplateId;
use crate::orders::TemplateWish;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::posted;
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::ui::{Button, ButtonKind, ButtonLink, Link, PageHeader};
use crate::web::visit::Visit;

/// Asks whether a template is to be deleted.
#[component]
pub fn DeleteTemplatePage() -> impl IntoView {
    let id = context::parameter::<TemplateId>("id");
    loaded(async move {
        let words = context::words();
        let (state, operator) = (context::state(), context::operator()?);
        let template = state.orders().template(id?).await?.ok_or(Failure::NotFound)?;
        if !operator.may_change_template_of(&template.owner) {
            return Err(Failure::Forbidden);
        }
        let address = format!("/templates/{}", template.id);
        let action = format!("{address}/delete");
        let title = words.with("template-delete-title", [("name", template.name.as_str().into())]);
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title back=Link::new(address.clone(), words.text("template-back"))/>
            <p>{words.text("template-delete-text")}</p>
            <form class="form" method="post" action=action>
                <input type="hidden" name="version" value=template.version/>
                <div class="form-actions">
                    <Button kind=ButtonKind::Danger>{words.text("template-delete-submit")}</Button>
                    <ButtonLink href=address>{words.text("template-cancel")}</ButtonLink>
                </div>
            </form>
        }
        .into_any())
    })
}

/// `POST /templates/{id}/delete`: deletes a template, where it is still the version the person saw.
///
/// # Errors
/// There is no such template, it is somebody else's, the store failed, or too much was submitted.
pub async fn delete(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id: TemplateId = id.parse().map_err(|_| Failure::NotFound)?;
    let (_, fields) = posted::fields(request).await?;
    let version = posted::version(&fields).ok_or(Failure::NotFound)?;
    let (notice, next) = match state.orders().delete_template(visit.operator()?, id, version).await? {
        TemplateWish::Done(_) => (Notice::TemplateDeleted, "/templates".to_owned()),
        TemplateWish::ChangedMeanwhile(_) => (Notice::TemplateChangedMeanwhile, format!("/templates/{id}")),
        TemplateWish::NotAllowed(_) => return Err(Failure::Forbidden),
        TemplateWish::Missing | TemplateWish::Unusable(_) | TemplateWish::NameTaken(_) => {
            return Err(Failure::NotFound);
        }
    };
    session::leave_notice(&session, notice).await?;
    Ok(Redirect::to(&next).into_response())
}
