//! What has to be done, and how far each of it is.

use leptos::prelude::*;

/// What has to be done, in order; the children are [`Task`]s.
#[component]
pub fn TaskList(
    /// The tasks.
    children: Children,
) -> impl IntoView {
    // Some screen readers do not call a list without numbers a list, unless told.
    view! { <ol class="task-list" role="list">{children()}</ol> }
}

/// One thing to do. Where it has an address, the whole row leads there.
#[component]
pub fn Task(
    /// The middle of its ids.
    #[prop(into)]
    id: String,
    /// What it is called.
    #[prop(into)]
    title: String,
    /// Where it is done; nowhere yet, or not by this person.
    #[prop(optional_no_strip, into)]
    href: Option<String>,
    /// What it is about.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// How far it is: words, or a [`super::StatusBadge`].
    #[prop(into)]
    status: AnyView,
) -> impl IntoView {
    let (hint_id, status_id) = (format!("t-{id}-hint"), format!("t-{id}-status"));
    let described_by = match hint {
        Some(_) => format!("{hint_id} {status_id}"),
        None => status_id.clone(),
    };
    let hint = hint.map(|hint| view! { <span class="task-hint" id=hint_id>{hint}</span> });
    let name = match href {
        Some(href) => view! { <a class="task-name" href=href aria-describedby=described_by>{title}</a> }.into_any(),
        None => view! { <span class="task-name">{title}</span> }.into_any(),
    };
    view! {
        <li class="task">
            <div class="task-words">{name}{hint}</div>
            <div class="task-status" id=status_id>{status}</div>
        </li>
    }
}
