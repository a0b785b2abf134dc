//! Making somebody a contact of an organization, or taking the technical contact away: the organization is chosen here,
//! and the change of its contacts goes on with that filled in. Nothing is sent from here.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

use super::called;
use crate::changes::Starting;
use crate::domain::change::Appointment;
use crate::domain::change::form::{ChangeForm, REMOVE};
use crate::domain::contact::ContactType;
use crate::domain::directory::{Organization, PersonDetails};
use crate::domain::ids::{OrganizationId, PersonId};
use crate::store::OrganizationQuery;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::posted;
use crate::web::session::{self, Notice as Left};
use crate::web::state::AppState;
use crate::web::ui::{Button, ButtonKind, Field, Link, PageHeader, Section, TextInput};
use crate::web::visit::Visit;
use crate::words::Words;

/// So many organizations are shown; who looks for another one types more.
const FOUND: u64 = 20;

/// Chooses the organization whose contact somebody is to become.
#[component]
pub fn AppointPage() -> impl IntoView {
    let id = context::parameter::<PersonId>("id");
    let role = context::query("role");
    let wanted = context::query("q").unwrap_or_default();
    loaded(async move {
        let words = context::words();
        let state = context::state();
        let role = role_of(&role.unwrap_or_default()).ok_or(Failure::NotFound)?;
        let person = state.address_book().find(id?).await?.ok_or(Failure::NotFound)?;
        let name = called(&person.details);
        let page = format!("/contacts/{}", person.id);
        let back = Link::new(page.clone(), name.clone());
        let key = match role {
            ContactType::TechnicalContact => "appoint-technical-title",
            _ => "appoint-organization-title",
        };
        let title = words.with(key, [("name", name.into())]);
        let query = OrganizationQuery {
            text: wanted.trim().to_owned(),
            is_active: Some(true),
            ..OrganizationQuery::default()
        };
        let directory = state.mirror().store().directory();
        let found = directory
            .organizations(&query, state.clock().now(), None, FOUND)
            .await?;
        let has_more = found.next.is_some();
        let records: Vec<Organization> = found.rows.into_iter().map(|row| row.record).collect();
        let found = results(words, &records, &person.details, person.id, role, has_more);
        let field = Field::new("q", words.text("appoint-search"))
            .hint(words.text("appoint-search-hint"))
            .value(wanted);
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=words.text("appoint-subtitle") back/>
            <Section id="s-organizations" heading=words.text("appoint-choose") intro=words.text("appoint-choose-intro")>
                <form class="search-form" method="get" action=format!("{page}/appoint") role="search">
                    <input type="hidden" name="role" value=role.word()/>
                    <TextInput field kind="search">
                        <Button kind=ButtonKind::Secondary compact=true>{words.text("appoint-find")}</Button>
                    </TextInput>
                </form>
                {found}
            </Section>
        }
        .into_any())
    })
}

/// The roles somebody can be given by a change of contacts.
fn role_of(word: &str) -> Option<ContactType> {
    [ContactType::OrganizationContact, ContactType::TechnicalContact]
        .into_iter()
        .find(|role| role.word() == word)
}

fn results(
    words: Words,
    found: &[Organization],
    person: &PersonDetails,
    id: PersonId,
    role: ContactType,
    has_more: bool,
) -> AnyView {
    if found.is_empty() {
        return view! { <p role="status">{words.text("appoint-none-found")}</p> }.into_any();
    }
    let rows = found
        .iter()
        .map(|it| result(words, it, person, id, role))
        .collect_view();
    let more = has_more.then(|| view! { <p>{words.text("appoint-more")}</p> });
    view! {
        <ul class="found-list" aria-label=words.text("organization-found")>{rows}</ul>
        {more}
    }
    .into_any()
}

fn result(words: Words, it: &Organization, person: &PersonDetails, id: PersonId, role: ContactType) -> AnyView {
    let name = it.details.display_name();
    let number = words.with("organization-number", [("id", it.id.to_string().into())]);
    let present = present(it, role);
    let stands = match &present {
        Some(present) => words.with("appoint-present", [("name", called(present).into())]),
        None if it.contacts.is_none() => words.text("appoint-unread"),
        None => words.text("appoint-nobody"),
    };
    let act = if present.as_ref() == Some(person) {
        view! { <span>{words.text("appoint-is-already")}</span> }.into_any()
    } else {
        let context = format!(" {name}");
        view! {
            <form method="post" action=format!("/organizations/{}/contacts", it.id)>
                <input type="hidden" name="person" value=id.to_string()/>
                <input type="hidden" name="role" value=role.word()/>
                <Button kind=ButtonKind::Secondary compact=true>
                    {words.text("appoint-take")}<span class="visually-hidden">{context}</span>
                </Button>
            </form>
        }
        .into_any()
    };
    let city = it.details.city.clone();
    view! {
        <li>
            <span class="found-words"><strong>{name}</strong><span>{number}", "{city}</span><span>{stands}</span></span>
            {act}
        </li>
    }
    .into_any()
}

/// Who is that contact of the organization now, as far as the desk knows.
fn present(organization: &Organization, role: ContactType) -> Option<PersonDetails> {
    let contacts = organization.contacts.as_ref()?;
    let contact = match role {
        ContactType::TechnicalContact => contacts.technical_contact.as_ref(),
        _ => contacts.organization_contact.as_ref(),
    };
    contact.map(|contact| contact.person.clone())
}

/// `POST /organizations/{id}/contacts`: begins the change of an organization's contacts with somebody filled in, or with
/// the technical contact taken away, and leads to its check page.
///
/// # Errors
/// There is no such person or role, the store failed, or too much was submitted.
pub async fn appoint(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id: OrganizationId = id.parse().map_err(|_| Failure::NotFound)?;
    let (_, values) = posted::fields(request).await?;
    let appointment = appointment(&state, &values).await?;
    let (notice, address) = match state.changes().appoint(visit.operator()?, id, appointment).await? {
        Starting::Begun(change) => {
            let is_ready = is_ready(&state, &change).await?;
            let page = if is_ready { "check" } else { "edit" };
            (None, format!("/changes/{}/{page}", change.id))
        }
        Starting::Busy(other) => (Some(Left::ChangeBusy), format!("/changes/{}", other.id)),
        Starting::Unread => (Some(Left::ChangeUnread), format!("/organizations/{id}")),
        Starting::Missing | Starting::NotPossible => (Some(Left::ChangeSubjectGone), "/organizations".to_owned()),
    };
    if let Some(notice) = notice {
        session::leave_notice(&session, notice).await?;
    }
    Ok(Redirect::to(&address).into_response())
}

async fn appointment(state: &AppState, values: &[(String, String)]) -> Result<Appointment, Failure> {
    if posted::value(values, "technical") == REMOVE {
        return Ok(Appointment::NoTechnical);
    }
    let role = role_of(&posted::value(values, "role")).ok_or(Failure::NotFound)?;
    let id: PersonId = posted::value(values, "person").parse().map_err(|_| Failure::NotFound)?;
    let person = state.address_book().find(id).await?.ok_or(Failure::NotFound)?;
    Ok(match role {
        ContactType::TechnicalContact => Appointment::Technical(person.details),
        _ => Appointment::Organization(person.details),
    })
}

/// Whether the change can be shown beside what DigiCert has; else something must be typed first.
async fn is_ready(state: &AppState, change: &crate::domain::change::Change) -> Result<bool, Failure> {
    let form: &ChangeForm = &change.form;
    let is_service_user = state.connection().is_service_user().await.unwrap_or(false);
    let checked = state
        .changes()
        .check(change.subject, form, change.base.as_ref(), is_service_user)
        .await?;
    Ok(checked.request.is_some())
}
