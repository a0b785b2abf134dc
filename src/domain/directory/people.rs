//! Who is the same person: people named at several places are one where their e-mail address and their name agree. The
//! same address under another name may be a double, or a mailbox of several people: that is for a person to say.

use super::PersonDetails;

/// What makes a person the same one elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonKey {
    /// The e-mail address in small letters.
    pub email: String,
    /// The name in small letters, with single blanks.
    pub name: String,
}

impl PersonKey {
    /// The key of a person; none where nothing tells them from others.
    #[must_use]
    pub fn of(person: &PersonDetails) -> Option<Self> {
        let key = Self {
            email: person.email.trim().to_lowercase(),
            name: folded(&person.full_name()),
        };
        (!key.email.is_empty() || !key.name.is_empty()).then_some(key)
    }
}

/// Small letters and single blanks.
#[must_use]
pub fn folded(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(first_name: &str, last_name: &str, email: &str) -> PersonDetails {
        PersonDetails {
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            email: email.to_owned(),
            ..PersonDetails::default()
        }
    }

    #[test]
    fn the_same_person_has_the_same_key() {
        let ada = PersonKey::of(&person("Ada", "de  Wit", "Ada@Voorbeeld.example"));
        assert_eq!(ada, PersonKey::of(&person("ADA", "De Wit ", "ada@voorbeeld.example")));
        assert_ne!(ada, PersonKey::of(&person("Bram", "de Wit", "ada@voorbeeld.example")));
        assert_eq!(PersonKey::of(&PersonDetails::default()), None);
    }
}
