//! Organizations and domains on the control page, and what can be done about their validation.

use maud::{Markup, html};

use super::{forms::Fields, tables::table};
use crate::sandbox::{
    control::{
        form::{FormName, Trouble},
        parties::{self, Row},
    },
    shared::Shared,
};

/// How many rows are shown.
const ROWS_SHOWN: usize = 200;

/// What can be done to the validations of an organization.
const ORGANIZATION_ACTIONS: [(&str, &str); 6] = [
    ("validate", "All of it is in order"),
    ("details", "Only what is ticked below was looked at"),
    ("verify", "The verified contacts have answered"),
    ("reject", "It is refused"),
    ("expire", "It is over since yesterday"),
    ("restart", "It begins again"),
];

/// The validations there are.
const TYPES: [(&str, &str); 7] = [
    ("", "All there are"),
    ("ov", "Organization, for orders"),
    ("ev", "Extended"),
    ("cs", "Code signing"),
    ("ev_cs", "Extended code signing"),
    ("ds", "Document signing"),
    ("smime", "Mail"),
];

/// What is looked at during a validation.
const DETAILS: [(&str, &str); 5] = [
    ("organization_type", "What kind of organization it is"),
    ("organization_status", "Whether it exists"),
    ("address_verification", "Its address"),
    ("blacklist_fraud", "Lists of fraud"),
    ("request_authenticity", "Whether the request is its own"),
];

/// What can be done to a domain.
const DOMAIN_ACTIONS: [(&str, &str); 5] = [
    ("publish", "Its owner publishes the record or file"),
    ("unpublish", "Its owner takes the record or file away"),
    ("answer-mail", "Its owner answers the mail"),
    ("validate", "It is validated at once"),
    ("expire", "Its validation is over since yesterday"),
];

/// The organizations and the form for their validations.
pub(super) fn organizations(shared: &Shared, trouble: Option<&Trouble>) -> Markup {
    let fields = Fields::of(FormName::Organization, trouble);
    html! {
        h2 #organizations { "Organizations" }
        (rows("Organizations and their validations", &parties::organizations(shared)))
        (fields.trouble())
        form method="post" action="/control/organizations" aria-label="Move a validation" {
            (fields.input("organization", "id", "Organization", "Its number, such as 2042714.", None))
            (fields.select("organization-action", "action", "What is to happen", &ORGANIZATION_ACTIONS, None))
            (fields.select("organization-type", "type", "To which validation", &TYPES, None))
            fieldset {
                legend { "Looked at" }
                @for (name, meaning) in DETAILS {
                    label .tick for=(name) {
                        input id=(name) type="checkbox" name="done" value=(name);
                        " " (meaning)
                    }
                }
            }
            button { "Move the validation" }
        }
    }
}

/// The domains and the form for what their owners do.
pub(super) fn domains(shared: &Shared, trouble: Option<&Trouble>) -> Markup {
    let fields = Fields::of(FormName::Domain, trouble);
    html! {
        h2 #domains { "Domains" }
        (rows("Domains and how control is proven", &parties::domains(shared)))
        (fields.trouble())
        form method="post" action="/control/domains" aria-label="Move a domain" {
            (fields.input("domain", "id", "Domain", "Its number, such as 4815005.", None))
            (fields.select("domain-action", "action", "What happens to it", &DOMAIN_ACTIONS, None))
            (fields.input("value", "value", "Published", "Empty: the random value that is waited for.", None))
            button { "Move the domain" }
        }
    }
}

/// A table of what is not simply active comes first, for that is what a person looks for.
fn rows(label: &str, rows: &[Row]) -> Markup {
    let is_settled = |row: &&Row| row.validations.iter().all(|(_, status, _)| *status == "active");
    let mut sorted: Vec<&Row> = rows.iter().collect();
    sorted.sort_by_key(is_settled);
    let shown = html! {
        @for row in sorted.iter().take(ROWS_SHOWN) {
            tr {
                td { (row.id) }
                td { (row.name) }
                td {
                    @for (place, (kind, status, note)) in row.validations.iter().enumerate() {
                        @if place > 0 { "; " }
                        (kind) " " (status) ", " (note)
                    }
                    @if row.validations.is_empty() { "–" }
                }
            }
        }
    };
    html! {
        @if rows.len() > ROWS_SHOWN { p { "The first " (ROWS_SHOWN) " of " (rows.len()) " are shown." } }
        (table(label, &["Number", "Name", "Validation"], &shown))
    }
}
