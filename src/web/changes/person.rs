//! The fields of one person, for forms that are no change: those of the address book.

use leptos::prelude::*;

use super::fields::Fields;
use super::forms::people;
use super::typed::{self, Values};
use crate::domain::directory::PersonDetails;
use crate::domain::findings::Findings;
use crate::words::Words;

/// The fields of a person, whose names begin with `place`, with what was found about them.
pub(crate) fn person_fields(words: Words, place: &str, person: &PersonDetails, findings: Findings) -> AnyView {
    let mut values = Values::new();
    typed::put(&mut values, place, person);
    people::person(&Fields::of_values(words, values, findings), place)
}

/// The person typed in such fields.
pub(crate) fn typed_person(place: &str, values: &[(String, String)]) -> PersonDetails {
    typed::record(place, values)
}
