//! Where something stands, in a word.

use leptos::prelude::*;

use super::{Icon, IconName, Tone};

/// Where something stands: a word, an icon and a colour, and DigiCert's own term in small print.
#[component]
pub fn StatusBadge(
    /// How serious it is.
    #[prop(optional)]
    tone: Tone,
    /// Another icon than the tone's own.
    #[prop(optional_no_strip, into)]
    icon: Option<IconName>,
    /// Our word for it.
    #[prop(into)]
    text: String,
    /// DigiCert's own term, so that people can phone about it; it is not said twice where ours reads the same.
    #[prop(optional_no_strip, into)]
    remote: Option<String>,
) -> impl IntoView {
    let is_another = |remote: &String| !remote.eq_ignore_ascii_case(&text);
    let remote = remote
        .filter(is_another)
        .map(|remote| view! { " "<span class="status-badge-remote">{remote}</span> });
    view! {
        <span class="status">
            <span class="status-badge" data-tone=tone.word()>
                <Icon name=icon.unwrap_or(tone.icon()) />
                {text}
            </span>
            {remote}
        </span>
    }
}
