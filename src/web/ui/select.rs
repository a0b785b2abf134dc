//! A choice of one among many.

use leptos::prelude::*;

use super::{Field, Width};

/// One line of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelectOption {
    /// What is submitted.
    pub value: String,
    /// What it says.
    pub label: String,
}

impl SelectOption {
    /// A line of the list.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// A choice of one among many. A value that is not in the list is added to it, so that nothing typed is lost.
#[component]
pub fn Select(
    /// What it is and says; its value is the chosen one.
    field: Field,
    /// The list.
    options: Vec<SelectOption>,
    /// How wide it is.
    #[prop(optional)]
    width: Width,
    /// What follows it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let is_listed = field.value.is_empty() || options.iter().any(|option| option.value == field.value);
    let unlisted = (!is_listed).then(|| SelectOption::new(field.value.clone(), field.value.clone()));
    let lines: Vec<_> = unlisted
        .into_iter()
        .chain(options)
        .map(|option| {
            let is_chosen = option.value == field.value;
            view! { <option value=option.value selected=is_chosen>{option.label}</option> }
        })
        .collect();
    let control = view! {
        <select
            class="select"
            id=field.control_id()
            name=field.name.clone()
            data-width=width.word()
            aria-describedby=field.described_by()
            aria-invalid=field.aria_invalid()
        >
            {lines}
        </select>
    };
    field.frame(control.into_any(), children)
}
