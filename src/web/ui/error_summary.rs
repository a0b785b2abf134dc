//! What a refused form begins with.

use leptos::prelude::*;

use super::{Icon, IconName, field_id};

/// One reason for the refusal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryItem {
    /// The name of the field it belongs to; empty where it belongs to none.
    pub field: String,
    /// The name of the field as it stands above it, where the sentence alone does not tell which is meant.
    pub label: Option<String>,
    /// The same sentence as beside the field.
    pub text: String,
}

/// Why a form was refused, with a link to each field. It has the focus when the page opens.
#[component]
pub fn ErrorSummary(
    /// The heading: "There is a problem".
    #[prop(into)]
    heading: String,
    /// The reasons, in the order of the page. Without any, nothing is shown.
    items: Vec<SummaryItem>,
) -> impl IntoView {
    if items.is_empty() {
        return ().into_any();
    }
    let lines: Vec<_> = items
        .into_iter()
        .map(|item| {
            let label = item.label.map(|label| view! { {label}": " });
            if item.field.is_empty() {
                view! { <li>{label}{item.text}</li> }.into_any()
            } else {
                let href = format!("#f-{}", field_id(&item.field));
                view! { <li><a href=href>{label}{item.text}</a></li> }.into_any()
            }
        })
        .collect();
    view! {
        <div class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-heading">
            <h2 class="error-summary-heading" id="error-summary-heading">
                <Icon name=IconName::Error />
                {heading}
            </h2>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}
