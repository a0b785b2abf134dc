//! Two orders where one was meant: an order was given up, another took its place, and then the first turned up at
//! DigiCert. Says what has to be settled between them, not how.

use super::{Order, RemoteOrder, RemoteStatus, State};
use crate::domain::ids::{OrderId, RemoteOrderId};

/// What has to be settled between orders of which each took the place of the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Twins {
    /// Those that were given up, and that are at DigiCert, or may be.
    pub turned_up: Vec<OrderId>,
    /// Those that are at DigiCert and cost money there, with their ids.
    pub placed: Vec<(OrderId, RemoteOrderId)>,
    /// Those that may be at DigiCert.
    pub unclear: Vec<OrderId>,
    /// Those that could still be sent, if they were let.
    pub unsent: Vec<OrderId>,
}

impl Twins {
    /// What has to be settled in a chain of orders, the first given up first; nothing where none that was given up
    /// turned up, or where no other one is left.
    #[must_use]
    pub fn among(chain: &[Order]) -> Option<Self> {
        let mut twins = Self::default();
        for order in chain {
            if order.replaced_by.is_some() && order.may_have_turned_up() {
                twins.turned_up.push(order.id);
            }
            match &order.remote {
                Some(remote) if costs_money(remote) => twins.placed.push((order.id, remote.id)),
                Some(_) => {}
                None if order.state.is_editable() => twins.unsent.push(order.id),
                None if is_unclear(order) => twins.unclear.push(order.id),
                None => {}
            }
        }
        let may_be_several = !twins.unsent.is_empty() || twins.placed.len().saturating_add(twins.unclear.len()) > 1;
        (!twins.turned_up.is_empty() && may_be_several).then_some(twins)
    }
}

impl Order {
    /// Whether it is at DigiCert, or orders were found there that may be it. No other order may be sent in its place
    /// then.
    #[must_use]
    pub fn may_have_turned_up(&self) -> bool {
        let has_candidates = self.search.as_ref().is_some_and(|search| !search.candidates.is_empty());
        self.remote.is_some() || has_candidates
    }
}

fn is_unclear(order: &Order) -> bool {
    matches!(order.state, State::Sending | State::InDoubt) || order.may_have_turned_up()
}

/// Whether what DigiCert last said of it leaves something to cancel.
fn costs_money(remote: &RemoteOrder) -> bool {
    !matches!(
        remote.status,
        Some(RemoteStatus::Canceled | RemoteStatus::Rejected | RemoteStatus::Revoked)
    )
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::domain::operator::Actor;
    use crate::domain::order::search::Candidate;
    use crate::domain::order::{OrderForm, Search};

    fn order(id: i64, state: State) -> Order {
        Order {
            id: OrderId(id),
            version: 1,
            state,
            owner: Actor {
                id: None,
                name: String::new(),
            },
            form: OrderForm::blank(),
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            attempt: None,
            remote: None,
            product: None,
            refusal: Vec::new(),
            organization_name: None,
            approval: None,
            search: None,
            replaces: None,
            replaced_by: None,
        }
    }

    fn remote(id: i64, status: Option<RemoteStatus>) -> Option<RemoteOrder> {
        Some(RemoteOrder {
            id: RemoteOrderId(id),
            certificate_id: None,
            status,
            status_read_at: None,
            domains: Vec::new(),
            price: None,
            vanished_at: None,
            reference: None,
        })
    }

    fn given_up(id: i64) -> Order {
        Order {
            replaced_by: Some(OrderId(id + 1)),
            ..order(id, State::Released)
        }
    }

    fn turned_up(id: i64) -> Order {
        Order {
            state: State::Placed,
            remote: remote(100 + id, None),
            ..given_up(id)
        }
    }

    fn placed(id: i64) -> Order {
        Order {
            remote: remote(100 + id, None),
            ..order(id, State::Placed)
        }
    }

    fn with_candidate(order: Order) -> Order {
        let candidate = Candidate {
            id: RemoteOrderId(900),
            certificate_id: None,
            status: None,
            reference: None,
            spki_sha256: None,
            created_at: None,
            common_name: None,
            organization: None,
            linked_to: None,
        };
        let search = Search {
            candidates: vec![candidate],
            ..Search::from(Timestamp::UNIX_EPOCH)
        };
        Order {
            search: Some(search),
            ..order
        }
    }

    /// The numbers of those turned up, placed, unclear, unsent.
    type Numbers = [Vec<i64>; 4];

    /// Chains, and what comes of each.
    fn table() -> Vec<(Vec<Order>, Option<Numbers>)> {
        let canceled = |order: Order| Order {
            remote: remote(1, Some(RemoteStatus::Canceled)),
            ..order
        };
        vec![
            (vec![order(1, State::Draft)], None),
            (vec![placed(1)], None),
            // Given up and not there: the next may be sent, and was.
            (vec![given_up(1), order(2, State::Draft)], None),
            (vec![given_up(1), placed(2)], None),
            (vec![given_up(1), order(2, State::InDoubt)], None),
            // It turned up.
            (
                vec![turned_up(1), order(2, State::Draft)],
                Some([vec![1], vec![1], vec![], vec![2]]),
            ),
            (
                vec![turned_up(1), order(2, State::Approved)],
                Some([vec![1], vec![1], vec![], vec![2]]),
            ),
            (
                vec![turned_up(1), order(2, State::InDoubt)],
                Some([vec![1], vec![1], vec![2], vec![]]),
            ),
            (
                vec![turned_up(1), placed(2)],
                Some([vec![1], vec![1, 2], vec![], vec![]]),
            ),
            // The other one was discarded, or canceled at DigiCert: nothing is left to settle.
            (vec![turned_up(1)], None),
            (vec![canceled(turned_up(1)), placed(2)], None),
            (vec![turned_up(1), canceled(placed(2))], None),
            // What was canceled still keeps the next from being sent.
            (
                vec![canceled(turned_up(1)), order(2, State::Draft)],
                Some([vec![1], vec![], vec![], vec![2]]),
            ),
            // It may have turned up.
            (
                vec![with_candidate(given_up(1)), order(2, State::Draft)],
                Some([vec![1], vec![], vec![1], vec![2]]),
            ),
            (
                vec![with_candidate(given_up(1)), placed(2)],
                Some([vec![1], vec![2], vec![1], vec![]]),
            ),
            // Given up twice; the first turned up, or both did.
            (
                vec![turned_up(1), given_up(2), order(3, State::Draft)],
                Some([vec![1], vec![1], vec![], vec![3]]),
            ),
            (
                vec![turned_up(1), turned_up(2), placed(3)],
                Some([vec![1, 2], vec![1, 2, 3], vec![], vec![]]),
            ),
            (vec![turned_up(1), given_up(2)], None),
        ]
    }

    #[test]
    fn what_has_to_be_settled() {
        for (number, (chain, expected)) in table().into_iter().enumerate() {
            let ids = |orders: &[OrderId]| orders.iter().map(|id| id.0).collect::<Vec<_>>();
            let found = Twins::among(&chain).map(|twins| {
                let placed: Vec<_> = twins.placed.iter().map(|(id, _)| *id).collect();
                [
                    ids(&twins.turned_up),
                    ids(&placed),
                    ids(&twins.unclear),
                    ids(&twins.unsent),
                ]
            });
            assert_eq!(found, expected, "chain {number}");
        }
    }
}
