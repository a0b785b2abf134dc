//! What changed lately (CertCentral: Status change list).

use serde::Deserialize;
use serde::de::Error;
use serde_json::Value;

use super::loose;
use super::order_list::entries;
use crate::domain::ids::{CertificateId, RemoteOrderId};
use crate::domain::order::RemoteStatus;

/// An order whose status changed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StatusChange {
    /// The order's id.
    #[serde(rename = "order_id", alias = "id", deserialize_with = "loose::required_order_id")]
    pub id: RemoteOrderId,
    /// Its certificate.
    #[serde(default, deserialize_with = "loose::certificate_id")]
    pub certificate_id: Option<CertificateId>,
    /// Its status now.
    #[serde(default, deserialize_with = "loose::status")]
    pub status: Option<RemoteStatus>,
}

/// Reads the list. No change is documented as `{}`, which may come as `[]`; an answer that says something else, or one
/// entry that cannot be read, is an error: a change that is passed over may not be told again.
pub(crate) fn read(answer: Value) -> Result<Vec<StatusChange>, serde_json::Error> {
    let says_nothing = match &answer {
        Value::Object(members) => members.keys().all(|name| matches!(name.as_str(), "orders" | "page")),
        Value::Array(elements) => elements.is_empty(),
        _ => false,
    };
    match entries(answer)? {
        Some(changes) => Ok(changes),
        None if says_nothing => Ok(Vec::new()),
        None => Err(Error::custom("no list of changes")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn forms_of_the_list() {
        for (answer, expected) in [
            (
                json!({"orders": [{"order_id": "7", "certificate_id": 8, "status": "issued"}, {"id": 9}]}),
                Some(vec![7, 9]),
            ),
            (json!({}), Some(vec![])),
            (json!([]), Some(vec![])),
            (json!({"orders": []}), Some(vec![])),
            (json!({"orders": null}), Some(vec![])),
            (json!({"page": {"total": 0}}), Some(vec![])),
            (json!({"orders": [{"order_id": 7}, {"order_id": 0}]}), None),
            (json!({"orders": "none"}), None),
            (json!({"errors": [{"code": "odd"}]}), None),
            (json!([{"order_id": 7}]), None),
            (json!("none"), None),
            (json!(null), None),
        ] {
            let ids = read(answer.clone()).map(|changes| changes.iter().map(|change| change.id.0).collect());
            assert_eq!(ids.ok(), expected, "{answer}");
        }
    }
}
