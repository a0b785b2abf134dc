//! Text for machines: PEM, JSON, a DNS record.

use leptos::prelude::*;

/// Text for machines, shown as it is. Long lines are broken, not scrolled; long texts scroll within.
#[component]
pub fn CodeBlock(
    /// What it is.
    #[prop(into)]
    label: String,
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <figure class="code-block">
            <figcaption>{label.clone()}</figcaption>
            <pre tabindex="0" role="region" aria-label=label><code>{text}</code></pre>
        </figure>
    }
}
