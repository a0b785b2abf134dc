//! The screens of templates: the list, one template, keeping an order as one, and deleting one.

pub mod change;
pub mod delete;
pub mod list;
pub mod page;
pub mod save;

pub use change::{rename, start};
pub use delete::{DeleteTemplatePage, delete};
pub use list::TemplatesPage;
pub use page::TemplatePage;
pub use save::{SaveTemplatePage, save};

use crate::connection::{Choice, Choices};
use crate::domain::template::NameFault;
use crate::words::Words;

/// The field in which a template's name is typed.
const NAME: &str = "name";

/// Why a name cannot be used, and what to do.
fn name_sentence(words: Words, fault: NameFault) -> String {
    match fault {
        NameFault::Missing => words.text("template-name-missing"),
        NameFault::TooLong => words.text("template-name-too-long"),
    }
}

/// An organization as people know it: its name with its number, where DigiCert told it; else what was typed.
fn organization(choices: &Choices, typed: &str) -> String {
    Choice::named(&choices.organizations, typed.trim())
}
