//! Where something stands, as columns that stay true while time passes: until when it is valid, and what it is then.

use jiff::Timestamp;
use sea_orm::Condition;
use sea_orm::sea_query::{Expr, ExprTrait};

use crate::domain::directory::{Standing, Validation};
use crate::store::encoding::millis;

/// A standing as columns.
pub(super) struct Lasting {
    /// In milliseconds; nought where it is not valid at any time.
    pub(super) valid_until: i64,
    /// Where it stands after that.
    pub(super) otherwise: Standing,
}

impl Lasting {
    /// Asks the domain at the moments at which the answer may turn: those at which a validation ends.
    pub(super) fn of(standing: impl Fn(Timestamp) -> Standing, ends: impl Iterator<Item = Timestamp>) -> Self {
        let otherwise = standing(Timestamp::MAX);
        if otherwise == Standing::Valid {
            return Self {
                valid_until: i64::MAX,
                otherwise: Standing::None,
            };
        }
        let is_valid_until = |end: &Timestamp| {
            let before = Timestamp::from_nanosecond(end.as_nanosecond().saturating_sub(1));
            before.is_ok_and(|before| standing(before) == Standing::Valid)
        };
        Self {
            valid_until: ends.filter(is_valid_until).max().map(millis).unwrap_or_default(),
            otherwise,
        }
    }
}

/// The moments at which validations end.
pub(super) fn ends(validations: &[Validation]) -> impl Iterator<Item = Timestamp> {
    validations.iter().filter_map(|validation| validation.until)
}

/// The rows of a table that stand so at that moment.
pub(super) fn stands(table: &'static str, standing: Standing, now: Timestamp) -> Condition {
    let until = || Expr::col((table, "valid_until"));
    match standing {
        Standing::Valid => Condition::all().add(until().gt(millis(now))),
        other => Condition::all()
            .add(until().lte(millis(now)))
            .add(Expr::col((table, "otherwise")).eq(other.word())),
    }
}

/// The rows of a table that are valid at that moment, and no more at the other.
pub(super) fn ends_between(table: &'static str, now: Timestamp, by: Timestamp) -> Condition {
    let until = || Expr::col((table, "valid_until"));
    Condition::all()
        .add(until().gt(millis(now)))
        .add(until().lte(millis(by)))
}
