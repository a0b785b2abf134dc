//! Names and addresses that are longer than their line.

use leptos::prelude::*;

/// A host name or e-mail address that a line may break after a dot, a dash or an at sign, and nowhere else unless it must.
#[must_use]
pub fn breakable(text: &str) -> AnyView {
    let is_mark = |letter: char| matches!(letter, '.' | '-' | '@');
    let parts: Vec<AnyView> = text
        .split_inclusive(is_mark)
        .enumerate()
        .map(|(nth, part)| {
            let part = part.to_owned();
            if nth == 0 {
                part.into_any()
            } else {
                view! { <wbr/>{part} }.into_any()
            }
        })
        .collect();
    // One box, so that a card does not lay the parts below each other.
    view! { <span>{parts}</span> }.into_any()
}
