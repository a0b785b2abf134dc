//! The guard on the check page: what the order changes at DigiCert besides ordering, beside what is stored there now.

use leptos::prelude::*;

use super::fields::field_address;
use crate::digicert::{Organization, Person};
use crate::domain::contact::{Contact, ContactRole, DETAILS};
use crate::domain::order::changes::{Change, ChangeKind, Stored, StoredPerson};
use crate::domain::order::form::contact_field_name;
use crate::domain::order::{Order, OrderRequest};
use crate::web::state::AppState;
use crate::web::ui::{Cell, Column, Notice, RowHead, Section, Table, Tone};
use crate::words::Words;

/// Asks DigiCert what is stored of the people the order names. An order that names nobody asks nothing.
pub(super) async fn stored(state: &AppState, request: &OrderRequest) -> Stored {
    let users: Vec<String> = request.contacts.iter().filter_map(|it| it.user_id.clone()).collect();
    let is_of_organization = |contact: &Contact| matches!(contact.role, ContactRole::OfOrganization(_));
    let asks = request.contacts.iter().any(is_of_organization);
    let organization = request.organization.id().filter(|_| asks);
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
        verified_contacts: organization.map(verified).unwrap_or_default(),
        users: found
            .users
            .iter()
            .map(|(id, person)| (id.clone(), contact(person.as_ref())))
            .collect(),
        is_complete: found.is_complete,
    }
}

/// An order may name a verified contact by either of two numbers.
fn verified(organization: &Organization) -> Vec<String> {
    let people = organization.verified_contacts.iter();
    people
        .flat_map(|person| [person.user_id.clone(), person.id.clone()])
        .flatten()
        .collect()
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
        details: DETAILS
            .iter()
            .map(|(name, _)| (*name, value(name).unwrap_or_default()))
            .collect(),
    }
}

/// The section of the check page.
pub(super) fn changes_view(
    words: Words,
    order: &Order,
    request: &OrderRequest,
    stored: &Stored,
    may_change: bool,
) -> AnyView {
    let changes = request.changes(stored);
    let unread = (!stored.is_complete).then(|| {
        view! { <Notice tone=Tone::Warning heading=words.text("changes-unread")><p>{words.text("changes-unread-text")}</p></Notice> }
    });
    if changes.is_empty() {
        let text = stored
            .is_complete
            .then(|| view! { <p>{words.text("changes-none")}</p> });
        return view! { <Section id="s-changes" heading=words.text("changes-heading")>{unread}{text}</Section> }
            .into_any();
    }
    let tables = changes
        .iter()
        .map(|change| table(words, order, change, may_change))
        .collect_view();
    view! {
        <Section id="s-changes" heading=words.text("changes-heading") intro=words.text("changes-intro")>
            {unread}
            {tables}
        </Section>
    }
    .into_any()
}

fn table(words: Words, order: &Order, change: &Change, may_change: bool) -> AnyView {
    let key = format!("change-{}", change.kind.word());
    let about = match &change.kind {
        ChangeKind::OverwritesUser(id) => id.clone(),
        ChangeKind::CreatesOrganization(name) => name.clone(),
        ChangeKind::ReplacesContact(_) | ChangeKind::AddsVerifiedContact => String::new(),
    };
    let heading = words.with(&key, [("about", about.into())]);
    // Blank rows of the form are no contacts of the request.
    let rows = order.form.contacts.iter().enumerate();
    let mut rows = rows.filter(|(_, row)| !row.is_blank()).map(|(row, _)| row);
    let field = match change.contact.and_then(|place| rows.nth(place)) {
        Some(row) => contact_field_name(row, "contact_type"),
        None => "organization_choice".to_owned(),
    };
    let href = field_address(order.id, &field);
    let link = may_change.then(|| {
        let context = heading.clone();
        view! { <p><a href=href>{words.text("check-change")}<span class="visually-hidden">" "{context}</span></a></p> }
    });
    if change.details.is_empty() {
        return view! { <h3>{heading}</h3>{link} }.into_any();
    }
    let (before, after) = (words.text("changes-before"), words.text("changes-after"));
    let unknown = match &change.kind {
        ChangeKind::AddsVerifiedContact => "–".to_owned(),
        _ => words.text("changes-unknown"),
    };
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
