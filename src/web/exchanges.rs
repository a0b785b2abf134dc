//! Requests and answers as they went over the wire, for administrators.

use leptos::prelude::*;

use crate::store::Exchange;
use crate::web::ui::{CodeBlock, Details, Section};
use crate::words::Words;

/// All of them, the newest first; nothing where there is none.
pub(crate) fn exchanges_view(words: Words, exchanges: Vec<Exchange>) -> Option<AnyView> {
    if exchanges.is_empty() {
        return None;
    }
    let items = exchanges
        .into_iter()
        .map(|exchange| {
            let status = exchange
                .status
                .map_or_else(|| words.text("raw-no-answer"), |status| status.to_string());
            let when = words.moment(exchange.at);
            let summary = words.with("raw-summary", [("when", when.into()), ("status", status.into())]);
            view! {
                <Details summary=summary>
                    <CodeBlock label=words.text("raw-request") text=exchange.request_body/>
                    <CodeBlock label=words.text("raw-answer") text=exchange.response_body/>
                </Details>
            }
        })
        .collect_view();
    let view =
        view! { <Section id="s-raw" heading=words.text("raw-heading") intro=words.text("raw-intro")>{items}</Section> };
    Some(view.into_any())
}
