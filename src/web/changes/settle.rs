//! What a person found out about a change in doubt, where DigiCert's records do not tell it by themselves.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

use super::save::change_id;
use super::subject::must_be_permitted;
use crate::changes::{Namesake, NumberFault, Settled, Settling as Word};
use crate::domain::change::{Change, Subject};
use crate::web::failure::Failure;
use crate::web::people::remarks::{RemarkSummary, Remarks};
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::ui::{Button, ButtonKind, Field, RadioOption, Radios, Section, TextArea, TextInput, Width};
use crate::web::visit::Visit;
use crate::web::{posted, render};
use crate::words::Words;

/// What was typed, and why it was not done.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    outcome: String,
    created: Option<String>,
    reason: String,
    remarks: Remarks,
}

/// What the form that ends a doubt shows.
pub(super) struct Settling {
    /// What was submitted and is shown again.
    pub(super) typed: Option<Typed>,
    /// For a change that creates something: what DigiCert has of that name now and had not before, where it tells.
    pub(super) namesakes: Option<Option<Vec<Namesake>>>,
}

/// The form that ends a doubt.
pub(super) fn settle_form(words: Words, change: &Change, settling: Settling) -> AnyView {
    let Typed {
        outcome,
        created,
        reason,
        remarks,
    } = settling.typed.unwrap_or_default();
    let made = RadioOption::new("made", words.text("change-settle-made"));
    let made = match settling.namesakes {
        Some(namesakes) => made.reveal(number(words, change, namesakes, created, &remarks)),
        None => made,
    };
    let options = vec![
        made,
        RadioOption::new("not-made", words.text("change-settle-not-made"))
            .hint(words.text("change-settle-not-made-hint")),
    ];
    let outcome = Field::new("outcome", words.text("change-settle-outcome")).value(outcome);
    let reason = Field::new("reason", words.text("change-settle-reason"))
        .hint(words.text("change-settle-reason-hint"))
        .value(reason);
    let (action, version) = (format!("/changes/{}/settle", change.id), change.version);
    view! {
        <RemarkSummary remarks=remarks.clone()/>
        <Section id="s-settle" heading=words.text("change-settle") intro=words.text("change-settle-intro")>
            <form class="form" method="post" action=action novalidate>
                <input type="hidden" name="version" value=version/>
                <Radios field=remarks.on(&words, outcome) options/>
                <TextArea field=remarks.on(&words, reason)/>
                <div class="form-actions"><Button kind=ButtonKind::Secondary>{words.text("change-settle-submit")}</Button></div>
            </form>
        </Section>
    }
    .into_any()
}

/// The question for the number of what was created, answered where there is only one it can be.
fn number(
    words: Words,
    change: &Change,
    namesakes: Option<Vec<Namesake>>,
    typed: Option<String>,
    remarks: &Remarks,
) -> AnyView {
    let list = match change.subject {
        Subject::NewDomain => "domains",
        _ => "organizations",
    };
    let only = match namesakes.as_deref() {
        Some([only]) => only.id.to_string(),
        _ => String::new(),
    };
    let field = Field::new("created", words.text("change-settle-number"))
        .hint(words.text("change-settle-number-hint"))
        .value(typed.unwrap_or(only));
    let found = match namesakes {
        None => view! { <p>{words.text("change-settle-number-unread")}</p> }.into_any(),
        Some(found) if found.is_empty() => view! { <p>{words.text("change-settle-number-none")}</p> }.into_any(),
        Some(found) => {
            let items = found.into_iter().map(|it| {
                let (href, id) = (format!("/{list}/{}", it.id), it.id.to_string());
                let about = [it.name, it.city].into_iter().filter(|part| !part.is_empty());
                let about = about.collect::<Vec<_>>().join(", ");
                view! { <li><a href=href>{id}</a>" "{about}</li> }
            });
            let items = items.collect_view();
            view! { <p>{words.text("change-settle-number-found")}</p><ul>{items}</ul> }.into_any()
        }
    };
    view! {
        <TextInput field=remarks.on(&words, field) inputmode="numeric" width=Width::Narrow/>
        {found}
    }
    .into_any()
}

/// `POST /changes/{id}/settle`: writes down what became of a change, with a reason.
///
/// # Errors
/// There is no such change, the person may not do it, the store failed, or too much was submitted.
pub async fn settle(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id = change_id(&id)?;
    let (asked, values) = posted::fields(request).await?;
    let change = state.changes().find(id).await?.ok_or(Failure::NotFound)?;
    let operator = visit.operator()?;
    must_be_permitted(&state, operator, &change).await?;
    let value = |name: &str| posted::value(&values, name);
    let mut typed = Typed {
        outcome: value("outcome"),
        created: Some(value("created")),
        reason: value("reason"),
        remarks: Remarks::default(),
    };
    let word = typed.word(&visit.words, &change);
    let refused = async |typed: Typed| {
        let asked = posted::at(asked, &format!("/changes/{id}"))?;
        Ok(render::refused(&state, asked, move || provide_context(typed.clone())).await)
    };
    let Some(word) = word.filter(|_| typed.remarks.is_empty()) else {
        return refused(typed).await;
    };
    let version = posted::version(&values).unwrap_or_default();
    let reason = typed.reason.trim();
    let notice = match state.changes().settle(operator, id, version, &word, reason).await? {
        Settled::Number(fault) => {
            typed.remarks.add("created", visit.words.text(about_number(fault)));
            return refused(typed).await;
        }
        Settled::Conflict => Notice::ChangeWrittenMeanwhile,
        Settled::Settled(_) if word == Word::NotMade => Notice::ChangeTakenBack,
        Settled::Settled(_) => Notice::ChangeSettled,
    };
    session::leave_notice(&session, notice).await?;
    Ok(Redirect::to(&format!("/changes/{id}")).into_response())
}

impl Typed {
    /// What the person says, with a remark for whatever cannot be understood.
    fn word(&mut self, words: &Words, change: &Change) -> Option<Word> {
        let created = self.created.as_deref().unwrap_or_default().trim();
        let number = created.parse().ok().filter(|number: &i64| *number > 0);
        let (is_new, is_typed) = (change.subject_is_new(), !created.is_empty());
        let word = match self.outcome.as_str() {
            "made" => Some(Word::Made(number.filter(|_| is_new))),
            "not-made" => Some(Word::NotMade),
            _ => None,
        };
        if word.is_none() {
            self.remarks.add("outcome", words.text("change-settle-outcome-missing"));
        }
        if is_new && is_typed && word == Some(Word::Made(None)) {
            self.remarks
                .add("created", words.text("change-settle-number-not-a-number"));
        }
        if self.reason.trim().is_empty() {
            self.remarks.add("reason", words.text("change-settle-reason-missing"));
        }
        word
    }
}

/// The sentence for a number that will not do.
fn about_number(fault: NumberFault) -> &'static str {
    match fault {
        NumberFault::Missing => "change-settle-number-missing",
        NumberFault::Unknown => "change-settle-number-unknown",
        NumberFault::Older => "change-settle-number-older",
        NumberFault::Unread => "change-settle-number-unread-error",
    }
}
