//! How requests are read: as tolerantly as CertCentral reads them.

mod body;
mod query;

pub(crate) use body::Members;
pub(crate) use query::Query;
