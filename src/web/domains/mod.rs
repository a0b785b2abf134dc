//! Domains: the list, and a page each with what to publish. Changing them is in [`super::changes`].

mod list;
mod page;
mod publish;

pub(super) use list::DomainsPage;
pub(super) use page::DomainPage;
