//! A field of one line.

use leptos::prelude::*;

use super::{Field, Width};

/// A field of one line. Children follow the input: a button, or an island that helps to fill it in.
#[component]
pub fn TextInput(
    /// What it is and says.
    field: Field,
    /// The input's type: `text`, `email`, `tel`, `search`, `date` or `password`. A password is never written back.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// How wide it is.
    #[prop(optional)]
    width: Width,
    /// Whether it holds a code or host name rather than words.
    #[prop(optional)]
    monospace: bool,
    /// Whether the browser checks its spelling.
    #[prop(optional)]
    spellcheck: bool,
    /// The id of a datalist: see [`super::Suggestions`].
    #[prop(optional, into)]
    list: Option<String>,
    /// Whether it has the focus when the page opens.
    #[prop(optional)]
    autofocus: bool,
    /// What follows the input.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let value = (kind != "password").then(|| field.value.clone());
    let control = view! {
        <input
            class="text-input"
            type=kind
            id=field.control_id()
            name=field.name.clone()
            value=value
            data-width=width.word()
            data-font=monospace.then_some("mono")
            autocomplete=autocomplete
            inputmode=inputmode
            list=list
            spellcheck=if spellcheck { "true" } else { "false" }
            autocapitalize=monospace.then_some("none")
            autofocus=autofocus
            aria-describedby=field.described_by()
            aria-invalid=field.aria_invalid()
        />
    };
    field.frame(control.into_any(), children)
}
