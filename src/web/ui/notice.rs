//! Something the page wants to say.

use leptos::prelude::*;

use super::{Icon, IconName, Tone};

/// Something the page wants to say, with an icon and a colour of its tone.
#[component]
pub fn Notice(
    /// How serious it is.
    #[prop(optional)]
    tone: Tone,
    /// Its first words, in bold.
    #[prop(optional_no_strip, into)]
    heading: Option<String>,
    /// Another icon than the tone's own.
    #[prop(optional_no_strip, into)]
    icon: Option<IconName>,
    /// Whether it answers what the person just did, so that screen readers say it at once.
    #[prop(optional)]
    live: bool,
    /// The rest.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = heading.map(|heading| view! { <p class="notice-heading">{heading}</p> });
    let body = children.map(|children| view! { <div class="notice-body">{children()}</div> });
    view! {
        <div class="notice" data-tone=tone.word() role=live.then_some("status")>
            <Icon name=icon.unwrap_or(tone.icon()) />
            <div class="notice-content">{heading}{body}</div>
        </div>
    }
}
