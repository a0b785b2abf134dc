//! The screens of orders: the history, the form, the check page, one order.

pub mod again;
pub mod answers;
pub mod check;
mod checked;
pub mod conflict;
pub mod edit;
pub mod fields;
pub mod form;
pub mod history;
pub mod journal;
pub mod page;
pub mod posted;
mod sections;
pub mod status;
pub mod submit;

pub use again::again;
pub use check::CheckPage;
pub use edit::{EditPage, NewPage};
pub use history::HistoryPage;
pub use page::OrderPage;
pub use posted::{discard, save, start};
