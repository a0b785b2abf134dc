//! One's own account: language, time zone and password.

pub mod page;
mod password;
mod settings;

pub use page::OwnAccountPage;
pub use password::change_password;
pub use settings::submit;

use super::people::remarks::Remarks;
use settings::TypedSettings;

/// What was refused on the page, whichever of its two forms was submitted.
#[derive(Clone, Debug, Default)]
struct Refusal {
    /// What was typed in the first form, where that was submitted.
    settings: Option<TypedSettings>,
    /// What is wrong.
    remarks: Remarks,
}
