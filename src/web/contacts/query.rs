//! What an address asks of the list of people.

use crate::store::{PeopleQuery, PersonSort, UseSource};
use crate::web::listing::Address;

/// The parameters of the list, besides the place of the page.
pub(super) const PARAMETERS: [&str; 7] = ["q", "role", "source", "organization", "kept", "sort", "order"];

/// The query of an address. What it does not understand it passes over.
pub(super) fn query(address: &Address) -> PeopleQuery {
    PeopleQuery {
        text: address.value("q").to_owned(),
        role: Some(address.value("role").to_owned()).filter(|role| !role.is_empty()),
        source: UseSource::of_word(address.value("source")),
        organization: address.value("organization").parse().ok(),
        is_local: match address.value("kept") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        sort: match address.value("sort") {
            "email" => PersonSort::Email,
            _ => PersonSort::Name,
        },
        is_descending: address.value("order") == "desc",
    }
}
