//! What the certificate is for: whose domain, the common name, further names.

use leptos::prelude::*;

use super::super::fields::Fields;
use crate::islands::NamesPreview;
use crate::web::ui::{RadioOption, Radios, Section, TextArea, TextInput, Width};

pub(super) fn names(fields: Fields) -> AnyView {
    let words = fields.words;
    let options = vec![
        RadioOption::new("own", words.text("domain-own")),
        RadioOption::new("qvtl", words.text("domain-qvtl")).hint(words.text("domain-qvtl-hint")),
    ];
    view! {
        <Section id="s-names" heading=words.text("section-names") intro=words.text("section-names-intro")>
            <Radios field=fields.fill("field-domain-choice", "domain_choice") options/>
            <TextInput field=fields.fill("field-common-name", "common_name") inputmode="url" width=Width::Wide/>
            <TextArea field=fields.fill_optional("field-dns-names", "dns_names") rows=3>
                <NamesPreview common_name="f-common-name".to_owned() names="f-dns-names".to_owned() heading=words.text("names-preview")/>
            </TextArea>
        </Section>
    }
    .into_any()
}
