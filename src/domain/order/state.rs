//! Where our own dealing with an order stands: what we know of our own request, never what DigiCert says of the order.
//!
//! The life of an order is [`State::after`], the one place that says which event may follow in which state and what
//! comes of it. The store takes an event, not a state to go to, so nobody can ask for a step that does not exist.

use serde::{Deserialize, Serialize};

use super::EventKind;

/// The life of an order at this desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written; nothing was sent.
    Draft,
    /// Complete, and waiting for a second person.
    AwaitingApproval,
    /// A second person approved exactly this request; it may be sent.
    Approved,
    /// The request is on its way; its answer is awaited.
    Sending,
    /// DigiCert took it.
    Placed,
    /// DigiCert refused it; changing it makes it a draft again.
    Refused,
    /// The request left and no clear answer came: it may or may not exist at DigiCert. Never sent again by itself.
    InDoubt,
    /// Given up by a person after it was not found at DigiCert; another draft took its place.
    Released,
    /// Placed at DigiCert by somebody else, and seen there. Only read until somebody adopts it.
    Elsewhere,
}

/// The state an order may be sent from, to which it goes back where nothing left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SentFrom {
    /// A draft.
    #[default]
    Draft,
    /// One that DigiCert refused, sent again as it was.
    Refused,
    /// An approved one.
    Approved,
}

impl From<SentFrom> for State {
    fn from(from: SentFrom) -> Self {
        match from {
            SentFrom::Draft => Self::Draft,
            SentFrom::Refused => Self::Refused,
            SentFrom::Approved => Self::Approved,
        }
    }
}

impl State {
    /// All states.
    pub const ALL: [Self; 9] = [
        Self::Draft,
        Self::AwaitingApproval,
        Self::Approved,
        Self::Sending,
        Self::Placed,
        Self::Refused,
        Self::InDoubt,
        Self::Released,
        Self::Elsewhere,
    ];

    /// The word used in the store and in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::AwaitingApproval => "awaiting_approval",
            Self::Approved => "approved",
            Self::Sending => "sending",
            Self::Placed => "placed",
            Self::Refused => "refused",
            Self::InDoubt => "in_doubt",
            Self::Released => "released",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether what was typed may still change. A change takes back the wish for an approval, and the approval.
    #[must_use]
    pub fn is_editable(self) -> bool {
        matches!(
            self,
            Self::Draft | Self::Refused | Self::AwaitingApproval | Self::Approved
        )
    }

    /// Where an order that is in this state is sent from; none where it cannot be sent.
    #[must_use]
    pub fn sent_from(self) -> Option<SentFrom> {
        match self {
            Self::Draft => Some(SentFrom::Draft),
            Self::Refused => Some(SentFrom::Refused),
            Self::Approved => Some(SentFrom::Approved),
            _ => None,
        }
    }

    /// Whether its request left, so that it may exist at DigiCert without our knowing its id.
    #[must_use]
    pub fn may_exist_unknown(self) -> bool {
        matches!(self, Self::Sending | Self::InDoubt | Self::Released)
    }

    /// The state an order is in after that happened to it; none where that cannot happen to it now. Events that leave
    /// the state as it is, such as a status that was read, are not asked for here.
    #[must_use]
    pub fn after(self, event: &EventKind) -> Option<Self> {
        let next = match (self, event) {
            (Self::Draft | Self::Refused | Self::AwaitingApproval | Self::Approved, EventKind::Changed)
            | (Self::AwaitingApproval, EventKind::Rejected { .. })
            | (Self::AwaitingApproval | Self::Approved, EventKind::Withdrawn)
            | (Self::Approved, EventKind::ApprovalLapsed) => Self::Draft,
            (Self::Draft | Self::Refused, EventKind::ApprovalAsked { .. }) => Self::AwaitingApproval,
            (Self::AwaitingApproval, EventKind::Approved { .. }) => Self::Approved,
            (Self::Draft | Self::Refused | Self::Approved, EventKind::Sending { .. }) => Self::Sending,
            (Self::Sending, EventKind::NotSent { back_to, .. }) => Self::from(*back_to),
            (Self::Sending, EventKind::Refused { .. }) => Self::Refused,
            (Self::Sending, EventKind::InDoubt { .. }) => Self::InDoubt,
            // A yes always counts, however late it comes.
            (Self::Sending | Self::InDoubt | Self::Released, EventKind::Placed { .. })
            | (Self::InDoubt | Self::Released, EventKind::Found { .. })
            | (Self::Elsewhere, EventKind::Adopted) => Self::Placed,
            (Self::InDoubt, EventKind::Released { .. }) => Self::Released,
            _ => return None,
        };
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{OrderId, Reference, RemoteOrderId};
    use crate::domain::order::event::{Doubt, NotSent};
    use crate::domain::order::search::Evidence;

    fn sending() -> EventKind {
        EventKind::Sending {
            reference: Reference("pkio-a".to_owned()),
            body_sha256: String::new(),
            agreement_sha256: None,
        }
    }

    fn found() -> EventKind {
        EventKind::Found {
            remote_id: RemoteOrderId(1),
            evidence: Evidence::default(),
        }
    }

    /// Every event that moves an order, with the states it is possible in and where it leads.
    fn life() -> Vec<(EventKind, Vec<(State, State)>)> {
        use State::{Approved, AwaitingApproval, Draft, Elsewhere, InDoubt, Placed, Refused, Released, Sending};
        let digest = String::new();
        vec![
            (
                EventKind::Changed,
                vec![
                    (Draft, Draft),
                    (Refused, Draft),
                    (AwaitingApproval, Draft),
                    (Approved, Draft),
                ],
            ),
            (
                EventKind::ApprovalAsked {
                    request_sha256: digest.clone(),
                    remark: String::new(),
                },
                vec![(Draft, AwaitingApproval), (Refused, AwaitingApproval)],
            ),
            (
                EventKind::Approved {
                    request_sha256: digest,
                    remark: String::new(),
                },
                vec![(AwaitingApproval, Approved)],
            ),
            (
                EventKind::Rejected { reason: String::new() },
                vec![(AwaitingApproval, Draft)],
            ),
            (EventKind::Withdrawn, vec![(AwaitingApproval, Draft), (Approved, Draft)]),
            (EventKind::ApprovalLapsed, vec![(Approved, Draft)]),
            (
                sending(),
                vec![(Draft, Sending), (Refused, Sending), (Approved, Sending)],
            ),
            (
                EventKind::NotSent {
                    why: NotSent::NoConnection,
                    back_to: SentFrom::Approved,
                },
                vec![(Sending, Approved)],
            ),
            (EventKind::Refused { errors: Vec::new() }, vec![(Sending, Refused)]),
            (EventKind::InDoubt { why: Doubt::TimedOut }, vec![(Sending, InDoubt)]),
            (
                EventKind::Placed {
                    remote_id: RemoteOrderId(1),
                    certificate_id: None,
                },
                vec![(Sending, Placed), (InDoubt, Placed), (Released, Placed)],
            ),
            (found(), vec![(InDoubt, Placed), (Released, Placed)]),
            (
                EventKind::Released {
                    reason: String::new(),
                    replaced_by: OrderId(2),
                },
                vec![(InDoubt, Released)],
            ),
            (EventKind::Adopted, vec![(Elsewhere, Placed)]),
        ]
    }

    #[test]
    fn the_life_of_an_order() {
        for (event, steps) in life() {
            for state in State::ALL {
                let expected = steps.iter().find(|(from, _)| *from == state).map(|(_, to)| *to);
                assert_eq!(state.after(&event), expected, "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn nothing_leaves_placed_and_doubt_is_never_sent_again() {
        for (event, _) in life() {
            assert_eq!(State::Placed.after(&event), None, "{event:?}");
        }
        for state in [State::Sending, State::InDoubt, State::Released, State::AwaitingApproval] {
            assert_eq!(state.after(&sending()), None);
            assert_eq!(state.sent_from(), None);
        }
    }

    #[test]
    fn where_nothing_left_an_order_is_what_it_was() {
        for state in State::ALL {
            if let Some(back_to) = state.sent_from() {
                assert_eq!(state.after(&sending()), Some(State::Sending));
                let why = NotSent::RateLimited;
                assert_eq!(State::Sending.after(&EventKind::NotSent { why, back_to }), Some(state));
            }
        }
    }

    #[test]
    fn a_state_survives_its_word() {
        for state in State::ALL {
            assert_eq!(State::of_word(state.word()), Some(state));
        }
    }
}
