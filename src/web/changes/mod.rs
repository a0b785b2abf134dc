//! The screens of a change: its form, its check page with before and after side by side, and its own page with where it
//! stands and its journal. They are the same for organizations, contacts, domains and placed orders; what differs is the
//! form.

mod about;
mod act;
mod answer;
mod approval;
pub mod check;
mod decide;
pub mod edit;
mod facts;
mod fields;
mod forms;
mod journal;
pub mod list;
pub mod new;
pub mod page;
mod person;
mod save;
mod settle;
mod subject;
pub mod submit;
mod typed;
mod typed_order;

pub use act::{start_domain_change, start_order_change, start_organization_change};
pub(crate) use answer::answer_view;
pub use check::ChangeCheckPage;
pub use decide::{approve, ask_approval, reject, withdraw};
pub use edit::EditChangePage;
pub(crate) use fields::label_key;
pub use list::ChangesPage;
pub(crate) use list::changes_table;
pub use new::{NewDomainPage, NewOrganizationPage, create_domain, create_organization};
pub use page::ChangePage;
pub(crate) use page::status;
pub(crate) use person::{person_fields, typed_person};
pub use save::{discard, go_on, save, send_confirmed};
pub use settle::settle;
pub(crate) use subject::{act_of, permitted, title, word_of_effect};
