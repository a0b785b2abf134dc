//! The desk's own mark.

use leptos::prelude::*;

/// The mark and name of the desk, as a link to its first page. The drawing is that of `public/favicon.svg`.
#[component]
pub fn Brand(
    /// The address of the first page.
    #[prop(into)]
    href: String,
    /// The name.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! {
        <a class="brand" href=href>
            <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                <path d="M12 9.4a4.6 4.6 0 1 1 0 9.2a4.6 4.6 0 0 1 0-9.2zM16.6 14H26v4.4M21.6 14v3M5 25h22"></path>
            </svg>
            <span>{name}</span>
        </a>
    }
}
