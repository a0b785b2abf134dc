//! What all pages have in common: loading before rendering, a title, and the page of a failure.

use std::future::Future;

use leptos::prelude::*;
use leptos_meta::Title;

use super::context;
use super::failure::Failure;
use super::ui::{ButtonLink, PageHeader};

/// Renders a page once what it needs has been loaded; a failure sets the status and shows its own page.
pub(crate) fn loaded(load: impl Future<Output = Result<AnyView, Failure>> + Send + 'static) -> impl IntoView {
    Suspend::new(async move {
        match load.await {
            Ok(view) => view,
            Err(failure) => {
                context::set_status(failure.status());
                view! { <FailurePage failure/> }.into_any()
            }
        }
    })
}

/// The title of the browser's window: the page, then the desk; errors first, so that a screen reader says so.
#[component]
pub(crate) fn PageTitle(
    /// The page's own title.
    text: String,
    /// Whether what was submitted was refused.
    #[prop(optional)]
    refused: bool,
) -> impl IntoView {
    let words = context::words();
    let key = if refused { "title-refused" } else { "title-page" };
    view! { <Title text=words.with(key, [("page", text.into())])/> }
}

/// The page of a failure: what happened, and what to do about it.
#[component]
pub(crate) fn FailurePage(
    /// Why the request could not be served.
    failure: Failure,
) -> impl IntoView {
    let words = context::words();
    let heading = words.text(&format!("failure-{}", failure.word()));
    let advice = words.text(&format!("failure-{}-advice", failure.word()));
    context::set_status(failure.status());
    view! {
        <PageTitle text=heading.clone()/>
        <PageHeader heading=heading/>
        <p>{advice}</p>
        <p><ButtonLink href="/orders">{words.text("failure-back")}</ButtonLink></p>
    }
}
