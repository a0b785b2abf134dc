//! What narrows a list, and what stands in its place where nothing is left of it.

use leptos::prelude::*;

use super::address::Address;
use super::freshness::nothing_read;
use crate::domain::directory::Part;
use crate::web::failure::Failure;
use crate::web::ui::{Button, ButtonKind, ButtonLink, EmptyState};
use crate::words::Words;

/// The form around the fields that narrow a list. The order stays, and so does what has no field.
pub(crate) fn filter_form(words: Words, address: &Address, without_field: &[&'static str], fields: AnyView) -> AnyView {
    let hidden = ["sort", "order"].iter().chain(without_field).map(|name| {
        let value = address.value(name).to_owned();
        (!value.is_empty()).then(|| view! { <input type="hidden" name=*name value=value/> })
    });
    let hidden = hidden.collect_view();
    let path = address.path();
    let reset = (!address.is_plain())
        .then(|| view! { <ButtonLink href=path kind=ButtonKind::Quiet>{words.text("list-reset")}</ButtonLink> });
    view! {
        <form class="filters" method="get" action=path role="search">
            {hidden}
            {fields}
            <div class="filters-actions">
                <Button kind=ButtonKind::Secondary>{words.text("list-filter")}</Button>
                {reset}
            </div>
        </form>
    }
    .into_any()
}

/// What stands in the place of an empty list: that it is being read or could not be, that there is nothing (by the two
/// keys), or that nothing fits.
pub(crate) async fn no_rows(
    words: Words,
    address: &Address,
    parts: &[Part],
    nothing: [&'static str; 2],
) -> Result<AnyView, Failure> {
    if let Some(reading) = nothing_read(words, parts).await? {
        return Ok(reading);
    }
    let [heading, text] = if address.is_plain() {
        nothing
    } else {
        ["list-none-found", "list-none-found-text"]
    };
    Ok(view! { <EmptyState heading=words.text(heading)><p>{words.text(text)}</p></EmptyState> }.into_any())
}
