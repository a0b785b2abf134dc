//! How serious something is, as a word in `data-tone`. Colours are in `style/tokens.css`.

use super::IconName;
use crate::domain::findings::Severity;

/// How serious something is. Never shown by colour alone: an icon and words go with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Just so.
    #[default]
    Neutral,
    /// Worth knowing.
    Info,
    /// Went well.
    Positive,
    /// Look again.
    Warning,
    /// Wrong, or cannot be undone.
    Danger,
}

impl Tone {
    /// The word in `data-tone`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Positive => "positive",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }

    /// The icon that goes with it where nothing more fitting is known.
    #[must_use]
    pub const fn icon(self) -> IconName {
        match self {
            Self::Neutral | Self::Info => IconName::Info,
            Self::Positive => IconName::Check,
            Self::Warning => IconName::Warning,
            Self::Danger => IconName::Error,
        }
    }
}

impl From<Severity> for Tone {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Note => Self::Info,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Danger,
        }
    }
}
