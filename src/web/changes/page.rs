//! The page of a change: where it stands, what is to be done, what happened, and what went over the wire.

use leptos::prelude::*;

use super::answer::answer_view;
use super::approval::standing;
use super::facts::two_columns;
use super::journal::journal;
use super::settle::{Settling, settle_form};
use super::subject::{permitted, subject_link, title};
use crate::domain::change::{Answer, Change, ChangeEvent, ChangeEventKind, ChangeState, Compared, Snapshot};
use crate::domain::ids::ChangeId;
use crate::domain::operator::{Act, Operator};
use crate::web::context;
use crate::web::exchanges::exchanges_view;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{
    Button, ButtonKind, ButtonLink, Link, Notice, PageHeader, Section, SectionLayout, StatusBadge, Tone,
};
use crate::words::Words;

/// A change.
#[component]
pub fn ChangePage() -> impl IntoView {
    let id = context::parameter::<ChangeId>("id");
    let typed = use_context::<super::settle::Typed>();
    loaded(async move {
        let words = context::words();
        let (state, operator) = (context::state(), context::operator()?);
        let change = state.changes().find(id?).await?.ok_or(Failure::NotFound)?;
        let events = state.changes().events(change.id).await?;
        let exchanges = if operator.may(Act::SeeRawExchange) {
            exchanges_view(words, state.changes().exchanges(change.id).await?)
        } else {
            None
        };
        let may_change = permitted(&state, &operator, change.form.kind(), change.subject).await?;
        let home = subject_link(words, &state, &change).await?;
        let answer = answered(words, &events);
        let approval = standing(words, &operator, &change, &events, may_change, state.clock().now());
        let title = title(words, &change);
        let stands = status(words, change.state);
        let is_refused = typed.is_some();
        let reused = reused_notice(words, &change, &events, &home);
        let asks = change.state == ChangeState::InDoubt && change.subject_is_new() && may_change;
        let namesakes = if asks {
            Some(state.changes().namesakes(&change).await)
        } else {
            None
        };
        let settling = Settling { typed, namesakes };
        let (advice, wanted) = (advice(words, &change, may_change, settling), wanted(words, &change));
        let (actions, journal) = (actions(words, &operator, &change, may_change), journal(words, &events));
        let what = words.text(match change.subject_is_new() {
            _ if change.state != ChangeState::Done || nothing_came_of_it(&events) => "change-wanted",
            false => "change-changed",
            true => "change-created",
        });
        Ok(view! {
            <PageTitle text=title.clone() refused=is_refused/>
            <PageHeader heading=title back=home status=stands/>
            {advice}
            {reused}
            {approval}
            {answer}
            <Section id="s-wanted" heading=what layout=SectionLayout::Stacked>
                {wanted}
            </Section>
            {actions}
            <Section id="s-journal" heading=words.text("change-journal") layout=SectionLayout::Stacked>
                {journal}
            </Section>
            {exchanges}
        }
        .into_any())
    })
}

/// Where a change stands, in a word.
pub(crate) fn status(words: Words, state: ChangeState) -> AnyView {
    let tone = match state {
        ChangeState::Draft => Tone::Neutral,
        ChangeState::AwaitingApproval => Tone::Warning,
        ChangeState::Approved => Tone::Positive,
        ChangeState::Sending => Tone::Info,
        ChangeState::Done => Tone::Positive,
        ChangeState::Refused => Tone::Danger,
        ChangeState::InDoubt => Tone::Warning,
    };
    view! { <StatusBadge tone text=state_name(words, state)/> }.into_any()
}

/// The word of where a change stands.
pub(super) fn state_name(words: Words, state: ChangeState) -> String {
    words.text(&format!("change-state-{}", state.word().replace('_', "-")))
}

/// Whether DigiCert took what was sent without doing it: it had just that already, or somebody is to approve it there.
fn nothing_came_of_it(events: &[ChangeEvent]) -> bool {
    let is_reused = |event: &ChangeEvent| matches!(event.kind, ChangeEventKind::Reused { .. });
    events.iter().any(is_reused) || answer_of(events).is_some_and(Answer::waits_for_approval)
}

fn answer_of(events: &[ChangeEvent]) -> Option<&Answer> {
    events.iter().find_map(|event| match &event.kind {
        ChangeEventKind::Done { answer, .. } => answer.as_ref(),
        _ => None,
    })
}

/// What DigiCert said with its yes.
fn answered(words: Words, events: &[ChangeEvent]) -> Option<AnyView> {
    let answer = answer_of(events);
    let said = answer_view(words, answer)?;
    let waits = answer.is_some_and(Answer::waits_for_approval);
    let tone = if waits { Tone::Warning } else { Tone::Info };
    Some(view! { <Notice tone heading=words.text("answer-heading")>{said}</Notice> }.into_any())
}

/// What was to become different, beside what DigiCert had when it was sent, or when it was begun.
fn wanted(words: Words, change: &Change) -> AnyView {
    let nothing = Snapshot::Absent { alike: Vec::new() };
    let before = change.attempt.as_ref().map(|attempt| &attempt.before);
    let base = before.or(change.base.as_ref()).unwrap_or(&nothing);
    two_columns(words, change, &Compared::of(&change.form, base, None))
}

/// Says where DigiCert answered with what it had already.
fn reused_notice(words: Words, change: &Change, events: &[ChangeEvent], home: &Link) -> Option<AnyView> {
    let id = events.iter().find_map(|event| match event.kind {
        ChangeEventKind::Reused { id } => Some(id),
        _ => None,
    })?;
    let key = format!("change-reused-{}", change.form.kind().word());
    let (href, number) = (home.href.clone(), [("id", id.to_string().into())]);
    let view = view! {
        <Notice tone=Tone::Warning heading=words.text(&key)>
            <p>{words.text(&format!("{key}-text"))}</p>
            <p><a href=href>{words.with("change-reused-link", number)}</a></p>
        </Notice>
    };
    Some(view.into_any())
}

fn advice(words: Words, change: &Change, may_change: bool, settling: Settling) -> Option<AnyView> {
    match change.state {
        ChangeState::InDoubt => {
            let id = change.id.to_string();
            let look = view! {
                <form method="post" action="/actions/read-back-change">
                    <input type="hidden" name="change" value=id/>
                    <Button kind=ButtonKind::Secondary>{words.text("change-read-back")}</Button>
                </form>
            };
            let settle = may_change.then(|| settle_form(words, change, settling));
            let view = view! {
                <Notice tone=Tone::Warning heading=words.text("change-in-doubt")>
                    <p>{words.text("change-in-doubt-text")}</p>
                    {look}
                </Notice>
                {settle}
            };
            Some(view.into_any())
        }
        ChangeState::Refused => super::edit::refusal_notice(words, change),
        ChangeState::Sending => {
            let text = words.text("change-sending-text");
            Some(
                view! { <Notice tone=Tone::Info heading=words.text("change-state-sending")><p>{text}</p></Notice> }
                    .into_any(),
            )
        }
        ChangeState::Draft | ChangeState::AwaitingApproval | ChangeState::Approved | ChangeState::Done => None,
    }
}

fn actions(words: Words, operator: &Operator, change: &Change, may_change: bool) -> Option<AnyView> {
    if !may_change || !change.state.is_editable() {
        return None;
    }
    let id = change.id;
    let has_form = change.form.kind().has_form();
    let edit = |kind: ButtonKind, key: &str| {
        let (href, text) = (format!("/changes/{id}/edit"), words.text(key));
        has_form.then(|| view! { <ButtonLink href kind>{text}</ButtonLink> })
    };
    let check = |kind: ButtonKind, key: &str| {
        let (href, text) = (format!("/changes/{id}/check"), words.text(key));
        view! { <ButtonLink href kind>{text}</ButtonLink> }
    };
    if matches!(change.state, ChangeState::AwaitingApproval | ChangeState::Approved) {
        let asked = change.approval.as_ref();
        let may_decide = change.state == ChangeState::AwaitingApproval
            && asked.is_some_and(|asked| asked.may_be_given_by(operator, &change.owner).is_ok());
        let key = if may_decide { "approval-look" } else { "change-check" };
        // Whoever writes on takes it back; nobody does that by the way.
        let (check, edit) = (
            check(ButtonKind::Primary, key),
            edit(ButtonKind::Quiet, "change-edit-takes-back"),
        );
        return Some(view! { <div class="form-actions">{check}{edit}</div> }.into_any());
    }
    // Everybody may work on it; first of all it is its owner's to go on with.
    let is_own = change.owner.id == Some(operator.id);
    let edit = edit(
        if is_own { ButtonKind::Primary } else { ButtonKind::Quiet },
        "change-edit",
    );
    let check = check(ButtonKind::Secondary, "change-check");
    // What DigiCert refused keeps its journal.
    let discard = (change.state == ChangeState::Draft).then(|| {
        view! {
            <form method="post" action=format!("/changes/{id}/discard")>
                <input type="hidden" name="version" value=change.version/>
                <Button kind=ButtonKind::Quiet>{words.text("change-discard")}</Button>
            </form>
        }
    });
    Some(view! { <div class="form-actions">{edit}{check}{discard}</div> }.into_any())
}
