//! Domains: the list, and a page each with what to publish. Changing them is in [`super::changes`].

pub mod list;
pub mod page;
mod publish;

pub use list::DomainsPage;
pub use page::DomainPage;
pub(super) use publish::{publish, to_publish};
