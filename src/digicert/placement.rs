//! What became of an order that was sent.
//!
//! An order exists when DigiCert names its id; how else is decided in [`super::verdict`].

use super::exchange::Exchange;
use super::verdict::{Heard, Verdict, verdict};
use super::wire::placed::{self, PlacedOrder};
use crate::domain::order::RemoteError;
use crate::domain::order::event::{Doubt, NotSent};

/// What became of an order that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// DigiCert took it.
    Placed(PlacedOrder),
    /// DigiCert refused it, for these reasons.
    Refused(Vec<RemoteError>),
    /// Nothing was sent, or it was turned away unread; it may be placed again.
    NotSent(NotSent),
    /// It may or may not exist at DigiCert: look for it, do not send it again.
    InDoubt(Doubt),
}

/// An attempt to place an order: what became of it, and what went over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempted {
    /// What became of it.
    pub outcome: Placement,
    /// What went over the wire, without secrets.
    pub exchange: Exchange,
}

/// Decides what became of an order.
pub(super) fn classify(heard: &Heard) -> Placement {
    match verdict(heard, |_, json| json.and_then(placed::of)) {
        Verdict::Taken(order) => Placement::Placed(order),
        Verdict::Refused(errors) => Placement::Refused(errors),
        Verdict::NotSent(why) => Placement::NotSent(why),
        Verdict::InDoubt(why) => Placement::InDoubt(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digicert::answer::{Answer, Cut};
    use crate::digicert::failure::Sent;
    use crate::domain::ids::RemoteOrderId;

    const ERRORS: &str = r#"{"errors":[{"code":"csr_invalid_cannot_parse","message":"The CSR is invalid."}]}"#;
    const LIMIT: &str = r#"{"errors":[{"code":"x","message":""},{"code":"request_limit_exceeded","message":"Slow."}]}"#;
    const PLACED: &str = r#"{"id":701200345}"#;
    const HTML: &str = "<html><body>Request unsuccessful. Incapsula incident ID: 1</body></html>";

    fn shape(placement: &Placement) -> String {
        match placement {
            Placement::Placed(PlacedOrder {
                id: RemoteOrderId(id), ..
            }) => format!("placed {id}"),
            Placement::Refused(errors) => format!("refused {}", errors.len()),
            Placement::NotSent(why) => why.word().to_owned(),
            Placement::InDoubt(Doubt::UnclearAnswer(status)) => format!("unclear {status}"),
            Placement::InDoubt(why) => why.word().to_owned(),
        }
    }

    fn answer(status: u16, text: &str, cut: Option<Cut>) -> Heard {
        Heard::Answer(Answer {
            status,
            text: text.to_owned(),
            cut,
            retry_after: None,
            download: None,
        })
    }

    #[test]
    fn answers() {
        for (status, text, expected) in [
            (201, PLACED, "placed 701200345"),
            (200, PLACED, "placed 701200345"),
            (
                202,
                r#"{"id":"701200345","domains":"none","certificate_id":[],"requests":7}"#,
                "placed 701200345",
            ),
            (201, "\u{feff}{\"id\":7}", "placed 7"),
            (201, r#"{"id":7,"errors":[{"code":"odd","message":"odd"}]}"#, "placed 7"),
            (201, "", "unclear 201"),
            (204, "", "unclear 204"),
            (201, "{}", "unclear 201"),
            (201, r#"{"id":0}"#, "unclear 201"),
            (201, r#"{"id":-3}"#, "unclear 201"),
            (201, r#"{"id":7.5}"#, "unclear 201"),
            (201, r#"{"id":null}"#, "unclear 201"),
            (201, r#"{"id":"soon"}"#, "unclear 201"),
            (201, r#"[{"id":7}]"#, "unclear 201"),
            (201, r#"{"id":7"#, "unclear 201"),
            (200, ERRORS, "unclear 200"),
            (200, HTML, "unclear 200"),
            (400, ERRORS, "refused 1"),
            (400, LIMIT, "refused 2"),
            (403, ERRORS, "refused 1"),
            (404, ERRORS, "refused 1"),
            (422, r#"{"errors":{"code":"one","message":"One object."}}"#, "refused 1"),
            (400, r#"{"errors":[]}"#, "unclear 400"),
            (400, PLACED, "unclear 400"),
            (400, HTML, "unclear 400"),
            (403, HTML, "unclear 403"),
            (400, "", "unclear 400"),
            (408, ERRORS, "unclear 408"),
            (429, LIMIT, "rate-limited"),
            (429, ERRORS, "unclear 429"),
            (429, HTML, "unclear 429"),
            (301, "", "unclear 301"),
            (307, ERRORS, "unclear 307"),
            (500, ERRORS, "unclear 500"),
            (502, HTML, "unclear 502"),
            (503, LIMIT, "unclear 503"),
            (500, PLACED, "unclear 500"),
        ] {
            assert_eq!(
                shape(&classify(&answer(status, text, None))),
                expected,
                "{status} {text}"
            );
        }
    }

    #[test]
    fn answers_without_an_end() {
        for (status, text, cut, expected) in [
            (201, PLACED, Cut::TimedOut, "placed 701200345"),
            (201, r#"{"id":7012"#, Cut::TimedOut, "timed-out"),
            (400, ERRORS, Cut::TimedOut, "timed-out"),
            (200, HTML, Cut::TooLong, "unclear 200"),
        ] {
            assert_eq!(
                shape(&classify(&answer(status, text, Some(cut)))),
                expected,
                "{status} {text}"
            );
        }
    }

    #[test]
    fn no_answer() {
        for (sent, timed_out, expected) in [
            (Sent::Never, false, "no-connection"),
            (Sent::Never, true, "no-connection"),
            (Sent::Maybe, true, "timed-out"),
            (Sent::Maybe, false, "connection-lost"),
        ] {
            let heard = Heard::Nothing {
                sent,
                timed_out,
                failure: String::new(),
            };
            assert_eq!(shape(&classify(&heard)), expected, "{sent:?} {timed_out}");
        }
        for why in [NotSent::RateLimited, NotSent::NoConnection] {
            assert_eq!(classify(&Heard::Held(why)), Placement::NotSent(why));
        }
    }
}
