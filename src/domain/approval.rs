//! The approval of an order or a change by a second person, bound to the digest of exactly one request.
//!
//! Who may approve is said here; when an approval is necessary is a setting ([`super::order::Switches`]).

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ids::OperatorId;
use super::operator::{Act, Actor, Operator};

/// The wish for an approval, and the approval once it is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// SHA-256, in hexadecimal, of the request. Of an order it is the canonical one: the bytes to be sent, without our
    /// reference.
    pub request_sha256: String,
    /// Who asked.
    pub asked_by: Actor,
    /// When.
    pub asked_at: Timestamp,
    /// What the approver should know.
    pub remark: String,
    /// Who wrote or changed what is to be approved, or one of the orders whose place it takes. The store finds it out when
    /// it is asked for; any change later voids the approval.
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
    /// Until when the request may be sent.
    pub until: Timestamp,
}

/// Why somebody may not approve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayNotApprove {
    /// Their role is not trusted with it.
    Role,
    /// It is their own, or they asked for its approval.
    Own,
    /// They changed it, or had a hand in one of the orders whose place it takes.
    Writer,
}

/// Why an approval is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotGiven {
    /// What was read is not what the approval was asked for.
    AnotherRequest,
    /// That person may not.
    MayNot(MayNotApprove),
}

impl Given {
    /// The approval of that person.
    #[must_use]
    pub fn new(operator: &Operator, at: Timestamp, until: Timestamp) -> Self {
        Self {
            by: Actor::from(operator),
            at,
            until,
        }
    }
}

impl Approval {
    /// The wish of that person for the approval of the request of that digest.
    #[must_use]
    pub fn asked(request_sha256: String, operator: &Operator, at: Timestamp, remark: &str) -> Self {
        Self {
            request_sha256,
            asked_by: Actor::from(operator),
            asked_at: at,
            remark: remark.trim().to_owned(),
            written_by: BTreeSet::new(),
            given: None,
        }
    }

    /// Whether it is given, and has not ended at that time.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        self.given.as_ref().is_some_and(|given| now < given.until)
    }

    /// Whether that request may be sent at that time.
    #[must_use]
    pub fn covers(&self, request_sha256: &str, now: Timestamp) -> bool {
        self.request_sha256 == request_sha256 && self.holds(now)
    }

    /// Whether `operator` may approve what `owner` wrote and for which this was asked. Nobody approves what they wrote
    /// themselves, in whole or in part, whatever their role.
    ///
    /// # Errors
    /// Says why not.
    pub fn may_be_given_by(&self, operator: &Operator, owner: &Actor) -> Result<(), MayNotApprove> {
        if !operator.may(Act::Approve) {
            return Err(MayNotApprove::Role);
        }
        let own = Some(operator.id);
        if owner.id == own || self.asked_by.id == own {
            return Err(MayNotApprove::Own);
        }
        if self.written_by.contains(&operator.id) {
            return Err(MayNotApprove::Writer);
        }
        Ok(())
    }

    /// The same, given by `operator`, who read the request of that digest.
    ///
    /// # Errors
    /// Says why it is not given.
    pub fn give(
        self,
        request_sha256: &str,
        operator: &Operator,
        owner: &Actor,
        given: &Given,
    ) -> Result<Self, NotGiven> {
        if self.request_sha256 != request_sha256 {
            return Err(NotGiven::AnotherRequest);
        }
        self.may_be_given_by(operator, owner).map_err(NotGiven::MayNot)?;
        Ok(Self {
            given: Some(given.clone()),
            ..self
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::operator::Role;

    pub(in crate::domain) fn operator(id: i64, role: Role) -> Operator {
        Operator {
            id: OperatorId(id),
            username: String::new(),
            name: String::new(),
            role,
            locale: None,
            time_zone: String::new(),
        }
    }

    pub(in crate::domain) fn approval(asked_by: i64, until: Option<i64>) -> Approval {
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
            (1, Role::Administrator, Err(MayNotApprove::Own)),
            (2, Role::Administrator, Err(MayNotApprove::Own)),
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

    #[test]
    fn what_was_read_is_approved_and_nothing_else() {
        let owner = Actor::from(&operator(1, Role::Requester));
        let approver = operator(3, Role::Approver);
        let given = Given::new(&approver, Timestamp::UNIX_EPOCH, Timestamp::MAX);
        let asked = approval(2, None);
        assert_eq!(
            asked.clone().give("b2", &approver, &owner, &given),
            Err(NotGiven::AnotherRequest)
        );
        assert_eq!(
            asked.clone().give("a1", &operator(2, Role::Approver), &owner, &given),
            Err(NotGiven::MayNot(MayNotApprove::Own))
        );
        let expected = Approval {
            given: Some(given.clone()),
            ..asked.clone()
        };
        assert_eq!(asked.give("a1", &approver, &owner, &given), Ok(expected));
    }
}
