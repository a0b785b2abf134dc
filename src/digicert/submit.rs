//! Changing what the account holds, placed orders too: prepared first, so that its digest can be written down, then sent once,
//! as an order is.

use bytes::Bytes;

use super::answer::Answer as HttpAnswer;
use super::breaker::Sign;
use super::client::DigiCert;
use super::exchange::Exchange;
use super::verdict::{Heard, Verdict, verdict};
use super::wire::changes::{ChangeBody, taken};
use crate::domain::change::{Answer, ChangeRequest};
use crate::domain::order::RemoteError;
use crate::domain::order::event::{Doubt, NotSent};

/// What became of a change that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Submission {
    /// DigiCert took it.
    Accepted {
        /// The organization or domain that was created; always there where the change creates one.
        created: Option<i64>,
        /// What it said besides. A check that found nothing is accepted too: it was made.
        answer: Option<Answer>,
    },
    /// DigiCert refused it, for these reasons.
    Refused(Vec<RemoteError>),
    /// Nothing was sent, or it was turned away unread; it may be sent again.
    NotSent(NotSent),
    /// It may or may not have been made at DigiCert: read it back, do not send it again.
    InDoubt(Doubt),
}

/// An attempt to make a change: what became of it, and what went over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// What became of it.
    pub outcome: Submission,
    /// What went over the wire, without secrets; method and path stand before the body.
    pub exchange: Exchange,
}

impl DigiCert {
    /// The request that [`DigiCert::submit`] will send for this change.
    #[must_use]
    pub fn prepare_change(&self, request: &ChangeRequest) -> ChangeBody {
        ChangeBody::of(request)
    }

    /// Sends a change, once; `body` is what was prepared for `request`.
    ///
    /// It never fails: everything that can happen is a [`Submission`]. It must not be dropped half-way, as the change
    /// would then be in doubt without anybody noting it: run it in a task of its own, not in a request's.
    pub async fn submit(&self, request: &ChangeRequest, body: &ChangeBody) -> Submitted {
        let path: Vec<&str> = body.path().iter().map(String::as_str).collect();
        let bytes = Bytes::copy_from_slice(body.bytes());
        let (heard, elapsed) = self.once(body.verb(), &path, bytes).await;
        let outcome = classify(request, &heard);
        self.inner.breaker.note(match outcome {
            // A yes without a body, too, is CertCentral speaking.
            Submission::Accepted { .. } => Sign::Alive,
            _ => heard.sign(),
        });
        if outcome == Submission::NotSent(NotSent::RateLimited) {
            self.hold_after(&heard);
        }
        let exchange = self.to_keep(body.kept(), heard, elapsed, str::to_owned);
        Submitted { outcome, exchange }
    }
}

/// Decides what became of a change.
fn classify(request: &ChangeRequest, heard: &Heard) -> Submission {
    let accepted = |answer: &HttpAnswer, json: Option<&serde_json::Value>| {
        // A page of something between here and DigiCert is no yes, and neither is the beginning of an answer.
        let is_whole = json.is_some() || (answer.cut.is_none() && answer.text.trim().is_empty());
        if is_whole { taken(request, json) } else { None }
    };
    match verdict(heard, accepted) {
        Verdict::Taken(taken) => Submission::Accepted {
            created: taken.created,
            answer: taken.answer,
        },
        Verdict::Refused(errors) => Submission::Refused(errors),
        Verdict::NotSent(why) => Submission::NotSent(why),
        Verdict::InDoubt(why) => Submission::InDoubt(why),
    }
}
