//! The pages of the form: a new order, and a draft again.

use leptos::prelude::*;

use super::conflict::{Conflict, ConflictView};
use super::form::{OrderFormView, Shown};
use crate::domain::findings::Findings;
use crate::domain::ids::OrderId;
use crate::domain::order::{Order, OrderForm};
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::remote_errors::remote_errors;
use crate::web::ui::{Button, ButtonKind, ButtonLink, Link, Notice, PageHeader, Tone};
use crate::words::Words;

/// A submitted form that is shown again, put into the context by [`super::posted`].
#[derive(Clone, Debug)]
pub(super) struct Posted {
    /// What is shown.
    pub(super) shown: Shown,
    /// Somebody else's version, where they were faster.
    pub(super) conflict: Option<Conflict>,
}

/// A new order.
#[component]
pub fn NewPage() -> impl IntoView {
    let posted = use_context::<Posted>();
    loaded(async move {
        let words = context::words();
        let shown = posted.map_or_else(
            || Shown {
                order: None,
                form: OrderForm::blank(),
                findings: Findings::default(),
            },
            |posted| posted.shown,
        );
        let refused = shown.findings.has_errors();
        let choices = context::state().connection().choices().await;
        Ok(view! {
            <PageTitle text=words.text("new-title") refused/>
            <PageHeader heading=words.text("new-title") subtitle=words.text("new-subtitle") actions=from_template(words)/>
            <OrderFormView shown choices/>
        }
        .into_any())
    })
}

fn from_template(words: Words) -> AnyView {
    view! { <ButtonLink href="/templates">{words.text("new-from-template")}</ButtonLink> }.into_any()
}

/// A draft, to be changed.
#[component]
pub fn EditPage() -> impl IntoView {
    let posted = use_context::<Posted>();
    let id = context::parameter::<OrderId>("id");
    loaded(async move {
        let words = context::words();
        let order = context::state().orders().find(id?).await?.ok_or(Failure::NotFound)?;
        if !order.state.is_editable() {
            return Ok(not_editable(words, &order));
        }
        let (shown, conflict) = match posted {
            Some(posted) => (posted.shown, posted.conflict),
            None => {
                let shown = Shown {
                    order: Some((order.id, order.version)),
                    form: order.form.clone(),
                    findings: Findings::default(),
                };
                (shown, None)
            }
        };
        let choices = context::state().connection().choices().await;
        Ok(page(words, &order, shown, conflict, choices))
    })
}

fn page(
    words: Words,
    order: &Order,
    shown: Shown,
    conflict: Option<Conflict>,
    choices: crate::connection::Choices,
) -> AnyView {
    let refused = shown.findings.has_errors() || conflict.is_some();
    let title = words.with("edit-title", [("number", order.id.to_string().into())]);
    let saved = words.with(
        "edit-saved",
        [
            ("who", order.owner.name.as_str().into()),
            ("when", words.moment(order.updated_at).into()),
        ],
    );
    let discard = order.may_be_discarded().then(|| {
        view! {
            <form method="post" action=format!("/orders/{}/discard", order.id)>
                <input type="hidden" name="version" value=order.version/>
                <Button kind=ButtonKind::Quiet compact=true>{words.text("edit-discard")}</Button>
            </form>
        }
        .into_any()
    });
    let refusal = (!order.refusal.is_empty()).then(|| {
        let errors = remote_errors(&order.refusal);
        view! { <Notice tone=Tone::Danger heading=words.text("edit-refused")>{errors}</Notice> }
    });
    view! {
        <PageTitle text=title.clone() refused/>
        <PageHeader heading=title subtitle=saved back=Link::new(format!("/orders/{}", order.id), words.text("edit-back")) actions=discard/>
        {refusal}
        {conflict.map(|conflict| view! { <ConflictView conflict mine=shown.form.clone()/> })}
        <OrderFormView shown choices/>
    }
    .into_any()
}

/// What was sent does not change; says so and leads to the order.
fn not_editable(words: Words, order: &Order) -> AnyView {
    context::set_status(axum::http::StatusCode::CONFLICT);
    let title = words.text("edit-not-editable");
    view! {
        <PageTitle text=title.clone()/>
        <PageHeader heading=title/>
        <p>{words.text("edit-not-editable-text")}</p>
        <p><ButtonLink href=format!("/orders/{}", order.id)>{words.text("edit-to-order")}</ButtonLink></p>
    }
    .into_any()
}
