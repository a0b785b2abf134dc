//! The order form: every field of an order, grouped as people think of them. It works without scripts; the islands
//! beside a few fields only tell earlier what the check will say.

use leptos::prelude::*;

use super::fields::{Fields, summary};
use super::sections::section_view;
use crate::connection::Choices;
use crate::domain::findings::Findings;
use crate::domain::ids::OrderId;
use crate::domain::order::{OrderForm, Section};
use crate::web::context;
use crate::web::island_scripts::IslandScripts;
use crate::web::ui::{Button, ButtonKind, ErrorSummary, Notice, Tone};

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

/// The form with its buttons.
#[component]
pub(super) fn OrderFormView(
    /// What it shows.
    shown: Shown,
    /// The lists it offers.
    choices: Choices,
) -> impl IntoView {
    let words = context::words();
    let action = shown
        .order
        .map_or_else(|| "/orders/new".to_owned(), |(id, _)| format!("/orders/{id}/edit"));
    let version = shown
        .order
        .map(|(_, version)| view! { <input type="hidden" name="version" value=version/> });
    let problems = summary(words, &shown.findings);
    let fields = Fields::new(words, shown.form, shown.findings);
    let sections = Section::ALL.map(|section| section_view(section, &fields, &choices));
    let incomplete = (!choices.is_complete).then(move || {
        view! { <Notice tone=Tone::Warning heading=words.text("form-choices-missing")><p>{words.text("form-choices-missing-text")}</p></Notice> }
    });
    view! {
        <ErrorSummary heading=words.text("form-problem") items=problems/>
        {incomplete}
        <form class="form" method="post" action=action novalidate autocomplete="off">
            // The first submit button answers the Enter key: it saves, and must not be "remove this contact".
            <button class="visually-hidden" type="submit" name="action" value="save" tabindex="-1" aria-hidden="true"></button>
            {version}
            {sections}
            <div class="form-actions">
                <Button name="action".to_owned() value="check".to_owned()>{words.text("form-continue")}</Button>
                <Button kind=ButtonKind::Secondary name="action".to_owned() value="save".to_owned()>{words.text("form-save")}</Button>
            </div>
        </form>
        <IslandScripts/>
    }
}
