//! Where our own dealing with an order stands: what we know of our own request, never what DigiCert says of the order.

use serde::{Deserialize, Serialize};

/// The life of an order at this desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written; nothing was sent.
    Draft,
    /// The request is on its way; its answer is awaited.
    Sending,
    /// DigiCert took it.
    Placed,
    /// DigiCert refused it; changing it makes it a draft again.
    Refused,
    /// The request left and no clear answer came: it may or may not exist at DigiCert. Never sent again by itself.
    InDoubt,
}

impl State {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Sending, Self::Placed, Self::Refused, Self::InDoubt];

    /// The word used in the store and in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sending => "sending",
            Self::Placed => "placed",
            Self::Refused => "refused",
            Self::InDoubt => "in_doubt",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether what was typed may still change.
    #[must_use]
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Refused)
    }

    /// Whether an order may go from this state to that one.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Draft | Self::Refused, Self::Draft | Self::Sending)
                | (
                    Self::Sending,
                    Self::Placed | Self::Refused | Self::InDoubt | Self::Draft
                )
                | (Self::InDoubt, Self::Placed)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_placed_and_doubt_is_never_sent_again() {
        for next in State::ALL {
            assert!(!State::Placed.may_become(next));
            assert!(!State::InDoubt.may_become(State::Sending));
        }
        assert!(State::InDoubt.may_become(State::Placed));
        assert!(!State::Sending.may_become(State::Sending));
    }

    #[test]
    fn a_state_survives_its_word() {
        for state in State::ALL {
            assert_eq!(State::of_word(state.word()), Some(state));
        }
    }
}
