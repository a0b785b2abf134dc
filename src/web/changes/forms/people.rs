//! People named at an organization.

use leptos::prelude::*;

use super::super::fields::Fields;
use super::Shown;
use crate::domain::change::check::field_name;
use crate::domain::change::form::{KEEP, REMOVE, SET};
use crate::web::ui::{RadioOption, Radios, Section, TextInput, Width};

/// The details of one person, whole: what is left out is wiped at DigiCert.
pub(in crate::web::changes) fn person(fields: &Fields, place: &str) -> AnyView {
    details(fields, place, true)
}

/// The same for the contacts of an order, who have no extension.
pub(super) fn without_extension(fields: &Fields, place: &str) -> AnyView {
    details(fields, place, false)
}

fn details(fields: &Fields, place: &str, has_extension: bool) -> AnyView {
    let name = |part: &str| field_name(place, part);
    let extension = has_extension.then(|| {
        view! { <TextInput field=fields.fill_optional(&name("telephone_extension")) width=Width::Narrow/> }
    });
    view! {
        <div class="field-grid">
            <TextInput field=fields.fill(&name("first_name"))/>
            <TextInput field=fields.fill(&name("last_name"))/>
        </div>
        <TextInput field=fields.fill(&name("job_title"))/>
        <div class="field-grid">
            <TextInput field=fields.fill(&name("telephone")) kind="tel"/>
            {extension}
        </div>
        <TextInput field=fields.fill(&name("email")) kind="email"/>
    }
    .into_any()
}

/// The organization and the technical contact of a known organization.
pub(super) fn contacts(shown: &Shown) -> AnyView {
    let fields = &shown.fields;
    let words = fields.words;
    let has_technical = shown.contacts().technical_contact.is_some();
    let set = if has_technical {
        "technical-choice-change"
    } else {
        "technical-choice-set"
    };
    let mut options = vec![
        RadioOption::new(
            KEEP,
            words.text(if has_technical {
                "technical-choice-keep"
            } else {
                "technical-choice-none"
            }),
        ),
        RadioOption::new(SET, words.text(set)).reveal(person(fields, "technical_contact")),
    ];
    if has_technical {
        options.push(
            RadioOption::new(REMOVE, words.text("technical-choice-remove"))
                .hint(words.text("technical-choice-remove-hint")),
        );
    }
    let organization_contact = person(fields, "organization_contact");
    let choice = fields.fill("technical_choice");
    view! {
        <Section id="s-organization-contact" heading=words.text("change-section-organization-contact") intro=words.text("change-section-organization-contact-intro")>
            {organization_contact}
        </Section>
        <Section id="s-technical-contact" heading=words.text("change-section-technical-contact") intro=words.text("change-section-technical-contact-intro")>
            <Radios field=choice options/>
        </Section>
    }
    .into_any()
}
