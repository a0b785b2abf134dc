//! What the browser offers while a person types.

use leptos::prelude::*;

/// One offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// What is filled in.
    pub value: String,
    /// What explains it, where the value does not.
    pub label: Option<String>,
}

/// A list of offers for a [`super::TextInput`] that names its id in `list`.
#[component]
pub fn Suggestions(
    /// Its id on the page.
    #[prop(into)]
    id: String,
    /// The offers.
    options: Vec<Suggestion>,
) -> impl IntoView {
    let lines: Vec<_> = options
        .into_iter()
        .map(|option| view! { <option value=option.value label=option.label></option> })
        .collect();
    view! { <datalist id=id>{lines}</datalist> }
}
