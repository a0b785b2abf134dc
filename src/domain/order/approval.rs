//! What approval an order needs before it is sent.

use jiff::Timestamp;

use super::{Order, State};
use crate::domain::approval::{Approval, Given};

/// What stands between an order that passes the checks and its being sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate<'a> {
    /// Nothing: it may be sent without an approval.
    Open,
    /// An approval of just this request, which is there.
    Approved(&'a Given),
    /// An approval has to be asked for.
    Ask,
    /// An approval was asked for, and nobody gave it yet.
    Waiting(&'a Approval),
    /// What was asked for or approved is not this request, or the approval has ended: it has to be taken back first.
    Void,
}

impl<'a> Gate<'a> {
    /// What stands before an order whose canonical request has that digest now. The store looks again when it is sent.
    #[must_use]
    pub fn of(order: &'a Order, is_needed: bool, request_sha256: &str, now: Timestamp) -> Self {
        let approval = order.approval.as_ref();
        match (order.state, approval) {
            (State::AwaitingApproval, Some(approval)) if approval.request_sha256 == request_sha256 => {
                Self::Waiting(approval)
            }
            (State::AwaitingApproval, _) => Self::Void,
            (State::Approved, Some(approval)) if approval.covers(request_sha256, now) => {
                approval.given.as_ref().map_or(Self::Void, Self::Approved)
            }
            (State::Approved, _) if is_needed => Self::Void,
            _ if is_needed => Self::Ask,
            _ => Self::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::approval::tests::{approval, operator};
    use crate::domain::ids::OrderId;
    use crate::domain::operator::{Actor, Role};
    use crate::domain::order::OrderForm;

    fn order(state: State, approval: Option<Approval>) -> Order {
        Order {
            id: OrderId(1),
            version: 1,
            state,
            owner: Actor::from(&operator(1, Role::Requester)),
            form: OrderForm::blank(),
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            attempt: None,
            remote: None,
            product: None,
            refusal: Vec::new(),
            organization_name: None,
            approval,
            search: None,
            replaces: None,
            replaced_by: None,
        }
    }

    #[test]
    fn what_stands_before_sending() {
        let (asked, given) = (approval(1, None), approval(1, Some(10)));
        let by = given.given.clone();
        let by = by.as_ref();
        for (state, approval, digest, now, needed, not_needed) in [
            (State::Draft, None, "a1", 0, Gate::Ask, Gate::Open),
            (State::Refused, None, "a1", 0, Gate::Ask, Gate::Open),
            (
                State::AwaitingApproval,
                Some(&asked),
                "a1",
                0,
                Gate::Waiting(&asked),
                Gate::Waiting(&asked),
            ),
            (State::AwaitingApproval, Some(&asked), "b2", 0, Gate::Void, Gate::Void),
            (
                State::Approved,
                Some(&given),
                "a1",
                9,
                by.map_or(Gate::Void, Gate::Approved),
                by.map_or(Gate::Open, Gate::Approved),
            ),
            (State::Approved, Some(&given), "a1", 10, Gate::Void, Gate::Open),
            (State::Approved, Some(&given), "b2", 9, Gate::Void, Gate::Open),
        ] {
            let order = order(state, approval.cloned());
            let now = Timestamp::from_second(now).unwrap_or_default();
            assert_eq!(Gate::of(&order, true, digest, now), needed, "{state:?} {digest} {now}");
            assert_eq!(
                Gate::of(&order, false, digest, now),
                not_needed,
                "{state:?} {digest} {now}"
            );
        }
    }
}
