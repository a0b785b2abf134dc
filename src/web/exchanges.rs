//! Requests and answers as they went over the wire, for administrators.

use jiff::Timestamp;
use leptos::prelude::*;

use crate::store::{ChangeExchange, Exchange};
use crate::web::ui::{CodeBlock, Details, Section};
use crate::words::Words;

/// A request and its answer, as far as they are shown.
pub(crate) struct Shown {
    at: Timestamp,
    status: Option<u16>,
    request: String,
    answer: String,
}

impl From<Exchange> for Shown {
    fn from(exchange: Exchange) -> Self {
        Self {
            at: exchange.at,
            status: exchange.status,
            request: exchange.request_body,
            answer: exchange.response_body,
        }
    }
}

impl From<ChangeExchange> for Shown {
    fn from(exchange: ChangeExchange) -> Self {
        Self {
            at: exchange.at,
            status: exchange.status,
            request: format!("{} /{}\n{}", exchange.method, exchange.path, exchange.request_body),
            answer: exchange.response_body,
        }
    }
}

/// All of them, the newest first; nothing where there is none.
pub(crate) fn exchanges_view(words: Words, exchanges: Vec<impl Into<Shown>>) -> Option<AnyView> {
    if exchanges.is_empty() {
        return None;
    }
    let items = exchanges
        .into_iter()
        .map(Into::into)
        .map(|exchange: Shown| {
            let status = exchange
                .status
                .map_or_else(|| words.text("raw-no-answer"), |status| status.to_string());
            let when = words.moment(exchange.at);
            let summary = words.with("raw-summary", [("when", when.into()), ("status", status.into())]);
            view! {
                <Details summary=summary>
                    <CodeBlock label=words.text("raw-request") text=exchange.request/>
                    <CodeBlock label=words.text("raw-answer") text=exchange.answer/>
                </Details>
            }
        })
        .collect_view();
    let view =
        view! { <Section id="s-raw" heading=words.text("raw-heading") intro=words.text("raw-intro")>{items}</Section> };
    Some(view.into_any())
}
