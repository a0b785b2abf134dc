//! What became of a step that an order or a change was to take, the same words for both.

use crate::domain::approval::{MayNotApprove, NotGiven};

/// What became of a step that somebody wanted an order or a change to take.
#[derive(Clone, Debug, PartialEq)]
pub enum Stepped<T> {
    /// It took it.
    Done(T),
    /// Somebody changed it meanwhile, into this.
    Conflict(T),
    /// It is not in a state in which that is possible.
    NotNow(T),
    /// There is no such order or change.
    Missing,
}

/// What became of an approval.
#[derive(Clone, Debug, PartialEq)]
pub enum Approving<T> {
    /// It is given.
    Given(T),
    /// Somebody changed it meanwhile, into this; or what would be sent is not what the approval was asked for.
    Conflict(T),
    /// Nobody asked for it any more.
    NotAsked(T),
    /// That person may not give it.
    MayNot(MayNotApprove),
    /// There is no such order or change.
    Missing,
}

impl<T> Approving<T> {
    /// Why nothing was approved of `subject`, which stays as it is.
    pub(super) fn not_given(subject: T, why: NotGiven) -> Self {
        match why {
            NotGiven::AnotherRequest => Self::Conflict(subject),
            NotGiven::MayNot(why) => Self::MayNot(why),
        }
    }
}
