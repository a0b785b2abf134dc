//! Notes on an order: ours and DigiCert's in one list, told apart; writing one, and striking one out.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use leptos::prelude::*;

use super::Shown;
use crate::domain::csr::holds_private_key;
use crate::domain::ids::{NoteId, OrderId};
use crate::domain::operator::Act;
use crate::domain::order::{Note, RemoteNote};
use crate::store::NoteStruck;
use crate::web::failure::Failure;
use crate::web::people::remarks::Remarks;
use crate::web::state::AppState;
use crate::web::ui::{Button, ButtonKind, Field, Section, SectionLayout, StatusBadge, TextArea, Tone};
use crate::web::visit::Visit;
use crate::web::{posted, render};
use crate::words::Words;

/// The name of the field.
const NOTE: &str = "note";

/// A note that was refused: what was typed, and why.
#[derive(Clone, Debug, Default)]
pub(in crate::web::orders) struct Typed {
    text: String,
    /// What is wrong with it.
    pub(in crate::web::orders) remarks: Remarks,
}

/// The section: the notes, the newest first, and the form for one more.
pub(in crate::web::orders) fn section(shown: &Shown, typed: Typed) -> AnyView {
    let words = shown.words;
    let remote = shown.record().map_or(&[][..], |record| record.notes.as_slice());
    let mut all: Vec<(Option<Timestamp>, AnyView)> = Vec::new();
    all.extend(shown.notes.iter().map(|note| (Some(note.at), ours(shown, note))));
    all.extend(remote.iter().map(|note| (note.at, theirs(words, note))));
    // Those of which DigiCert does not tell the time come last.
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let list = if all.is_empty() {
        view! { <p>{words.text("notes-none")}</p> }.into_any()
    } else {
        let items = all.into_iter().map(|(_, view)| view).collect_view();
        view! { <ol class="notes" role="list" aria-label=words.text("notes-heading")>{items}</ol> }.into_any()
    };
    let form = shown.operator.may(Act::Draft).then(|| form(shown, typed));
    view! {
        <Section id="s-notes" heading=words.text("notes-heading") intro=words.text("notes-intro")
            layout=SectionLayout::Stacked>
            {list}
            {form}
        </Section>
    }
    .into_any()
}

fn form(shown: &Shown, typed: Typed) -> AnyView {
    let words = shown.words;
    let hint = words.with("notes-hint", [("most", Note::LONGEST.into())]);
    let field = Field::new(NOTE, words.text("notes-new")).hint(hint).value(typed.text);
    let field = typed.remarks.on(&words, field);
    view! {
        <form class="form" method="post" action=format!("{}/notes", shown.address()) novalidate>
            <TextArea field rows=3 spellcheck=true/>
            <div class="form-actions"><Button kind=ButtonKind::Secondary>{words.text("notes-add")}</Button></div>
        </form>
    }
    .into_any()
}

fn ours(shown: &Shown, note: &Note) -> AnyView {
    let words = shown.words;
    let when = words.moment(note.at);
    let strike = note.may_be_struck_by(&shown.operator) && shown.operator.may(Act::Draft);
    let strike = strike.then(|| {
        let which = words.with("notes-strike-which", [("when", when.as_str().into())]);
        view! {
            <form method="post" action=format!("{}/notes/{}/strike", shown.address(), note.id)>
                <Button kind=ButtonKind::Quiet compact=true>
                    {words.text("notes-strike")}" "<span class="visually-hidden">{which}</span>
                </Button>
            </form>
        }
    });
    let struck = note.struck.as_ref().map(|(by, at)| {
        let told = [("who", by.name.as_str().into()), ("when", words.moment(*at).into())];
        view! { <p class="note-meta">{words.with("notes-struck", told)}</p> }
    });
    let text = note.text.clone();
    let text = if note.struck.is_some() {
        view! { <p class="note-text"><s>{text}</s></p> }.into_any()
    } else {
        view! { <p class="note-text">{text}</p> }.into_any()
    };
    let badge = view! { <StatusBadge tone=Tone::Neutral text=words.text("notes-ours")/> };
    let (author, datetime) = (note.author.name.clone(), note.at.to_string());
    view! {
        <li class="note">
            <p class="note-meta">{badge}" "{author}" "<time datetime=datetime>{when}</time></p>
            {text}
            {struck}
            {strike}
        </li>
    }
    .into_any()
}

fn theirs(words: Words, note: &RemoteNote) -> AnyView {
    let when = match note.at {
        Some(at) => view! { <time datetime=at.to_string()>{words.moment(at)}</time> }.into_any(),
        None => words.text("notes-no-time").into_any(),
    };
    let badge = view! { <StatusBadge tone=Tone::Info text=words.text("notes-theirs")/> };
    view! {
        <li class="note" data-from="digicert">
            <p class="note-meta">{badge}" "{note.by.clone()}" "{when}</p>
            <p class="note-text">{note.text.clone()}</p>
        </li>
    }
    .into_any()
}

/// `POST /orders/{id}/notes`: writes a note, or shows the page again with what was typed.
///
/// # Errors
/// There is no such order, the store failed, or too much was submitted.
pub async fn add_note(
    State(state): State<AppState>,
    Path(id): Path<OrderId>,
    visit: Visit,
    request: Request,
) -> Result<Response, Failure> {
    let (asked, fields) = posted::fields(request).await?;
    let text = posted::value(&fields, NOTE);
    if let Some(refused) = refused(visit.words, text.clone()) {
        let asked = posted::at(asked, &format!("/orders/{id}"))?;
        return Ok(render::refused(&state, asked, move || provide_context(refused.clone())).await);
    }
    let added = state.orders().add_note(visit.operator()?, id, &text).await?;
    added.ok_or(Failure::NotFound)?;
    Ok(to_notes(id))
}

/// `POST /orders/{id}/notes/{note}/strike`: strikes a note out. A second click finds it done.
///
/// # Errors
/// There is no such note, it is somebody else's, or the store failed.
pub async fn strike_note(
    State(state): State<AppState>,
    Path((id, note)): Path<(OrderId, NoteId)>,
    visit: Visit,
) -> Result<Response, Failure> {
    match state.orders().strike_note(visit.operator()?, id, note).await? {
        NoteStruck::Struck | NoteStruck::Already => Ok(to_notes(id)),
        NoteStruck::NotTheirs => Err(Failure::Forbidden),
        NoteStruck::Missing => Err(Failure::NotFound),
    }
}

fn to_notes(id: OrderId) -> Response {
    Redirect::to(&format!("/orders/{id}#s-notes")).into_response()
}

/// Why a note is not taken. A private key is not even shown again.
fn refused(words: Words, text: String) -> Option<Typed> {
    if holds_private_key(&text) {
        return Some(Typed {
            text: String::new(),
            remarks: Remarks::one(NOTE, words.text("notes-private-key")),
        });
    }
    let length = text.trim().chars().count();
    let remark = match length {
        0 => words.text("notes-empty"),
        length if length > Note::LONGEST => {
            let values = [("length", length.into()), ("most", Note::LONGEST.into())];
            words.with("notes-too-long", values)
        }
        _ => return None,
    };
    let remarks = Remarks::one(NOTE, remark);
    Some(Typed { text, remarks })
}
