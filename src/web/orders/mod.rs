//! The screens of orders: the history, the form, the check page, one order.

pub mod again;
pub mod answers;
pub mod approval;
mod balance;
pub mod card;
mod changes;
pub mod check;
mod checked;
pub mod conflict;
pub mod doubt;
pub mod edit;
pub mod elsewhere;
pub mod fields;
pub mod form;
pub mod history;
pub mod journal;
pub mod page;
pub mod posted;
mod refusal;
mod rendered;
mod sections;
pub mod status;
pub mod submit;
mod submitted;
mod tasks;
mod twin;

pub use again::again;
pub use approval::{ApprovePage, approve, ask_approval, reject, withdraw};
pub use card::place_with_card;
pub use check::CheckPage;
pub use doubt::{GiveUpPage, give_up};
pub use edit::{EditPage, NewPage, SectionPage};
pub(super) use history::order_rows;
pub use history::{HistoryPage, NewViewPage, ViewPage, ViewsPage, change_view, csv, delete_view, json, save_view};
pub use page::OrderPage;
pub use posted::{discard, save, save_section, start};
