//! The order form: every field of an order, grouped as people think of them, on one page or a section at a time. It
//! works without scripts; the islands beside a few fields only tell earlier what the check will say.

use leptos::prelude::*;

use super::conflict::Conflict;
use super::fields::{Fields, label_of};
use super::sections::section_view;
use crate::connection::Choices;
use crate::domain::findings::Findings;
use crate::domain::ids::OrderId;
use crate::domain::order::{OrderForm, Section};
use crate::web::context;
use crate::web::findings::summary;
use crate::web::island_scripts::IslandScripts;
use crate::web::rules::rules_link;
use crate::web::ui::{Button, ButtonKind, ErrorSummary, Notice, SummaryItem, Tone};
use crate::words::Words;

/// What the form shows.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The order, once it has been saved.
    pub order: Option<(OrderId, i64)>,
    /// What was typed.
    pub form: OrderForm,
    /// What the checks found; empty before the form was checked.
    pub findings: Findings,
}

/// A submitted form that is shown again, put into the context by [`super::posted`].
#[derive(Clone, Debug)]
pub(super) struct Posted {
    /// What is shown.
    pub(super) shown: Shown,
    /// Somebody else's version, where they were faster.
    pub(super) conflict: Option<Conflict>,
    /// Whether the person came from the check page and wants to go back there.
    pub(super) is_from_check: bool,
}

/// The whole form with its buttons.
#[component]
pub(super) fn OrderFormView(
    /// What it shows.
    shown: Shown,
    /// Whether the findings are the reason why it is shown again, so that it begins with a summary of them.
    refused: bool,
    /// The lists it offers.
    choices: Choices,
) -> impl IntoView {
    let words = context::words();
    let action = shown
        .order
        .map_or_else(|| "/orders/new".to_owned(), |(id, _)| format!("/orders/{id}/edit"));
    let hidden = version(&shown);
    let problems = problems(words, refused, &shown.findings);
    let fields = Fields::new(words, shown.form, shown.findings);
    let sections = Section::ALL.map(|section| section_view(section, &fields, &choices));
    view! {
        {summary_view(words, problems)}
        {incomplete(words, &choices)}
        <form class="form" method="post" action=action enctype="multipart/form-data" novalidate autocomplete="off">
            {default_button("save")}
            {hidden}
            <p class="form-mode"><Button kind=ButtonKind::Quiet name="action".to_owned() value="list".to_owned() compact=true>{words.text("form-list")}</Button></p>
            {sections}
            <div class="form-actions">
                <Button name="action".to_owned() value="check".to_owned()>{words.text("form-continue")}</Button>
                <Button kind=ButtonKind::Secondary name="action".to_owned() value="save".to_owned()>{words.text("form-save")}</Button>
            </div>
        </form>
        <IslandScripts/>
    }
}

/// One section of the form with its buttons.
#[component]
pub(super) fn SectionFormView(
    /// The section.
    section: Section,
    /// What it shows; the order is there.
    shown: Shown,
    /// Whether the findings are the reason why it is shown again, so that it begins with a summary of them.
    refused: bool,
    /// The lists it offers.
    choices: Choices,
    /// Whether the person came from the check page and wants to go back there.
    is_from_check: bool,
) -> impl IntoView {
    let words = context::words();
    let action = shown
        .order
        .map(|(id, _)| format!("/orders/{id}/edit/{}", section.word()));
    let hidden = version(&shown);
    let from = is_from_check.then(|| view! { <input type="hidden" name="from" value="check"/> });
    let problems = problems(words, refused, &shown.findings);
    let fields = Fields::new(words, shown.form, shown.findings);
    let uses_lists = matches!(section, Section::Certificate | Section::Organization);
    let go_on = words.text(if is_from_check { "step-return" } else { "step-continue" });
    view! {
        {summary_view(words, problems)}
        {uses_lists.then(|| incomplete(words, &choices))}
        <form class="form" method="post" action=action enctype="multipart/form-data" novalidate autocomplete="off">
            {default_button("continue")}
            {hidden}
            {from}
            {section_view(section, &fields, &choices)}
            <div class="form-actions">
                <Button name="action".to_owned() value="continue".to_owned()>{go_on}</Button>
                <Button kind=ButtonKind::Secondary name="action".to_owned() value="save".to_owned()>{words.text("step-save")}</Button>
            </div>
        </form>
        <IslandScripts/>
    }
}

/// The first submit button answers the Enter key, and must not be "remove this contact".
fn default_button(action: &'static str) -> AnyView {
    view! { <button class="visually-hidden" type="submit" name="action" value=action tabindex="-1" aria-hidden="true"></button> }
        .into_any()
}

/// What a refused form begins with.
fn summary_view(words: Words, problems: Vec<SummaryItem>) -> AnyView {
    let rules = (!problems.is_empty()).then(|| {
        let link = rules_link(words);
        view! { <p class="small"><a href=link.href>{link.text}</a></p> }
    });
    view! {
        <ErrorSummary heading=words.text("form-problem") items=problems/>
        {rules}
    }
    .into_any()
}

/// The summary of a form that was refused.
fn problems(words: Words, refused: bool, findings: &Findings) -> Vec<SummaryItem> {
    if refused {
        summary(words, findings, &|name| label_of(words, name))
    } else {
        Vec::new()
    }
}

/// The version of the order that the form is made from.
fn version(shown: &Shown) -> Option<AnyView> {
    shown
        .order
        .map(|(_, version)| view! { <input type="hidden" name="version" value=version/> }.into_any())
}

/// Says that DigiCert's lists are missing, where they are.
fn incomplete(words: Words, choices: &Choices) -> Option<AnyView> {
    (!choices.is_complete).then(move || {
        view! { <Notice tone=Tone::Warning heading=words.text("form-choices-missing")><p>{words.text("form-choices-missing-text")}</p></Notice> }
            .into_any()
    })
}
