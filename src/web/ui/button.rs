//! Buttons, and links that look like them.

use leptos::prelude::*;

use super::{Icon, IconName};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// What the page is for; one a page.
    #[default]
    Primary,
    /// What else can be done.
    Secondary,
    /// What cannot be undone.
    Danger,
    /// What is rarely done.
    Quiet,
}

impl ButtonKind {
    /// The word in `data-kind`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Danger => "danger",
            Self::Quiet => "quiet",
        }
    }
}

/// A button that submits its form.
#[component]
pub fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// The name it is submitted under.
    #[prop(optional_no_strip, into)]
    name: Option<String>,
    /// The value it is submitted with.
    #[prop(optional_no_strip, into)]
    value: Option<String>,
    /// Another address the form is sent to.
    #[prop(optional_no_strip, into)]
    formaction: Option<String>,
    /// Whether it is small: in rows and headings.
    #[prop(optional)]
    compact: bool,
    /// An icon before the words.
    #[prop(optional_no_strip, into)]
    icon: Option<IconName>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let icon = icon.map(|name| view! { <Icon name=name /> });
    view! {
        <button
            class="button"
            type="submit"
            data-kind=kind.word()
            data-size=compact.then_some("compact")
            name=name
            value=value
            formaction=formaction
        >
            {icon}
            <span>{children()}</span>
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// The address.
    #[prop(into)]
    href: String,
    /// How much it asks for attention.
    #[prop(default = ButtonKind::Secondary)]
    kind: ButtonKind,
    /// Whether it is small: in rows and headings.
    #[prop(optional)]
    compact: bool,
    /// The name of the file where the address is a download.
    #[prop(optional_no_strip, into)]
    download: Option<String>,
    /// An icon before the words.
    #[prop(optional_no_strip, into)]
    icon: Option<IconName>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let icon = icon.map(|name| view! { <Icon name=name /> });
    view! {
        <a
            class="button"
            data-kind=kind.word()
            data-size=compact.then_some("compact")
            href=href
            download=download
        >
            {icon}
            <span>{children()}</span>
        </a>
    }
}
