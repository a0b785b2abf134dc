//! A single tick.

use leptos::prelude::*;

use super::Field;

/// A single tick; the label stands beside it. It is ticked where the field's value is `value`.
#[component]
pub fn Checkbox(
    /// What it is and says.
    field: Field,
    /// What is submitted when it is ticked.
    #[prop(default = "yes".to_owned(), into)]
    value: String,
    /// What follows it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let after = children.map(|after| view! { <div class="field-after">{after()}</div> });
    view! {
        <div class="field checkbox" data-tone=field.tone_word()>
            {field.help_view()}
            <div class="choice">
                <input
                    class="choice-input"
                    type="checkbox"
                    id=field.control_id()
                    name=field.name.clone()
                    checked=field.value == value
                    value=value
                    aria-describedby=field.described_by()
                    aria-invalid=field.aria_invalid()
                />
                <label class="choice-label" for=field.control_id()>{field.label_view()}</label>
            </div>
            {after}
        </div>
    }
}
