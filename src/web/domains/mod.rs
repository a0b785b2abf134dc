//! Domains: the list, and a page each with what to publish. Changing them is in [`super::changes`].

pub mod list;
pub mod page;
mod publish;

pub use list::DomainsPage;
pub use page::DomainPage;
pub(super) use publish::{publish, to_publish};

use crate::domain::directory::DcvMethod;
use crate::web::ui::or_dash;
use crate::words::Words;

/// DigiCert's word for how control is proven, as people say it; as it is where it is none that is known.
pub(super) fn method_in_words(words: Words, word: Option<&str>) -> String {
    match word.and_then(DcvMethod::of_word) {
        Some(method) => words.text(&format!("dcv-method-{}", method.word())),
        None => or_dash(word.unwrap_or_default()),
    }
}
