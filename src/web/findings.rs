//! What the checks found, in words: beside a field and in the summary on top.

use crate::domain::findings::{Finding, Findings, Severity};
use crate::domain::order::refusal;
use crate::domain::rules::{self, Rule};
use crate::web::ui::{Message, SummaryItem};
use crate::words::Words;

/// Rules that say the same of several fields.
static OF_SEVERAL_FIELDS: [&Rule; 14] = [
    &rules::ORGANIZATION_DETAIL_MISSING,
    &rules::TEXT_TOO_LONG,
    &rules::COUNTRY_UNKNOWN,
    &rules::POSTAL_CODE_SHAPE,
    &rules::CONTACT_TYPE_MISSING,
    &rules::CONTACT_DETAIL_MISSING,
    &rules::CONTACT_USER_NOT_A_NUMBER,
    &rules::CONTACT_TYPE_TWICE,
    &rules::PERSON_DETAIL_MISSING,
    &rules::EMAIL_SHAPE,
    &rules::TELEPHONE_SHAPE,
    &rules::BILLING_DETAIL_MISSING,
    &rules::EXTRA_SWITCHED_OFF,
    &rules::EXTRA_NOT_IN_REFERENCE,
];

/// The name of a finding's field, where its sentence does not tell which is meant.
fn label(finding: &Finding, labels: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let is_needed = OF_SEVERAL_FIELDS.iter().any(|rule| rule.id == finding.rule.id);
    labels(&finding.field).filter(|_| is_needed)
}

/// The sentence of a finding in a list, where no field stands beside it.
pub(crate) fn listed(words: Words, finding: &Finding, labels: &dyn Fn(&str) -> Option<String>) -> String {
    let sentence = sentence(words, finding);
    match label(finding, labels) {
        Some(label) => format!("{label}: {sentence}"),
        None => sentence,
    }
}

/// The sentence of a finding.
pub(crate) fn sentence(words: Words, finding: &Finding) -> String {
    if let Some(key) = refused_key(finding) {
        return words.text(&key);
    }
    let values = finding.args.iter().map(|(name, value)| (*name, value.as_str().into()));
    words.with(&finding.message_key(), values)
}

/// What the findings say about a field.
pub(crate) fn messages_of(words: Words, findings: &Findings, field: &str) -> Vec<Message> {
    messages(words, findings.of(field))
}

/// The key of our own words for an error of DigiCert's whose code is known.
fn refused_key(finding: &Finding) -> Option<String> {
    if finding.rule.id != rules::REFUSED_BY_DIGICERT.id {
        return None;
    }
    let (_, code) = finding.args.iter().find(|(name, _)| *name == "code")?;
    let code = refusal::documented(code)?;
    Some(format!("refused-{}", code.replace(['_', '|'], "-")))
}

/// Findings as messages beside a field.
pub(crate) fn messages<'a>(words: Words, findings: impl Iterator<Item = &'a Finding>) -> Vec<Message> {
    findings
        .map(|finding| {
            let prefix = match finding.severity() {
                Severity::Error => words.text("severity-error"),
                Severity::Warning => words.text("severity-warning"),
                Severity::Note => words.text("severity-note"),
            };
            Message::new(finding.severity(), prefix, sentence(words, finding)).rule(finding.rule.id)
        })
        .collect()
}

/// The errors for the summary on top, in the order of the page. `labels` are the names of the form's fields.
pub(crate) fn summary(words: Words, findings: &Findings, labels: &dyn Fn(&str) -> Option<String>) -> Vec<SummaryItem> {
    findings
        .with_severity(Severity::Error)
        .map(|finding| SummaryItem {
            field: finding.field.clone(),
            label: label(finding, labels),
            text: sentence(words, finding),
        })
        .collect()
}
