//! What is said where there is nothing to show.

use leptos::prelude::*;

use super::{Icon, IconName};

/// What is said where there is nothing to show, and what can be done about it.
#[component]
pub fn EmptyState(
    /// What is not there.
    #[prop(into)]
    heading: String,
    /// An icon above the words.
    #[prop(optional_no_strip, into)]
    icon: Option<IconName>,
    /// Why, and what can be done.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let icon = icon.map(|name| view! { <Icon name=name /> });
    let body = children.map(|children| view! { <div class="empty-state-body">{children()}</div> });
    view! {
        <div class="empty-state">
            {icon}
            <p class="empty-state-heading">{heading}</p>
            {body}
        </div>
    }
}
