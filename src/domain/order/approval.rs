//! The approval of an order by a second person, bound to the digest of exactly one request.
//!
//! Who may approve is said here; when an approval is necessary is a setting ([`super::Switches`]).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

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
    /// They wrote the order, or asked for its approval.
    OwnOrder,
}

impl Approval {
    /// Whether that request may be sent at that time.
    #[must_use]
    pub fn covers(&self, request_sha256: &str, now: Timestamp) -> bool {
        self.request_sha256 == request_sha256 && self.given.as_ref().is_some_and(|given| now < given.until)
    }

    /// Whether `operator` may approve an order that `owner` wrote and for which this was asked. Nobody approves their
    /// own order, whatever their role.
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
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::OperatorId;
    use crate::domain::operator::Role;

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
    fn nobody_approves_their_own_order() {
        let owner = Actor::from(&operator(1, Role::Requester));
        for (id, role, expected) in [
            (3, Role::Approver, Ok(())),
            (3, Role::Administrator, Ok(())),
            (3, Role::Requester, Err(MayNotApprove::Role)),
            (1, Role::Administrator, Err(MayNotApprove::OwnOrder)),
            (2, Role::Administrator, Err(MayNotApprove::OwnOrder)),
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
}
