//! What a person found out about a change in doubt, where DigiCert's records do not tell it by themselves.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

use super::save::change_id;
use super::subject::must_be_permitted;
use crate::changes::Settling;
use crate::domain::change::Change;
use crate::web::failure::Failure;
use crate::web::people::remarks::{RemarkSummary, Remarks};
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::ui::{Button, ButtonKind, Field, RadioOption, Radios, Section, TextArea};
use crate::web::visit::Visit;
use crate::web::{posted, render};
use crate::words::Words;

/// What was typed, and why it was not done.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    outcome: String,
    reason: String,
    remarks: Remarks,
}

/// The form that ends a doubt.
pub(super) fn settle_form(words: Words, change: &Change, typed: Option<Typed>) -> AnyView {
    let Typed {
        outcome,
        reason,
        remarks,
    } = typed.unwrap_or_default();
    let options = vec![
        RadioOption::new("made", words.text("change-settle-made")),
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
    let (outcome, reason) = (posted::value(&values, "outcome"), posted::value(&values, "reason"));
    let settling = match outcome.as_str() {
        "made" => Some(Settling::Made),
        "not-made" => Some(Settling::NotMade),
        _ => None,
    };
    let mut remarks = Remarks::default();
    if settling.is_none() {
        remarks.add("outcome", visit.words.text("change-settle-outcome-missing"));
    }
    if reason.trim().is_empty() {
        remarks.add("reason", visit.words.text("change-settle-reason-missing"));
    }
    let Some(settling) = settling.filter(|_| remarks.is_empty()) else {
        let typed = Typed {
            outcome,
            reason,
            remarks,
        };
        let asked = posted::at(asked, &format!("/changes/{id}"))?;
        return Ok(render::refused(&state, asked, move || provide_context(typed.clone())).await);
    };
    let version = posted::version(&values).unwrap_or_default();
    let settled = state
        .changes()
        .settle(operator, id, version, &settling, reason.trim())
        .await?;
    let notice = match (settled, settling) {
        (None, _) => Notice::ChangeWrittenMeanwhile,
        (Some(_), Settling::Made) => Notice::ChangeSettled,
        (Some(_), Settling::NotMade) => Notice::ChangeTakenBack,
    };
    session::leave_notice(&session, notice).await?;
    Ok(Redirect::to(&format!("/changes/{id}")).into_response())
}
