//! DigiCert's refusal on the pages of an order: what it says in our words, where it belongs, and word for word.

use leptos::prelude::*;

use crate::domain::findings::{Finding, Findings};
use crate::domain::order::{Order, refusal};
use crate::web::findings::sentence;
use crate::web::remote_errors::remote_errors;
use crate::web::ui::{Details, Notice, Tone};
use crate::words::Words;

/// What DigiCert said against an order that it refused, as far as nothing was changed about it; nothing of any other
/// order.
pub(super) fn findings(order: &Order) -> Findings {
    refusal::findings(&order.form, &order.refusal)
}

/// The notice that begins the pages of a refused order. `address` leads from a finding to its field, where that is known.
pub(super) fn notice(
    words: Words,
    order: &Order,
    findings: &Findings,
    address: impl Fn(&Finding) -> Option<String>,
) -> Option<AnyView> {
    if order.refusal.is_empty() {
        return None;
    }
    let items = findings
        .iter()
        .map(|finding| {
            let text = sentence(words, finding);
            match address(finding) {
                Some(href) => view! { <li><a href=href>{text}</a></li> }.into_any(),
                None => view! { <li>{text}</li> }.into_any(),
            }
        })
        .collect_view();
    let errors = remote_errors(&order.refusal);
    let view = view! {
        <Notice tone=Tone::Danger heading=words.text("order-refused")>
            <p>{words.text("order-refused-text")}</p>
            <ul>{items}</ul>
            <Details summary=words.text("order-refused-raw")>{errors}</Details>
        </Notice>
    };
    Some(view.into_any())
}
