//! Approval by a second person on the pages: asked for on the check page, given or refused on the approver's page, told
//! on the order's page and at the head of the approvers' first page. Who may is said by the domain, what holds by the store.

mod advise;
mod age;
pub mod approve;
mod ask;
mod decide;
mod wait;

use crate::web::people::remarks::Remarks;
use crate::web::ui::Field;
use crate::words::Words;

pub(in crate::web) use age::age;
pub use approve::ApprovePage;
pub use decide::{approve, ask_approval, reject, withdraw};

pub(super) use advise::{advice, decision, taken_back_notice};
pub(super) use ask::{ask_form, void_view, waiting_view};
pub(super) use wait::waiting;

/// The name of the one field that is typed: a remark to the approver, or what the approver says.
const REMARK: &str = "remark";
/// The hidden field with the digest of the request that stood on the page.
const REQUEST: &str = "request";
/// The most letters of a remark: a page of them, so that a journal stays readable.
const MOST_LETTERS: usize = 2000;

/// What was typed, and why it was not taken; put into the context of the page that is shown again.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// The text.
    text: String,
    /// What is wrong with it.
    pub(super) remarks: Remarks,
}

impl Typed {
    /// The field for a remark with that label and hint, filled in as it was typed.
    fn field(self, words: Words, label: String, hint: String) -> Field {
        let field = Field::new(REMARK, label).hint(hint).value(self.text);
        self.remarks.on(&words, field)
    }
}
