//! What the sandbox remembers: the records, the maps over them, and the journal that keeps them on disk.

mod journal;
mod order;
mod party;
mod world;

pub use journal::DiskError;
pub(crate) use journal::{Journal, Record, write_whole};
pub(crate) use order::{
    ApprovalRequest, CertificatePlan, DcvScope, Issued, Lifetime, Note, Order, OrderStatus, RequestStatus,
};
pub(crate) use party::{Contact, Container, Domain, Organization, OrganizationValidation, User};
pub(crate) use world::{Tables, World};
