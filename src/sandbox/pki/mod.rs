//! The sandbox's certificate authority: reading keys, issuing certificates and writing them in each format.

mod authority;
mod bundle;
mod key;
mod leaf;
mod names;

pub use authority::AuthorityError;
pub(crate) use authority::{Authority, random_serial};
pub(crate) use bundle::archive;
pub(crate) use key::{KeyFault, SubjectKey};
pub(crate) use leaf::LeafPlan;
