//! The pages of the form: a new order, a draft again, and one section of it.

use leptos::prelude::*;

use super::approval::taken_back_notice;
use super::checked::check;
use super::conflict::ConflictView;
use super::fields::of_section;
use super::form::{OrderFormView, Posted, SectionFormView, Shown};
use super::refusal;
use crate::connection::Choices;
use crate::domain::findings::{Finding, Findings};
use crate::domain::ids::{OrderId, OrganizationId};
use crate::domain::order::{Order, OrderForm, Section};
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{Button, ButtonKind, ButtonLink, Link, PageHeader, field_id};
use crate::words::Words;

/// A new order.
#[component]
pub fn NewPage() -> impl IntoView {
    let posted = use_context::<Posted>();
    loaded(async move {
        let words = context::words();
        let blank = || Shown {
            order: None,
            form: OrderForm::blank(),
            findings: Findings::default(),
        };
        let refused = posted.is_some();
        let mut shown = posted.map_or_else(blank, |posted| posted.shown);
        if !refused {
            prefill(&mut shown.form).await?;
        }
        let choices = context::state().connection().choices().await;
        Ok(view! {
            <PageTitle text=words.text("new-title") refused/>
            <PageHeader heading=words.text("new-title") subtitle=words.text("new-subtitle") actions=from_template(words)/>
            <OrderFormView shown refused choices/>
        }
        .into_any())
    })
}

/// Begins with the organization an address names, and the OIN the desk keeps for it.
async fn prefill(form: &mut OrderForm) -> Result<(), Failure> {
    let asked = context::query("organization").and_then(|id| id.parse::<OrganizationId>().ok());
    let Some(id) = asked else {
        return Ok(());
    };
    "existing".clone_into(&mut form.organization_choice);
    form.organization = id.to_string();
    let kept = context::state().mirror().store().directory().numbers(id).await?;
    if let Some(oin) = kept.map(|kept| kept.numbers.oin).filter(|oin| !oin.is_empty()) {
        "own".clone_into(&mut form.oin_choice);
        form.oin = oin;
    }
    Ok(())
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
        let refused = posted.is_some();
        let posted = posted.unwrap_or_else(|| stored(&order, refusal::findings(&order)));
        let choices = context::state().connection().choices().await;
        Ok(page(words, &order, posted, refused, choices))
    })
}

/// One section of a draft, to be changed.
#[component]
pub fn SectionPage() -> impl IntoView {
    let posted = use_context::<Posted>();
    let id = context::parameter::<OrderId>("id");
    let section = context::parameter::<String>("section");
    let is_from_check = context::query("from").as_deref() == Some("check");
    loaded(async move {
        let words = context::words();
        let section = Section::of_word(&section?).ok_or(Failure::NotFound)?;
        let state = context::state();
        let order = state.orders().find(id?).await?.ok_or(Failure::NotFound)?;
        if !order.state.is_editable() {
            return Ok(not_editable(words, &order));
        }
        let refused = posted.is_some();
        let mut posted = match posted {
            Some(posted) => posted,
            None => {
                // What is still empty is no mistake before somebody wants to go on.
                let checked = check(&state, &order.form, Some(order.id)).await?;
                let mut findings = checked.findings.only(|finding| !finding.rule.is_gap());
                findings.append(refusal::findings(&order));
                Posted {
                    is_from_check,
                    ..stored(&order, findings)
                }
            }
        };
        posted.shown.findings = of_section(&posted.shown.findings, section);
        let choices = state.connection().choices().await;
        Ok(section_page(words, &order, section, posted, refused, choices))
    })
}

/// An order as it is stored.
fn stored(order: &Order, findings: Findings) -> Posted {
    Posted {
        shown: Shown {
            order: Some((order.id, order.version)),
            form: order.form.clone(),
            findings,
        },
        conflict: None,
        is_from_check: false,
    }
}

fn page(words: Words, order: &Order, posted: Posted, refused: bool, choices: Choices) -> AnyView {
    let title = words.with("edit-title", [("number", order.id.to_string().into())]);
    let discard = order.may_be_discarded().then(|| discard(words, order));
    let refused_for = refusal::notice(words, order, &refusal::findings(order), here);
    let Posted { shown, conflict, .. } = posted;
    view! {
        <PageTitle text=title.clone() refused/>
        <PageHeader heading=title subtitle=saved(words, order) back=back_to_list(words, order) actions=discard/>
        {taken_back_notice(words, order)}
        {refused_for}
        {conflict.map(|conflict| view! { <ConflictView conflict mine=shown.form.clone()/> })}
        <OrderFormView shown refused choices/>
    }
    .into_any()
}

fn section_page(
    words: Words,
    order: &Order,
    section: Section,
    posted: Posted,
    refused: bool,
    choices: Choices,
) -> AnyView {
    let heading = words.with("edit-title", [("number", order.id.to_string().into())]);
    let name = words.text(&format!("section-{}", section.word()));
    let place = Section::ALL.iter().position(|known| *known == section);
    let step = place.map_or(0, |place| place + 1);
    // The last step is the check page.
    let steps = Section::ALL.len() + 1;
    let title = words.with(
        "step-title",
        [
            ("section", name.into()),
            ("step", step.into()),
            ("steps", steps.into()),
            ("order", heading.as_str().into()),
        ],
    );
    let step = words.with("step-of", [("step", step.into()), ("steps", steps.into())]);
    let Posted {
        shown,
        conflict,
        is_from_check,
    } = posted;
    // What concerns other sections stands there.
    let concerns = |finding: &Finding| Section::of_field(&finding.field).is_none_or(|other| other == section);
    let refused_for = refusal::notice(words, order, &refusal::findings(order).only(concerns), here);
    view! {
        <PageTitle text=title refused/>
        <PageHeader heading=heading subtitle=step back=back_to_list(words, order)/>
        {taken_back_notice(words, order)}
        {refused_for}
        {conflict.map(|conflict| view! { <ConflictView conflict mine=shown.form.clone()/> })}
        <SectionFormView section shown refused choices is_from_check/>
    }
    .into_any()
}

/// The place of a finding's field on the same page.
fn here(finding: &Finding) -> Option<String> {
    Section::of_field(&finding.field).map(|_| format!("#f-{}", field_id(&finding.field)))
}

/// Who began the draft, and when it was last saved.
pub(super) fn saved(words: Words, order: &Order) -> String {
    words.with(
        "edit-saved",
        [
            ("who", order.owner.name.as_str().into()),
            ("when", words.moment(order.updated_at).into()),
        ],
    )
}

fn back_to_list(words: Words, order: &Order) -> Link {
    Link::new(format!("/orders/{}", order.id), words.text("edit-back"))
}

/// The button that throws a draft away.
pub(super) fn discard(words: Words, order: &Order) -> AnyView {
    view! {
        <form method="post" action=format!("/orders/{}/discard", order.id)>
            <input type="hidden" name="version" value=order.version/>
            <Button kind=ButtonKind::Quiet>{words.text("edit-discard")}</Button>
        </form>
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
