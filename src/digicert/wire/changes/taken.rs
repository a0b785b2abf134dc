//! The answer to a change that DigiCert took.

use serde_json::Value;

use super::super::loose;
use super::super::records::token;
use crate::domain::change::ChangeRequest;

/// What DigiCert says of a change that it took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    /// What was created.
    pub(crate) created: Option<i64>,
    /// The word for where control of a domain stands, or the random value to publish.
    pub(crate) answer: Option<String>,
}

/// Reads the answer that says yes; `json` is none where it has no body. None where it is no clear yes.
pub(crate) fn taken(request: &ChangeRequest, json: Option<&Value>) -> Option<Taken> {
    // Nobody was seen to say yes and to name errors, so nobody knows what it would mean.
    if json.is_some_and(|json| json.get("errors").is_some()) {
        return None;
    }
    let created = json.and_then(|json| json.get("id")).and_then(loose::as_id);
    if request.creates() {
        return created.map(|id| Taken {
            created: Some(id),
            answer: None,
        });
    }
    let answer = match request {
        ChangeRequest::CheckDcv(_) => json.and_then(|json| json.get("status")).and_then(loose::as_text),
        ChangeRequest::NewDcvToken(_) | ChangeRequest::ChangeDcvMethod(..) => json.and_then(token),
        _ => None,
    };
    Some(Taken { created: None, answer })
}
