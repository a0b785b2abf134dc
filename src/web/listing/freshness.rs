//! When a part of the account was last read from DigiCert, and the button that reads it again.

use leptos::prelude::*;

use crate::domain::directory::Part;
use crate::store::Reading;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::ui::{Button, ButtonKind, EmptyState, Notice, Tone};
use crate::words::Words;

/// What a list of these parts says of its age: when all of it was last read, and why not since.
pub(crate) async fn freshness(words: Words, parts: &[Part], back: String) -> Result<AnyView, Failure> {
    let reading = reading(parts).await?;
    let when = match reading.finished_at {
        Some(at) => words.with("list-read-at", [("when", words.moment(at).into())]),
        None => words.text("list-never-read"),
    };
    let failed = reading.failure.map(|(at, _)| {
        let text = words.with("list-read-failed", [("when", words.moment(at).into())]);
        view! { <Notice tone=Tone::Warning heading=text><p>{words.text("list-read-failed-text")}</p></Notice> }
    });
    let view = view! {
        {failed}
        <form class="freshness" method="post" action="/actions/read-account">
            <input type="hidden" name="back" value=back/>
            <p>{when}</p>
            <Button kind=ButtonKind::Quiet compact=true>{words.text("list-read-again")}</Button>
        </form>
    };
    Ok(view.into_any())
}

/// What stands in the place of a list none of whose parts was ever read to its end; nothing where one was: the key may not
/// read another.
pub(super) async fn nothing_read(words: Words, parts: &[Part]) -> Result<Option<AnyView>, Failure> {
    let mut readings = context::state().mirror().readings().await?;
    readings.retain(|(part, _)| parts.contains(part));
    if readings.iter().any(|(_, reading)| reading.finished_at.is_some()) {
        return Ok(None);
    }
    let key = if readings.iter().any(|(_, reading)| reading.failure.is_some()) {
        "list-unreachable"
    } else {
        "list-first-reading"
    };
    let text = words.text(&format!("{key}-text"));
    Ok(Some(
        view! { <EmptyState heading=words.text(key)><p>{text}</p></EmptyState> }.into_any(),
    ))
}

/// How the reading of these parts went: as old as the oldest of them, and failed where one of them did.
async fn reading(parts: &[Part]) -> Result<Reading, Failure> {
    let mut readings = context::state().mirror().readings().await?;
    readings.retain(|(part, _)| parts.contains(part));
    // What was never read to its end comes before every time.
    let oldest = readings.iter().map(|(_, reading)| reading.finished_at).min();
    Ok(Reading {
        finished_at: oldest.flatten(),
        failure: readings.into_iter().find_map(|(_, reading)| reading.failure),
        ..Reading::default()
    })
}
