//! What all form fields have in common: name, label, hint, messages and the ids that tie them together.
//!
//! The controls themselves are next door: `text_input`, `text_area`, `radios`, `select` and `checkbox`.

use leptos::prelude::*;

use super::{Icon, Tone};
use crate::domain::findings::Severity;

/// One form field as the page shows it.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// The name it is submitted under.
    pub name: String,
    /// The middle of its ids; where empty, made from the name by [`field_id`].
    pub id: String,
    /// What it is called.
    pub label: String,
    /// How to fill it in.
    pub hint: Option<String>,
    /// What was typed or chosen.
    pub value: String,
    /// What the checks say about it.
    pub messages: Vec<Message>,
    /// The word for "(optional)", where it is.
    pub optional: Option<String>,
}

/// What a check says about a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How serious it is.
    pub tone: Tone,
    /// The word for it that only screen readers say: "Error:".
    pub prefix: String,
    /// The sentence.
    pub text: String,
    /// The id of the rule it is about, where there is one.
    pub rule: Option<&'static str>,
}

impl Message {
    /// A message of that weight.
    #[must_use]
    pub fn new(severity: Severity, prefix: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            tone: severity.into(),
            prefix: prefix.into(),
            text: text.into(),
            rule: None,
        }
    }

    /// The same message about that rule.
    #[must_use]
    pub fn rule(self, id: &'static str) -> Self {
        Self { rule: Some(id), ..self }
    }

    const fn id_word(&self) -> &'static str {
        match self.tone {
            Tone::Danger => "error",
            Tone::Warning => "warning",
            Tone::Neutral | Tone::Info | Tone::Positive => "note",
        }
    }
}

/// How wide a control is: as wide as what belongs in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// A number or a code.
    Narrow,
    /// A name or an address.
    #[default]
    Medium,
    /// The whole line.
    Wide,
}

impl Width {
    /// The word in `data-width`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Medium => "medium",
            Self::Wide => "wide",
        }
    }
}

/// The name reduced to letters, digits and dashes: `contacts[0][first_name]` becomes `contacts-0-first-name`.
#[must_use]
pub fn field_id(name: &str) -> String {
    let words = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

impl Field {
    /// A field without hint, value or messages.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            id: field_id(&name),
            name,
            label: label.into(),
            ..Self::default()
        }
    }

    /// The same field with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// The same field with what was typed or chosen.
    #[must_use]
    pub fn value(self, value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            ..self
        }
    }

    /// The same field with what the checks say about it.
    #[must_use]
    pub fn messages(self, messages: Vec<Message>) -> Self {
        Self { messages, ..self }
    }

    /// The same field marked as optional by the given word.
    #[must_use]
    pub fn optional(self, word: impl Into<String>) -> Self {
        Self {
            optional: Some(word.into()),
            ..self
        }
    }

    /// The id of its control, to which the error summary links.
    #[must_use]
    pub fn control_id(&self) -> String {
        if self.id.is_empty() {
            format!("f-{}", field_id(&self.name))
        } else {
            format!("f-{}", self.id)
        }
    }

    /// Whether a message forbids going on.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.messages.iter().any(|message| message.tone == Tone::Danger)
    }

    pub(super) fn aria_invalid(&self) -> Option<&'static str> {
        self.is_wrong().then_some("true")
    }

    /// The worst tone among its messages, for the bar beside it.
    pub(super) fn tone_word(&self) -> Option<&'static str> {
        self.messages.iter().map(|message| message.tone).max().map(Tone::word)
    }

    /// The ids of hint and messages, in the order they are read.
    pub(super) fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.control_id()));
        let ids: Vec<_> = hint
            .into_iter()
            .chain(self.messages_with_ids().map(|(id, _)| id))
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The messages, worst first: `f-<id>-error`, then `f-<id>-error-2`.
    fn messages_with_ids(&self) -> impl Iterator<Item = (String, &Message)> {
        let mut messages: Vec<_> = self.messages.iter().collect();
        messages.sort_by_key(|message| std::cmp::Reverse(message.tone));
        let (control, mut earlier) = (self.control_id(), Vec::new());
        messages.into_iter().map(move |message| {
            let word = message.id_word();
            let nth = earlier.iter().filter(|other| **other == word).count() + 1;
            earlier.push(word);
            let id = if nth == 1 {
                format!("{control}-{word}")
            } else {
                format!("{control}-{word}-{nth}")
            };
            (id, message)
        })
    }

    /// The label's words with the mark for optional fields.
    pub(super) fn label_view(&self) -> AnyView {
        let optional = self
            .optional
            .clone()
            .map(|word| view! { " "<span class="field-optional">{word}</span> });
        view! { {self.label.clone()}{optional} }.into_any()
    }

    /// Hint and messages, between label and control.
    pub(super) fn help_view(&self) -> AnyView {
        let hint_id = format!("{}-hint", self.control_id());
        let hint = self
            .hint
            .clone()
            .map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> });
        let messages: Vec<_> = self
            .messages_with_ids()
            .map(|(id, message)| {
                view! {
                    <p class="field-message" id=id data-tone=message.tone.word() data-rule=message.rule>
                        <Icon name=message.tone.icon() />
                        <span>
                            <span class="visually-hidden">{message.prefix.clone()}" "</span>
                            {message.text.clone()}
                        </span>
                    </p>
                }
            })
            .collect();
        view! { {hint}{messages} }.into_any()
    }

    /// Label, help, control and whatever follows the control, for controls that have one label.
    pub(super) fn frame(&self, control: AnyView, after: Option<Children>) -> AnyView {
        let after = after.map(|after| view! { <div class="field-after">{after()}</div> });
        view! {
            <div class="field" data-tone=self.tone_word()>
                <label class="field-label" for=self.control_id()>{self.label_view()}</label>
                {self.help_view()}
                {control}
                {after}
            </div>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_letters_digits_and_dashes() {
        for (name, id) in [
            ("csr", "csr"),
            ("common_name", "common-name"),
            ("contacts[0][first_name]", "contacts-0-first-name"),
            ("names[]", "names"),
        ] {
            assert_eq!(field_id(name), id);
        }
    }

    #[test]
    fn a_field_is_described_by_its_hint_and_then_the_worst_message() {
        let field = Field::new("oin", "OIN").hint("20 digits").messages(vec![
            Message::new(Severity::Note, "Note:", "a"),
            Message::new(Severity::Error, "Error:", "b"),
            Message::new(Severity::Error, "Error:", "c"),
        ]);
        let expected = "f-oin-hint f-oin-error f-oin-error-2 f-oin-note";
        assert_eq!(field.described_by().as_deref(), Some(expected));
        assert_eq!(field.tone_word(), Some("danger"));
        assert_eq!(Field::new("oin", "OIN").described_by(), None);
    }
}
