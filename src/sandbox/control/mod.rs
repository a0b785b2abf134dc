//! The control endpoint: lets tests look inside the sandbox, move orders, and order faults.
//!
//! CertCentral has no such thing. It needs no key and answers only callers on the same machine.

mod calls;
mod faults;
mod orders;
mod routes;

pub(crate) use calls::{LoggedCall, log};
pub(crate) use faults::{AnswerForm, Fault, Play, take_fault};
pub(crate) use orders::{approve, reject};
pub(crate) use routes::dispatch;
