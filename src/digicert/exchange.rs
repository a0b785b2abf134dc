//! What went over the wire, for the administrator's raw view: the one place where secrets are taken out of it.
//!
//! Headers are never part of it, so neither is the key; should a body repeat the key, it is blotted out here. The same
//! goes for the members that may hold a payment card, should an answer repeat them.

use std::time::Duration;

use serde_json::Value;

use crate::domain::card::WITHHELD;

/// The most that is kept of an answer.
const MOST_BYTES: usize = 64 * 1024;

/// Members whose values are never kept (CertCentral: Order PKIo Private Services Server, `credit_card`; Create key,
/// `api_key`).
const SECRET_MEMBERS: [&str; 2] = ["credit_card", "api_key"];

/// One request and its answer, without headers and without secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// The body that was sent, or would have been.
    pub request_body: String,
    /// The body of the answer as text, at most 64 KiB of it; empty without one.
    pub response_body: String,
    /// What the network said, where the exchange did not come to its end.
    pub failure: Option<String>,
    /// From the first step of connecting to the last byte.
    pub elapsed: Duration,
}

/// A body without its secrets. One that holds none is returned as it is, to the byte.
pub(super) fn without_secrets(body: &str, key: &str) -> String {
    let mut shown = body.to_owned();
    if SECRET_MEMBERS.iter().any(|member| body.contains(member)) {
        shown = match serde_json::from_str::<Value>(body) {
            Ok(mut value) => {
                withhold(&mut value);
                value.to_string()
            }
            // It names a secret but cannot be taken apart.
            Err(_) => WITHHELD.to_owned(),
        };
    }
    let key = key.trim();
    if !key.is_empty() {
        shown = shown.replace(key, WITHHELD);
    }
    shown.truncate(shown.floor_char_boundary(MOST_BYTES));
    shown
}

fn withhold(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if SECRET_MEMBERS.contains(&name.as_str()) {
                    *member = Value::from(WITHHELD);
                } else {
                    withhold(member);
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(withhold),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_without_secrets() {
        for (body, expected) in [
            (r#"{"b": 1,  "a": 2}"#, r#"{"b": 1,  "a": 2}"#),
            (
                r#"{"credit_card":{"number":"4111","cvv":"123"},"id":1}"#,
                r#"{"credit_card":"[withheld]","id":1}"#,
            ),
            (r#"[{"api_key":"new one"}]"#, r#"[{"api_key":"[withheld]"}]"#),
            ("<p>credit_card 4111", "[withheld]"),
            ("<p>your key K3Y-0123 is wrong", "<p>your key [withheld] is wrong"),
        ] {
            assert_eq!(without_secrets(body, " K3Y-0123\n"), expected);
        }
    }

    #[test]
    fn long_bodies_are_cut_between_characters() {
        let shown = without_secrets(&"é".repeat(MOST_BYTES), "");
        assert_eq!(shown.len(), MOST_BYTES);
        assert_eq!(
            without_secrets(&format!("a{}", "é".repeat(MOST_BYTES)), "").len(),
            MOST_BYTES - 1
        );
    }
}
