//! How far the reading of the account's orders is: how many of how many, since when, and what comes next.

use leptos::prelude::*;

use crate::orders::{ImportProgress, Known};
use crate::store::StoreError;
use crate::web::context;
use crate::web::ui::{Notice, Tone};
use crate::words::Words;

/// What stands above the history while the orders of an account are read for the first time; nothing else is missing there.
pub(crate) async fn first_import(words: Words) -> Result<Option<AnyView>, StoreError> {
    let progress = context::state().orders().import_progress().await?;
    let first = progress.filter(|progress| progress.is_first);
    Ok(first.map(|progress| notice(words, progress)))
}

/// What stands on the settings page: the reading of all orders where it is under way, and how much is known.
pub(crate) async fn import_and_known(words: Words) -> Result<AnyView, StoreError> {
    let state = context::state();
    let orders = state.orders();
    let progress = orders.import_progress().await?.map(|progress| notice(words, progress));
    let known = known(words, orders.known().await?);
    Ok(view! { {progress}<p>{known}</p> }.into_any())
}

fn notice(words: Words, progress: ImportProgress) -> AnyView {
    let heading = words.text(if progress.is_first {
        "import-heading-first"
    } else {
        "import-heading-again"
    });
    let tone = if progress.failure.is_some() {
        Tone::Warning
    } else {
        Tone::Info
    };
    let (read, since) = (read(words, &progress), since(words, &progress));
    let bar = progress.total.filter(|total| *total > 0).map(|total| {
        let (value, max) = (progress.read.min(total).to_string(), total.to_string());
        view! { <progress value=value max=max aria-label=words.text("import-progress")></progress> }
    });
    let first = progress
        .is_first
        .then(|| view! { <p>{words.text("import-next-first")}</p> });
    let next = words.text(if progress.is_listed {
        "import-next-missing"
    } else {
        "import-next-listing"
    });
    let failure = progress.failure.map(|failure| {
        view! { <p>{words.text("import-stopped")}" "<span class="said">{failure}</span></p> }
    });
    view! {
        <Notice tone heading=heading>
            {bar}
            <p>{read}" "{since}</p>
            {failure}
            {first}
            <p>{next}</p>
        </Notice>
    }
    .into_any()
}

fn read(words: Words, progress: &ImportProgress) -> String {
    match progress.total {
        Some(total) => {
            let read = progress.read.min(total);
            words.with("import-read-of", [("read", read.into()), ("total", total.into())])
        }
        None => words.with("import-read", [("read", progress.read.into())]),
    }
}

fn since(words: Words, progress: &ImportProgress) -> String {
    let (began, at) = (words.moment(progress.began_at), words.moment(progress.at));
    words.with("import-since", [("began", began.into()), ("at", at.into())])
}

fn known(words: Words, known: Known) -> String {
    let orders = words.with("import-known", [("orders", known.orders.into())]);
    if known.in_full == known.orders {
        return orders;
    }
    let rest = words.with("import-known-rest", [("full", known.in_full.into())]);
    format!("{orders} {rest}")
}
