//! Amounts of money, kept in cents and written as decimal text (CertCentral: View balance).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// An amount in euros, exact to the cent.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Money(i64);

/// The text is not an amount with at most two decimals.
#[derive(Debug, thiserror::Error)]
#[error("write an amount such as 454.00")]
pub struct MoneyError;

impl Money {
    /// The amount of so many cents.
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// The sum of two amounts.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference of two amounts.
    pub(crate) fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// So many times the amount.
    pub(crate) fn times(self, count: i64) -> Self {
        Self(self.0.saturating_mul(count))
    }

    /// The bare JSON number order lists show: whole euros as an integer.
    pub(crate) fn to_number(self) -> Value {
        if self.0 % 100 == 0 {
            return json!(self.0 / 100);
        }
        self.to_string()
            .parse::<f64>()
            .map_or(Value::Null, |number| json!(number))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(formatter, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || !all_digits(decimals) || decimals.len() > 2 {
            return Err(MoneyError);
        }
        let euros: i64 = whole.parse().map_err(|_| MoneyError)?;
        let cents: i64 = format!("{decimals:0<2}").parse().map_err(|_| MoneyError)?;
        let total = euros.checked_mul(100).and_then(|amount| amount.checked_add(cents));
        total.map(|amount| Self(sign * amount)).ok_or(MoneyError)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]

    use super::*;

    #[test]
    fn amounts_are_read_and_written_alike() {
        for (text, cents) in [("454.00", 45_400), ("0.05", 5), ("-12.30", -1_230), ("0.00", 0)] {
            let money: Money = text.parse().unwrap();
            assert_eq!((money, money.to_string().as_str()), (Money::from_cents(cents), text));
        }
        assert_eq!("7.5".parse::<Money>().unwrap(), Money::from_cents(750));
        for text in ["", "-", "1.", ".5", "1.234", "1,50", "ten", "99999999999999999999"] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }

    #[test]
    fn whole_euros_are_integers_in_lists() {
        assert_eq!(Money::from_cents(23_800).to_number(), json!(238));
        assert_eq!(Money::from_cents(23_850).to_number(), json!(238.5));
    }
}
