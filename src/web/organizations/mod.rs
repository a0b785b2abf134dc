//! Organizations: the list, a page each, their numbers, a file of the list. Changing them is in [`super::changes`].

mod csv;
pub mod list;
mod numbers;
pub mod page;
mod query;
pub mod read;
mod views;

pub use csv::csv;
pub use list::OrganizationsPage;
pub use numbers::keep_numbers;
pub use page::OrganizationPage;
