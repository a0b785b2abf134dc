//! What happened, one thing after the other.

use leptos::prelude::*;

use super::{Icon, IconName, Tone};

/// What happened; the children are [`TimelineEvent`]s, in the order they are to be read.
#[component]
pub fn Timeline(
    /// What screen readers call it, where no heading above does.
    #[prop(optional_no_strip, into)]
    label: Option<String>,
    /// The events.
    children: Children,
) -> impl IntoView {
    view! { <ol class="timeline" aria-label=label>{children()}</ol> }
}

/// One thing that happened.
#[component]
pub fn TimelineEvent(
    /// When, for machines: an RFC 3339 time.
    #[prop(into)]
    datetime: String,
    /// When, for people.
    #[prop(into)]
    when: String,
    /// Who.
    #[prop(into)]
    actor: String,
    /// What.
    #[prop(into)]
    text: String,
    /// How serious it is.
    #[prop(optional)]
    tone: Tone,
    /// Another icon than the tone's own; neutral events have a dot.
    #[prop(optional_no_strip, into)]
    icon: Option<IconName>,
    /// Details.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let icon = icon
        .or((tone != Tone::Neutral).then_some(tone.icon()))
        .map(|name| view! { <Icon name=name /> });
    let details = children.map(|children| view! { <div class="timeline-details">{children()}</div> });
    view! {
        <li class="timeline-event" data-tone=tone.word()>
            <span class="timeline-mark">{icon}</span>
            <p class="timeline-text">{text}</p>
            <p class="timeline-meta">
                <time datetime=datetime>{when}</time>
                " "
                <span class="timeline-actor">{actor}</span>
            </p>
            {details}
        </li>
    }
}
