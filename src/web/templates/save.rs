//! Keeping an order as a template. A name that is in use is asked about, never overwritten unasked.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

use super::{NAME, name_sentence};
use crate::domain::ids::{OrderId, TemplateId};
use crate::domain::operator::Operator;
use crate::domain::template::Template;
use crate::orders::TemplateWish;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::people::remarks::{RemarkSummary, Remarks};
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::ui::{
    Button, ButtonKind, ButtonLink, Field, Link, Notice as NoticeView, PageHeader, TextInput, Tone, Width,
};
use crate::web::visit::Visit;
use crate::web::{posted, render};
use crate::words::Words;

/// The hidden field with the template that may be replaced.
const REPLACES: &str = "replaces";

/// What was typed, and why it was not done.
#[derive(Clone, Debug, Default)]
struct Refusal {
    name: String,
    remarks: Remarks,
    /// The template of that name, where this person may replace it.
    existing: Option<Template>,
}

/// Asks for the name under which an order is kept.
#[component]
pub fn SaveTemplatePage() -> impl IntoView {
    let id = context::parameter::<OrderId>("id");
    let refusal = use_context::<Refusal>();
    loaded(async move {
        let words = context::words();
        let order = context::state().orders().find(id?).await?.ok_or(Failure::NotFound)?;
        let title = words.text("template-save-title");
        let number = order.id.to_string();
        let back = words.with("order-title", [("number", number.as_str().into())]);
        let address = format!("/orders/{number}");
        let action = format!("{address}/template");
        let is_refused = refusal.is_some();
        let Refusal {
            name,
            remarks,
            existing,
        } = refusal.unwrap_or_default();
        let field = Field::new(NAME, words.text("template-name"))
            .hint(words.text("template-name-hint"))
            .value(name);
        let submit = words.text("template-save-submit");
        let replacing = existing.map(|existing| replacing(words, &existing, action.clone()));
        Ok(view! {
            <PageTitle text=title.clone() refused=is_refused/>
            <PageHeader heading=title subtitle=words.text("template-save-intro") back=Link::new(address.clone(), back)/>
            <RemarkSummary remarks=remarks.clone()/>
            {replacing}
            <form class="form" method="post" action=action>
                <TextInput field=remarks.on(&words, field) autocomplete="off" width=Width::Wide/>
                <div class="form-actions">
                    <Button>{submit}</Button>
                    <ButtonLink href=address>{words.text("template-cancel")}</ButtonLink>
                </div>
            </form>
        }
        .into_any())
    })
}

/// Who saved the template that has the name, and the button that replaces it: a form of its own, so that the enter key
/// in the name's field never presses it.
fn replacing(words: Words, existing: &Template, action: String) -> AnyView {
    let text = words.with(
        "template-replace-text",
        [
            ("owner", existing.owner.name.as_str().into()),
            ("when", words.moment(existing.updated_at).into()),
        ],
    );
    let heading = words.with("template-replace", [("name", existing.name.as_str().into())]);
    let submit = words.text("template-replace-submit");
    let (id, version, name) = (existing.id.to_string(), existing.version, existing.name.clone());
    view! {
        <NoticeView tone=Tone::Warning heading=heading>
            <p>{text}</p>
            <form method="post" action=action>
                <input type="hidden" name=NAME value=name/>
                <input type="hidden" name=REPLACES value=id/>
                <input type="hidden" name="version" value=version/>
                <Button kind=ButtonKind::Danger>{submit}</Button>
            </form>
        </NoticeView>
    }
    .into_any()
}

/// `POST /orders/{id}/template`: keeps the order as a template, or shows the form again.
///
/// # Errors
/// There is no such order, the store failed, or too much was submitted.
pub async fn save(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id: OrderId = id.parse().map_err(|_| Failure::NotFound)?;
    let (asked, fields) = posted::fields(request).await?;
    let (name, operator) = (posted::value(&fields, NAME), visit.operator()?);
    let replaces = replaced(&fields);
    let wish = match replaces {
        Some((template, version)) => {
            let orders = state.orders();
            orders.replace_template(operator, template, version, id).await?
        }
        None => state.orders().save_template(operator, id, &name).await?,
    };
    let refusal = match wish {
        TemplateWish::Done(template) => {
            let notice = if replaces.is_some() {
                Notice::TemplateReplaced
            } else {
                Notice::TemplateSaved
            };
            session::leave_notice(&session, notice).await?;
            return Ok(Redirect::to(&format!("/templates/{}", template.id)).into_response());
        }
        TemplateWish::Missing => return Err(Failure::NotFound),
        wish => refused(visit.words, operator, name, wish),
    };
    Ok(render::refused(&state, asked, move || provide_context(refusal.clone())).await)
}

/// The template and its version that the person was shown, where they pressed the button that replaces it.
fn replaced(fields: &[(String, String)]) -> Option<(TemplateId, i64)> {
    let template = posted::value(fields, REPLACES).parse().ok()?;
    Some((template, posted::version(fields)?))
}

fn refused(words: Words, operator: &Operator, name: String, wish: TemplateWish) -> Refusal {
    let (sentence, existing) = match wish {
        TemplateWish::Unusable(fault) => (name_sentence(words, fault), None),
        TemplateWish::NameTaken(other) if operator.may_change_template_of(&other.owner) => {
            (words.text("template-name-taken"), Some(other))
        }
        TemplateWish::ChangedMeanwhile(newer) => (words.text("template-changed-meanwhile"), Some(newer)),
        TemplateWish::NameTaken(other) | TemplateWish::NotAllowed(other) => {
            let owner = other.owner.name.as_str().into();
            (words.with("template-name-taken-by", [("owner", owner)]), None)
        }
        TemplateWish::Done(_) | TemplateWish::Missing => return Refusal::default(),
    };
    Refusal {
        name,
        remarks: Remarks::one(NAME, sentence),
        existing,
    }
}
