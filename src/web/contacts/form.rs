//! The form of somebody who is kept here: a new one, and one to be changed.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

use super::{called, telephone};
use crate::address_book::{Keeping, PLACE};
use crate::domain::directory::PersonDetails;
use crate::domain::findings::Findings;
use crate::domain::ids::PersonId;
use crate::store::PersonEntry;
use crate::web::changes::{label_key, person_fields, typed_person};
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::findings::summary;
use crate::web::page::{PageTitle, loaded};
use crate::web::session::{self, Notice as Left};
use crate::web::state::AppState;
use crate::web::ui::{
    Button, ButtonLink, DataList, DataRow, ErrorSummary, Link, Notice, PageHeader, Section, Tone, or_dash,
};
use crate::web::visit::Visit;
use crate::web::{posted, render};
use crate::words::Words;

/// What was typed and not kept, and why; put into the context by the handlers.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    person: PersonDetails,
    findings: Findings,
    /// Who is kept already.
    known: Option<PersonId>,
    /// Whether somebody changed the person meanwhile.
    is_outdated: bool,
}

/// The form of somebody new.
#[component]
pub fn NewContactPage() -> impl IntoView {
    let words = context::words();
    let refused = use_context::<Refused>();
    let gone = use_context::<NotKeptAnyMore>().map(|_| {
        view! {
            <Notice tone=Tone::Warning heading=words.text("contact-gone") live=true>
                <p>{words.text("contact-gone-text")}</p>
            </Notice>
        }
    });
    let title = words.text("contact-new-title");
    let back = Link::new("/contacts", words.text("contacts-title"));
    view! {
        <PageTitle text=title.clone() refused=refused.is_some()/>
        <PageHeader heading=title subtitle=words.text("contact-new-subtitle") back=back.clone()/>
        {gone}
        {form(words, "/contacts/new", None, &PersonDetails::default(), refused, &back.href)}
    }
}

/// The form of somebody who is kept here.
#[component]
pub fn EditContactPage() -> impl IntoView {
    let id = context::parameter::<PersonId>("id");
    let refused = use_context::<Refused>();
    loaded(async move {
        let words = context::words();
        let person = context::state()
            .address_book()
            .find(id?)
            .await?
            .ok_or(Failure::NotFound)?;
        let name = called(&person.details);
        let page = format!("/contacts/{}", person.id);
        let back = Link::new(page.clone(), name.clone());
        if person.kept.is_none() {
            return Ok(not_kept(words, back));
        }
        let title = words.with("contact-edit-title", [("name", name.into())]);
        let theirs = refused
            .as_ref()
            .filter(|refused| refused.is_outdated)
            .map(|_| outdated(words, &person));
        let form = form(
            words,
            &format!("{page}/edit"),
            Some(person.version),
            &person.details,
            refused.clone(),
            &page,
        );
        Ok(view! {
            <PageTitle text=title.clone() refused=refused.is_some()/>
            <PageHeader heading=title subtitle=words.text("contact-edit-subtitle") back/>
            {theirs}
            {form}
        }
        .into_any())
    })
}

fn form(
    words: Words,
    action: &str,
    version: Option<i64>,
    stored: &PersonDetails,
    refused: Option<Refused>,
    cancel: &str,
) -> AnyView {
    let known = refused.as_ref().and_then(|refused| refused.known);
    let (person, findings) = match refused {
        Some(refused) => (refused.person, refused.findings),
        None => (stored.clone(), Findings::default()),
    };
    let problems = summary(words, &findings, &|name| Some(words.text(label_key(name))));
    let known = known.map(|id| {
        let href = format!("/contacts/{id}");
        view! {
            <Notice tone=Tone::Danger heading=words.text("contact-known") live=true>
                <p><a href=href>{words.text("contact-known-link")}</a></p>
            </Notice>
        }
    });
    let version = version.map(|version| view! { <input type="hidden" name="version" value=version/> });
    let (action, cancel) = (action.to_owned(), cancel.to_owned());
    view! {
        <ErrorSummary heading=words.text("form-problem") items=problems/>
        {known}
        <form class="form" method="post" action=action novalidate autocomplete="off">
            {version}
            <Section id="s-person" heading=words.text("contact-facts") intro=words.text("contact-facts-intro")>
                {person_fields(words, PLACE, &person, findings)}
            </Section>
            <div class="form-actions">
                <Button>{words.text("contact-save")}</Button>
                <ButtonLink href=cancel>{words.text("change-cancel")}</ButtonLink>
            </div>
        </form>
    }
    .into_any()
}

/// What somebody else saved meanwhile.
fn outdated(words: Words, theirs: &PersonEntry) -> AnyView {
    let details = &theirs.details;
    let (name, job_title) = (called(details), or_dash(&details.job_title));
    let (number, email) = (telephone(words, details), or_dash(&details.email));
    view! {
        <Notice tone=Tone::Warning heading=words.text("contact-outdated") live=true>
            <p>{words.text("contact-outdated-text")}</p>
            <DataList>
                <DataRow term=words.text("person-name")>{name}</DataRow>
                <DataRow term=words.text("field-contact-job-title")>{job_title}</DataRow>
                <DataRow term=words.text("field-contact-telephone")>{number}</DataRow>
                <DataRow term=words.text("field-contact-email")>{email}</DataRow>
            </DataList>
        </Notice>
    }
    .into_any()
}

fn not_kept(words: Words, back: Link) -> AnyView {
    context::set_status(StatusCode::CONFLICT);
    let heading = words.text("contact-not-kept");
    view! {
        <PageTitle text=heading.clone()/>
        <PageHeader heading back/>
        <p>{words.text("contact-not-kept-text")}</p>
    }
    .into_any()
}

/// `POST /contacts/new`: keeps somebody new, or shows the form again.
///
/// # Errors
/// The store failed, or too much was submitted.
pub async fn add(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let (asked, values) = posted::fields(request).await?;
    let person = typed_person(PLACE, &values);
    let kept = state.address_book().keep(visit.operator()?, &person).await?;
    answer(&state, &session, asked, person, kept).await
}

/// `POST /contacts/{id}/edit`: changes somebody who is kept here, over the version that was on the page, or shows the form
/// again.
///
/// # Errors
/// There is no such person, the store failed, or too much was submitted.
pub async fn change(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id: PersonId = id.parse().map_err(|_| Failure::NotFound)?;
    let (asked, values) = posted::fields(request).await?;
    let person = typed_person(PLACE, &values);
    let version = posted::version(&values).unwrap_or_default();
    let book = state.address_book();
    let kept = book.change(visit.operator()?, id, version, &person).await?;
    answer(&state, &session, asked, person, kept).await
}

async fn answer(
    state: &AppState,
    session: &Session,
    asked: Parts,
    person: PersonDetails,
    kept: Keeping,
) -> Result<Response, Failure> {
    let mut refused = Refused {
        person,
        findings: Findings::default(),
        known: None,
        is_outdated: false,
    };
    match kept {
        Keeping::Kept(id) => {
            session::leave_notice(session, Left::ContactKept).await?;
            return Ok(Redirect::to(&format!("/contacts/{id}")).into_response());
        }
        Keeping::Refused(findings) => refused.findings = findings,
        Keeping::KnownAlready(id) => refused.known = Some(id),
        Keeping::ChangedMeanwhile => refused.is_outdated = true,
        // Somebody deleted them meanwhile: the page says so, and keeps what was typed.
        Keeping::NotKept | Keeping::Missing => return gone(state, asked, refused.person).await,
    }
    let is_outdated = refused.is_outdated;
    let mut page = render::refused(state, asked, move || provide_context(refused.clone())).await;
    if is_outdated {
        *page.status_mut() = StatusCode::CONFLICT;
    }
    Ok(page)
}

/// The form of somebody new, with what was typed about somebody who is kept no more.
async fn gone(state: &AppState, asked: Parts, person: PersonDetails) -> Result<Response, Failure> {
    let asked = posted::at(asked, "/contacts/new")?;
    let refused = Refused {
        person,
        findings: Findings::default(),
        known: None,
        is_outdated: false,
    };
    let provide = move || {
        provide_context(refused.clone());
        provide_context(NotKeptAnyMore);
    };
    let mut page = render::page_with(state, asked, provide).await;
    *page.status_mut() = StatusCode::CONFLICT;
    Ok(page)
}

/// The form is of somebody who was kept here when it was opened.
#[derive(Clone, Copy, Debug)]
struct NotKeptAnyMore;
