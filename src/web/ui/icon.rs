//! The icons: inline drawings of 16 by 16, in the colour of the text, hidden from screen readers.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IconName {
    /// A tick in a circle: done.
    Check,
    /// A clock: waiting.
    Clock,
    /// A triangle: look again.
    Warning,
    /// A crossed octagon: wrong.
    Error,
    /// An i in a circle: worth knowing.
    Info,
    /// A question mark in a circle: not known.
    Question,
    /// A bank note: real money.
    Money,
    /// A bucket: play money.
    Sandbox,
    /// A key.
    Key,
    /// A person.
    Person,
    /// A plus sign: one more.
    Plus,
    /// An arrow onwards.
    Arrow,
    /// A page with a seal: a certificate.
    Certificate,
    /// A stop sign without a cross: ended by someone.
    Stopped,
}

impl IconName {
    /// The word in `data-icon`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Clock => "clock",
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Info => "info",
            Self::Question => "question",
            Self::Money => "money",
            Self::Sandbox => "sandbox",
            Self::Key => "key",
            Self::Person => "person",
            Self::Plus => "plus",
            Self::Arrow => "arrow",
            Self::Certificate => "certificate",
            Self::Stopped => "stopped",
        }
    }

    /// The strokes. Dots are lines of no length with round caps.
    const fn path(self) -> &'static str {
        match self {
            Self::Check => "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM5 8.2l2.1 2.1L11 6",
            Self::Clock => "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM8 4.5V8l2.4 1.6",
            Self::Warning => "M8 1.8L15 14H1zM8 6.4v3.4M8 11.9v.01",
            Self::Error => "M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
            Self::Info => "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM8 7.4v3.8M8 4.8v.01",
            Self::Question => {
                "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM6.1 6.2a1.9 1.9 0 1 1 2.9 1.6c-.6.4-1 .8-1 1.5M8 11.5v.01"
            }
            Self::Money => "M1.5 4h13v8h-13zM8 6.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 0 1 0-3.6zM4 8v.01M12 8v.01",
            Self::Sandbox => "M2.8 6.5h10.4l-1.2 8H4zM4 6.5a4 4.3 0 0 1 8 0",
            Self::Key => "M5 6.2a3.3 3.3 0 1 1 0 6.6a3.3 3.3 0 0 1 0-6.6zM7.4 7.2l5.8-5.4M10.4 4.4l2.4 2.4",
            Self::Person => {
                "M8 1.8a2.9 2.9 0 1 1 0 5.8a2.9 2.9 0 0 1 0-5.8zM2.2 14.2c.4-3 2.8-4.4 5.8-4.4s5.4 1.4 5.8 4.4"
            }
            Self::Plus => "M8 2.5v11M2.5 8h11",
            Self::Arrow => "M2.5 8h11M9.2 3.7L13.5 8l-4.3 4.3",
            Self::Certificate => {
                "M6.2 11.5H1.5v-9h13v9h-1.7M4 5.5h8M4 8.2h2.6M9.5 7.6a2 2 0 1 1 0 4a2 2 0 0 1 0-4zM8.4 11.2v3.3l1.1-.8l1.1.8v-3.3"
            }
            Self::Stopped => "M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3zM5 8h6",
        }
    }
}

/// An icon. It says nothing to screen readers, so words go with it.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg class="icon" data-icon=name.word() viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=name.path()></path>
        </svg>
    }
}
