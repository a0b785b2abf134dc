//! What the pages of an order say about its approval: where it stands, who may give it, how it ended last.

use leptos::prelude::*;

use super::ask::{asked_sentence, decide_link, may_decide, withdraw_form};
use crate::domain::approval::{Approval, Given};
use crate::domain::operator::{Act, Operator};
use crate::domain::order::{Event, EventKind, Order, State};
use crate::web::decision::Ended;
use crate::web::failure::Failure;
use crate::web::state::AppState;
use crate::web::ui::{ButtonKind, ButtonLink, Notice, Tone};
use crate::words::Words;

/// What an order that waits for an approval, or has one, says on its page.
pub(in crate::web::orders) async fn advice(
    words: Words,
    operator: &Operator,
    state: &AppState,
    order: &Order,
) -> Result<Option<AnyView>, Failure> {
    let Some(approval) = &order.approval else {
        return Ok(None);
    };
    Ok(match (order.state, &approval.given) {
        (State::AwaitingApproval, _) => {
            let others = who_may(state, order, approval).await?;
            Some(waits(words, operator, order, approval, &others))
        }
        (State::Approved, Some(given)) => {
            let is_over = given.until <= state.clock().now();
            Some(approved(words, operator, order, given, is_over))
        }
        _ => None,
    })
}

/// The names of those who may approve it.
async fn who_may(state: &AppState, order: &Order, asked: &Approval) -> Result<Vec<String>, Failure> {
    let people = state.accounts().people().await?;
    let others = people.into_iter().filter(|person| !person.disabled);
    Ok(others
        .filter(|person| asked.may_be_given_by(&person.operator, &order.owner).is_ok())
        .map(|person| person.operator.name)
        .collect())
}

fn waits(words: Words, operator: &Operator, order: &Order, asked: &Approval, others: &[String]) -> AnyView {
    let who = if others.is_empty() {
        words.text("approval-nobody")
    } else {
        words.with("approval-who", [("names", others.join(", ").into())])
    };
    let tone = if others.is_empty() { Tone::Warning } else { Tone::Info };
    let decide = may_decide(operator, order).then(|| decide_link(words, order));
    let (sentence, remark) = (asked_sentence(words, asked), said(&asked.remark));
    let withdraw = withdraw_form(words, operator, order);
    view! {
        <Notice tone heading=words.text("approval-waits")>
            <p>{sentence}" "{who}</p>
            {remark}
            {decide}
            {withdraw}
        </Notice>
    }
    .into_any()
}

fn approved(words: Words, operator: &Operator, order: &Order, given: &Given, is_over: bool) -> AnyView {
    let values = [
        ("who", given.by.name.as_str().into()),
        ("when", words.moment(given.at).into()),
        ("until", words.moment(given.until).into()),
    ];
    let (tone, heading, text) = if is_over {
        let text = words.with("approval-over-text", values);
        (Tone::Warning, words.text("approval-over"), text)
    } else {
        let text = words.with("approval-given", values);
        (Tone::Positive, words.text("approval-approved"), text)
    };
    let go_on = operator.may(Act::Place).then(|| {
        let href = format!("/orders/{}/check", order.id);
        view! { <p><ButtonLink href kind=ButtonKind::Primary>{words.text("approval-place")}</ButtonLink></p> }
    });
    let withdraw = withdraw_form(words, operator, order);
    view! {
        <Notice tone heading=heading>
            <p>{text}</p>
            {go_on}
            {withdraw}
        </Notice>
    }
    .into_any()
}

/// How the last approval of a draft ended, while nobody asked anew: sent back with a reason, or not used in time. Changes
/// do not end it, for the reason is what they are made by.
pub(in crate::web::orders) fn decision(words: Words, order: &Order, events: &[Event]) -> Option<AnyView> {
    if order.state != State::Draft {
        return None;
    }
    let last = events.iter().find(|event| event.kind != EventKind::Changed)?;
    let how = match &last.kind {
        EventKind::Rejected { reason } => Ended::SentBack(reason),
        EventKind::ApprovalLapsed => Ended::Lapsed,
        _ => return None,
    };
    Some(how.notice(words, "approval-rejected", &last.actor, last.at))
}

/// Says on the pages of the form that a change takes the order back from approval.
pub(in crate::web::orders) fn taken_back_notice(words: Words, order: &Order) -> Option<AnyView> {
    let key = match order.state {
        State::AwaitingApproval => "approval-change-waiting",
        State::Approved => "approval-change-approved",
        _ => return None,
    };
    Some(view! { <Notice tone=Tone::Warning heading=words.text(key)/> }.into_any())
}

/// What a person said, as they said it.
pub(super) fn said(text: &str) -> Option<AnyView> {
    (!text.is_empty()).then(|| view! { <p class="said">{text.to_owned()}</p> }.into_any())
}
