//! What a page begins with.

use leptos::prelude::*;

use super::Link;

/// The page's one main heading, with what stands around it.
#[component]
pub fn PageHeader(
    /// The heading.
    #[prop(into)]
    heading: String,
    /// A line below it.
    #[prop(optional_no_strip, into)]
    subtitle: Option<String>,
    /// The page above this one.
    #[prop(optional_no_strip, into)]
    back: Option<Link>,
    /// Where the thing stands: a [`super::StatusBadge`].
    #[prop(optional_no_strip, into)]
    status: Option<AnyView>,
    /// What can be done from here.
    #[prop(optional_no_strip, into)]
    actions: Option<AnyView>,
) -> impl IntoView {
    let back = back.map(|link| view! { <a class="back-link" href=link.href>{link.text}</a> });
    let status = status.map(|status| view! { <div class="page-header-status">{status}</div> });
    let subtitle = subtitle.map(|subtitle| view! { <p class="page-header-subtitle">{subtitle}</p> });
    let actions = actions.map(|actions| view! { <div class="page-header-actions">{actions}</div> });
    view! {
        <div class="page-header">
            {back}
            <div class="page-header-row">
                <div class="page-header-words">
                    <h1>{heading}</h1>
                    {status}
                    {subtitle}
                </div>
                {actions}
            </div>
        </div>
    }
}
