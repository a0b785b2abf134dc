//! Templates: orders kept under a name, without key and agreement, for everybody to start from.

use jiff::Timestamp;

use super::ids::TemplateId;
use super::operator::Actor;
use super::order::OrderForm;

/// The longest name, in characters.
pub const NAME_MAX: usize = 80;

/// A template as the store remembers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// Counts changes; a change names the version it was made from.
    pub version: i64,
    /// What people call it; no two templates differ in upper and lower case only.
    pub name: String,
    /// Who saved it first.
    pub owner: Actor,
    /// What an order started from it begins with.
    pub form: OrderForm,
    /// When it was first saved.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A row of the list of templates.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateSummary {
    /// Its id.
    pub id: TemplateId,
    /// What people call it.
    pub name: String,
    /// Who saved it first.
    pub owner: Actor,
    /// The common name typed, or the first name.
    pub common_name: String,
    /// The organization's id as typed, or the name of the new one.
    pub organization: String,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// Why a template cannot have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// Nothing was typed.
    Missing,
    /// It has more than [`NAME_MAX`] characters.
    TooLong,
}

/// A name as it is kept: blanks at the ends and in a row are taken out, and so is what cannot be seen.
///
/// # Errors
/// Nothing is left of it, or too much.
pub fn checked_name(typed: &str) -> Result<String, NameFault> {
    let words: Vec<String> = typed
        .split_whitespace()
        .map(|word| word.chars().filter(|sign| !sign.is_control()).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    let name = words.join(" ");
    match name.chars().count() {
        0 => Err(NameFault::Missing),
        length if length > NAME_MAX => Err(NameFault::TooLong),
        _ => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let longest = "é".repeat(NAME_MAX);
        let too_long = "é".repeat(NAME_MAX + 1);
        for (typed, expected) in [
            ("Digipoort productie", Ok("Digipoort productie")),
            ("  Digipoort \t\n productie ", Ok("Digipoort productie")),
            ("Digi\u{0}poort", Ok("Digipoort")),
            ("", Err(NameFault::Missing)),
            (" \u{a0}\u{0} ", Err(NameFault::Missing)),
            (longest.as_str(), Ok(longest.as_str())),
            (too_long.as_str(), Err(NameFault::TooLong)),
        ] {
            assert_eq!(checked_name(typed), expected.map(str::to_owned), "{typed}");
        }
    }
}
