//! Approval by a second person on the pages: asked for on the check page, given or refused on the approver's page, told
//! on the order's page and at the head of the approvers' first page. Who may is said by the domain, what holds by the store.

mod advise;
mod age;
pub mod approve;
mod ask;
mod decide;
mod wait;

pub(in crate::web) use age::age;
pub use approve::ApprovePage;
pub use decide::{approve, ask_approval, reject, withdraw};

pub(super) use advise::{advice, decision, taken_back_notice};
pub(super) use ask::{ask_form, void_view, waiting_view};
pub(super) use wait::waiting;
