//! Signing in and out. Who may sign in, and how often one may try, is decided in `accounts`.

mod next;
pub mod page;
mod submit;

pub use page::SignInPage;
pub use submit::{sign_out, submit};
