//! Where a change stands, and which events lead where. Nothing else decides.

use super::event::ChangeEventKind;

/// Where a change stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeState {
    /// It is being written; nothing left.
    Draft,
    /// A second person has to approve it.
    AwaitingApproval,
    /// A second person approved it.
    Approved,
    /// It is being sent.
    Sending,
    /// DigiCert took it.
    Done,
    /// DigiCert refused it; it may be changed and sent anew.
    Refused,
    /// It is not known whether DigiCert took it.
    InDoubt,
}

impl ChangeState {
    /// All states.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::AwaitingApproval,
        Self::Approved,
        Self::Sending,
        Self::Done,
        Self::Refused,
        Self::InDoubt,
    ];

    /// The word in the store and in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::AwaitingApproval => "awaiting_approval",
            Self::Approved => "approved",
            Self::Sending => "sending",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::InDoubt => "in_doubt",
        }
    }

    /// The state of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether it may still be changed; the wish for an approval, and the approval, are void then.
    #[must_use]
    pub fn is_editable(self) -> bool {
        matches!(
            self,
            Self::Draft | Self::AwaitingApproval | Self::Approved | Self::Refused
        )
    }

    /// Whether somebody still has to do something about it, or DigiCert.
    #[must_use]
    pub fn is_open(self) -> bool {
        self != Self::Done
    }

    /// Where an event leads; none where it is not possible.
    #[must_use]
    pub fn after(self, event: &ChangeEventKind) -> Option<Self> {
        let next = match (self, event) {
            (
                Self::Draft | Self::Refused | Self::AwaitingApproval | Self::Approved,
                ChangeEventKind::Changed | ChangeEventKind::Rebased,
            )
            | (Self::AwaitingApproval, ChangeEventKind::Rejected { .. } | ChangeEventKind::Withdrawn)
            | (Self::Approved, ChangeEventKind::Withdrawn | ChangeEventKind::ApprovalLapsed)
            | (Self::Sending, ChangeEventKind::NotSent { is_approved: false, .. })
            | (Self::InDoubt, ChangeEventKind::NotThere | ChangeEventKind::TakenBack { .. }) => Self::Draft,
            (Self::Draft | Self::Refused, ChangeEventKind::ApprovalAsked { .. }) => Self::AwaitingApproval,
            (Self::AwaitingApproval, ChangeEventKind::Approved { .. })
            | (Self::Sending, ChangeEventKind::NotSent { is_approved: true, .. }) => Self::Approved,
            (Self::Draft | Self::Refused | Self::Approved, ChangeEventKind::Sending { .. }) => Self::Sending,
            // A yes always counts, however late it comes.
            (Self::Sending | Self::InDoubt, ChangeEventKind::Done { .. } | ChangeEventKind::Reused { .. })
            | (Self::InDoubt, ChangeEventKind::Found { .. } | ChangeEventKind::Settled { .. }) => Self::Done,
            (Self::Sending, ChangeEventKind::Refused { .. }) => Self::Refused,
            (Self::Sending, ChangeEventKind::InDoubt { .. }) => Self::InDoubt,
            _ => return None,
        };
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::event::{Doubt, NotSent};

    #[test]
    fn the_life_of_a_change() {
        use ChangeState::{Approved, AwaitingApproval, Done, Draft, InDoubt, Refused, Sending};
        let rewritten = vec![
            (Draft, Draft),
            (Refused, Draft),
            (AwaitingApproval, Draft),
            (Approved, Draft),
        ];
        let (request_sha256, remark, reason) = (String::new(), String::new(), String::new());
        let life = [
            (ChangeEventKind::Changed, rewritten.clone()),
            (ChangeEventKind::Rebased, rewritten),
            (
                ChangeEventKind::Sending {
                    request_sha256: String::new(),
                },
                vec![(Draft, Sending), (Refused, Sending), (Approved, Sending)],
            ),
            (
                ChangeEventKind::NotSent {
                    why: NotSent::NoConnection,
                    is_approved: false,
                },
                vec![(Sending, Draft)],
            ),
            (
                ChangeEventKind::NotSent {
                    why: NotSent::NoConnection,
                    is_approved: true,
                },
                vec![(Sending, Approved)],
            ),
            (
                ChangeEventKind::ApprovalAsked {
                    request_sha256: request_sha256.clone(),
                    remark: remark.clone(),
                },
                vec![(Draft, AwaitingApproval), (Refused, AwaitingApproval)],
            ),
            (
                ChangeEventKind::Approved { request_sha256, remark },
                vec![(AwaitingApproval, Approved)],
            ),
            (ChangeEventKind::Rejected { reason }, vec![(AwaitingApproval, Draft)]),
            (
                ChangeEventKind::Withdrawn,
                vec![(AwaitingApproval, Draft), (Approved, Draft)],
            ),
            (ChangeEventKind::ApprovalLapsed, vec![(Approved, Draft)]),
            (
                ChangeEventKind::Done {
                    created: None,
                    answer: None,
                },
                vec![(Sending, Done), (InDoubt, Done)],
            ),
            (
                ChangeEventKind::Reused { id: 7 },
                vec![(Sending, Done), (InDoubt, Done)],
            ),
            (
                ChangeEventKind::Refused { errors: Vec::new() },
                vec![(Sending, Refused)],
            ),
            (
                ChangeEventKind::InDoubt { why: Doubt::TimedOut },
                vec![(Sending, InDoubt)],
            ),
            (ChangeEventKind::Found { created: None }, vec![(InDoubt, Done)]),
            (ChangeEventKind::NotThere, vec![(InDoubt, Draft)]),
            (
                ChangeEventKind::Settled {
                    reason: String::new(),
                    created: None,
                },
                vec![(InDoubt, Done)],
            ),
            (
                ChangeEventKind::TakenBack { reason: String::new() },
                vec![(InDoubt, Draft)],
            ),
            (ChangeEventKind::Drafted, vec![]),
            (ChangeEventKind::ReadBack { effect: String::new() }, vec![]),
        ];
        for (event, steps) in life {
            for state in ChangeState::ALL {
                let expected = steps.iter().find(|(from, _)| *from == state).map(|(_, to)| *to);
                assert_eq!(state.after(&event), expected, "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn a_state_survives_its_word() {
        for state in ChangeState::ALL {
            assert_eq!(ChangeState::of_word(state.word()), Some(state));
        }
    }
}
