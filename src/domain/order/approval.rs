//! The approval of an order by a second person, bound to the digest of exactly one request.
//!
//! Who may approve is said here; when an approval is necessary is a setting ([`super::Switches`]).

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Order, State};
use crate::domain::ids::OperatorId;
use crate::domain::operator::{Act, Actor, Operator};

/// The wish for an approval, and the approval once it is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// SHA-256, in hexadecimal, of the canonical request: the bytes to be sent, without our reference.
    pub request_sha256: String,
    /// Who asked.
    pub asked_by: Actor,
    /// When.
    pub asked_at: Timestamp,
    /// What the approver should know.
    pub remark: String,
    /// Who wrote or changed the order, or one of those whose place it takes. The store finds it out when it is asked for;
    /// any change later voids the approval.
    #[serde(default)]
    pub written_by: BTreeSet<OperatorId>,
    /// The approval itself.
    pub given: Option<Given>,
}

/// An approval that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Who approved.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// Until when the order may be sent.
    pub until: Timestamp,
}

/// Why somebody may not approve an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayNotApprove {
    /// Their role is not trusted with it.
    Role,
    /// They own the order, or asked for its approval.
    OwnOrder,
    /// They changed the order, or had a hand in one of those whose place it takes.
    Writer,
}

impl Approval {
    /// Whether that request may be sent at that time.
    #[must_use]
    pub fn covers(&self, request_sha256: &str, now: Timestamp) -> bool {
        self.request_sha256 == request_sha256 && self.given.as_ref().is_some_and(|given| now < given.until)
    }

    /// Whether `operator` may approve an order that `owner` wrote and for which this was asked. Nobody approves what they
    /// wrote themselves, in whole or in part, whatever their role.
    ///
    /// # Errors
    /// Says why not.
    pub fn may_be_given_by(&self, operator: &Operator, owner: &Actor) -> Result<(), MayNotApprove> {
        if !operator.may(Act::Approve) {
            return Err(MayNotApprove::Role);
        }
        let own = Some(operator.id);
        if owner.id == own || self.asked_by.id == own {
            return Err(MayNotApprove::OwnOrder);
        }
        if self.written_by.contains(&operator.id) {
            return Err(MayNotApprove::Writer);
        }
        Ok(())
    }
}

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
    use crate::domain::ids::OrderId;
    use crate::domain::operator::Role;
    use crate::domain::order::OrderForm;

    fn operator(id: i64, role: Role) -> Operator {
        Operator {
            id: OperatorId(id),
            username: String::new(),
            name: String::new(),
            role,
            locale: None,
            time_zone: String::new(),
        }
    }

    fn approval(asked_by: i64, until: Option<i64>) -> Approval {
        Approval {
            request_sha256: "a1".to_owned(),
            asked_by: Actor::from(&operator(asked_by, Role::Requester)),
            asked_at: Timestamp::UNIX_EPOCH,
            remark: String::new(),
            written_by: [OperatorId(1), OperatorId(4)].into(),
            given: until.and_then(|second| {
                Some(Given {
                    by: Actor::from(&operator(9, Role::Approver)),
                    at: Timestamp::UNIX_EPOCH,
                    until: Timestamp::from_second(second).ok()?,
                })
            }),
        }
    }

    #[test]
    fn nobody_approves_what_they_wrote() {
        let owner = Actor::from(&operator(1, Role::Requester));
        for (id, role, expected) in [
            (3, Role::Approver, Ok(())),
            (3, Role::Administrator, Ok(())),
            (3, Role::Requester, Err(MayNotApprove::Role)),
            (1, Role::Administrator, Err(MayNotApprove::OwnOrder)),
            (2, Role::Administrator, Err(MayNotApprove::OwnOrder)),
            (4, Role::Administrator, Err(MayNotApprove::Writer)),
            (4, Role::Approver, Err(MayNotApprove::Writer)),
            (4, Role::Requester, Err(MayNotApprove::Role)),
        ] {
            let asked = approval(2, None);
            assert_eq!(
                asked.may_be_given_by(&operator(id, role), &owner),
                expected,
                "{id} {role}"
            );
        }
    }

    #[test]
    fn an_approval_covers_one_request_for_a_while() {
        for (until, digest, now, expected) in [
            (Some(10), "a1", 9, true),
            (Some(10), "a1", 10, false),
            (Some(10), "b2", 9, false),
            (None, "a1", 0, false),
        ] {
            let now = Timestamp::from_second(now).unwrap_or_default();
            assert_eq!(
                approval(1, until).covers(digest, now),
                expected,
                "{until:?} {digest} {now}"
            );
        }
    }

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
