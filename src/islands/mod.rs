//! What the browser runs: comfort on top of controls that already work. Islands depend on `domain` only.

mod chosen_file;
pub mod csr_reader;
pub mod csr_reading;
pub mod names_preview;
pub mod oin_hint;
mod typed;

pub use csr_reader::CsrReader;
pub use csr_reading::{CsrWords, Reading};
pub use names_preview::NamesPreview;
pub use oin_hint::OinHint;
