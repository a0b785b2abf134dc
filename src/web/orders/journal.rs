//! The journal of an order, newest first, in words.

use leptos::prelude::*;

use super::certificate::sentence;
use crate::domain::order::search::Evidence;
use crate::domain::order::{Event, EventKind};
use crate::web::changes::answer_view;
use crate::web::remote_errors::remote_errors;
use crate::web::ui::{IconName, Timeline, TimelineEvent, Tone};
use crate::words::Words;

/// All events.
pub(super) fn journal(words: Words, events: &[Event]) -> AnyView {
    let items = events.iter().map(|event| entry(words, event)).collect_view();
    view! { <Timeline label=words.text("order-journal")>{items}</Timeline> }.into_any()
}

fn entry(words: Words, event: &Event) -> AnyView {
    let (tone, icon) = look(&event.kind);
    let actor = if event.actor.id.is_none() {
        words.text("event-desk")
    } else {
        event.actor.name.clone()
    };
    let (datetime, when) = (event.at.to_string(), words.moment(event.at));
    let (text, details) = (text(words, &event.kind), details(words, &event.kind));
    view! {
        <TimelineEvent datetime=datetime when=when actor=actor text=text tone icon=icon>
            {details}
        </TimelineEvent>
    }
    .into_any()
}

fn text(words: Words, kind: &EventKind) -> String {
    let key = format!("event-{}", kind.word());
    match kind {
        EventKind::Placed { remote_id, .. }
        | EventKind::Found { remote_id, .. }
        | EventKind::SeenElsewhere { remote_id } => words.with(&key, [("id", remote_id.to_string().into())]),
        EventKind::RenewalDrafted { draft: order }
        | EventKind::DraftedForRenewal { order, .. }
        | EventKind::DraftedFromOrder { order }
        | EventKind::DraftedFromReleased { order }
        | EventKind::Released { replaced_by: order, .. } => words.with(&key, [("order", order.to_string().into())]),
        EventKind::DraftedFromTemplate { name } => words.with(&key, [("name", name.as_str().into())]),
        EventKind::LookedFor { found } => words.with(&key, [("count", (*found).into())]),
        EventKind::StatusChanged { from: None, to } => {
            words.with("event-status-first-read", [("to", to.as_str().into())])
        }
        EventKind::StatusChanged { from: Some(from), to } => {
            words.with(&key, [("from", from.as_str().into()), ("to", to.as_str().into())])
        }
        EventKind::Drifted { what, ours, theirs } => words.with(
            &key,
            [
                ("what", what.as_str().into()),
                ("ours", ours.as_str().into()),
                ("theirs", theirs.as_str().into()),
            ],
        ),
        EventKind::CertificateFetched { serial_number, .. } => {
            words.with(&key, [("serial", serial_number.as_str().into())])
        }
        EventKind::NotSent { why, .. } | EventKind::NotSentLate { why } => words.text(&format!("{key}-{}", why.word())),
        EventKind::Action { action, step, .. } => {
            let what = words.text(&format!("action-{action}"));
            words.with(&format!("event-action-{step}"), [("what", what.into())])
        }
        EventKind::InDoubt { why } => words.text(&format!("{key}-{}", why.word())),
        _ => words.text(&key),
    }
}

fn details(words: Words, kind: &EventKind) -> AnyView {
    match kind {
        EventKind::Sending {
            reference,
            body_sha256,
            agreement_sha256,
        } => {
            let agreement = agreement_sha256.clone().map(|digest| {
                view! { <p>{words.text("event-agreement")}" "<code class="fingerprint">{digest}</code></p> }
            });
            view! {
                <p>{words.text("event-reference")}" "<code>{reference.to_string()}</code></p>
                <p>{words.text("event-digest")}" "<code class="fingerprint">{body_sha256.clone()}</code></p>
                {agreement}
            }
            .into_any()
        }
        EventKind::Refused { errors } | EventKind::AnsweredLate { errors } => remote_errors(errors),
        EventKind::ApprovalAsked { request_sha256, remark } | EventKind::Approved { request_sha256, remark } => view! {
            {said(remark)}
            <p>{words.text("event-digest")}" "<code class="fingerprint">{request_sha256.clone()}</code></p>
        }
        .into_any(),
        EventKind::CertificateHeld { reasons, .. } => {
            let reasons = reasons
                .iter()
                .map(|it| view! { <p class="fingerprint">{sentence(words, it)}</p> });
            reasons.collect_view().into_any()
        }
        EventKind::Rejected { reason } | EventKind::Released { reason, .. } => said(reason),
        EventKind::Found { evidence, .. } => found_by(words, evidence),
        EventKind::Dismissed { dismissed } => {
            let ids: Vec<String> = dismissed.iter().map(ToString::to_string).collect();
            view! { <p>{ids.join(", ")}</p> }.into_any()
        }
        EventKind::Action { change, answer, .. } => {
            let href = format!("/changes/{change}");
            let link = words.text("event-action-link");
            let answer = answer_view(words, answer.as_ref());
            view! { {answer}<p><a href=href>{link}</a></p> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// What a person said, as they said it.
fn said(text: &str) -> AnyView {
    if text.is_empty() {
        return ().into_any();
    }
    view! { <p class="said">{text.to_owned()}</p> }.into_any()
}

fn found_by(words: Words, evidence: &Evidence) -> AnyView {
    let reference = words.text(&format!("evidence-reference-{}", evidence.reference.word()));
    let key = words.text(&format!("evidence-key-{}", evidence.key.word()));
    let created = evidence
        .created_at
        .map(|at| words.with("evidence-created", [("when", words.moment(at).into())]));
    view! { <p>{reference}" "{key}" "{created}</p> }.into_any()
}

fn look(kind: &EventKind) -> (Tone, IconName) {
    match kind {
        EventKind::Drafted
        | EventKind::DraftedFromOrder { .. }
        | EventKind::DraftedFromReleased { .. }
        | EventKind::DraftedFromTemplate { .. }
        | EventKind::DraftedForRenewal { .. }
        | EventKind::RenewalDrafted { .. }
        | EventKind::Changed
        | EventKind::ApprovalAsked { .. }
        | EventKind::Withdrawn
        | EventKind::Dismissed { .. }
        | EventKind::Released { .. }
        | EventKind::BundleDownloaded
        | EventKind::Adopted => (Tone::Neutral, IconName::Person),
        EventKind::Sending { .. } => (Tone::Info, IconName::Arrow),
        EventKind::Approved { .. } | EventKind::Placed { .. } | EventKind::Found { .. } | EventKind::Reappeared => {
            (Tone::Positive, IconName::Check)
        }
        EventKind::Refused { .. } | EventKind::Rejected { .. } => (Tone::Danger, IconName::Error),
        EventKind::NotSent { .. }
        | EventKind::InDoubt { .. }
        | EventKind::AnsweredLate { .. }
        | EventKind::NotSentLate { .. }
        | EventKind::Drifted { .. }
        | EventKind::Vanished => (Tone::Warning, IconName::Warning),
        EventKind::Action { step, .. } => look_of_action(step),
        EventKind::CertificateFetched { .. } => (Tone::Positive, IconName::Check),
        EventKind::CertificateHeld { .. } => (Tone::Danger, IconName::Warning),
        EventKind::LookedFor { .. } | EventKind::Unknown => (Tone::Neutral, IconName::Question),
        EventKind::StatusChanged { .. } | EventKind::SeenElsewhere { .. } | EventKind::ApprovalLapsed => {
            (Tone::Info, IconName::Clock)
        }
    }
}

fn look_of_action(step: &str) -> (Tone, IconName) {
    match step {
        "sending" => (Tone::Info, IconName::Arrow),
        "done" | "found" | "settled" | "approved" => (Tone::Positive, IconName::Check),
        "refused" | "rejected" => (Tone::Danger, IconName::Error),
        "in-doubt" | "not-sent" | "not-there" | "taken-back" => (Tone::Warning, IconName::Warning),
        "approval-lapsed" => (Tone::Info, IconName::Clock),
        _ => (Tone::Neutral, IconName::Person),
    }
}
