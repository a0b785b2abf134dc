//! Notes on an order that are kept at this desk. What was noted stays: a note is never changed, only struck out.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::ids::NoteId;
use crate::domain::operator::{Actor, Operator, Role};

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub author: Actor,
    /// What it says.
    pub text: String,
    /// By whom it was struck out, and when.
    pub struck: Option<(Actor, Timestamp)>,
}

impl Note {
    /// The longest it may be, in characters.
    pub const LONGEST: usize = 4000;

    /// Whether they may strike it out: its author, and an administrator everybody's.
    #[must_use]
    pub fn may_be_struck_by(&self, operator: &Operator) -> bool {
        self.struck.is_none() && (self.author.id == Some(operator.id) || operator.role == Role::Administrator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::OperatorId;

    #[test]
    fn a_note_is_struck_out_by_its_author_or_an_administrator() {
        let operator = |id, role| Operator {
            id: OperatorId(id),
            username: String::new(),
            name: String::new(),
            role,
            locale: None,
            time_zone: String::new(),
        };
        let mut note = Note {
            id: NoteId(1),
            at: Timestamp::UNIX_EPOCH,
            author: Actor::from(&operator(1, Role::Requester)),
            text: String::new(),
            struck: None,
        };
        for (id, role, expected) in [
            (1, Role::Requester, true),
            (2, Role::Requester, false),
            (2, Role::Approver, false),
            (2, Role::Administrator, true),
        ] {
            assert_eq!(note.may_be_struck_by(&operator(id, role)), expected, "{id} {role}");
        }
        note.struck = Some((note.author.clone(), note.at));
        assert!(!note.may_be_struck_by(&operator(1, Role::Administrator)));
    }
}
