//! DigiCert's errors as they came: its sentence, with its code beside it.

use leptos::prelude::*;

use crate::domain::order::RemoteError;

/// The errors as a list.
pub(crate) fn remote_errors(errors: &[RemoteError]) -> AnyView {
    let items = errors
        .iter()
        .map(|error| view! { <li>{error.message.clone()}" "<code>{error.code.clone()}</code></li> })
        .collect_view();
    view! { <ul class="remote-errors">{items}</ul> }.into_any()
}
