//! The settings on the control page.

use maud::{Markup, html};
use serde_json::Value;

use super::forms::{Fields, button};
use crate::sandbox::{
    control::{
        form::{FormName, Trouble},
        settings,
    },
    shared::Shared,
};

/// The documented forms of the answer to an order, and what each means.
const ANSWER_FORMS: [(&str, &str); 5] = [
    ("natural", "What follows from the order"),
    ("without-domains", "Without the list of domains"),
    ("needs-approval", "The order needs approval"),
    ("requests", "As sibling products answer"),
    ("issued", "Issued at once, with the chain"),
];

/// The gates an order can be stopped at.
const GATES: [(&str, &str); 7] = [
    ("", "Nowhere"),
    ("approval", "The approval of its request"),
    ("csr", "Its signing request"),
    ("organization", "The validation of its organization"),
    ("verified_contact", "The answer of its verified contacts"),
    ("domain", "The proof of control over its domains"),
    ("issuance", "Its certificate"),
];

/// Settings that are on or off, and what each does when it is on.
const SWITCHES: [(&str, &str); 15] = [
    (
        "empty_alternate",
        "Looking up an unknown reference answers an empty list",
    ),
    ("multi_year_plans", "The account has Multi-year Plans"),
    ("rate_limits", "The number of requests is limited"),
    ("reissues_need_approval", "A reissue waits for approval"),
    ("revocations_need_approval", "A revocation waits for approval"),
    ("ignore_reference", "Orders are taken without keeping their reference"),
    ("without_csr", "An order is shown without its signing request"),
    (
        "update_wipes",
        "An update of an organization wipes the optional members it leaves out",
    ),
    (
        "reuse_duplicates",
        "A new organization that exists answers the known one",
    ),
    ("drop_empty_lists", "An empty list drops its key"),
    ("leave_out_nulls", "What is unknown is absent rather than null"),
    ("text_booleans", "Inside a nested organization booleans are text"),
    ("text_ids", "Ids are text"),
    (
        "lists_for_empty_objects",
        "An object with nothing in it is an empty list",
    ),
    ("upper_case_countries", "Countries are in capital letters"),
];

/// The settings, to be changed.
pub(super) fn settings(shared: &Shared, trouble: Option<&Trouble>) -> Markup {
    let fields = Fields::of(FormName::Settings, trouble);
    let now = settings::show(shared);
    let seconds = |name: &str| now.get(name).filter(|after| !after.is_null()).map(Value::to_string);
    let form = now.get("answer_form").and_then(Value::as_str);
    // A field that was emptied must not be filled again with what is set.
    let issue = seconds("issue_after").filter(|_| !fields.is_typed());
    let validate = seconds("validate_after").filter(|_| !fields.is_typed());
    let step = seconds("step_after").filter(|_| !fields.is_typed());
    let stop = now.get("stop_at").and_then(Value::as_str);
    html! {
        h2 #settings { "Settings" }
        p { "They do not outlast a restart." }
        (fields.trouble())
        form method="post" action="/control/settings" aria-labelledby="settings" {
            (fields.input(
                "issue-after", "issue_after", "Seconds until a certificate",
                "From a complete order on; empty: no order is issued by itself.", issue.as_deref(),
            ))
            (fields.input(
                "validate-after", "validate_after", "Seconds until a validation",
                "From its request on; empty: nothing is validated by itself.", validate.as_deref(),
            ))
            (fields.input(
                "step-after", "step_after", "Seconds between steps",
                "From one step of an order to the next; empty: all of them come with the certificate.",
                step.as_deref(),
            ))
            (fields.select("stop-at", "stop_at", "Where orders stop", &GATES, stop))
            (fields.select("answer-form", "answer_form", "Answer to an order", &ANSWER_FORMS, form))
            @for (name, meaning) in SWITCHES {
                (fields.tick(name, name, meaning, now.get(name) == Some(&Value::Bool(true))))
            }
            button { "Save the settings" }
        }
        (button("limits", "DELETE", "Forget the requests counted for the limits"))
    }
}
