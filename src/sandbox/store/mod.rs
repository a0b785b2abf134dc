//! What the sandbox remembers: the records, the maps over them, and the journal that keeps them on disk.

mod domain;
mod gate;
mod index;
mod journal;
mod later;
mod order;
mod orders;
mod organization;
mod party;
mod validation;
mod world;

pub(crate) use domain::{DcvToken, Domain, Invitation};
pub use gate::{Gate, GateError};
pub(crate) use index::OrderIndex;
pub use journal::DiskError;
pub(crate) use journal::{Journal, Record, write_whole};
pub(crate) use later::{Defect, LaterRequest, Reissue, Replaced, RequestKind};
pub(crate) use order::{
    ApprovalRequest, CertificatePlan, DcvScope, Issued, Lifetime, Note, Order, OrderStatus, RequestStatus,
};
pub(crate) use orders::Orders;
pub(crate) use organization::Organization;
pub(crate) use party::{Contact, Container, User};
pub(crate) use validation::{DETAILS, Detail, VALIDATION_TYPES, Validation, ValidationType};
pub(crate) use world::{Tables, Waiting, World};
