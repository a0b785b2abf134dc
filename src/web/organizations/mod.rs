//! Organizations: the list, a page each, their numbers, a file of the list. Changing them is in [`super::changes`].

mod csv;
mod list;
mod numbers;
mod page;
mod query;
mod read;
mod views;

pub(super) use csv::csv;
pub(super) use list::OrganizationsPage;
pub(super) use numbers::keep_numbers;
pub(super) use page::OrganizationPage;
