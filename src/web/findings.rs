//! What the checks found, in words: beside a field and in the summary on top.

use crate::domain::findings::{Finding, Findings, Severity};
use crate::domain::order::refusal;
use crate::domain::rules;
use crate::web::ui::{Message, SummaryItem};
use crate::words::Words;

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

/// The errors for the summary on top, in the order of the page.
pub(crate) fn summary(words: Words, findings: &Findings) -> Vec<SummaryItem> {
    findings
        .with_severity(Severity::Error)
        .map(|finding| SummaryItem {
            field: finding.field.clone(),
            text: sentence(words, finding),
        })
        .collect()
}
