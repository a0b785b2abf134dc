//! The parts of an organization's page that are tables: validations, people, domains.

use jiff::Timestamp;
use leptos::prelude::*;

use crate::domain::contact::ContactType;
use crate::domain::directory::{Contacts, Domain, Organization, Validation};
use crate::web::contacts::telephone as telephone_of;
use crate::web::domains::method_in_words;
use crate::web::listing::{standing_badge, until_in_words};
use crate::web::ui::{Cell, Column, RowHead, Table, breakable, or_dash};
use crate::words::Words;

/// What it was validated for, and what is still being verified.
pub(super) fn validations(words: Words, organization: &Organization, now: Timestamp) -> AnyView {
    if organization.validations.is_empty() {
        return view! { <p>{words.text("organization-no-validations")}</p> }.into_any();
    }
    let heads = [
        "validation-type",
        "validation-status",
        "validation-since",
        "validation-until",
        "validation-people",
    ]
    .map(|key| words.text(key));
    let rows = organization
        .validations
        .iter()
        .map(|it| validation(words, it, &heads, now))
        .collect_view();
    let columns = heads.clone().into_iter().map(Column::new).collect();
    view! { <Table caption=words.text("organization-validations") caption_hidden=true columns>{rows}</Table> }
        .into_any()
}

fn validation(words: Words, validation: &Validation, heads: &[String; 5], now: Timestamp) -> AnyView {
    let [_, status, since, until, people] = heads.clone();
    let kind = validation.kind.0.to_uppercase().replace('_', " ");
    let description = validation.description.clone();
    let badge = standing_badge(words, validation.standing(now), validation.until, now);
    let began = validation.since.map(|at| words.day(at)).unwrap_or_default();
    let names: Vec<String> = validation.people.iter().map(|it| it.person.full_name()).collect();
    let verifying = (!validation.details.is_empty()).then(|| {
        let items = validation
            .details
            .iter()
            .map(|(what, state)| {
                let key = format!("gate-detail-{}", what.replace('_', "-"));
                let what = words.text_if_any(&key).unwrap_or_else(|| what.clone());
                view! { <li>{what}": "{state.clone()}</li> }
            })
            .collect_view();
        view! { <ul class="row-note">{items}</ul> }
    });
    let (began, names) = (or_dash(&began), or_dash(&names.join(", ")));
    let ends = until_in_words(words, validation.until, now);
    view! {
        <tr>
            <RowHead>{kind}<span class="row-note">{description}</span></RowHead>
            <Cell label=status>{badge}{verifying}</Cell>
            <Cell label=since>{began}</Cell>
            <Cell label=until>{ends}</Cell>
            <Cell label=people>{names}</Cell>
        </tr>
    }
    .into_any()
}

/// Who is named at it.
pub(super) fn people(words: Words, contacts: &Contacts) -> AnyView {
    let heads = [
        "field-contact-type",
        "person-name",
        "field-contact-job-title",
        "field-contact-telephone",
        "field-contact-email",
    ]
    .map(|key| words.text(key));
    let rows = contacts
        .iter()
        .map(|(kind, contact)| {
            let [_, name, job_title, telephone, email] = heads.clone();
            let person = &contact.person;
            let role = words.text(role_key(kind));
            let number = telephone_of(words, person);
            let (full_name, title, address) = (
                or_dash(&person.full_name()),
                or_dash(&person.job_title),
                breakable(&or_dash(&person.email)),
            );
            view! {
                <tr>
                    <RowHead>{role}</RowHead>
                    <Cell label=name>{full_name}</Cell>
                    <Cell label=job_title>{title}</Cell>
                    <Cell label=telephone>{number}</Cell>
                    <Cell label=email>{address}</Cell>
                </tr>
            }
        })
        .collect::<Vec<_>>();
    if rows.is_empty() {
        return view! { <p>{words.text("organization-no-contacts")}</p> }.into_any();
    }
    let columns = heads.clone().into_iter().map(Column::new).collect();
    view! { <Table caption=words.text("organization-contacts") caption_hidden=true columns>{rows}</Table> }.into_any()
}

/// What people call a role.
pub(super) fn role_key(kind: ContactType) -> &'static str {
    match kind {
        ContactType::OrganizationContact => "change-section-organization-contact",
        ContactType::TechnicalContact => "change-section-technical-contact",
        ContactType::VerifiedContact => "role-verified-contact",
    }
}

/// Its domains.
pub(super) fn domains(words: Words, domains: &[Domain], now: Timestamp) -> AnyView {
    if domains.is_empty() {
        return view! { <p>{words.text("organization-no-domains")}</p> }.into_any();
    }
    let heads = [
        "field-domain-name",
        "validation-status",
        "validation-until",
        "field-dcv-method",
    ]
    .map(|key| words.text(key));
    let rows = domains
        .iter()
        .map(|domain| {
            let [_, status, until, method] = heads.clone();
            let href = format!("/domains/{}", domain.id);
            let badge = standing_badge(words, domain.standing(now), domain.dcv_until, now);
            let way = method_in_words(words, domain.dcv.method.as_deref());
            let (domain_name, ends) = (breakable(&domain.name), until_in_words(words, domain.dcv_until, now));
            view! {
                <tr>
                    <RowHead><a href=href>{domain_name}</a></RowHead>
                    <Cell label=status>{badge}</Cell>
                    <Cell label=until>{ends}</Cell>
                    <Cell label=method>{way}</Cell>
                </tr>
            }
        })
        .collect_view();
    let columns = heads.clone().into_iter().map(Column::new).collect();
    view! { <Table caption=words.text("domains-title") caption_hidden=true columns>{rows}</Table> }.into_any()
}
