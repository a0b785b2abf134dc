//! The shapes of CertCentral's JSON, in DigiCert's own words.
//!
//! What we send is written down strictly, in one form. What we read is taken loosely ([`loose`]): only what a call
//! cannot do without is required, and everything else may be missing, oddly typed or new.

pub(crate) mod account;
pub(crate) mod changes;
pub(crate) mod errors;
pub(crate) mod estimate;
pub(crate) mod loose;
pub(crate) mod order_info;
pub(crate) mod order_list;
pub(crate) mod orders;
pub(crate) mod organizations;
pub(crate) mod pages;
pub(crate) mod placed;
pub(crate) mod products;
pub(crate) mod records;
pub(crate) mod status_changes;
