//! Shows, while names are typed, the clean list that DigiCert will use: the common name first, repetitions removed.

#![expect(
    missing_docs,
    reason = "`#[island]` makes a struct of the function's parameters and passes their docs over"
)]

use leptos::prelude::*;

use super::typed::typed;
use crate::domain::names::{as_used, tidy, tidy_list, to_ascii};

/// The list below the names field.
#[island]
pub fn NamesPreview(
    /// Id of the common name's input.
    common_name: String,
    /// Id of the further names' text area.
    names: String,
    /// What stands above the list.
    heading: String,
) -> impl IntoView {
    let common_name = typed(common_name);
    let names = typed(names);
    let used = move || {
        let first = Some(to_ascii(&tidy(&common_name.get()))).filter(|name| !name.is_empty());
        let further: Vec<String> = tidy_list(&names.get()).iter().map(|name| to_ascii(name)).collect();
        as_used(first.as_deref(), &further)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let list = move || used().into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
    view! {
        <div class="live-hint" role="status" hidden=move || used().is_empty()>
            <p>{heading}</p>
            <ul>{list}</ul>
        </div>
    }
}
