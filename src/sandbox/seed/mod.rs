//! What a fresh data folder starts with: believable organizations, people, domains and historic orders.
//!
//! Every name is invented; identification numbers are test numbers (prefix 00000099, Logius OIN-Stelsel), and the
//! numbers the reference's examples use (organization 2042709, container 679393, user 2812497) are among them.

mod account;
mod domains;
mod history;
mod invented;
mod many;
mod organizations;
mod people;
mod places;

use jiff::Timestamp;

use super::{config::SandboxConfig, store::Record};

pub(crate) use invented::History;

/// The records of a fresh data folder, with further historic orders and organizations if wanted.
pub(crate) fn records(now: Timestamp, config: &SandboxConfig) -> impl Iterator<Item = Record> {
    let containers = account::containers().into_iter().map(Record::Container);
    let users = account::users().into_iter().map(Record::User);
    let organizations = organizations::organizations(now)
        .into_iter()
        .chain(places::organizations(now));
    let organizations = organizations.chain(many::organizations(now, config.organizations, config.contacts));
    let history = (config.orders > 0).then(|| Record::History(History::new(config.orders, now)));
    std::iter::once(Record::Balance(config.balance))
        .chain(containers)
        .chain(users)
        .chain(organizations.map(|found| Record::Organization(Box::new(found))))
        .chain(
            domains::domains(now)
                .into_iter()
                .map(|found| Record::Domain(Box::new(found))),
        )
        .chain(history)
        .chain(
            history::few(now)
                .into_iter()
                .map(|order| Record::Order(Box::new(order))),
        )
}
