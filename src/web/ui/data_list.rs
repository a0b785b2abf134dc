//! Pairs of term and value.

use leptos::prelude::*;

use super::Link;

/// Pairs of term and value; the children are [`DataRow`]s.
#[component]
pub fn DataList(
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! { <dl class="data-list">{children()}</dl> }
}

/// One pair of term and value.
#[component]
pub fn DataRow(
    /// The term.
    #[prop(into)]
    term: String,
    /// Where it can be changed.
    #[prop(optional_no_strip, into)]
    change: Option<Link>,
    /// The value.
    children: Children,
) -> impl IntoView {
    let change = change.map(|link| {
        let context = link
            .context
            .map(|context| view! { " "<span class="visually-hidden">{context}</span> });
        view! { <dd class="data-list-change"><a href=link.href>{link.text}{context}</a></dd> }
    });
    view! {
        <div class="data-list-row">
            <dt>{term}</dt>
            <dd class="data-list-value">{children()}</dd>
            {change}
        </div>
    }
}

/// A value without the white space around it, or a dash where there is none.
#[must_use]
pub fn or_dash(value: &str) -> String {
    match value.trim() {
        "" => "–".to_owned(),
        value => value.to_owned(),
    }
}
