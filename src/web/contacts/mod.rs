//! The address book: the list of people, a page each, those kept here, erasing, and making somebody an organization's
//! contact, which begins one of the [`super::changes`].

mod act;
pub mod appoint;
pub mod erase;
pub mod form;
pub mod list;
pub mod page;
mod query;
mod uses;

pub use act::{delete, keep};
pub use appoint::{AppointPage, appoint};
pub use erase::{ErasePage, ErasedPage, erase};
pub use form::{EditContactPage, NewContactPage, add, change};
pub use list::ContactsPage;
pub use page::ContactPage;
pub(crate) use uses::{remove_technical, role_key};

use crate::domain::directory::PersonDetails;
use crate::web::ui::or_dash;
use crate::words::Words;

/// What people call a person: their name, or the address where they have none.
pub(crate) fn called(person: &PersonDetails) -> String {
    let name = person.full_name();
    if name.is_empty() { person.email.clone() } else { name }
}

/// The telephone number with its extension.
pub(crate) fn telephone(words: Words, person: &PersonDetails) -> String {
    if person.telephone_extension.is_empty() {
        return or_dash(&person.telephone);
    }
    let extension = person.telephone_extension.as_str().into();
    let extension = words.with("telephone-extension", [("extension", extension)]);
    format!("{} {extension}", person.telephone)
}
