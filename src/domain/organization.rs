//! The organization an order is for: one that DigiCert knows, or a new one (CertCentral: Create organization).

/// The longest legal name.
pub const NAME_MAX: usize = 64;
/// The longest legal and assumed name together.
pub const NAMES_TOGETHER_MAX: usize = 61;

/// The organization an order is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrganizationChoice {
    /// One in the account, by its id.
    Existing(String),
    /// One that DigiCert creates with the order.
    New(Box<NewOrganization>),
}

impl OrganizationChoice {
    /// The id of the existing one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Existing(id) => Some(id),
            Self::New(_) => None,
        }
    }
}

/// A whole new organization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewOrganization {
    /// Legal name.
    pub name: String,
    /// The name it is also known by.
    pub assumed_name: Option<String>,
    /// Street and number.
    pub address: String,
    /// More of it.
    pub address2: Option<String>,
    /// Postal code.
    pub zip: String,
    /// City.
    pub city: String,
    /// State or province, in full.
    pub state: String,
    /// Country (ISO 3166-1 alpha-2), capital letters.
    pub country: &'static str,
    /// Telephone number.
    pub telephone: String,
    /// Whether it is created although DigiCert knows one like it.
    pub skip_duplicate_check: bool,
}

/// Whether a postal code has the shape it has in that country. Known for the Netherlands and Belgium only.
#[must_use]
pub fn is_usual_postal_code(country: &str, typed: &str) -> bool {
    let compact: Vec<char> = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = |part: &[char]| part.iter().all(char::is_ascii_digit) && part.first() != Some(&'0');
    match (country, compact.as_slice()) {
        ("NL", [number @ .., one, other]) => {
            number.len() == 4 && digits(number) && one.is_ascii_alphabetic() && other.is_ascii_alphabetic()
        }
        ("BE", number) => number.len() == 4 && digits(number),
        ("NL", _) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postal_codes() {
        for (country, code, expected) in [
            ("NL", "3511 AB", true),
            ("NL", "3511ab", true),
            ("NL", "0511 AB", false),
            ("NL", "3511", false),
            ("NL", "", false),
            ("BE", "1000", true),
            ("BE", "B-1000", false),
            ("DE", "10115", true),
        ] {
            assert_eq!(is_usual_postal_code(country, code), expected, "{country} {code}");
        }
    }
}
