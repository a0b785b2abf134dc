//! What is signed: the CSR, the hash, and the platform it is for.

use leptos::prelude::*;

use super::super::fields::Fields;
use super::csr::csr;
use super::{plain, suggestions};
use crate::connection::Choices;
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::web::ui::{RadioOption, Radios, Section, Select, Suggestions, TextInput, Width};

pub(super) fn certificate(fields: Fields, choices: Choices) -> AnyView {
    let words = fields.words;
    let options = vec![
        RadioOption::new("now", words.text("csr-now")).reveal(csr(&fields)),
        RadioOption::new("later", words.text("csr-later")).hint(words.text("csr-later-hint")),
    ];
    view! {
        <Section id="s-certificate" heading=words.text("section-certificate") intro=words.text("section-certificate-intro")>
            <Radios field=fields.fill_or("field-csr-choice", "csr_choice", "now") options/>
            <Select field=fields.fill("field-signature-hash", "signature_hash") options=plain(PRIVATE_SERVICES_SERVER.signature_hashes) width=Width::Narrow/>
            <TextInput field=fields.fill_optional("field-server-platform", "server_platform") inputmode="numeric" width=Width::Narrow list="platforms"/>
            <Suggestions id="platforms" options=suggestions(&choices.platforms)/>
        </Section>
    }
    .into_any()
}
