//! Countries (ISO 3166-1), with those of most orders first.

/// Countries offered before all others.
const FIRST: [&str; 2] = ["NL", "BE"];

/// A country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// Its two letters, capital.
    pub code: &'static str,
    /// Its name in English.
    pub name: &'static str,
}

/// All countries: the Netherlands and Belgium, then the others by name.
#[must_use]
pub fn all() -> Vec<Country> {
    let place = |code: &str| FIRST.iter().position(|first| *first == code).unwrap_or(FIRST.len());
    let mut all: Vec<Country> = celes::Country::get_countries()
        .iter()
        .map(|country| Country {
            code: country.alpha2,
            name: country.long_name,
        })
        .collect();
    all.sort_by_key(|country| (place(country.code), country.name));
    all
}

/// The capital letters of a country, if there is one of that code.
#[must_use]
pub fn code(typed: &str) -> Option<&'static str> {
    let country = celes::Country::from_alpha2(typed.trim().to_ascii_uppercase()).ok()?;
    Some(country.alpha2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_begin_with_those_of_most_orders() {
        let codes: Vec<_> = all().iter().map(|country| country.code).collect();
        assert_eq!(codes.first_chunk(), Some(&["NL", "BE", "AF"]));
        assert!(codes.len() > 240);
    }

    #[test]
    fn codes_are_read_in_either_case() {
        assert_eq!(
            (code(" nl "), code("BE"), code("XX"), code("")),
            (Some("NL"), Some("BE"), None, None)
        );
    }
}
