//! Rules about the members that the reference does not list: refused where they are switched off, read where they are
//! on.

use super::{filled, number};
use crate::domain::contact::is_email;
use crate::domain::findings::Findings;
use crate::domain::ids::RemoteOrderId;
use crate::domain::order::OrderForm;
use crate::domain::order::request::Extras;
use crate::domain::order::switches::{Extra, Switches};
use crate::domain::rules;

/// The members that are switched on and filled in.
pub(super) fn check(form: &OrderForm, switches: Switches, findings: &mut Findings) -> Extras {
    let mut extras = Extras::default();
    for extra in Extra::ALL {
        let field = extra.word();
        let Some(typed) = form.field(field).and_then(filled) else {
            continue;
        };
        if !switches.allow_extra(extra) {
            findings.add(&rules::EXTRA_SWITCHED_OFF, field);
            continue;
        }
        findings.add(&rules::EXTRA_NOT_IN_REFERENCE, field);
        match extra {
            Extra::Comments => extras.comments = Some(typed),
            Extra::AdditionalEmails => extras.additional_emails = emails(&typed, findings),
            Extra::CustomFields => extras.custom_fields = custom_fields(&typed, findings),
            Extra::RenewalOfOrderId => {
                let rule = &rules::RENEWAL_NOT_A_NUMBER;
                let id = number(&typed, field, rule, findings).and_then(|id| id.parse().ok());
                extras.renewal_of_order_id = id.map(RemoteOrderId);
            }
        }
    }
    extras
}

/// Addresses parted by commas, semicolons or white space.
fn emails(typed: &str, findings: &mut Findings) -> Vec<String> {
    let emails: Vec<String> = typed
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .filter(|email| !email.is_empty())
        .map(str::to_owned)
        .collect();
    for email in emails.iter().filter(|email| !is_email(email)) {
        let args = vec![("email", email.clone())];
        findings.add_with(&rules::ADDITIONAL_EMAIL_SHAPE, "additional_emails", args);
    }
    emails
}

/// Lines of a number, a colon and a value.
fn custom_fields(typed: &str, findings: &mut Findings) -> Vec<(i64, String)> {
    let mut fields = Vec::new();
    for line in typed.lines().filter(|line| !line.trim().is_empty()) {
        let field = line
            .split_once([':', '='])
            .and_then(|(id, value)| Some((id.trim().parse().ok().filter(|id| *id > 0)?, filled(value)?)));
        match field {
            Some(field) => fields.push(field),
            None => {
                let args = vec![("line", line.trim().to_owned())];
                findings.add_with(&rules::CUSTOM_FIELD_SHAPE, "custom_fields", args);
            }
        }
    }
    fields
}
