//! Turns a change and its findings into fields with labels, hints and messages.

use std::sync::Arc;

use super::typed::{self, Values};
use crate::domain::change::ChangeForm;
use crate::domain::findings::Findings;
use crate::web::findings::messages_of;
use crate::web::ui::{Field, Message};
use crate::words::Words;

/// Makes the fields of one form. Cheap to clone.
#[derive(Clone)]
pub(super) struct Fields {
    /// The texts.
    pub(super) words: Words,
    filled: Arc<(Values, Findings)>,
}

impl Fields {
    /// The fields of what was typed, with what was found; nothing before the form was checked.
    pub(super) fn new(words: Words, form: &ChangeForm, findings: Findings) -> Self {
        Self {
            words,
            filled: Arc::new((typed::values(form), findings)),
        }
    }

    /// The fields of values that are no change.
    pub(super) fn of_values(words: Words, values: Values, findings: Findings) -> Self {
        Self {
            words,
            filled: Arc::new((values, findings)),
        }
    }

    /// A field: its label is the text of its kind, its hint that of `<label>-hint`, where there is one.
    pub(super) fn fill(&self, name: &str) -> Field {
        let key = label_key(name);
        let mut field = Field::new(name, self.words.text(key)).value(self.value(name));
        field.hint = self.words.text_if_any(&format!("{key}-hint"));
        field.messages(self.about(name))
    }

    /// The same for a field that may be left empty.
    pub(super) fn fill_optional(&self, name: &str) -> Field {
        self.fill(name).optional(self.words.text("field-optional"))
    }

    /// The first value of that name.
    pub(super) fn value(&self, name: &str) -> String {
        typed::value(&self.filled.0, name)
    }

    /// Whether that is one of the values of that name.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.filled
            .0
            .iter()
            .any(|(known, found)| known == name && found == value)
    }

    /// How many rows of people there are.
    pub(super) fn rows(&self) -> usize {
        let is_there = |row: &usize| {
            let start = format!("people[{row}][");
            self.filled.0.iter().any(|(name, _)| name.starts_with(&start))
        };
        (0..).take_while(is_there).count()
    }

    /// What was found about something.
    pub(super) fn about(&self, name: &str) -> Vec<Message> {
        messages_of(self.words, &self.filled.1, name)
    }
}

/// The key of the label of a field or fact: that of its last part, as in `organization_contact[email]`.
pub(crate) fn label_key(name: &str) -> &'static str {
    let (place, part) = match name.strip_suffix(']').and_then(|name| name.rsplit_once('[')) {
        Some((place, part)) => (place, part),
        None => ("", name),
    };
    if place == "validation" {
        return "field-validation-kind";
    }
    if !place.is_empty() {
        return match part {
            "first_name" => "field-contact-first-name",
            "last_name" => "field-contact-last-name",
            "job_title" => "field-contact-job-title",
            "telephone" => "field-contact-telephone",
            "telephone_extension" => "field-contact-telephone-extension",
            _ => "field-contact-email",
        };
    }
    match part {
        "name" => "field-organization-name",
        "assumed_name" => "field-organization-assumed-name",
        "address" => "field-address",
        "address2" => "field-address2",
        "zip" => "field-zip",
        "city" => "field-city",
        "state" => "field-state",
        "country" => "field-country",
        "telephone" => "field-organization-telephone",
        "container" => "field-change-container",
        "organization" => "field-domain-organization",
        "dcv_method" => "field-dcv-method",
        "dcv_token" => "field-dcv-token",
        "dcv_sent" => "field-dcv-sent",
        "dcv_until" => "field-dcv-until",
        "is_active" => "field-is-active",
        "skip_duplicate_org_check" => "field-skip-duplicate-org-check",
        "technical_choice" => "field-technical-choice",
        "note" => "field-cancel-note",
        "text" | "note_text" => "field-order-note",
        "csr" => "field-csr",
        "csr_file" => "field-csr-file",
        "keep_key" => "field-keep-key",
        "common_name" => "field-common-name",
        "dns_names" => "field-dns-names",
        "comments" => "field-action-comments",
        "reason" | "revocation_reason" => "field-revocation-reason",
        "order_status" => "field-order-status",
        "csr_key" => "field-csr-key",
        "certificate_id" => "order-certificate-id",
        _ => "field-change-other",
    }
}
