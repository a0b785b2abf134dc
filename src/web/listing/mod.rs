//! What all lists of the account share: their state in the address, when DigiCert was last read, and files of them.

mod address;
mod csv_file;
mod filters;
mod freshness;
mod standing;

pub(super) use address::{Address, pages, sorted_column};
pub(super) use csv_file::CsvFile;
pub(super) use filters::{filter_form, no_rows};
pub(super) use freshness::freshness;
pub(super) use standing::{SOON, STANDINGS, standing_badge, standing_filter, until_in_words};
