//! Where an order stands, as a word, an icon and a colour, with DigiCert's own term beside it.

use leptos::prelude::*;

use crate::domain::order::{RemoteStatus, State};
use crate::web::ui::{IconName, StatusBadge, Tone};
use crate::words::Words;

/// The badge of an order: our own state until DigiCert has it, then DigiCert's status.
pub(super) fn badge(words: Words, state: State, remote: Option<&RemoteStatus>) -> AnyView {
    match (state, remote) {
        (State::Placed | State::Elsewhere, Some(status)) => remote_badge(words, status),
        _ => {
            let (tone, icon) = look(state);
            let text = words.text(&format!("state-{}", state.word()));
            view! { <StatusBadge tone icon=icon text/> }.into_any()
        }
    }
}

/// The badge of what DigiCert says of an order.
pub(super) fn remote_badge(words: Words, status: &RemoteStatus) -> AnyView {
    let (tone, icon) = match status {
        RemoteStatus::Issued => (Tone::Positive, IconName::Check),
        RemoteStatus::Pending
        | RemoteStatus::Processing
        | RemoteStatus::WaitingPickup
        | RemoteStatus::ReissuePending => (Tone::Info, IconName::Clock),
        RemoteStatus::NeedsApproval | RemoteStatus::NeedsCsr => (Tone::Warning, IconName::Person),
        RemoteStatus::Rejected | RemoteStatus::Revoked => (Tone::Danger, IconName::Error),
        RemoteStatus::Expired | RemoteStatus::Canceled => (Tone::Neutral, IconName::Stopped),
        RemoteStatus::Other(_) => (Tone::Neutral, IconName::Question),
    };
    let text = if status.is_known() {
        words.text(&format!("remote-status-{}", status.word()))
    } else {
        words.text("remote-status-unknown")
    };
    view! { <StatusBadge tone icon=icon text remote=status.word().to_owned()/> }.into_any()
}

fn look(state: State) -> (Tone, IconName) {
    match state {
        State::Draft => (Tone::Neutral, IconName::Info),
        State::AwaitingApproval => (Tone::Warning, IconName::Person),
        State::Approved => (Tone::Positive, IconName::Person),
        State::Sending => (Tone::Info, IconName::Clock),
        State::Placed => (Tone::Positive, IconName::Check),
        State::Refused => (Tone::Danger, IconName::Error),
        State::InDoubt => (Tone::Warning, IconName::Question),
        State::Released => (Tone::Neutral, IconName::Stopped),
        State::Elsewhere => (Tone::Info, IconName::Info),
    }
}
