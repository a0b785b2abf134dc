//! What people are used as, in words.

use leptos::prelude::*;

use crate::domain::change::form::{ChangeKind, REMOVE};
use crate::domain::contact::{ContactRole, ContactType};
use crate::domain::ids::OrganizationId;
use crate::domain::operator::Operator;
use crate::store::{PersonEntry, PersonUse, UseCount, UseSource};
use crate::web::changes::act_of;
use crate::web::ui::{Button, ButtonKind, Cell, Column, RowHead, Table, or_dash};
use crate::words::Words;

/// The roles that people are filtered by: those of contacts, and that of a user.
pub(super) fn roles() -> impl Iterator<Item = &'static str> {
    ContactRole::ALL.into_iter().map(ContactRole::word).chain(["user"])
}

/// What people call a role.
pub(crate) fn role_key(role: &str) -> &'static str {
    match ContactRole::of_word(role) {
        Some(ContactRole::OfOrganization(ContactType::OrganizationContact)) => "person-role-organization",
        Some(ContactRole::OfOrganization(ContactType::TechnicalContact)) => "person-role-technical",
        Some(ContactRole::OfOrganization(ContactType::VerifiedContact)) => "person-role-verified",
        Some(ContactRole::OrganizationContactOfOrder) => "person-role-organization-order",
        Some(ContactRole::TechnicalContactOfOrder) => "person-role-technical-order",
        None => "person-role-user",
    }
}

/// What somebody is used as, and how often.
pub(super) fn counted(words: Words, uses: &[UseCount]) -> AnyView {
    if uses.is_empty() {
        return words.text("contact-unused").into_any();
    }
    let items = uses
        .iter()
        .map(|it| {
            let values = [
                ("role", words.text(role_key(&it.role)).into()),
                ("count", it.number.into()),
            ];
            let key = match it.source {
                UseSource::Organization => "contact-uses-organization",
                UseSource::User => "contact-uses-user",
                UseSource::Order => "contact-uses-order",
            };
            view! { <li>{words.with(key, values)}</li> }
        })
        .collect_view();
    view! { <ul class="plain-list">{items}</ul> }.into_any()
}

/// Where somebody is used, as what, since when, with what can be done about it.
pub(super) fn table(words: Words, operator: &Operator, person: &PersonEntry) -> AnyView {
    if person.uses.is_empty() {
        return view! { <p>{words.text("contact-unused-text")}</p> }.into_any();
    }
    let heads = ["contact-where", "contact-as", "contact-since"].map(|key| words.text(key));
    // A column of what can be done, where anything can be.
    let acts = person.uses.iter().any(|it| may_remove(operator, it));
    let acts = acts.then(|| words.text("contact-acts"));
    let rows = person
        .uses
        .iter()
        .map(|it| row(words, operator, it, &heads, acts.as_deref()))
        .collect_view();
    let columns = heads
        .clone()
        .into_iter()
        .map(Column::new)
        .chain(acts.clone().map(Column::hidden));
    let columns = columns.collect();
    view! { <Table caption=words.text("contact-uses") caption_hidden=true columns>{rows}</Table> }.into_any()
}

fn row(words: Words, operator: &Operator, it: &PersonUse, heads: &[String; 3], acts: Option<&str>) -> AnyView {
    let [_, role_head, since] = heads.clone();
    let role = words.text(role_key(&it.role));
    let at = it.since;
    let act = acts.map(|label| {
        let removal = if may_remove(operator, it) {
            remove_technical(words, OrganizationId(it.source_id), &it.called)
        } else {
            or_dash("").into_any()
        };
        view! { <Cell label=label.to_owned()>{removal}</Cell> }
    });
    let place = place(words, it);
    view! {
        <tr>
            <RowHead>{place}</RowHead>
            <Cell label=role_head>{role}</Cell>
            <Cell label=since><time class="nowrap" datetime=at.to_string()>{words.moment(at)}</time></Cell>
            {act}
        </tr>
    }
    .into_any()
}

fn place(words: Words, it: &PersonUse) -> AnyView {
    let id = it.source_id;
    let named = |key: &str| {
        let values = [("id", id.to_string().into()), ("name", it.called.as_str().into())];
        words.with(key, values).trim().to_owned()
    };
    match it.source {
        UseSource::Organization => {
            view! { <a href=format!("/organizations/{id}")>{named("contact-at-organization")}</a> }.into_any()
        }
        UseSource::Order => view! { <a href=format!("/orders/{id}")>{named("contact-at-order")}</a> }.into_any(),
        UseSource::User => named("contact-at-user").into_any(),
    }
}

/// Whether they are a technical contact, which the person may take away.
fn may_remove(operator: &Operator, it: &PersonUse) -> bool {
    let is_technical = it.source == UseSource::Organization && it.role == ContactType::TechnicalContact.word();
    is_technical && operator.may(act_of(ChangeKind::ChangeContacts))
}

/// The button that begins the change by which an organization has no technical contact any more.
pub(crate) fn remove_technical(words: Words, organization: OrganizationId, name: &str) -> AnyView {
    let context = format!(" {name}");
    view! {
        <form method="post" action=format!("/organizations/{organization}/contacts")>
            <input type="hidden" name="technical" value=REMOVE/>
            <Button kind=ButtonKind::Secondary compact=true>
                {words.text("contact-remove-technical")}<span class="visually-hidden">{context}</span>
            </Button>
        </form>
    }
    .into_any()
}
