//! The filters of the order list (CertCentral: List orders, filters).

use jiff::Timestamp;

use crate::sandbox::{
    clock::{date, stamp},
    products::PRODUCT_NAME_ID,
    reading::Query,
    store::{Order, OrderStatus, Tables},
};

/// One filter with its values; an order fits if any value fits.
#[derive(Debug)]
pub(crate) struct Filter {
    field: String,
    wanted: Vec<Wanted>,
}

/// What a value of a filter asks for.
#[derive(Debug)]
enum Wanted {
    /// Equal but for case; `%` stands for any characters.
    Like(String),
    /// Between two bounds; an empty one is open.
    Between(String, String),
    Above(String),
    Below(String),
}

/// The filters of a query; those the sandbox does not know let everything through.
pub(crate) fn filters(query: &Query) -> Vec<Filter> {
    let read = |(field, values): (String, Vec<String>)| {
        let wanted = values.iter().map(|value| Wanted::read(value)).collect();
        Filter { field, wanted }
    };
    query.filters().into_iter().map(read).collect()
}

impl Wanted {
    fn read(text: &str) -> Self {
        if let Some((from, to)) = text.split_once("...") {
            return Self::Between(from.trim().to_owned(), to.trim().to_owned());
        }
        match (text.strip_prefix('>'), text.strip_prefix('<')) {
            (Some(bound), _) => Self::Above(bound.trim_start_matches('=').trim().to_owned()),
            (_, Some(bound)) => Self::Below(bound.trim_start_matches('=').trim().to_owned()),
            _ => Self::Like(text.trim().to_ascii_lowercase()),
        }
    }

    fn fits(&self, value: &str) -> bool {
        use std::cmp::Ordering::{Greater, Less};
        match self {
            Self::Like(pattern) if !pattern.contains('%') => pattern.eq_ignore_ascii_case(value),
            Self::Like(pattern) => like(pattern, &value.to_ascii_lowercase()),
            Self::Between(from, to) => {
                (from.is_empty() || compare(value, from) != Less) && (to.is_empty() || compare(value, to) != Greater)
            }
            Self::Above(bound) => compare(value, bound) == Greater,
            Self::Below(bound) => compare(value, bound) == Less,
        }
    }
}

/// Compares numbers as numbers, and dates and times as far as the bound is given.
fn compare(value: &str, bound: &str) -> std::cmp::Ordering {
    match (value.parse::<u64>(), bound.parse::<u64>()) {
        (Ok(value), Ok(bound)) => value.cmp(&bound),
        _ => value.get(..bound.len()).unwrap_or(value).cmp(&bound.replace(' ', "T")),
    }
}

/// Whether a text fits a pattern in which `%` stands for any characters.
fn like(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('%') else {
        return pattern == text;
    };
    let Some(mut left) = text.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = rest.split('%').collect();
    let Some((last, middle)) = parts.split_last() else {
        return true;
    };
    for part in middle {
        match left.find(part).and_then(|place| left.get(place + part.len()..)) {
            Some(after) => left = after,
            None => return false,
        }
    }
    left.ends_with(last)
}

impl Filter {
    /// Whether an order passes.
    pub(crate) fn passes(&self, order: &Order, tables: &Tables, now: Timestamp) -> bool {
        let fits = |value: &str| self.wanted.iter().any(|wanted| wanted.fits(value));
        let is_flag = |flag: bool| fits(if flag { "1" } else { "0" }) || fits(if flag { "true" } else { "false" });
        let issued = order.issued.as_ref();
        match self.field.as_str() {
            "id" | "order_id" => fits(&order.id.to_string()),
            "certificate_id" => fits(&order.certificate.id.to_string()),
            "status" => {
                let status = order.status_at(now);
                // Documented: the filter `issued` includes orders that have expired since.
                fits(status.as_str()) || (status == OrderStatus::Expired && fits("issued"))
            }
            "organization_id" => fits(&order.organization.to_string()),
            "container_id" => fits(&order.container.to_string()),
            "user_id" => fits(&order.user.to_string()),
            "product_name_id" => fits(PRODUCT_NAME_ID),
            "valid_till" => issued.is_some_and(|issued| fits(&date(issued.valid_till))),
            "date_created" => self.passes_date(order.created),
            "common_name" => fits(&order.certificate.common_name),
            "domain_name" => order.certificate.dns_names.iter().any(|name| fits(name)),
            "serial_number" => issued.is_some_and(|issued| fits(&issued.serial_number)),
            "metadata_id" => order.custom_fields.iter().any(|field| {
                field
                    .get("metadata_id")
                    .is_some_and(|id| fits(id.to_string().trim_matches('"')))
            }),
            "is_renewed" => is_flag(tables.renewal_of(order.id).is_some()),
            "disable_renewal_notifications" => is_flag(order.disable_renewal_notifications),
            "email" => emails(order, tables).any(fits),
            "origin" => fits("certcentral"),
            "search" => self.searches(order, tables),
            _ => true,
        }
    }

    /// A day alone means the whole day.
    fn passes_date(&self, moment: Timestamp) -> bool {
        let value = stamp(moment);
        self.wanted.iter().any(|wanted| match wanted {
            Wanted::Like(day) if !day.contains('%') => value.to_ascii_lowercase().starts_with(&day.replace(' ', "t")),
            other => other.fits(&value),
        })
    }

    /// The search box: in email addresses and the common name.
    fn searches(&self, order: &Order, tables: &Tables) -> bool {
        let contains = |value: &str| {
            let value = value.to_ascii_lowercase();
            self.wanted.iter().any(|wanted| match wanted {
                Wanted::Like(pattern) if !pattern.contains('%') => value.contains(pattern.as_str()),
                other => other.fits(&value),
            })
        };
        contains(&order.certificate.common_name) || emails(order, tables).any(contains)
    }
}

fn emails<'a>(order: &'a Order, tables: &'a Tables) -> impl Iterator<Item = &'a str> {
    let user = tables.users.get(&order.user).map(|user| user.email.as_str());
    user.into_iter()
        .chain(order.additional_emails.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_sign_stands_for_any_characters() {
        for (pattern, text, fits) in [
            ("%voorbeeld%", "a.voorbeeld.nl", true),
            ("a%nl", "a.voorbeeld.nl", true),
            ("a%b%nl", "a.voorbeeld.nl", true),
            ("%", "", true),
            ("voorbeeld", "a.voorbeeld.nl", false),
            ("%x%", "a.voorbeeld.nl", false),
            ("ab%b", "ab", false),
        ] {
            assert_eq!(like(pattern, text), fits, "{pattern} {text}");
        }
    }

    #[test]
    fn bounds_compare_as_far_as_they_are_given() {
        for (wanted, value, fits) in [
            ("9...11", "10", true),
            (">9", "10", true),
            ("<9", "10", false),
            ("2026-01-01...2026-01-02", "2026-01-02T23:59:59+00:00", true),
            ("2026-01-01...", "2030-01-01", true),
            ("...2026-01-01", "2026-01-02", false),
            (">2026-01-31", "2026-01-31", false),
        ] {
            assert_eq!(Wanted::read(wanted).fits(value), fits, "{wanted} {value}");
        }
    }
}
