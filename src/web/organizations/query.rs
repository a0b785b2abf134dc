//! What an address asks of the list of organizations.

use crate::store::{OrganizationQuery, OrganizationSort};
use crate::web::listing::{Address, standing_filter};

/// The parameters of the list, besides the place of the page.
pub(super) const PARAMETERS: [&str; 8] = [
    "q",
    "standing",
    "active",
    "container",
    "country",
    "gone",
    "sort",
    "order",
];

/// The columns it can be sorted by: the word in the address and what it sorts.
pub(super) const SORTS: [(&str, OrganizationSort); 5] = [
    ("name", OrganizationSort::Name),
    ("id", OrganizationSort::Id),
    ("city", OrganizationSort::City),
    ("country", OrganizationSort::Country),
    ("until", OrganizationSort::ValidatedUntil),
];

/// The query of an address. What it does not understand it passes over.
pub(super) fn query(address: &Address) -> OrganizationQuery {
    let sort = SORTS.iter().find(|(word, _)| *word == address.value("sort"));
    OrganizationQuery {
        text: address.value("q").to_owned(),
        is_active: match address.value("active") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        standing: standing_filter(address.value("standing")),
        container: address.value("container").parse().ok(),
        country: Some(address.value("country").to_ascii_uppercase()).filter(|code| !code.is_empty()),
        with_gone: address.value("gone") == "yes",
        sort: sort.map_or(OrganizationSort::default(), |(_, sort)| *sort),
        is_descending: address.value("order") == "desc",
    }
}
