//! Tells, while an OIN is typed, how many positions there are and which register its prefix names. Neutral: the check
//! decides, and only when it is asked for.

#![expect(
    missing_docs,
    reason = "`#[island]` makes a struct of the function's parameters and passes their docs over"
)]

use leptos::prelude::*;

use super::typed::typed;
use crate::domain::oin::{LENGTH, tidy};

/// The hint below the OIN field.
#[island]
pub fn OinHint(
    /// Id of the input.
    input: String,
    /// Prefixes and the names of their registers.
    registers: Vec<(String, String)>,
    /// "{count} of {length} positions", with those two placeholders.
    counting: String,
    /// What is said of a prefix that no register has.
    unknown: String,
) -> impl IntoView {
    let text = typed(input);
    let hint = move || {
        let oin = tidy(&text.get());
        if oin.is_empty() {
            return String::new();
        }
        let counted = counting
            .replace("[count]", &oin.chars().count().to_string())
            .replace("[length]", &LENGTH.to_string());
        let register = oin.get(..8).map(|prefix| {
            registers
                .iter()
                .find(|(known, _)| known == prefix)
                .map_or_else(|| unknown.clone(), |(_, name)| name.clone())
        });
        match register {
            Some(register) => format!("{counted} · {register}"),
            None => counted,
        }
    };
    view! { <p class="live-hint" role="status">{hint}</p> }
}
