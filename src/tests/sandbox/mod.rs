//! The sandbox, spoken to over HTTP as any client of CertCentral would.

mod account;
pub(crate) mod bench;
mod certificates;
mod changes;
mod contacts;
mod domains;
mod faults;
mod holds;
mod keys;
mod listener;
mod lists;
mod orders;
mod organizations;
mod page;
mod parameters;
mod prices;
mod refusals;
mod reset;
mod restart;
mod state;
mod tolerance;
mod validations;
