//! When a part of the account was last read from DigiCert, and the button that reads it again.

use leptos::prelude::*;

use crate::domain::directory::Part;
use crate::store::Reading;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::ui::{Button, ButtonKind, EmptyState, Notice, Tone};
use crate::words::Words;

/// What a list says of its age: when all of it was last read, and why not since.
pub(crate) async fn freshness(words: Words, part: Part, back: String) -> Result<AnyView, Failure> {
    let reading = reading(part).await?;
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

/// What stands in the place of a list that was never read to its end; nothing where it was.
pub(super) async fn nothing_read(words: Words, part: Part) -> Result<Option<AnyView>, Failure> {
    let reading = reading(part).await?;
    if reading.finished_at.is_some() {
        return Ok(None);
    }
    let key = if reading.failure.is_some() {
        "list-unreachable"
    } else {
        "list-first-reading"
    };
    let text = words.text(&format!("{key}-text"));
    Ok(Some(
        view! { <EmptyState heading=words.text(key)><p>{text}</p></EmptyState> }.into_any(),
    ))
}

/// How the reading of a part went. The parts are read one after the other, so where an earlier one failed, that is why
/// this one is as old as it is.
async fn reading(part: Part) -> Result<Reading, Failure> {
    let readings = context::state().mirror().readings().await?;
    let of = |part: Part| readings.iter().find(|(known, _)| *known == part).map(|(_, it)| it);
    let mut found = of(part).cloned().unwrap_or_default();
    if found.failure.is_none() {
        let earlier = Part::ALL.into_iter().take_while(|other| *other != part);
        found.failure = earlier.filter_map(of).find_map(|reading| reading.failure.clone());
    }
    Ok(found)
}
