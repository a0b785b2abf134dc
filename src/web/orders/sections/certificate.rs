//! What is signed: the CSR, the hash, and the platform it is for.

use leptos::prelude::*;

use super::super::fields::Fields;
use super::{plain, suggestions};
use crate::connection::Choices;
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::web::ui::{Section, Select, Suggestions, TextArea, TextInput, Width};

pub(super) fn certificate(fields: Fields, choices: Choices) -> AnyView {
    let words = fields.words;
    view! {
        <Section id="s-certificate" heading=words.text("section-certificate") intro=words.text("section-certificate-intro")>
            <TextArea field=fields.fill("field-csr", "csr") rows=7 monospace=true/>
            <Select field=fields.fill("field-signature-hash", "signature_hash") options=plain(PRIVATE_SERVICES_SERVER.signature_hashes) width=Width::Narrow/>
            <TextInput field=fields.fill_optional("field-server-platform", "server_platform") inputmode="numeric" width=Width::Narrow list="platforms"/>
            <Suggestions id="platforms" options=suggestions(&choices.platforms)/>
        </Section>
    }
    .into_any()
}
