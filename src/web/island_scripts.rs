//! Loads the browser's half, on the pages that have islands and on no other.
//!
//! Leptos' own `HydrationScripts` writes preload links with the nonce in `crossorigin`, where style sheets can read it,
//! and which the Content-Security-Policy turns away. Our islands have no children, so starting them takes ten lines.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use super::context;

/// The script that starts the islands of this page. Nothing where the browser's half was not built.
#[component]
pub(crate) fn IslandScripts() -> impl IntoView {
    let state = context::state();
    state.assets().islands_name().map(|name| {
        let script = format!("({})({name:?});", include_str!("islands.js").trim());
        view! { <script type="module" nonce=use_nonce() >{script}</script> }
    })
}
