//! The people that the order names at DigiCert. Changing them is another section's matter.

use leptos::prelude::*;

use super::Shown;
use crate::domain::directory::PersonDetails;
use crate::domain::order::OrderRecord;
use crate::web::ui::{Cell, Column, RowHead, Section, SectionLayout, Table, breakable, or_dash};

/// The section; nothing of an order that was not read in full.
pub(in crate::web::orders) fn section(shown: &Shown) -> Option<AnyView> {
    let known = shown.known.as_ref().filter(|known| known.detailed_at.is_some())?;
    let people = people(&known.record);
    if people.is_empty() {
        return None;
    }
    let words = shown.words;
    let heads = [
        "order-contact-role",
        "order-contact-name",
        "order-contact-email",
        "order-contact-telephone",
    ]
    .map(|key| words.text(key));
    let [_, name_head, email_head, telephone_head] = heads.clone();
    let rows = people
        .into_iter()
        .map(|(role, person)| {
            let role = words.text(role);
            let (name, email) = (or_dash(&person.full_name()), breakable(&or_dash(&person.email)));
            let telephone = or_dash(&person.telephone);
            let title = Some(person.job_title.clone()).filter(|title| !title.is_empty());
            let title = title.map(|title| view! { <span class="row-note">{title}</span> });
            view! {
                <tr>
                    <RowHead>{role}</RowHead>
                    <Cell label=name_head.clone()>{name}{title}</Cell>
                    <Cell label=email_head.clone()>{email}</Cell>
                    <Cell label=telephone_head.clone()>{telephone}</Cell>
                </tr>
            }
        })
        .collect_view();
    let columns = heads.iter().map(Column::new).collect();
    let view = view! {
        <Section id="s-contacts" heading=words.text("order-contacts") layout=SectionLayout::Stacked>
            <Table caption=words.text("order-contacts") caption_hidden=true columns>{rows}</Table>
        </Section>
    };
    Some(view.into_any())
}

/// Everybody, with the key of what they are for.
fn people(record: &OrderRecord) -> Vec<(&'static str, &PersonDetails)> {
    let organization = record
        .organization_contact
        .iter()
        .map(|it| ("order-role-organization", it));
    let technical = record.technical_contact.iter().map(|it| ("order-role-technical", it));
    let verified = record.verified_contacts.iter().map(|it| ("order-role-verified", it));
    organization.chain(technical).chain(verified).collect()
}
