//! Erasing a person from the desk: what is erased and what stays, asked once more on a page of its own; and the list of
//! erasures, which says how many copies there were and not of whom.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

use super::called;
use super::page::is_at_digicert;
use crate::address_book::Erasing;
use crate::domain::ids::PersonId;
use crate::store::Erasure;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::posted;
use crate::web::session::{self, Notice as Left};
use crate::web::state::AppState;
use crate::web::ui::{
    Button, ButtonKind, ButtonLink, Cell, Column, EmptyState, Link, Notice, PageHeader, RowHead, Section, Table, Tone,
};
use crate::web::visit::Visit;
use crate::words::Words;

/// So many erasures are shown.
const SHOWN: u64 = 100;

/// Asks whether a person is to be erased.
#[component]
pub fn ErasePage() -> impl IntoView {
    let id = context::parameter::<PersonId>("id");
    loaded(async move {
        let words = context::words();
        let book = context::state();
        let person = book.address_book().find(id?).await?.ok_or(Failure::NotFound)?;
        let name = called(&person.details);
        let page = format!("/contacts/{}", person.id);
        let action = format!("{page}/erase");
        let back = Link::new(page.clone(), name.clone());
        let title = words.with("erase-title", [("name", name.into())]);
        let remains = is_at_digicert(&person).then(|| {
            view! { <Notice tone=Tone::Warning heading=words.text("erase-remains")><p>{words.text("erase-remains-text")}</p></Notice> }
        });
        let erased = items(
            words,
            &["erase-book", "erase-drafts", "erase-templates", "erase-changes"],
        );
        let stays = items(
            words,
            &["erase-stays-sent", "erase-stays-digicert", "erase-stays-backup"],
        );
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=words.text("erase-subtitle") back/>
            {remains}
            <Section id="s-erased" heading=words.text("erase-what")>{erased}</Section>
            <Section id="s-stays" heading=words.text("erase-stays")>{stays}</Section>
            <form class="form" method="post" action=action>
                <div class="form-actions">
                    <Button kind=ButtonKind::Danger>{words.text("erase-submit")}</Button>
                    <ButtonLink href=page>{words.text("change-cancel")}</ButtonLink>
                </div>
            </form>
        }
        .into_any())
    })
}

fn items(words: Words, keys: &[&str]) -> AnyView {
    let items = keys
        .iter()
        .map(|key| view! { <li>{words.text(key)}</li> })
        .collect_view();
    view! { <ul>{items}</ul> }.into_any()
}

/// The latest erasures; after one, whether DigiCert names the person still.
#[component]
pub fn ErasedPage() -> impl IntoView {
    let person = context::query("person").and_then(|id| id.parse::<PersonId>().ok());
    loaded(async move {
        let words = context::words();
        let state = context::state();
        let book = state.address_book();
        let still_there = match person {
            Some(id) => book.find(id).await?,
            None => None,
        };
        let still_there = still_there.map(|person| {
            let (href, name) = (format!("/contacts/{}", person.id), called(&person.details));
            view! {
                <Notice tone=Tone::Warning heading=words.text("erased-still-there")>
                    <p>{words.text("erased-still-there-text")}" "<a href=href>{name}</a></p>
                </Notice>
            }
        });
        let erasures = book.erasures(SHOWN).await?;
        let title = words.text("erased-title");
        let back = Link::new("/contacts", words.text("contacts-title"));
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=words.text("erased-subtitle") back/>
            {still_there}
            {table(words, &erasures)}
        }
        .into_any())
    })
}

fn table(words: Words, erasures: &[Erasure]) -> AnyView {
    if erasures.is_empty() {
        return view! { <EmptyState heading=words.text("erased-none")/> }.into_any();
    }
    let heads = ["erased-when", "erased-who", "erased-copies"].map(|key| words.text(key));
    let rows = erasures
        .iter()
        .map(|it| {
            let [_, who, copies] = heads.clone();
            let (at, name, number) = (it.at, it.actor.name.clone(), it.copies);
            view! {
                <tr>
                    <RowHead><time datetime=at.to_string()>{words.moment(at)}</time></RowHead>
                    <Cell label=who>{name}</Cell>
                    <Cell label=copies numeric=true>{number}</Cell>
                </tr>
            }
        })
        .collect_view();
    let [when, who, copies] = heads.clone();
    let columns = vec![Column::new(when), Column::new(who), Column::numeric(copies)];
    view! { <Table caption=words.text("erased-title") caption_hidden=true columns>{rows}</Table> }.into_any()
}

/// `POST /contacts/{id}/erase`: erases a person from the desk.
///
/// # Errors
/// There is no such person, the store failed, or too much was submitted.
pub async fn erase(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id: PersonId = id.parse().map_err(|_| Failure::NotFound)?;
    posted::fields(request).await?;
    match state.address_book().erase(visit.operator()?, id).await? {
        Erasing::Missing => Err(Failure::NotFound),
        Erasing::Erased { is_still_there, .. } => {
            session::leave_notice(&session, Left::ContactErased).await?;
            let next = if is_still_there {
                format!("/contacts/erased?person={id}")
            } else {
                "/contacts/erased".to_owned()
            };
            Ok(Redirect::to(&next).into_response())
        }
    }
}
