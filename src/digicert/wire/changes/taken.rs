//! The answer to a change that DigiCert took.

use serde::Deserialize;
use serde_json::Value;

use super::super::loose;
use super::super::records::token;
use crate::domain::change::request::OrderAction;
use crate::domain::change::{Answer, ChangeRequest};

/// What DigiCert says of a change that it took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    /// What was created.
    pub(crate) created: Option<i64>,
    /// What it said besides.
    pub(crate) answer: Option<Answer>,
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
    let answer = json.and_then(|json| answer(request, json));
    Some(Taken { created: None, answer })
}

fn answer(request: &ChangeRequest, json: &Value) -> Option<Answer> {
    match request {
        ChangeRequest::CheckDcv(_) => {
            let word = json.get("status").and_then(loose::as_text)?;
            Some(Answer::Standing { word })
        }
        ChangeRequest::NewDcvToken(_) | ChangeRequest::ChangeDcvMethod(..) => random_value(json),
        ChangeRequest::OnOrder(_, action) => of_order(action, json),
        _ => None,
    }
}

fn of_order(action: &OrderAction, json: &Value) -> Option<Answer> {
    match action {
        OrderAction::SetDcvMethod(_) => random_value(json),
        // The request itself.
        OrderAction::RevokeCertificate(..) | OrderAction::Revoke(_) => of_request(json),
        // The order's id, and the request within it.
        OrderAction::Reissue(_) => json.get("requests").and_then(|list| of_request(list.get(0)?)),
        OrderAction::CheckDcv => {
            let read = Checked::deserialize(json).ok()?;
            let named = read.dns_name_validations.into_iter().chain(read.dns_names_validations);
            let names = named.filter_map(|entry| Some((entry.dns_name?, entry.status.unwrap_or_default())));
            Some(Answer::Names {
                status: read.order_status,
                standing: read.dcv_status,
                names: names.collect(),
            })
        }
        _ => None,
    }
}

fn random_value(json: &Value) -> Option<Answer> {
    Some(Answer::RandomValue {
        value: token(json)?,
        until: json.get("expiration_date").and_then(loose::as_text),
    })
}

fn of_request(request: &Value) -> Option<Answer> {
    let text = |name: &str| request.get(name).and_then(loose::as_text);
    Some(Answer::Request {
        id: text("id")?,
        status: text("status"),
    })
}

/// What a look at an order's records says; an old form has no names, and both spellings of their list occur.
#[derive(Deserialize)]
struct Checked {
    #[serde(default, deserialize_with = "loose::text")]
    order_status: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    dcv_status: Option<String>,
    #[serde(default, deserialize_with = "loose::list")]
    dns_name_validations: Vec<NameChecked>,
    #[serde(default, deserialize_with = "loose::list")]
    dns_names_validations: Vec<NameChecked>,
}

#[derive(Deserialize)]
struct NameChecked {
    #[serde(default, deserialize_with = "loose::text")]
    dns_name: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    status: Option<String>,
}
