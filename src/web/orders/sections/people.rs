//! The search in the address book: who was looked for stands in the address, and each one found can fill a row.

use leptos::prelude::*;

use super::super::fields::Fields;
use super::super::submitted::TAKE_PERSON;
use crate::domain::contact::ContactType;
use crate::domain::order::{Need, OrganizationTyped};
use crate::store::{PeopleQuery, PersonRow};
use crate::web::contacts::called;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::ui::{Button, ButtonKind, Field, TextInput};
use crate::words::Words;

/// So many people are shown; who looks for another one types more.
const FOUND: u64 = 10;

/// The search and, where something was looked for, what was found.
pub(super) async fn find(fields: &Fields, needs: &[Need], wanted: Option<String>) -> Result<AnyView, Failure> {
    let words = fields.words;
    let field = Field::new("find_person", words.text("field-find-person"))
        .hint(words.text("field-find-person-hint"))
        .value(wanted.clone().unwrap_or_default());
    let found = match wanted {
        Some(wanted) => Some(found(fields, needs, wanted.trim()).await?),
        None => None,
    };
    let view = view! {
        <div class="find-people">
            <TextInput field>
                <Button kind=ButtonKind::Secondary name="action".to_owned() value="find-person".to_owned() compact=true>{words.text("person-find")}</Button>
            </TextInput>
            <div id="people-found" tabindex="-1">{found}</div>
        </div>
    };
    Ok(view.into_any())
}

async fn found(fields: &Fields, needs: &[Need], wanted: &str) -> Result<AnyView, Failure> {
    let words = fields.words;
    let nobody = || view! { <p role="status">{words.text("people-none-found")}</p> }.into_any();
    let organization = match fields.form().organization_typed() {
        OrganizationTyped::Existing(id) if wanted.is_empty() => id.parse().ok(),
        _ => None,
    };
    if wanted.is_empty() && organization.is_none() {
        return Ok(nobody());
    }
    let query = PeopleQuery {
        text: wanted.to_owned(),
        organization,
        ..PeopleQuery::default()
    };
    let page = context::state().address_book().list(&query, None, FOUND).await?;
    if page.rows.is_empty() {
        return Ok(nobody());
    }
    let more = page
        .next
        .is_some()
        .then(|| view! { <p>{words.text("people-more")}</p> });
    let rows = page
        .rows
        .into_iter()
        .map(|it| one_found(words, it, needs))
        .collect_view();
    let view = view! {
        <ul class="found-list" aria-label=words.text("people-found")>{rows}</ul>
        {more}
    };
    Ok(view.into_any())
}

fn one_found(words: Words, it: PersonRow, needs: &[Need]) -> AnyView {
    let name = called(&it.details);
    let about = [it.details.job_title, it.details.email];
    let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
    let id = it.id;
    let takes = needs
        .iter()
        .map(|need| {
            let label = words.text(match need.role.kind() {
                ContactType::VerifiedContact => "person-take-verified",
                ContactType::OrganizationContact => "person-take-organization",
                ContactType::TechnicalContact => "person-take-technical",
            });
            let (value, context) = (format!("{TAKE_PERSON}{id}-{}", need.role.word()), format!(" {name}"));
            view! {
                <Button kind=ButtonKind::Secondary name="action".to_owned() value=value compact=true>
                    {label}<span class="visually-hidden">{context}</span>
                </Button>
            }
        })
        .collect_view();
    view! {
        <li>
            <span class="found-words"><strong>{name.clone()}</strong><span>{about.join(", ")}</span></span>
            <span class="found-acts">{takes}</span>
        </li>
    }
    .into_any()
}
