//! A choice of one among a few.

use leptos::prelude::*;

use super::Field;

/// One of the choices.
#[derive(Default)]
pub struct RadioOption {
    /// What is submitted.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// What it means.
    pub hint: Option<String>,
    /// What is shown only while it is chosen: one simple follow-up question. It is submitted all the same.
    pub reveal: Option<AnyView>,
}

impl RadioOption {
    /// A choice without hint or follow-up.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// The same choice with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// The same choice with a follow-up question.
    #[must_use]
    pub fn reveal(self, view: impl IntoAny) -> Self {
        Self {
            reveal: Some(view.into_any()),
            ..self
        }
    }
}

/// A choice of one among a few. The first choice has the field's own id, so that the error summary leads to it.
#[component]
pub fn Radios(
    /// What it is and says; its value is the chosen one.
    field: Field,
    /// The choices.
    options: Vec<RadioOption>,
    /// Whether they stand side by side. Not with follow-up questions.
    #[prop(optional)]
    inline: bool,
    /// What follows the choices.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let items: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(nth, option)| item(&field, nth, option))
        .collect();
    let after = children.map(|after| view! { <div class="field-after">{after()}</div> });
    view! {
        <fieldset
            class="field radios"
            role="radiogroup"
            data-tone=field.tone_word()
            data-layout=inline.then_some("inline")
            aria-describedby=field.described_by()
            aria-invalid=field.aria_invalid()
        >
            <legend class="field-label">{field.label_view()}</legend>
            {field.help_view()}
            <div class="radios-options">{items}</div>
            {after}
        </fieldset>
    }
}

fn item(field: &Field, nth: usize, option: RadioOption) -> impl IntoView {
    let control = field.control_id();
    let id = if nth == 0 {
        control
    } else {
        format!("{control}-{}", nth + 1)
    };
    let hint_id = format!("{id}-choice-hint");
    let described_by = option.hint.as_ref().map(|_| hint_id.clone());
    let hint = option
        .hint
        .map(|hint| view! { <p class="choice-hint" id=hint_id>{hint}</p> });
    let reveal = option
        .reveal
        .map(|reveal| view! { <div class="choice-reveal">{reveal}</div> });
    view! {
        <div class="choice">
            <input
                class="choice-input"
                type="radio"
                id=id.clone()
                name=field.name.clone()
                checked=option.value == field.value
                value=option.value
                aria-describedby=described_by
            />
            <label class="choice-label" for=id>{option.label}</label>
            {hint}
            {reveal}
        </div>
    }
}
