//! The HTML document around every page.

use leptos::prelude::*;
use leptos_meta::MetaTags;

use super::app::App;
use super::context;
use super::state::AppState;

/// The whole document. Scripts are left out where the browser's half was not built.
pub fn document(state: AppState) -> impl IntoView {
    let language = context::words().tag();
    let scripts = state
        .assets()
        .has_islands()
        .then(|| view! { <HydrationScripts options=state.leptos() islands=true/> });
    view! {
        <!DOCTYPE html>
        <html lang=language>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=state.assets().style()/>
                <link rel="icon" type="image/svg+xml" href=state.assets().favicon()/>
                {scripts}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
