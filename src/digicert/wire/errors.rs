//! The errors in an answer (CertCentral: Errors): an array, in old answers a single object.

use serde_json::Value;

use super::loose;
use crate::domain::order::RemoteError;

/// The errors an answer holds; none where it has no `errors`, or nothing readable in it.
pub(crate) fn of(answer: &Value) -> Vec<RemoteError> {
    match answer.get("errors") {
        Some(Value::Array(errors)) => errors.iter().filter_map(one).collect(),
        Some(error @ (Value::Object(_) | Value::String(_))) => one(error).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn one(error: &Value) -> Option<RemoteError> {
    if let Value::String(message) = error {
        return Some(RemoteError {
            code: String::new(),
            message: message.clone(),
        });
    }
    let member = |name| error.get(name).and_then(loose::as_text);
    let (code, message) = (member("code"), member("message"));
    if code.is_none() && message.is_none() {
        return None;
    }
    Some(RemoteError {
        code: code.unwrap_or_default(),
        message: message.unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn forms_of_errors() {
        for (answer, expected) in [
            (
                json!({"errors": [{"code": "a|b", "message": "One."}, {"code": "c"}]}),
                vec!["a|b One.", "c "],
            ),
            (json!({"errors": {"code": "a", "message": "One."}}), vec!["a One."]),
            (json!({"errors": ["One."]}), vec![" One."]),
            (
                json!({"errors": [{"code": 7, "message": "One."}, {}, null]}),
                vec!["7 One."],
            ),
            (json!({"errors": []}), vec![]),
            (json!({"errors": null}), vec![]),
            (json!({"message": "no"}), vec![]),
            (json!([]), vec![]),
        ] {
            let read: Vec<String> = of(&answer)
                .iter()
                .map(|e| format!("{} {}", e.code, e.message))
                .collect();
            assert_eq!(read, expected, "{answer}");
        }
    }
}
