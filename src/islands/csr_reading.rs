//! What is said of a CSR: what stands in it, and what the check finds. The server says it of what was saved, the browser
//! of what is being typed; both by this code.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::csr::{Csr, CsrFault, Signature, Source};
use crate::domain::findings::{Finding, Findings, Severity};
use crate::domain::names::{as_used, tidy, tidy_list, to_ascii};
use crate::domain::order::check::csr::{check_text, rule_of};
use crate::domain::order::form::NamesOffer;
use crate::domain::product::PRIVATE_SERVICES_SERVER;

/// The texts, in the person's language. Values stand in them as `[bits]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsrWords {
    /// Ids of rules, and what is said when they are broken.
    pub findings: Vec<(String, String)>,
    /// What screen readers say before an error, a warning and a note.
    pub severities: [String; 3],
    /// What the facts are called: what it is, subject, names, key, signature, fingerprint.
    pub facts: [String; 6],
    /// What it is: a request, a public key.
    pub sources: [String; 2],
    /// What became of the verification: right, wrong, not checked.
    pub signatures: [String; 3],
    /// The button that takes the names over.
    pub take_names: String,
}

/// One finding as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    rule: &'static str,
    tone: &'static str,
    prefix: String,
    sentence: String,
}

/// What is said of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    facts: Vec<(String, String)>,
    findings: Vec<Said>,
    /// The names that can be taken over.
    pub offer: NamesOffer,
}

impl Reading {
    /// Reads a text beside the names as they are typed. Of no text nothing is said.
    #[must_use]
    pub fn of(text: &str, common_name: &str, dns_names: &str, words: &CsrWords) -> Self {
        if text.trim().is_empty() {
            return Self::default();
        }
        let first = Some(to_ascii(&tidy(common_name))).filter(|name| !name.is_empty());
        let further: Vec<_> = tidy_list(dns_names).iter().map(|name| to_ascii(name)).collect();
        let mut findings = Findings::default();
        let names = as_used(first.as_deref(), &further);
        let csr = check_text(text, &names, &PRIVATE_SERVICES_SERVER, &mut findings);
        Self {
            facts: csr.as_ref().map(|csr| words.facts_of(csr)).unwrap_or_default(),
            findings: findings.iter().map(|finding| words.say(finding)).collect(),
            offer: csr
                .map(|csr| NamesOffer::of(&csr, common_name, dns_names))
                .unwrap_or_default(),
        }
    }

    /// What is said of a file that is no CSR.
    #[must_use]
    pub fn of_fault(fault: CsrFault, words: &CsrWords) -> Self {
        let finding = Finding {
            rule: rule_of(fault),
            field: String::new(),
            args: Vec::new(),
        };
        Self {
            findings: vec![words.say(&finding)],
            ..Self::default()
        }
    }

    /// The same without the findings, where they stand elsewhere.
    #[must_use]
    pub fn without_findings(self) -> Self {
        Self {
            findings: Vec::new(),
            ..self
        }
    }

    /// The facts as a list, below the findings.
    #[must_use]
    pub fn view(self) -> AnyView {
        let findings = self.findings.into_iter().map(|said| {
            view! {
                <p class="csr-message" data-tone=said.tone data-rule=said.rule>
                    <span><span class="visually-hidden">{said.prefix}" "</span>{said.sentence}</span>
                </p>
            }
        });
        let facts: Vec<_> = self
            .facts
            .into_iter()
            .map(|(term, value)| view! { <div class="data-list-row"><dt>{term}</dt><dd class="data-list-value">{value}</dd></div> })
            .collect();
        let facts = (!facts.is_empty()).then(|| view! { <dl class="data-list">{facts}</dl> });
        view! { {findings.collect_view()}{facts} }.into_any()
    }
}

impl CsrWords {
    fn say(&self, finding: &Finding) -> Said {
        let id = finding.rule.id;
        let template = self.findings.iter().find(|(known, _)| known == id);
        let template = template.map_or(id, |(_, text)| text.as_str()).to_owned();
        let [error, warning, note] = &self.severities;
        let (tone, prefix) = match finding.severity() {
            Severity::Error => ("danger", error),
            Severity::Warning => ("warning", warning),
            Severity::Note => ("info", note),
        };
        Said {
            rule: id,
            tone,
            prefix: prefix.clone(),
            sentence: finding.args.iter().fold(template, |text, (name, value)| {
                text.replace(&format!("[{name}]"), value)
            }),
        }
    }

    fn facts_of(&self, csr: &Csr) -> Vec<(String, String)> {
        let [kind, subject, names, key, signature, fingerprint] = &self.facts;
        let [request, public_key] = &self.sources;
        let [right, wrong, not_checked] = &self.signatures;
        let details = &csr.details;
        let parts: Vec<_> = details
            .subject
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let all_names: Vec<_> = [&details.dns_names, &details.other_names, &details.email_names]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let verified = match csr.verify() {
            Signature::Verified => right,
            Signature::Wrong => wrong,
            Signature::NotChecked | Signature::Absent => not_checked,
        };
        let signed = csr.signed_with.as_ref();
        let facts = [
            (
                kind,
                match csr.source {
                    Source::Request => request.clone(),
                    Source::PublicKey => public_key.clone(),
                },
            ),
            (subject, parts.join(", ")),
            (names, all_names.join(", ")),
            (key, csr.key.to_string()),
            (
                signature,
                signed
                    .map(|with| format!("{} – {verified}", with.name))
                    .unwrap_or_default(),
            ),
            (fingerprint, csr.spki_sha256()),
        ];
        let filled = facts.into_iter().filter(|(_, value)| !value.is_empty());
        filled.map(|(name, value)| (name.clone(), value)).collect()
    }
}
