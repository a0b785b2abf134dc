//! The checks of a new order, each finding what it can so that all faults are reported at once.
//!
//! The rules are those of CertCentral: Order PKIo Private Services Server. Codes that page does not give are made up.

mod certificate;
mod contacts;
mod extras;
mod names;
mod organization;
mod payment;
mod terms;

pub(crate) use certificate::{Certificate, certificate, key_finding};
pub(crate) use contacts::{People, check_details};
pub(crate) use extras::extras;
pub(crate) use names::{Names, names};
pub(crate) use organization::{MEMBERS, Party, check_lengths, duplicate, duplicate_of, new_organization, organization};
pub(crate) use payment::payment;
pub(crate) use terms::{DCV_METHODS, Terms, lifetime, terms};

use crate::sandbox::answer::{Finding, made_up};

/// The faults found so far.
pub(crate) type Findings = Vec<Finding>;

/// A required member that is missing.
pub(crate) fn missing(name: &str) -> Finding {
    made_up("missing_member", format!("{name} is required."))
}

/// A member with a value outside the allowed ones.
pub(crate) fn not_allowed(name: &str, rule: &str) -> Finding {
    made_up("invalid_member", format!("{name} {rule}."))
}
