//! How long a certificate is asked for.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::product::ProductProfile;

/// The validity of an order (CertCentral: Order PKIo Private Services Server, `order_validity`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// Left out: DigiCert's default.
    Default,
    /// A number of years.
    Years(u8),
    /// A number of days.
    Days(u16),
    /// Until that day.
    Until(Date),
}

impl Validity {
    /// The last day of a certificate ordered on `today`, as far as can be known beforehand.
    #[must_use]
    pub fn last_day(self, today: Date) -> Option<Date> {
        let span: Span = match self {
            Self::Default => 1.year(),
            Self::Years(years) => i64::from(years).years(),
            Self::Days(days) => i64::from(days).days(),
            Self::Until(day) => return Some(day),
        };
        today.checked_add(span).ok()
    }

    /// Whether a certificate ordered on `today` would outlive the hierarchy it is issued under.
    #[must_use]
    pub fn outlives_hierarchy(self, profile: &ProductProfile, today: Date) -> bool {
        let (year, month, day) = profile.hierarchy_ends;
        match (self.last_day(today), Date::new(year, month, day)) {
            (Some(end), Ok(hierarchy)) => end > hierarchy,
            _ => false,
        }
    }
}

/// Reads a day as people type it: `2027-06-09`, `09-06-2027`, `9/6/2027`, `9 Jun 2027` or `9 June 2027`.
#[must_use]
pub fn read_day(typed: &str) -> Option<Date> {
    const FORMS: [&str; 6] = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y"];
    let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    FORMS
        .iter()
        .find_map(|form| Date::strptime(form, &typed).ok())
        .filter(|day| (2000..=2199).contains(&day.year()))
}

/// A day as DigiCert writes it: `09 JUN 2027`, always in English.
#[must_use]
pub fn wire_day(day: Date) -> String {
    day.strftime("%d %b %Y").to_string().to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::product::PRIVATE_SERVICES_SERVER;

    #[test]
    fn the_hierarchy_ends_in_november_2028() {
        for (validity, today, expected) in [
            (Validity::Years(1), date(2026, 11, 22), false),
            (Validity::Years(2), date(2026, 11, 22), true),
            (Validity::Years(2), date(2026, 11, 1), false),
            (Validity::Years(3), date(2026, 1, 1), true),
            (Validity::Default, date(2027, 12, 1), true),
            (Validity::Days(397), date(2026, 11, 22), false),
            (Validity::Days(397), date(2027, 11, 22), true),
            (Validity::Until(date(2028, 11, 1)), date(2027, 11, 22), false),
            (Validity::Until(date(2028, 11, 2)), date(2027, 11, 22), true),
        ] {
            assert_eq!(
                validity.outlives_hierarchy(&PRIVATE_SERVICES_SERVER, today),
                expected,
                "{validity:?} {today}"
            );
        }
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for (typed, expected) in [
            ("2027-06-09", Some(date(2027, 6, 9))),
            (" 09-06-2027 ", Some(date(2027, 6, 9))),
            ("9/6/2027", Some(date(2027, 6, 9))),
            ("9.6.2027", Some(date(2027, 6, 9))),
            ("09 JUN 2027", Some(date(2027, 6, 9))),
            ("9  june 2027", Some(date(2027, 6, 9))),
            ("31-06-2027", None),
            ("9 juin 2027", None),
            ("27-06-09", None),
            ("tomorrow", None),
            ("", None),
        ] {
            assert_eq!(read_day(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_day_on_the_wire_has_an_english_month_in_capitals() {
        assert_eq!(wire_day(date(2027, 6, 9)), "09 JUN 2027");
        assert_eq!(wire_day(date(2027, 12, 31)), "31 DEC 2027");
    }
}
