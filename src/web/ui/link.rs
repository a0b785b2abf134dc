//! A link as a value, for components that draw it themselves.

/// Where a link leads and what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub href: String,
    /// What it says.
    pub text: String,
    /// Further words for screen readers, where the visible ones repeat on the page ("Change" *the common name*).
    pub context: Option<String>,
}

impl Link {
    /// A link whose words say everything.
    #[must_use]
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: text.into(),
            context: None,
        }
    }

    /// The same link with further words for screen readers.
    #[must_use]
    pub fn with_context(self, context: impl Into<String>) -> Self {
        Self {
            context: Some(context.into()),
            ..self
        }
    }
}
