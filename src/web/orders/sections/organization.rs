//! Who it is for: the organization, its OIN, the container it is billed to.

use leptos::prelude::*;

use super::super::fields::Fields;
use super::super::submitted::{FIND_ORGANIZATION, TAKE};
use super::{countries, suggestions};
use crate::connection::Choices;
use crate::digicert::Organization;
use crate::domain::change::check::Lookalike;
use crate::islands::OinHint;
use crate::web::context;
use crate::web::lookalikes::{lookalikes_view, use_link};
use crate::web::page::loaded;
use crate::web::ui::{
    Button, ButtonKind, Checkbox, Field, Notice, RadioOption, Radios, Section, Select, Suggestions, TextInput, Tone,
    Width,
};
use crate::words::Words;

pub(super) fn organization(fields: Fields, choices: Choices) -> AnyView {
    let words = fields.words;
    let existing = view! {
        <TextInput field=fields.fill("field-organization", "organization") inputmode="numeric" width=Width::Narrow list="organizations"/>
        <Suggestions id="organizations" options=suggestions(&choices.organizations)/>
        {find(words)}
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
            <Radios field=fields.fill_or("field-organization-choice", "organization_choice", "existing") options=organizations/>
            <Radios field=fields.fill("field-oin-choice", "oin_choice") options=oins/>
            <TextInput field=fields.fill_optional("field-container", "container") inputmode="numeric" width=Width::Narrow list="containers"/>
            <Suggestions id="containers" options=suggestions(&choices.containers)/>
        </Section>
    }
    .into_any()
}

/// The search by name: what was looked for stands in the address, and DigiCert is asked while the page is made.
fn find(words: Words) -> AnyView {
    let wanted = context::query(FIND_ORGANIZATION).filter(|wanted| !wanted.trim().is_empty());
    let field = Field::new("find_organization", words.text("field-find-organization"))
        .hint(words.text("field-find-organization-hint"))
        .value(wanted.clone().unwrap_or_default());
    let found = wanted.map(|wanted| loaded(async move { Ok(found(words, &wanted).await) }));
    view! {
        <TextInput field>
            <Button kind=ButtonKind::Secondary name="action".to_owned() value="find-organization".to_owned() compact=true>{words.text("organization-find")}</Button>
        </TextInput>
        <div id="organization-found" tabindex="-1">{found}</div>
    }
    .into_any()
}

async fn found(words: Words, wanted: &str) -> AnyView {
    let Ok(found) = context::state().connection().search_organizations(wanted).await else {
        return view! { <Notice tone=Tone::Warning heading=words.text("organization-not-looked")/> }.into_any();
    };
    if found.is_empty() {
        let text = words.with("organization-none-found", [("wanted", wanted.into())]);
        return view! { <p role="status">{text}</p> }.into_any();
    }
    let rows = found.into_iter().map(|it| one_found(words, it)).collect_view();
    view! { <ul class="found-list" aria-label=words.text("organization-found")>{rows}</ul> }.into_any()
}

fn one_found(words: Words, organization: Organization) -> AnyView {
    let is_usable = organization.is_usable();
    let id = organization.id;
    let name = organization.display_name.or(organization.name).unwrap_or_default();
    let place = [organization.address, organization.city].into_iter().flatten();
    let place = place.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let number = words.with("organization-number", [("id", id.clone().into())]);
    let take = if is_usable {
        let name = name.clone();
        view! {
            <Button kind=ButtonKind::Secondary name="action".to_owned() value=format!("{TAKE}{id}") compact=true>
                {words.text("organization-take")}<span class="visually-hidden">" "{name.clone()}</span>
            </Button>
        }
        .into_any()
    } else {
        view! { <span>{words.text("organization-inactive")}</span> }.into_any()
    };
    view! {
        <li>
            <span class="found-words"><strong>{name}</strong><span>{number}</span><span>{place}</span></span>
            {take}
        </li>
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
        {alike(&fields)}
    }
    .into_any()
}

/// The organizations that look like the one typed, each with a button that takes it in its place.
fn alike(fields: &Fields) -> Option<AnyView> {
    let (words, typed) = (fields.words, fields.new_organization()?);
    let found = loaded(async move {
        let found = context::state().changes().lookalikes_of(&typed).await?;
        Ok(lookalikes_view(words, found, |alike| use_button(words, alike)).into_any())
    });
    Some(found.into_any())
}

fn use_button(words: Words, alike: &Lookalike) -> AnyView {
    if !alike.is_active {
        return use_link(words, alike);
    }
    let (value, name) = (format!("{TAKE}{}", alike.id), alike.name.clone());
    view! {
        <Button kind=ButtonKind::Secondary name="action".to_owned() value=value compact=true>
            {words.text("alike-use")}<span class="visually-hidden">" "{name}</span>
        </Button>
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
