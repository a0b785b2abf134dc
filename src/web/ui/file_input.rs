//! A choice of a file.

use leptos::prelude::*;

use super::Field;

/// A choice of a file. What was chosen is never written back: browsers do not allow it.
#[component]
pub fn FileInput(
    /// What it is and says; its value is not used.
    field: Field,
    /// The kinds of file a browser offers first: extensions and media types, parted by commas.
    #[prop(optional)]
    accept: Option<&'static str>,
    /// What follows it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let control = view! {
        <input
            class="file-input"
            type="file"
            id=field.control_id()
            name=field.name.clone()
            accept=accept
            aria-describedby=field.described_by()
            aria-invalid=field.aria_invalid()
        />
    };
    field.frame(control.into_any(), children)
}
