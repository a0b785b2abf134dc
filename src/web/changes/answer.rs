//! What DigiCert said of a change that it took, in words: on the change's page, and in the journals.

use leptos::prelude::*;

use crate::domain::change::Answer;
use crate::web::ui::{CodeBlock, DataList, DataRow, or_dash};
use crate::words::Words;

/// Sentences and what is to be copied; nothing where it said nothing but yes.
pub(crate) fn answer_view(words: Words, answer: Option<&Answer>) -> Option<AnyView> {
    let view = match answer? {
        Answer::Standing { word } => {
            let text = words.with("answer-standing", [("word", word.as_str().into())]);
            view! { <p>{text}</p> }.into_any()
        }
        Answer::RandomValue { value, until } => {
            let until = until
                .as_ref()
                .map(|until| words.with("answer-random-value-until", [("until", moment(words, until).into())]));
            let value = value.clone();
            view! {
                <CodeBlock label=words.text("answer-random-value") text=value/>
                {until.map(|until| view! { <p>{until}</p> })}
            }
            .into_any()
        }
        answer @ Answer::Request { id, status } => {
            let status = status.as_deref().unwrap_or_default();
            let key = if answer.waits_for_approval() {
                "answer-request-waits"
            } else {
                "answer-request"
            };
            let text = words.with(key, [("id", id.as_str().into()), ("status", or_dash(status).into())]);
            view! { <p>{text}</p> }.into_any()
        }
        Answer::Names {
            status,
            standing,
            names,
        } => {
            let standing = standing.as_deref().unwrap_or_default();
            let status = status.as_deref().unwrap_or_default();
            let text = words.with(
                "answer-names",
                [
                    ("standing", or_dash(standing).into()),
                    ("status", or_dash(status).into()),
                ],
            );
            let rows = names
                .iter()
                .map(|(name, word)| (name.clone(), or_dash(word)))
                .map(|(name, word)| view! { <DataRow term=name>{word}</DataRow> })
                .collect_view();
            let list = (!names.is_empty()).then(|| view! { <DataList>{rows}</DataList> });
            view! { <p>{text}</p>{list} }.into_any()
        }
        Answer::Unknown => return None,
    };
    Some(view)
}

/// A time as DigiCert wrote it, in the reader's own zone where it can be read.
fn moment(words: Words, text: &str) -> String {
    text.parse()
        .map_or_else(|_| text.to_owned(), |at: jiff::Timestamp| words.moment(at))
}
