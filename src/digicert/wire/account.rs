//! The key's user, the account, its balance and its containers.

use serde::Deserialize;

use super::loose;

/// Something with an id and a name, such as a container or an access role.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Named {
    /// Its id.
    #[serde(deserialize_with = "loose::required_text")]
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "loose::text")]
    pub name: Option<String>,
}

/// The user whose key is used (CertCentral: User info). Whether the key itself is restricted, to viewing for example,
/// is not part of the answer: that shows only in a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Me {
    /// The user's id.
    #[serde(deserialize_with = "loose::required_text")]
    pub id: String,
    /// The name they sign in with.
    #[serde(default, deserialize_with = "loose::text")]
    pub username: Option<String>,
    /// Given name.
    #[serde(default, deserialize_with = "loose::text")]
    pub first_name: Option<String>,
    /// Family name.
    #[serde(default, deserialize_with = "loose::text")]
    pub last_name: Option<String>,
    /// E-mail address.
    #[serde(default, deserialize_with = "loose::text")]
    pub email: Option<String>,
    /// `active` or another word.
    #[serde(default, deserialize_with = "loose::text")]
    pub status: Option<String>,
    /// `standard` for people.
    #[serde(default, rename = "type", deserialize_with = "loose::text")]
    pub kind: Option<String>,
    /// The account they belong to.
    #[serde(default, deserialize_with = "loose::text")]
    pub account_id: Option<String>,
    /// What they may do; the key inherits it.
    #[serde(default, deserialize_with = "loose::list")]
    pub access_roles: Vec<Named>,
    /// Where they belong.
    #[serde(default, deserialize_with = "loose::object")]
    pub container: Option<Named>,
}

impl Me {
    /// The name to show: given and family name, else the one they sign in with, else the id.
    #[must_use]
    pub fn name(&self) -> String {
        let parts: Vec<&str> = [&self.first_name, &self.last_name]
            .into_iter()
            .filter_map(|part| part.as_deref())
            .collect();
        if parts.is_empty() {
            self.username.clone().unwrap_or_else(|| self.id.clone())
        } else {
            parts.join(" ")
        }
    }

    /// Whether the key may only look. Inferred: the documentation names key restriction 102 "View only" (CertCentral:
    /// Create key) but does not say how `GET /user/me` shows it; a role of that id or name counts.
    #[must_use]
    pub fn is_view_only(&self) -> bool {
        let looks_only = |role: &Named| {
            let name = role.name.as_deref().unwrap_or_default().to_ascii_lowercase();
            role.id == "102" || name.replace('-', " ").contains("view only")
        };
        self.access_roles.iter().any(looks_only)
    }

    /// Whether it is a service user, which has the API but no console. Inferred: documented is only that people are
    /// `standard`.
    #[must_use]
    pub fn is_service_user(&self) -> bool {
        self.kind
            .as_deref()
            .is_some_and(|kind| kind.to_ascii_lowercase().contains("service"))
    }
}

/// The account (CertCentral: Account details).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Account {
    /// Its id.
    #[serde(deserialize_with = "loose::required_text")]
    pub id: String,
    /// The organization it was opened for.
    #[serde(default, deserialize_with = "loose::text")]
    pub primary_organization_name: Option<String>,
    /// That organization's country.
    #[serde(default, deserialize_with = "loose::text")]
    pub primary_organization_country: Option<String>,
    /// The topmost container.
    #[serde(default, deserialize_with = "loose::text")]
    pub root_container_id: Option<String>,
    /// The contact at DigiCert.
    #[serde(default, deserialize_with = "loose::text")]
    pub display_rep: Option<String>,
}

/// The balance, in decimal text as it came (CertCentral: View balance).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Balance {
    /// What was paid in and not yet used.
    #[serde(deserialize_with = "loose::required_text")]
    pub balance: String,
    /// Currency (ISO 4217).
    #[serde(default, deserialize_with = "loose::text")]
    pub currency: Option<String>,
    /// What is owed.
    #[serde(default, deserialize_with = "loose::text")]
    pub unpaid_invoice_balance: Option<String>,
    /// How far below nought it may go.
    #[serde(default, deserialize_with = "loose::text")]
    pub negative_balance_limit: Option<String>,
    /// What other containers used of it.
    #[serde(default, deserialize_with = "loose::text")]
    pub used_credit_from_other_containers: Option<String>,
    /// What an order can be paid from; absent where there is no limit.
    #[serde(default, deserialize_with = "loose::text")]
    pub total_available_funds: Option<String>,
    /// Whether it may go below nought without limit.
    #[serde(default, deserialize_with = "loose::flag")]
    pub unlimited_negative_balance: Option<bool>,
}

impl Balance {
    /// What an order can be paid from, as it came: all funds where the answer has them, else the balance alone. None
    /// where there is no limit.
    #[must_use]
    pub fn spendable(&self) -> Option<&str> {
        if self.unlimited_negative_balance == Some(true) {
            return None;
        }
        Some(self.total_available_funds.as_deref().unwrap_or(&self.balance))
    }

    /// Whether less than `cents` can be spent. False where there is no limit, or the amount cannot be read: a warning
    /// needs a reason.
    #[must_use]
    pub fn is_below(&self, cents: i64) -> bool {
        self.spendable().and_then(as_cents).is_some_and(|funds| funds < cents)
    }
}

/// An amount such as `-12.5` in hundredths; what stands beyond them is dropped.
fn as_cents(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !are_digits(whole) || !are_digits(part) {
        return None;
    }
    let cents: String = part.chars().chain("00".chars()).take(2).collect();
    let amount = whole.parse::<i64>().ok()?.checked_mul(100)?;
    amount.checked_add(cents.parse().ok()?).map(|amount| sign * amount)
}

/// A container, which people call a division (CertCentral: List containers).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Container {
    /// Its id.
    #[serde(deserialize_with = "loose::required_text")]
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "loose::text")]
    pub name: Option<String>,
    /// The container it is part of; `0` for the topmost.
    #[serde(default, deserialize_with = "loose::text")]
    pub parent_id: Option<String>,
    /// Whether it may be used.
    #[serde(default, deserialize_with = "loose::flag")]
    pub is_active: Option<bool>,
}

#[derive(Deserialize)]
pub(crate) struct Containers {
    #[serde(default, deserialize_with = "loose::list")]
    pub(crate) containers: Vec<Container>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        for (text, expected) in [
            ("454.00", Some(45_400)),
            ("454", Some(45_400)),
            (" 0.5 ", Some(50)),
            ("-1900.25", Some(-190_025)),
            ("12.349", Some(1_234)),
            (".5", None),
            ("1,000.00", None),
            ("+1", None),
            ("--1", None),
            ("é", None),
            ("9223372036854775807", None),
        ] {
            assert_eq!(as_cents(text), expected, "{text}");
        }
    }

    #[test]
    fn a_balance_is_low_when_what_can_be_spent_is() {
        let balance = |total: Option<&str>, unlimited| Balance {
            balance: "-50.00".to_owned(),
            currency: None,
            unpaid_invoice_balance: None,
            negative_balance_limit: None,
            used_credit_from_other_containers: None,
            total_available_funds: total.map(str::to_owned),
            unlimited_negative_balance: unlimited,
        };
        for (balance, is_below) in [
            (balance(Some("238.00"), None), false),
            (balance(Some("237.99"), None), true),
            (balance(None, None), true),
            (balance(Some("unknown"), None), false),
            (balance(None, Some(true)), false),
        ] {
            assert_eq!(balance.is_below(23_800), is_below, "{balance:?}");
        }
    }
}
