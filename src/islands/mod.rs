//! What the browser runs: comfort on top of controls that already work. Islands depend on `domain` only.

pub mod names_preview;
pub mod oin_hint;
mod typed;

pub use names_preview::NamesPreview;
pub use oin_hint::OinHint;
