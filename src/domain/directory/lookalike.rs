//! Organizations that are probably the same: the same name apart from case, punctuation and legal form, or the same
//! address.

use super::OrganizationDetails;

/// Legal forms, without punctuation, of the countries most orders are for.
const LEGAL_FORMS: [&str; 26] = [
    "bv",
    "nv",
    "vof",
    "cv",
    "bvba",
    "sprl",
    "srl",
    "sa",
    "asbl",
    "vzw",
    "ivzw",
    "stichting",
    "vereniging",
    "fondation",
    "cooperatie",
    "coöperatie",
    "ua",
    "ba",
    "wa",
    "gmbh",
    "ag",
    "ltd",
    "limited",
    "inc",
    "plc",
    "comm",
];

/// Why two organizations look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Their names differ in case, punctuation or legal form only.
    Name,
    /// They have the same address.
    Address,
}

impl Likeness {
    /// The word used in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Address => "address",
        }
    }
}

/// What of a name counts: its letters and digits, without legal forms.
#[must_use]
pub fn name_key(name: &str) -> String {
    let bare: String = name
        .to_lowercase()
        .chars()
        .filter(|c| !matches!(c, '.' | '\'' | '’'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = bare.split_whitespace().collect();
    let counting: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !LEGAL_FORMS.contains(word))
        .collect();
    // A name of nothing but legal forms is still a name.
    if counting.is_empty() {
        words.join("")
    } else {
        counting.join("")
    }
}

/// What of an address counts: country, postal code, and street with number. Empty where one of them is missing.
#[must_use]
pub fn address_key(details: &OrganizationDetails) -> String {
    let bare = |text: &str| -> String { text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
    let parts = [&details.country, &details.zip, &details.address].map(|part| bare(part));
    if parts.iter().any(String::is_empty) {
        return String::new();
    }
    parts.join("|")
}

/// How two organizations look alike, if they do.
#[must_use]
pub fn likeness(one: &OrganizationDetails, other: &OrganizationDetails) -> Option<Likeness> {
    let names = |details: &OrganizationDetails| {
        [&details.name, &details.assumed_name]
            .into_iter()
            .filter(|name| !name.trim().is_empty())
            .map(|name| name_key(name))
            .collect::<Vec<_>>()
    };
    let others = names(other);
    if names(one).iter().any(|name| others.contains(name)) {
        return Some(Likeness::Name);
    }
    let address = address_key(one);
    (!address.is_empty() && address == address_key(other)).then_some(Likeness::Address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details(name: &str, address: &str) -> OrganizationDetails {
        OrganizationDetails {
            name: name.to_owned(),
            address: address.to_owned(),
            zip: "3511 AV".to_owned(),
            country: "NL".to_owned(),
            ..OrganizationDetails::default()
        }
    }

    #[test]
    fn who_looks_alike() {
        for (one, other, expected) in [
            ("De Balans B.V.", "de balans bv", Some(Likeness::Name)),
            ("Stichting Scholen aan Zee", "Scholen-aan-Zee", Some(Likeness::Name)),
            ("Havenlogistiek NV", "Havenlogistiek BVBA", Some(Likeness::Name)),
            ("De Balans B.V.", "De Balans Noord B.V.", None),
            ("B.V.", "N.V.", None),
        ] {
            assert_eq!(
                likeness(&details(one, "Weg 1"), &details(other, "Plein 2")),
                expected,
                "{one} {other}"
            );
        }
        let (one, other) = (details("Een", "Oude Gracht 88"), details("Twee", "oudegracht 88"));
        assert_eq!(likeness(&one, &other), Some(Likeness::Address));
        let assumed = OrganizationDetails {
            assumed_name: "Twee B.V.".to_owned(),
            ..details("Een", "Weg 1")
        };
        assert_eq!(likeness(&assumed, &details("twee", "Plein 2")), Some(Likeness::Name));
    }
}
