//! Why a small form was refused: sentences, each beside the field it belongs to and once more at the top.

use leptos::prelude::*;

use crate::domain::findings::Severity;
use crate::web::context;
use crate::web::ui::{ErrorSummary, Field, Message, SummaryItem};
use crate::words::Words;

/// The sentences, in the order of the page. A form without any is accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks(Vec<SummaryItem>);

impl Remarks {
    /// A single sentence.
    pub(crate) fn one(field: &str, text: String) -> Self {
        Self(vec![SummaryItem {
            field: field.to_owned(),
            label: None,
            text,
        }])
    }

    /// Adds a sentence.
    pub(crate) fn add(&mut self, field: &str, text: String) {
        self.0.push(SummaryItem {
            field: field.to_owned(),
            label: None,
            text,
        });
    }

    /// Adds the sentences of a part of the form.
    pub(crate) fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Whether there is nothing to say.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The field with the sentences that belong to it.
    pub(crate) fn on(&self, words: &Words, field: Field) -> Field {
        let own = self.0.iter().filter(|item| item.field == field.name);
        let messages = own
            .map(|item| Message::new(Severity::Error, words.text("remark-prefix"), item.text.clone()))
            .collect();
        field.messages(messages)
    }
}

/// All sentences at the top of the page; nothing where there is none.
#[component]
pub fn RemarkSummary(
    /// The sentences.
    remarks: Remarks,
) -> impl IntoView {
    view! { <ErrorSummary heading=context::words().text("remark-heading") items=remarks.0/> }
}
