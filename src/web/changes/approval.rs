//! The end of the check page where a change needs the approval of a second person: asking for it, deciding, waiting, and
//! taking it back.

use jiff::Timestamp;
use leptos::prelude::*;

use super::subject::permitted;
use crate::domain::approval::{Approval, MayNotApprove};
use crate::domain::change::{Change, ChangeEvent, ChangeEventKind, ChangeState};
use crate::domain::operator::Operator;
use crate::web::decision::{Ended, REQUEST, Typed};
use crate::web::failure::Failure;
use crate::web::state::AppState;
use crate::web::ui::{Button, ButtonKind, Notice, Section, TextArea, Tone};
use crate::words::Words;

/// What stands between the check page and the button that sends.
pub(super) enum Gate {
    /// Nothing, or an approval that holds, told first.
    Open(Option<AnyView>),
    /// This, in place of the button.
    Closed(AnyView),
}

/// What a person sees of the approval of a change whose request has that digest.
pub(super) async fn gate(
    words: Words,
    state: &AppState,
    operator: &Operator,
    change: &Change,
    digest: &str,
    typed: Typed,
) -> Result<Gate, Failure> {
    let may_act = permitted(state, operator, change.form.kind(), change.subject).await?;
    let withdraw = may_act.then(|| withdraw_form(words, change));
    // Whoever decides sends it back instead.
    let decides = |asked: &Approval| asked.may_be_given_by(operator, &change.owner).is_ok();
    let now = state.clock().now();
    Ok(match (change.state, &change.approval) {
        (ChangeState::AwaitingApproval, Some(asked)) => {
            let withdraw = withdraw.filter(|_| !decides(asked));
            Gate::Closed(decision(words, operator, change, asked, digest, typed, withdraw))
        }
        (ChangeState::Approved, Some(approval)) if approval.covers(digest, now) => {
            Gate::Open(approved(words, approval, withdraw))
        }
        (ChangeState::Approved, _) => Gate::Closed(void(words, withdraw)),
        _ if state.changes().needs_approval(change.form.kind()) => Gate::Closed(ask(words, change, typed)),
        _ => Gate::Open(None),
    })
}

/// Where the approval of a change stands, for its own page; nothing where there is none.
pub(super) fn standing(
    words: Words,
    operator: &Operator,
    change: &Change,
    events: &[ChangeEvent],
    may_change: bool,
    now: Timestamp,
) -> Option<AnyView> {
    let Some(approval) = change.approval.as_ref() else {
        return ended(words, change, events);
    };
    match (change.state, &approval.given) {
        (ChangeState::AwaitingApproval, _) => {
            // Whoever decides sends it back instead.
            let decides = approval.may_be_given_by(operator, &change.owner).is_ok();
            let withdraw = (may_change && !decides).then(|| withdraw_form(words, change));
            Some(waits(words, approval, withdraw))
        }
        (ChangeState::Approved, Some(given)) if now < given.until => approved(words, approval, None),
        (ChangeState::Approved, _) => Some(void(words, None)),
        _ => None,
    }
}

/// How the last approval of a change that is written again ended, while nobody asked anew: sent back with a reason, or not
/// used in time.
pub(super) fn ended(words: Words, change: &Change, events: &[ChangeEvent]) -> Option<AnyView> {
    if change.state != ChangeState::Draft {
        return None;
    }
    let last = events.iter().find(|event| !event.kind.is_writing())?;
    let how = match &last.kind {
        ChangeEventKind::Rejected { reason } => Ended::SentBack(reason),
        ChangeEventKind::ApprovalLapsed => Ended::Lapsed,
        _ => return None,
    };
    Some(how.notice(words, "action-approval-rejected", &last.actor, last.at))
}

fn ask(words: Words, change: &Change, typed: Typed) -> AnyView {
    let action = format!("/changes/{}/ask-approval", change.id);
    let field = typed
        .field(words, "approval-ask-remark", "approval-ask-remark-hint")
        .optional(words.text("field-optional"));
    let version = change.version;
    view! {
        <Section id="s-decide" heading=words.text("approval-heading")>
            <p>{words.text("action-approval-ask-text")}</p>
            <form class="form" method="post" action=action novalidate>
                <input type="hidden" name="version" value=version/>
                <TextArea field rows=3 spellcheck=true/>
                <div class="form-actions"><Button>{words.text("approval-ask")}</Button></div>
            </form>
        </Section>
    }
    .into_any()
}

fn waits(words: Words, asked: &Approval, withdraw: Option<AnyView>) -> AnyView {
    let values = [
        ("who", asked.asked_by.name.as_str().into()),
        ("when", words.moment(asked.asked_at).into()),
    ];
    let text = words.with("action-approval-asked", values);
    let remark = (!asked.remark.is_empty()).then(|| view! { <p class="said">{asked.remark.clone()}</p> });
    view! {
        <Notice tone=Tone::Info heading=words.text("action-approval-waits")>
            <p>{text}</p>
            {remark}
            {withdraw}
        </Notice>
    }
    .into_any()
}

fn decision(
    words: Words,
    operator: &Operator,
    change: &Change,
    asked: &Approval,
    digest: &str,
    typed: Typed,
    withdraw: Option<AnyView>,
) -> AnyView {
    let waits = waits(words, asked, None);
    let (heading, body) = match asked.may_be_given_by(operator, &change.owner) {
        Err(why) => {
            let key = match why {
                MayNotApprove::Own | MayNotApprove::Writer => "action-approval-own",
                MayNotApprove::Role => "action-approval-role",
            };
            ("approval-heading", view! { <p>{words.text(key)}</p> }.into_any())
        }
        Ok(()) => ("approve-heading", decision_form(words, change, asked, digest, typed)),
    };
    view! {
        <Section id="s-decide" heading=words.text(heading)>
            {waits}
            {body}
            {withdraw}
        </Section>
    }
    .into_any()
}

fn decision_form(words: Words, change: &Change, asked: &Approval, digest: &str, typed: Typed) -> AnyView {
    let address = format!("/changes/{}", change.id);
    let is_same = asked.request_sha256 == digest;
    let void = (!is_same).then(|| {
        view! { <Notice tone=Tone::Warning heading=words.text("approve-void")><p>{words.text("approve-void-text")}</p></Notice> }
    });
    let approve = is_same.then(|| {
        view! {
            <input type="hidden" name=REQUEST value=digest.to_owned()/>
            <Button>{words.text("approve-approve")}</Button>
        }
    });
    let field = typed.field(words, "approve-say", "approve-change-say-hint");
    let digest = digest.to_owned();
    view! {
        {void}
        <p>{words.text("action-approve-text")}</p>
        <p>{words.text("event-digest")}" "<code class="fingerprint">{digest}</code></p>
        <form class="form" method="post" action=format!("{address}/approve") novalidate>
            <input type="hidden" name="version" value=change.version/>
            <TextArea field rows=3 spellcheck=true/>
            <div class="form-actions">
                {approve}
                <Button kind=ButtonKind::Secondary formaction=format!("{address}/reject")>{words.text("approve-reject")}</Button>
            </div>
        </form>
    }
    .into_any()
}

fn approved(words: Words, approval: &Approval, withdraw: Option<AnyView>) -> Option<AnyView> {
    let given = approval.given.as_ref()?;
    let values = [
        ("who", given.by.name.as_str().into()),
        ("when", words.moment(given.at).into()),
        ("until", words.moment(given.until).into()),
    ];
    let text = words.with("action-approval-given", values);
    let view = view! {
        <Notice tone=Tone::Positive heading=words.text("action-approval-approved")>
            <p>{text}</p>
            {withdraw}
        </Notice>
    };
    Some(view.into_any())
}

/// An approval that is none for what would be sent now, and the way out.
fn void(words: Words, withdraw: Option<AnyView>) -> AnyView {
    view! {
        <Notice tone=Tone::Warning heading=words.text("approval-void")>
            <p>{words.text("action-approval-void-text")}</p>
            {withdraw}
        </Notice>
    }
    .into_any()
}

fn withdraw_form(words: Words, change: &Change) -> AnyView {
    let action = format!("/changes/{}/withdraw", change.id);
    view! {
        <form method="post" action=action>
            <input type="hidden" name="version" value=change.version/>
            <Button kind=ButtonKind::Secondary>{words.text("approval-withdraw")}</Button>
        </form>
    }
    .into_any()
}
