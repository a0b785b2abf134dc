//! Who it is for: the organization, its OIN, the container it is billed to.

use leptos::prelude::*;

use super::super::fields::Fields;
use super::suggestions;
use crate::connection::Choices;
use crate::islands::OinHint;
use crate::web::ui::{RadioOption, Radios, Section, Suggestions, TextInput, Width};
use crate::words::Words;

pub(super) fn organization(fields: Fields, choices: Choices) -> AnyView {
    let words = fields.words;
    let field = fields.fill("field-oin", "oin");
    let oin = view! {
        <TextInput field width=Width::Medium monospace=true>
            <OinHint input="f-oin".to_owned() registers=registers(words) counting=words.text("oin-counting") unknown=words.text("oin-unknown")/>
        </TextInput>
    };
    let options = vec![
        RadioOption::new("own", words.text("oin-own")).reveal(oin),
        RadioOption::new("digicert", words.text("oin-digicert")).hint(words.text("oin-digicert-hint")),
        RadioOption::new("exclude", words.text("oin-exclude")).hint(words.text("oin-exclude-hint")),
    ];
    view! {
        <Section id="s-organization" heading=words.text("section-organization") intro=words.text("section-organization-intro")>
            <TextInput field=fields.fill("field-organization", "organization") inputmode="numeric" width=Width::Narrow list="organizations"/>
            <Suggestions id="organizations" options=suggestions(&choices.organizations)/>
            <Radios field=fields.fill("field-oin-choice", "oin_choice") options/>
            <TextInput field=fields.fill_optional("field-container", "container") inputmode="numeric" width=Width::Narrow list="containers"/>
            <Suggestions id="containers" options=suggestions(&choices.containers)/>
        </Section>
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
