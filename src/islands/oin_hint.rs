//! Tells, while an OIN is typed, how many positions there are and which register its prefix names; of a number it is made
//! from, what the OIN becomes. Neutral: the check decides, and only when it is asked for.

#![expect(
    missing_docs,
    reason = "`#[island]` makes a struct of the function's parameters and passes their docs over"
)]

use leptos::prelude::*;

use super::typed::typed;
use crate::domain::oin::{LENGTH, of_kvk, of_rsin, tidy};

/// The hint below the OIN field.
#[island]
pub fn OinHint(
    /// Id of the input.
    input: String,
    /// What is typed: `own` for the OIN itself, `kvk` or `rsin` for the number it is made of.
    made_of: String,
    /// Prefixes and the names of their registers.
    registers: Vec<(String, String)>,
    /// "{count} of {length} positions", with those two placeholders.
    counting: String,
    /// What is said of a prefix that no register has.
    unknown: String,
) -> impl IntoView {
    let text = typed(input);
    let hint = move || {
        let made = match made_of.as_str() {
            "kvk" => of_kvk(&text.get()),
            "rsin" => of_rsin(&text.get()),
            _ => Some(tidy(&text.get())).filter(|oin| !oin.is_empty()),
        };
        let Some(oin) = made else {
            return String::new();
        };
        if made_of != "own" {
            return format!("OIN {oin}");
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
