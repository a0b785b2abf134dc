//! The guard on the check page: what the order changes at DigiCert besides ordering, beside what is stored there now.

use leptos::prelude::*;

use super::fields::field_address;
use crate::digicert::Person;
use crate::domain::contact::DETAILS;
use crate::domain::ids::OrderId;
use crate::domain::order::OrderRequest;
use crate::domain::order::changes::{Change, ChangeKind, Stored, StoredPerson};
use crate::domain::order::form::contact_field_name;
use crate::web::state::AppState;
use crate::web::ui::{Cell, Column, Notice, RowHead, Section, Table, Tone};
use crate::words::Words;

/// Asks DigiCert what is stored of the people the order names. An order that names nobody asks nothing.
pub(super) async fn stored(state: &AppState, request: &OrderRequest) -> Stored {
    let users: Vec<String> = request.contacts.iter().filter_map(|it| it.user_id.clone()).collect();
    let replaces = request.contacts.iter().any(|contact| contact.role.replaces_stored());
    let organization = request.organization.id().filter(|_| replaces);
    if users.is_empty() && organization.is_none() {
        return Stored {
            is_complete: true,
            ..Stored::default()
        };
    }
    let found = state.connection().stored_people(organization, &users).await;
    let contact = |person: Option<&Person>| person.map(details);
    let organization = found.organization.as_ref();
    Stored {
        organization_contact: contact(organization.and_then(|it| it.organization_contact.as_ref())),
        technical_contact: contact(organization.and_then(|it| it.technical_contact.as_ref())),
        users: found
            .users
            .iter()
            .map(|(id, person)| (id.clone(), contact(person.as_ref())))
            .collect(),
        is_complete: found.is_complete,
    }
}

fn details(person: &Person) -> StoredPerson {
    let value = |name: &str| match name {
        "first_name" => person.first_name.clone(),
        "last_name" => person.last_name.clone(),
        "job_title" => person.job_title.clone(),
        "telephone" => person.telephone.clone(),
        _ => person.email.clone(),
    };
    StoredPerson {
        user_id: person.user_id.clone(),
        details: DETAILS
            .iter()
            .map(|(name, _)| (*name, value(name).unwrap_or_default()))
            .collect(),
    }
}

/// The section of the check page.
pub(super) fn changes_view(words: Words, order: OrderId, request: &OrderRequest, stored: &Stored) -> AnyView {
    let changes = request.changes(stored);
    if changes.is_empty() {
        let text = words.text("changes-none");
        return view! { <Section id="s-changes" heading=words.text("changes-heading")><p>{text}</p></Section> }
            .into_any();
    }
    let unread = (!stored.is_complete).then(|| {
        view! { <Notice tone=Tone::Warning heading=words.text("changes-unread")><p>{words.text("changes-unread-text")}</p></Notice> }
    });
    let tables = changes.iter().map(|change| table(words, order, change)).collect_view();
    view! {
        <Section id="s-changes" heading=words.text("changes-heading") intro=words.text("changes-intro")>
            {unread}
            {tables}
        </Section>
    }
    .into_any()
}

fn table(words: Words, order: OrderId, change: &Change) -> AnyView {
    let key = format!("change-{}", change.kind.word());
    let about = match &change.kind {
        ChangeKind::OverwritesUser(id) => id.clone(),
        ChangeKind::CreatesOrganization(name) => name.clone(),
        ChangeKind::ReplacesContact(_) | ChangeKind::AddsVerifiedContact => String::new(),
    };
    let heading = words.with(&key, [("about", about.into())]);
    let field = match change.contact {
        Some(row) => contact_field_name(row, "contact_type"),
        None => "organization_choice".to_owned(),
    };
    let href = field_address(order, &field);
    let link = view! { <p><a href=href>{words.text("check-change")}<span class="visually-hidden">" "{heading.clone()}</span></a></p> };
    if change.details.is_empty() {
        return view! { <h3>{heading}</h3>{link} }.into_any();
    }
    let (before, after) = (words.text("changes-before"), words.text("changes-after"));
    let unknown = words.text("changes-unknown");
    let rows = change
        .details
        .iter()
        .map(|detail| {
            let name = words.text(&format!("field-contact-{}", detail.name.replace('_', "-")));
            let stored = detail.before.clone().unwrap_or_else(|| unknown.clone());
            let becomes = detail.after.clone();
            view! {
                <tr>
                    <RowHead>{name}</RowHead>
                    <Cell label=before.clone()>{stored}</Cell>
                    <Cell label=after.clone()>{becomes}</Cell>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![
        Column::new(words.text("changes-detail")),
        Column::new(before.clone()),
        Column::new(after.clone()),
    ];
    view! { <Table caption=heading columns>{rows}</Table>{link} }.into_any()
}
