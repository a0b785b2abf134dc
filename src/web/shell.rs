//! The HTML document around every page.

use leptos::prelude::*;
use leptos_meta::MetaTags;

use super::app::App;
use super::context;
use super::state::AppState;

/// The whole document.
pub fn document(state: AppState) -> impl IntoView {
    let language = context::words().tag();
    view! {
        <!DOCTYPE html>
        <html lang=language>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=state.assets().style()/>
                <link rel="icon" type="image/svg+xml" href=state.assets().favicon()/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
