//! The CSR: pasted, dropped or chosen, what stands in it, and how to make one.

use leptos::prelude::*;

use super::super::fields::Fields;
use crate::domain::csr::Commands;
use crate::domain::rules;
use crate::islands::{CsrReader, CsrWords, Reading};
use crate::web::ui::{Button, ButtonKind, CodeBlock, Details, FileInput, TextArea};
use crate::words::Words;

/// The field for the CSR and what belongs to it.
pub(super) fn csr(fields: &Fields) -> AnyView {
    let words = fields.words;
    let texts = csr_words(words);
    let typed = |name: &str| fields.value(name).to_owned();
    let (common_name, dns_names) = (typed("common_name"), typed("dns_names"));
    let field = fields.fill("field-csr", "csr");
    let is_checked = !field.messages.is_empty();
    let saved = Reading::of(&field.value, &common_name, &dns_names, &texts);
    let saved = if is_checked { saved.without_findings() } else { saved };
    let file = fields.fill("field-csr-file", "csr_file");
    view! {
        <TextArea field rows=7 monospace=true>
            <CsrReader words=texts.clone() saved_names=(common_name, dns_names) is_checked>
                {said(saved, &texts)}
            </CsrReader>
        </TextArea>
        <FileInput field=file accept=".csr,.req,.p10,.pem,.txt,.der,.pub,application/pkcs10"/>
        {how_to_make_one(fields)}
    }
    .into_any()
}

/// What is said of the saved text, for people without scripts.
fn said(saved: Reading, texts: &CsrWords) -> AnyView {
    let take = (!saved.offer.is_empty()).then(|| {
        let words = texts.take_names.clone();
        view! { <Button kind=ButtonKind::Secondary name="action".to_owned() value="take-names".to_owned() compact=true>{words}</Button> }
    });
    view! { <div class="csr-said">{saved.view()}{take}</div> }.into_any()
}

/// The texts for the browser, which has no catalogue: values stand in them as `[bits]`.
fn csr_words(words: Words) -> CsrWords {
    let about_csr = rules::ALL.iter().filter(|rule| rule.id.starts_with("csr-"));
    let template = |id: &str| {
        let values = ["bits", "key", "algorithm", "name", "email", "order"];
        let values = values.map(|value| (value, format!("[{value}]").into()));
        words.with(&format!("finding-{id}"), values)
    };
    CsrWords {
        findings: about_csr.map(|rule| (rule.id.to_owned(), template(rule.id))).collect(),
        severities: ["severity-error", "severity-warning", "severity-note"].map(|key| words.text(key)),
        facts: [
            "csr-fact-kind",
            "csr-fact-subject",
            "csr-fact-names",
            "csr-fact-key",
            "csr-fact-signature",
            "csr-fact-fingerprint",
        ]
        .map(|key| words.text(key)),
        sources: ["csr-is-request", "csr-is-public-key"].map(|key| words.text(key)),
        signatures: ["csr-signature-right", "csr-signature-bad", "csr-signature-unknown"].map(|key| words.text(key)),
        take_names: words.text("csr-take-names"),
    }
}

/// The commands that make a CSR for this draft.
fn how_to_make_one(fields: &Fields) -> AnyView {
    let words = fields.words;
    let commands = Commands::new(
        fields.value("common_name"),
        fields.value("dns_names"),
        fields.value("organization_name"),
    );
    view! {
        <Details summary=words.text("csr-how")>
            <p>{words.text("csr-how-text")}</p>
            <CodeBlock label=words.text("csr-how-openssl") text=commands.openssl/>
            <CodeBlock label=words.text("csr-how-keytool") text=commands.keytool/>
            <CodeBlock label=words.text("csr-how-inf") text=commands.certreq_inf/>
            <CodeBlock label=words.text("csr-how-certreq") text=commands.certreq/>
        </Details>
    }
    .into_any()
}
