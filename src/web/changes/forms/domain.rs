//! Domains: a new one, its validation, and how control of it is proven.

use leptos::prelude::*;

use super::super::fields::Fields;
use super::{Shown, container, suggestions, validation};
use crate::domain::directory::DcvMethod;
use crate::web::ui::{RadioOption, Radios, Section, Suggestions, TextInput, Width};

/// A whole new domain (CertCentral: Add domain).
pub(super) fn new(shown: &Shown) -> AnyView {
    let fields = &shown.fields;
    let words = fields.words;
    let mut name = fields.fill("name");
    name.label = words.text("field-domain-name");
    name.hint = Some(words.text("field-domain-name-hint"));
    let options = suggestions(&shown.choices.organizations);
    let organization = fields.fill("organization");
    let (container, submission) = (container(shown), submission(shown));
    view! {
        <Section id="s-domain" heading=words.text("change-section-domain") intro=words.text("change-section-domain-intro")>
            <TextInput field=name monospace=true width=Width::Wide/>
            <TextInput field=organization inputmode="numeric" width=Width::Narrow list="organizations"/>
            <Suggestions id="organizations" options/>
            {container}
        </Section>
        {submission}
    }
    .into_any()
}

/// What for, and how control is to be proven.
pub(super) fn submission(shown: &Shown) -> AnyView {
    let words = shown.fields.words;
    let (kinds, method) = (validation::kinds(&shown.fields), method(&shown.fields));
    view! {
        <Section id="s-validation" heading=words.text("change-section-validation") intro=words.text("change-section-domain-validation-intro")>
            {kinds}
        </Section>
        {method}
    }
    .into_any()
}

/// How control is to be proven.
pub(super) fn method(fields: &Fields) -> AnyView {
    let words = fields.words;
    let options = DcvMethod::ALL.map(|method| {
        let key = format!("dcv-method-{}", method.word());
        RadioOption::new(method.word(), words.text(&key))
            .hint(words.text(&format!("dcv-method-hint-{}", method.word())))
    });
    let field = fields.fill("dcv_method");
    view! {
        <Section id="s-method" heading=words.text("change-section-method") intro=words.text("change-section-method-intro")>
            <Radios field=field options=options.into_iter().collect()/>
        </Section>
    }
    .into_any()
}
