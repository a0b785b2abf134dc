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
}

impl Validity {
    /// Whether a certificate ordered on `today` would outlive the hierarchy it is issued under.
    #[must_use]
    pub fn outlives_hierarchy(self, profile: &ProductProfile, today: Date) -> bool {
        let (year, month, day) = profile.hierarchy_ends;
        let span: Span = match self {
            Self::Default => 1.year(),
            Self::Years(years) => i64::from(years).years(),
        };
        match (today.checked_add(span), Date::new(year, month, day)) {
            (Ok(end), Ok(hierarchy)) => end > hierarchy,
            _ => false,
        }
    }
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
        ] {
            assert_eq!(
                validity.outlives_hierarchy(&PRIVATE_SERVICES_SERVER, today),
                expected,
                "{validity:?} {today}"
            );
        }
    }
}
