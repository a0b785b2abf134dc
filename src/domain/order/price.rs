//! What DigiCert charged for an order, as it tells once the order is placed (CertCentral: Order info). What an order will
//! cost is judged by earlier ones.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::OrderRequest;
use crate::domain::names::as_used;
use crate::domain::validity::Validity;

/// No amount is longer.
const LONGEST: usize = 20;

/// A price as DigiCert told it. The amount stays the text it came as: nothing is ever reckoned with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    amount: String,
    currency: Option<String>,
}

impl Price {
    /// Reads a decimal amount and its currency (ISO 4217). What is no amount is no price; what is no currency is left
    /// out.
    #[must_use]
    pub fn read(amount: &str, currency: Option<&str>) -> Option<Self> {
        let amount = amount.trim();
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_amount = match amount.split_once('.') {
            Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
            None => is_digits(amount),
        };
        let is_currency = |text: &&str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
        (is_amount && amount.len() <= LONGEST).then(|| Self {
            amount: amount.to_owned(),
            currency: currency.map(str::trim).filter(is_currency).map(str::to_ascii_uppercase),
        })
    }

    /// The amount as it came, such as `238` or `238.00`.
    #[must_use]
    pub fn amount(&self) -> &str {
        &self.amount
    }

    /// Whether the amount is nought, however it is written.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        !self.amount.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
    }

    /// The currency, where DigiCert named it.
    #[must_use]
    pub fn currency(&self) -> Option<&str> {
        self.currency.as_deref()
    }
}

/// As people read it, with two decimals at least: `EUR 238.00`.
impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(currency) = &self.currency {
            write!(f, "{currency} ")?;
        }
        let (whole, fraction) = self.amount.split_once('.').unwrap_or((&self.amount, ""));
        write!(f, "{whole}.{fraction:0<2}")
    }
}

/// What the price of an order depends on, as far as the desk knows. Orders alike in this cost the same under the same
/// contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceTerms {
    /// How many names the certificate is for.
    pub names: usize,
    /// How long it is valid.
    pub validity: Validity,
}

impl PriceTerms {
    /// Those of an order. A common name that DigiCert makes counts as a name.
    #[must_use]
    pub fn of(request: &OrderRequest) -> Self {
        let named = as_used(request.common_name.as_deref(), &request.dns_names).len();
        let made = usize::from(request.common_name.is_none());
        Self {
            names: named.saturating_add(made),
            validity: request.validity,
        }
    }

    /// The word alike orders share in the store: `2 names, 1 years`.
    #[must_use]
    pub fn word(self) -> String {
        let names = self.names;
        match self.validity {
            Validity::Default => format!("{names} names, default"),
            Validity::Years(years) => format!("{names} names, {years} years"),
            Validity::Days(days) => format!("{names} names, {days} days"),
            Validity::Until(day) => format!("{names} names, until {day}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_price_is_read_as_it_came_and_shown_with_cents() {
        for (amount, currency, shown) in [
            ("238", Some("EUR"), Some("EUR 238.00")),
            ("238.5", Some(" eur "), Some("EUR 238.50")),
            ("1234.125", Some("USD"), Some("USD 1234.125")),
            (" 0.00 ", None, Some("0.00")),
            ("238", Some("€"), Some("238.00")),
            ("238", Some(""), Some("238.00")),
            ("", Some("EUR"), None),
            (".5", Some("EUR"), None),
            ("5.", Some("EUR"), None),
            ("1.2.3", Some("EUR"), None),
            ("-238", Some("EUR"), None),
            ("1e9", Some("EUR"), None),
            ("1,50", Some("EUR"), None),
            ("٣", Some("EUR"), None),
            ("123456789012345678901", Some("EUR"), None),
        ] {
            let read = Price::read(amount, currency).map(|price| price.to_string());
            assert_eq!(read.as_deref(), shown, "{amount} {currency:?}");
        }
    }

    #[test]
    fn the_amount_stays_as_it_came() {
        let price = Price::read(" 238.5", Some("eur"));
        let parts = price.as_ref().map(|price| (price.amount(), price.currency()));
        assert_eq!(parts, Some(("238.5", Some("EUR"))));
    }

    #[test]
    fn nought_is_no_amount_of_money_however_it_is_written() {
        for (amount, nothing) in [
            ("0", true),
            ("0.00", true),
            ("00.0", true),
            ("0.01", false),
            ("10", false),
        ] {
            let read = Price::read(amount, None).map(|price| price.is_nothing());
            assert_eq!(read, Some(nothing), "{amount}");
        }
    }

    #[test]
    fn orders_that_differ_in_names_or_validity_share_no_word() {
        let validities = [
            Validity::Default,
            Validity::Years(1),
            Validity::Years(2),
            Validity::Days(1),
            Validity::Days(90),
            Validity::Until(date(2027, 6, 9)),
            Validity::Until(date(2027, 6, 10)),
        ];
        let all = validities
            .into_iter()
            .flat_map(|validity| [1, 2, 11].map(|names| PriceTerms { names, validity }.word()));
        assert_eq!(all.collect::<BTreeSet<_>>().len(), 21);
    }
}
