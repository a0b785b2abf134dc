//! What became of a request that must not leave twice: the one function that decides between yes, no, not sent and in
//! doubt, for orders and for changes.
//!
//! The rule: it was taken when DigiCert says so clearly, and was not when DigiCert itself says why not or when not a byte
//! left. Everything between is doubt, and doubt is never resolved by sending again.

use serde_json::Value;

use super::answer::{Answer, Cut};
use super::breaker::Sign;
use super::failure::Sent;
use super::wire::errors;
use crate::domain::order::RemoteError;
use crate::domain::order::event::{Doubt, NotSent};

/// DigiCert's code for its own rate limit (CertCentral: Errors, 429). The one code that is looked at: a 429 without it
/// may come from a layer that had already passed the request on.
const RATE_LIMIT_CODE: &str = "request_limit_exceeded";

/// What came back after sending.
#[derive(Debug)]
pub(super) enum Heard {
    /// An answer.
    Answer(Answer),
    /// None, but an error of the network.
    Nothing {
        /// Whether the request may have left.
        sent: Sent,
        /// Whether it was our patience that ended.
        timed_out: bool,
        /// The error in words.
        failure: String,
    },
    /// We let nothing leave ourselves.
    Held(NotSent),
}

impl Heard {
    /// What it says of DigiCert being there.
    pub(super) fn sign(&self) -> Sign {
        match self {
            Self::Answer(answer) => answer.sign(),
            Self::Nothing { .. } => Sign::Silent,
            Self::Held(_) => Sign::Unclear,
        }
    }
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict<T> {
    /// DigiCert took it.
    Taken(T),
    /// DigiCert refused it, for these reasons.
    Refused(Vec<RemoteError>),
    /// Nothing was sent, or it was turned away unread.
    NotSent(NotSent),
    /// It may or may not have been taken.
    InDoubt(Doubt),
}

/// Decides. `taken` reads an answer whose status says yes, with its JSON if it is a whole value; none where that is no
/// clear yes.
pub(super) fn verdict<T>(heard: &Heard, taken: impl FnOnce(&Answer, Option<&Value>) -> Option<T>) -> Verdict<T> {
    match heard {
        Heard::Held(why) => Verdict::NotSent(*why),
        Heard::Nothing { sent: Sent::Never, .. } => Verdict::NotSent(NotSent::NoConnection),
        Heard::Nothing { timed_out: true, .. } => Verdict::InDoubt(Doubt::TimedOut),
        Heard::Nothing { .. } => Verdict::InDoubt(Doubt::ConnectionLost),
        Heard::Answer(answer) => of_answer(answer, taken),
    }
}

fn of_answer<T>(answer: &Answer, taken: impl FnOnce(&Answer, Option<&Value>) -> Option<T>) -> Verdict<T> {
    let json = answer.json();
    if answer.is_success()
        && let Some(taken) = taken(answer, json.as_ref())
    {
        return Verdict::Taken(taken);
    }
    match answer.cut {
        Some(Cut::TimedOut) => return Verdict::InDoubt(Doubt::TimedOut),
        Some(Cut::Lost(_)) => return Verdict::InDoubt(Doubt::ConnectionLost),
        Some(Cut::TooLong) | None => {}
    }
    let errors = json.as_ref().map(errors::of).unwrap_or_default();
    match answer.status {
        429 if errors.iter().any(|error| error.code == RATE_LIMIT_CODE) => Verdict::NotSent(NotSent::RateLimited),
        408 | 429 => Verdict::InDoubt(Doubt::UnclearAnswer(answer.status)),
        400..=499 if !errors.is_empty() => Verdict::Refused(errors),
        status => Verdict::InDoubt(Doubt::UnclearAnswer(status)),
    }
}
