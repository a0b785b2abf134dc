//! Who it is for: the organization, its OIN, the container it is billed to.

use leptos::prelude::*;

use super::super::fields::Fields;
use super::{countries, suggestions};
use crate::connection::Choices;
use crate::islands::OinHint;
use crate::web::ui::{Checkbox, RadioOption, Radios, Section, Select, Suggestions, TextInput, Width};
use crate::words::Words;

pub(super) fn organization(fields: Fields, choices: Choices) -> AnyView {
    let words = fields.words;
    let existing = view! {
        <TextInput field=fields.fill("field-organization", "organization") inputmode="numeric" width=Width::Narrow list="organizations"/>
        <Suggestions id="organizations" options=suggestions(&choices.organizations)/>
    };
    let organizations = vec![
        RadioOption::new("existing", words.text("organization-existing")).reveal(existing),
        RadioOption::new("new", words.text("organization-new"))
            .hint(words.text("organization-new-hint"))
            .reveal(new(fields.clone())),
    ];
    let oins = vec![
        RadioOption::new("own", words.text("oin-own")).reveal(number(&fields, "field-oin", "oin", "own")),
        RadioOption::new("kvk", words.text("oin-kvk")).reveal(number(&fields, "field-kvk-number", "kvk_number", "kvk")),
        RadioOption::new("rsin", words.text("oin-rsin")).reveal(number(&fields, "field-rsin", "rsin", "rsin")),
        RadioOption::new("digicert", words.text("oin-digicert")).hint(words.text("oin-digicert-hint")),
        RadioOption::new("exclude", words.text("oin-exclude")).hint(words.text("oin-exclude-hint")),
    ];
    view! {
        <Section id="s-organization" heading=words.text("section-organization") intro=words.text("section-organization-intro")>
            <Radios field=fields.fill("field-organization-choice", "organization_choice") options=organizations/>
            <Radios field=fields.fill("field-oin-choice", "oin_choice") options=oins/>
            <TextInput field=fields.fill_optional("field-container", "container") inputmode="numeric" width=Width::Narrow list="containers"/>
            <Suggestions id="containers" options=suggestions(&choices.containers)/>
        </Section>
    }
    .into_any()
}

/// All that DigiCert needs of a new organization (CertCentral: Create organization).
fn new(fields: Fields) -> AnyView {
    let words = fields.words;
    view! {
        <TextInput field=fields.fill("field-organization-name", "organization_name") width=Width::Wide/>
        <TextInput field=fields.fill_optional("field-organization-assumed-name", "organization_assumed_name") width=Width::Wide/>
        <TextInput field=fields.fill("field-address", "organization_address") width=Width::Wide/>
        <TextInput field=fields.fill_optional("field-address2", "organization_address2") width=Width::Wide/>
        <div class="field-grid">
            <TextInput field=fields.fill("field-zip", "organization_zip") width=Width::Narrow/>
            <TextInput field=fields.fill("field-city", "organization_city")/>
        </div>
        <TextInput field=fields.fill("field-state", "organization_state")/>
        <Select field=fields.fill("field-country", "organization_country") options=countries(words)/>
        <TextInput field=fields.fill("field-organization-telephone", "organization_telephone") kind="tel"/>
        <Checkbox field=fields.fill("field-skip-duplicate-org-check", "skip_duplicate_org_check")/>
    }
    .into_any()
}

/// A number an OIN is, or is made of, with what it comes to.
fn number(fields: &Fields, key: &str, name: &str, made_of: &str) -> AnyView {
    let words = fields.words;
    let (input, made_of) = (format!("f-{}", name.replace('_', "-")), made_of.to_owned());
    view! {
        <TextInput field=fields.fill(key, name) inputmode="numeric" width=Width::Medium monospace=true>
            <OinHint input made_of registers=registers(words) counting=words.text("oin-counting") unknown=words.text("oin-unknown")/>
        </TextInput>
    }
    .into_any()
}

/// The registers an OIN may come from, for the island: prefix and name.
fn registers(words: Words) -> Vec<(String, String)> {
    crate::domain::oin::Register::ALL
        .iter()
        .map(|register| {
            (
                register.prefix().to_owned(),
                words.text(&format!("register-{}", register.word())),
            )
        })
        .collect()
}
