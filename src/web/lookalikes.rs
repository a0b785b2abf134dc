//! The organizations DigiCert has that look like one to be created, each with the easy answer: use this one.

use leptos::prelude::*;

use crate::domain::change::check::Lookalike;
use crate::web::ui::{Notice, Tone};
use crate::words::Words;

/// The list with what `answer` makes of each; nothing where none looks alike.
pub(crate) fn lookalikes_view(
    words: Words,
    lookalikes: Vec<Lookalike>,
    answer: impl Fn(&Lookalike) -> AnyView,
) -> Option<AnyView> {
    if lookalikes.is_empty() {
        return None;
    }
    let rows = lookalikes
        .into_iter()
        .map(|alike| {
            let answer = answer(&alike);
            let number = words.with("organization-number", [("id", alike.id.to_string().into())]);
            let place = [number, alike.city].into_iter().filter(|part| !part.is_empty());
            let place = place.collect::<Vec<_>>().join(", ");
            let why = words.text(&format!("alike-{}", alike.likeness.word()));
            let inactive = (!alike.is_active).then(|| view! { <span>{words.text("organization-inactive")}</span> });
            view! {
                <li>
                    <span class="found-words">
                        <strong>{alike.name}</strong><span>{place}</span><span>{why}</span>{inactive}
                    </span>
                    {answer}
                </li>
            }
        })
        .collect_view();
    let view = view! {
        <div id="organization-alike" tabindex="-1">
            <Notice tone=Tone::Warning heading=words.text("alike-heading")>
                <p>{words.text("alike-text")}</p>
                <ul class="found-list" aria-label=words.text("alike-heading")>{rows}</ul>
            </Notice>
        </div>
    };
    Some(view.into_any())
}

/// A link to the page of an organization that is known.
pub(crate) fn use_link(words: Words, alike: &Lookalike) -> AnyView {
    let (href, name) = (format!("/organizations/{}", alike.id), alike.name.clone());
    view! { <a href=href>{words.text("alike-use")}<span class="visually-hidden">" "{name}</span></a> }.into_any()
}
