//! Looking after the people who may sign in: who they are, what they are trusted with, and their passwords.
//!
//! What small forms have in common is here too: [`remarks`] and [`new_password`], which one's own account uses as well.

mod add;
mod change;
pub mod list;
pub mod new;
pub mod new_password;
pub mod person;
pub mod remarks;
pub mod roles;

pub use add::add;
pub use change::{change, set_password};
pub use list::PeoplePage;
pub use new::NewPersonPage;
pub use person::PersonPage;
