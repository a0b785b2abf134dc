//! What is to be done with a placed order.

use leptos::prelude::*;

use super::super::fields::Fields;
use super::{Shown, people};
use crate::domain::change::form::{KEEP, SET};
use crate::domain::change::order::Dropped;
use crate::domain::change::order::form::REASONS;
use crate::domain::csr::Commands;
use crate::domain::order::CertificateRecord;
use crate::web::ui::{
    Checkbox, CodeBlock, Details, FileInput, RadioOption, Radios, Section, TextArea, TextInput, Width, breakable,
};

/// Why it is canceled.
pub(super) fn cancel(shown: &Shown) -> AnyView {
    let (words, field) = (shown.fields.words, shown.fields.fill("note"));
    let status = shown.order().and_then(|order| order.record.status.as_ref());
    let intro = words.text(match Dropped::of(status) {
        Dropped::Reissue => "action-section-cancel-reissue-intro",
        Dropped::Order | Dropped::Ready => "action-section-cancel-intro",
    });
    view! {
        <Section id="s-note" heading=words.text("action-section-cancel") intro>
            <TextArea field rows=4 spellcheck=true/>
        </Section>
    }
    .into_any()
}

/// A note on it.
pub(super) fn note(fields: &Fields) -> AnyView {
    let (words, field) = (fields.words, fields.fill("text"));
    view! {
        <Section id="s-note" heading=words.text("action-section-note") intro=words.text("action-section-note-intro")>
            <TextArea field rows=6 spellcheck=true/>
        </Section>
    }
    .into_any()
}

/// The CSR that was to follow.
pub(super) fn csr(shown: &Shown) -> AnyView {
    let words = shown.fields.words;
    let record = shown.order().map(|order| &order.record.certificate);
    let (name, names) = record
        .map(|certificate| (certificate.common_name.clone(), certificate.dns_names.join("\n")))
        .unwrap_or_default();
    let inputs = csr_inputs(&shown.fields, &name, &names);
    let ordered = record.map(CertificateRecord::names);
    let ordered = ordered.filter(|names| !names.is_empty()).map(|names| {
        let items = names.into_iter().map(|name| view! { <li>{breakable(name)}</li> });
        let items = items.collect_view();
        view! { <p>{words.text("action-section-csr-intro")}</p><ul>{items}</ul> }
    });
    view! {
        <Section id="s-csr" heading=words.text("action-section-csr")>
            {ordered}
            {inputs}
        </Section>
    }
    .into_any()
}

fn csr_inputs(fields: &Fields, common_name: &str, dns_names: &str) -> AnyView {
    let words = fields.words;
    let commands = Commands::new(common_name, dns_names, "");
    view! {
        <TextArea field=fields.fill("csr") rows=7 monospace=true/>
        <FileInput field=fields.fill_optional("csr_file") accept=".csr,.req,.p10,.pem,.txt,.der,.pub,application/pkcs10"/>
        <Details summary=words.text("csr-how")>
            <p>{words.text("csr-how-text")}</p>
            <CodeBlock label=words.text("csr-how-openssl") text=commands.openssl/>
            <CodeBlock label=words.text("csr-how-keytool") text=commands.keytool/>
        </Details>
    }
    .into_any()
}

/// The certificate once more: its names, and another key.
pub(super) fn reissue(fields: &Fields) -> AnyView {
    let words = fields.words;
    let inputs = csr_inputs(fields, &fields.value("common_name"), &fields.value("dns_names"));
    let (common_name, dns_names) = (fields.fill("common_name"), fields.fill_optional("dns_names"));
    let (keep_key, comments) = (fields.fill("keep_key"), fields.fill_optional("comments"));
    view! {
        <Section id="s-names" heading=words.text("action-section-names") intro=words.text("action-section-names-intro")>
            <TextInput field=common_name monospace=true width=Width::Wide/>
            <TextArea field=dns_names rows=4 monospace=true/>
        </Section>
        <Section id="s-csr" heading=words.text("action-section-csr") intro=words.text("action-section-new-key-intro")>
            {inputs}
            <Checkbox field=keep_key/>
        </Section>
        <Section id="s-comments" heading=words.text("action-section-comments")>
            <TextArea field=comments rows=3 spellcheck=true/>
        </Section>
    }
    .into_any()
}

/// Why it is revoked.
pub(super) fn revoke(fields: &Fields) -> AnyView {
    let words = fields.words;
    let options = REASONS.map(|reason| {
        let key = format!("revocation-reason-{}", reason.to_lowercase());
        RadioOption::new(reason, words.text(&key)).hint(words.text(&format!("{key}-hint")))
    });
    let (reason, comments) = (fields.fill("reason"), fields.fill_optional("comments"));
    view! {
        <Section id="s-reason" heading=words.text("action-section-reason") intro=words.text("action-section-reason-intro")>
            <Radios field=reason options=options.into_iter().collect()/>
            <TextArea field=comments rows=3 spellcheck=true/>
        </Section>
    }
    .into_any()
}

/// The people who get mail and calls about it.
pub(super) fn contacts(shown: &Shown) -> AnyView {
    let fields = &shown.fields;
    let words = fields.words;
    let has_technical = shown
        .order()
        .is_some_and(|order| order.record.technical_contact.is_some());
    let (keep, set) = if has_technical {
        ("technical-choice-keep", "technical-choice-change")
    } else {
        ("technical-choice-none", "technical-choice-set")
    };
    let options = vec![
        RadioOption::new(KEEP, words.text(keep)),
        RadioOption::new(SET, words.text(set)).reveal(people::without_extension(fields, "technical_contact")),
    ];
    let organization_contact = people::without_extension(fields, "organization_contact");
    let choice = fields.fill("technical_choice");
    view! {
        <Section id="s-organization-contact" heading=words.text("change-section-organization-contact") intro=words.text("action-section-organization-contact-intro")>
            {organization_contact}
        </Section>
        <Section id="s-technical-contact" heading=words.text("change-section-technical-contact") intro=words.text("action-section-technical-contact-intro")>
            <Radios field=choice options/>
        </Section>
    }
    .into_any()
}
