//! Name, address and telephone of an organization; a whole new one.

use leptos::prelude::*;

use super::{Shown, container, people, validation};
use crate::domain::country;
use crate::web::ui::{Checkbox, Section, Select, SelectOption, TextInput, Width};

/// All that DigiCert needs of a new organization (CertCentral: Create organization).
pub(super) fn new(shown: &Shown) -> AnyView {
    let fields = &shown.fields;
    let words = fields.words;
    let (inputs, container, validation) = (
        inputs(shown),
        container(shown),
        validation::wish(shown, words.text("change-section-validation-new")),
    );
    let organization_contact = people::person(fields, "organization_contact");
    let technical_contact = people::person(fields, "technical_contact");
    let skip = fields.fill("skip_duplicate_org_check");
    view! {
        <Section id="s-details" heading=words.text("change-section-details") intro=words.text("change-section-details-intro")>
            {inputs}
            {container}
        </Section>
        <Section id="s-organization-contact" heading=words.text("change-section-organization-contact") intro=words.text("change-section-organization-contact-new")>
            {organization_contact}
        </Section>
        <Section id="s-technical-contact" heading=words.text("change-section-technical-contact") intro=words.text("change-section-technical-contact-new")>
            {technical_contact}
        </Section>
        {validation}
        <Section id="s-duplicate" heading=words.text("change-section-duplicate") intro=words.text("change-section-duplicate-intro")>
            <Checkbox field=skip/>
        </Section>
    }
    .into_any()
}

/// The details of a known one.
pub(super) fn details(shown: &Shown) -> AnyView {
    let words = shown.fields.words;
    let inputs = inputs(shown);
    view! {
        <Section id="s-details" heading=words.text("change-section-details") intro=words.text("change-section-details-intro")>
            {inputs}
        </Section>
    }
    .into_any()
}

fn inputs(shown: &Shown) -> AnyView {
    let fields = &shown.fields;
    let choose = SelectOption::new("", fields.words.text("country-choose"));
    let countries = country::all().into_iter().map(|it| SelectOption::new(it.code, it.name));
    let options = std::iter::once(choose).chain(countries).collect();
    view! {
        <TextInput field=fields.fill("name") width=Width::Wide/>
        <TextInput field=fields.fill_optional("assumed_name") width=Width::Wide/>
        <TextInput field=fields.fill("address") width=Width::Wide/>
        <TextInput field=fields.fill_optional("address2") width=Width::Wide/>
        <div class="field-grid">
            <TextInput field=fields.fill("zip") width=Width::Narrow/>
            <TextInput field=fields.fill("city")/>
        </div>
        <TextInput field=fields.fill("state")/>
        <Select field=fields.fill("country") options/>
        <TextInput field=fields.fill("telephone") kind="tel"/>
    }
    .into_any()
}
