//! The journal of a change, newest first, in words.

use leptos::prelude::*;

use super::answer::answer_view;
use crate::domain::change::{ChangeEvent, ChangeEventKind};
use crate::web::remote_errors::remote_errors;
use crate::web::ui::{Timeline, TimelineEvent, Tone};
use crate::words::Words;

/// All events.
pub(super) fn journal(words: Words, events: &[ChangeEvent]) -> AnyView {
    let items = events.iter().map(|event| entry(words, event)).collect_view();
    view! { <Timeline label=words.text("change-journal")>{items}</Timeline> }.into_any()
}

fn entry(words: Words, event: &ChangeEvent) -> AnyView {
    let actor = if event.actor.id.is_none() {
        words.text("event-desk")
    } else {
        event.actor.name.clone()
    };
    let (datetime, when) = (event.at.to_string(), words.moment(event.at));
    let (text, details) = (text(words, &event.kind), details(words, &event.kind));
    view! {
        <TimelineEvent datetime when actor text tone=tone(&event.kind)>
            {details}
        </TimelineEvent>
    }
    .into_any()
}

fn text(words: Words, kind: &ChangeEventKind) -> String {
    let key = format!("change-event-{}", kind.word());
    match kind {
        ChangeEventKind::Done { created: Some(id), .. } | ChangeEventKind::Found { created: Some(id) } => {
            words.with(&format!("{key}-created"), [("id", id.to_string().into())])
        }
        ChangeEventKind::Settled {
            created: Some(created), ..
        } => words.with(&format!("{key}-created"), [("id", created.to_string().into())]),
        ChangeEventKind::Reused { id } => words.with(&key, [("id", id.to_string().into())]),
        ChangeEventKind::NotSent { why, .. } => words.text(&format!("event-not-sent-{}", why.word())),
        ChangeEventKind::InDoubt { why } => words.text(&format!("event-in-doubt-{}", why.word())),
        ChangeEventKind::ReadBack { effect } => words.text(&format!("{key}-{effect}")),
        _ => words.text(&key),
    }
}

fn details(words: Words, kind: &ChangeEventKind) -> Option<AnyView> {
    match kind {
        ChangeEventKind::Refused { errors } => Some(remote_errors(errors)),
        ChangeEventKind::Sending { request_sha256 } => {
            let label = words.text("event-digest");
            let digest = request_sha256.clone();
            Some(view! { <p>{label}" "<code class="digest">{digest}</code></p> }.into_any())
        }
        ChangeEventKind::Done { answer, .. } => answer_view(words, answer.as_ref()),
        ChangeEventKind::ApprovalAsked { request_sha256, remark }
        | ChangeEventKind::Approved { request_sha256, remark } => {
            let (label, digest) = (words.text("event-digest"), request_sha256.clone());
            let remark = (!remark.is_empty()).then(|| view! { <p class="said">{remark.clone()}</p> });
            Some(view! { {remark}<p>{label}" "<code class="digest">{digest}</code></p> }.into_any())
        }
        ChangeEventKind::Settled { reason, .. }
        | ChangeEventKind::TakenBack { reason }
        | ChangeEventKind::Rejected { reason } => Some(view! { <p class="said">{reason.clone()}</p> }.into_any()),
        _ => None,
    }
}

fn tone(kind: &ChangeEventKind) -> Tone {
    match kind {
        ChangeEventKind::Done { .. }
        | ChangeEventKind::Found { .. }
        | ChangeEventKind::Settled { .. }
        | ChangeEventKind::Approved { .. } => Tone::Positive,
        ChangeEventKind::Refused { .. } | ChangeEventKind::Rejected { .. } => Tone::Danger,
        ChangeEventKind::Reused { .. }
        | ChangeEventKind::InDoubt { .. }
        | ChangeEventKind::ReadBack { .. }
        | ChangeEventKind::NotSent { .. } => Tone::Warning,
        _ => Tone::Neutral,
    }
}
