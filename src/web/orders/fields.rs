//! Turns a form and its findings into fields with labels, hints and messages.

use std::sync::Arc;

use crate::domain::directory::OrganizationDetails;
use crate::domain::findings::{Finding, Findings};
use crate::domain::ids::OrderId;
use crate::domain::order::form::contact_field_name;
use crate::domain::order::{OrderForm, Section};
use crate::domain::rules;
use crate::web::findings::messages;
use crate::web::ui::{Field, Message, field_id};
use crate::words::Words;

/// Makes the fields of one form. Cheap to clone.
#[derive(Clone)]
pub(super) struct Fields {
    /// The texts.
    pub(super) words: Words,
    checked: Arc<(OrderForm, Findings)>,
}

impl Fields {
    /// The fields of what was typed, with what the checks found; nothing before the form was checked.
    pub(super) fn new(words: Words, form: OrderForm, findings: Findings) -> Self {
        Self {
            words,
            checked: Arc::new((form, findings)),
        }
    }

    /// What was typed.
    pub(super) fn form(&self) -> &OrderForm {
        &self.checked.0
    }

    /// A plain field: its label is the text of `key`, its hint that of `<key>-hint`, where there is one.
    pub(super) fn fill(&self, key: &str, name: &str) -> Field {
        let value = self.checked.0.field(name).unwrap_or_default();
        self.field(key, name.to_owned(), value)
    }

    /// The same for a question that has an answer even where none was given, as in drafts older than the question.
    pub(super) fn fill_or(&self, key: &str, name: &str, answer: &str) -> Field {
        let field = self.fill(key, name);
        if field.value.trim().is_empty() {
            return field.value(answer);
        }
        field
    }

    /// What stands in a plain field.
    pub(super) fn value(&self, name: &str) -> &str {
        self.checked.0.field(name).unwrap_or_default()
    }

    /// What was typed of a new organization; none where an existing one is named.
    pub(super) fn new_organization(&self) -> Option<OrganizationDetails> {
        self.checked.0.new_organization()
    }

    /// Whether something stands in a plain field.
    pub(super) fn is_filled(&self, name: &str) -> bool {
        self.checked.0.field(name).is_some_and(|value| !value.trim().is_empty())
    }

    /// The same for a field that may be left empty.
    pub(super) fn fill_optional(&self, key: &str, name: &str) -> Field {
        self.fill(key, name).optional(self.words.text("field-optional"))
    }

    /// A field of a contact.
    pub(super) fn fill_contact(&self, key: &str, row: usize, name: &str) -> Field {
        let value = self
            .checked
            .0
            .contacts
            .get(row)
            .and_then(|contact| contact.field(name))
            .unwrap_or_default();
        self.field(key, contact_field_name(row, name), value)
    }

    fn field(&self, key: &str, name: String, value: &str) -> Field {
        let mut field = Field::new(name.clone(), self.words.text(key)).value(value);
        field.hint = self.words.text_if_any(&format!("{key}-hint"));
        field.messages(messages(self.words, self.checked.1.of(&name)))
    }

    /// What the checks say about the contacts as a whole.
    pub(super) fn about_contacts(&self) -> Vec<Message> {
        messages(self.words, self.checked.1.of("contacts"))
    }
}

/// What people call a field of the form, with whose it is where it is of a contact; none of what is no field of it.
pub(super) fn label_of(words: Words, name: &str) -> Option<String> {
    let known = |name: &str| words.text_if_any(&format!("field-{}", name.replace('_', "-")));
    let of_contact = name
        .strip_prefix("contacts[")
        .and_then(|rest| rest.strip_suffix(']')?.split_once("]["));
    if let Some((row, field)) = of_contact {
        let number = row.parse::<usize>().ok()?.saturating_add(1);
        let contact = words.with("contact-number", [("number", number.into())]);
        let label = known(&format!("contact_{}", field.trim_start_matches("contact_")))?;
        return Some(format!("{contact}, {}", lower(&label)));
    }
    // An address is asked for in the same words, whose ever it is.
    let of_address = || name.strip_prefix("organization_").or(name.strip_prefix("billing_"));
    known(name).or_else(|| known(of_address()?))
}

/// A label within a sentence: "User number" becomes "user number", and "CSR" stays.
fn lower(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.as_str()) {
        (Some(first), rest) if rest.starts_with(char::is_lowercase) || rest.starts_with('-') => {
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => label.to_owned(),
    }
}

/// What was found in one section. A private key that was pasted there is told there too; its finding belongs to the
/// CSR, for which it was meant.
pub(super) fn of_section(findings: &Findings, section: Section) -> Findings {
    let mut found = findings.only(|finding| Section::of_field(&finding.field) == Some(section));
    if section != Section::Certificate && findings.names(&rules::CSR_IS_PRIVATE_KEY) {
        found.add(&rules::CSR_IS_PRIVATE_KEY, "");
    }
    found
}

/// The address of a finding's field, on the page of its section; none where it belongs to no field.
pub(super) fn finding_address(order: OrderId, finding: &Finding) -> Option<String> {
    let section = Section::of_field(&finding.field)?;
    let (word, id) = (section.word(), field_id(&finding.field));
    Some(format!("/orders/{order}/edit/{word}#f-{id}"))
}

/// The address of a field, on the page of its section, from which one comes back to the check page.
pub(super) fn field_address(order: OrderId, field: &str) -> String {
    let id = field_id(field);
    match Section::of_field(field) {
        Some(section) => format!("/orders/{order}/edit/{}?from=check#f-{id}", section.word()),
        None => format!("/orders/{order}/edit#f-{id}"),
    }
}
