//! The way to newer and older entries.

use leptos::prelude::*;

use super::Link;

/// The way to newer and older entries, and which ones are shown.
#[component]
pub fn Pagination(
    /// What screen readers call it: "Pages of orders".
    #[prop(into)]
    label: String,
    /// Which entries are shown.
    #[prop(into)]
    showing: String,
    /// Where the newer ones are.
    #[prop(optional_no_strip, into)]
    newer: Option<Link>,
    /// Where the older ones are.
    #[prop(optional_no_strip, into)]
    older: Option<Link>,
) -> impl IntoView {
    let step = |link: Link, rel: &'static str| {
        view! { <a class="button" data-kind="secondary" data-size="compact" rel=rel href=link.href>{link.text}</a> }
    };
    let newer = newer.map(|link| step(link, "prev"));
    let older = older.map(|link| step(link, "next"));
    view! {
        <nav class="pagination" aria-label=label>
            <p class="pagination-showing">{showing}</p>
            <div class="pagination-steps">{newer}{older}</div>
        </nav>
    }
}
