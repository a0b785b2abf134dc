//! The control endpoint: lets tests look inside the sandbox, move orders, and order faults.
//!
//! CertCentral has no such thing. It needs no key and answers only callers on the same machine.

mod caller;
mod calls;
mod entrance;
mod faults;
mod form;
mod holds;
mod orders;
mod page;
mod parties;
mod routes;
mod settings;
mod validations;

use super::answer::{Refusal, made_up};

pub(crate) use caller::Caller;
pub(crate) use calls::{LoggedCall, log};
pub(crate) use entrance::answer;
pub(crate) use faults::{AnswerForm, Fault, Play, add as add_faults, take_cut, take_defect, take_fault};
pub(crate) use holds::{HeldCall, Hold, Holds, Verdict};
pub use orders::{TakenOrder, TakenOrders};
pub(crate) use orders::{pass_gate, taken};
pub(crate) use parties::{
    count_named as count_organizations_named, domain as domain_state, everything, organization as organization_state,
    user as user_state,
};
pub(crate) use settings::{Settings, change as change_settings};

/// The refusal of a control request, and what is wrong with it.
fn misread(why: &str) -> Refusal {
    Refusal::invalid(made_up("control", why))
}

/// The refusal of a control request whose JSON is not what it should be.
fn misread_because(error: &serde_json::Error) -> Refusal {
    misread(&format!("The control request could not be understood: {error}."))
}
