//! What changed lately (CertCentral: Status change list).

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
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

/// The zone of the filter: Mountain Daylight Time.
const ZONE: Offset = Offset::constant(-6);

/// By how much the clocks of that place are behind it in winter.
const WINTER: SignedDuration = SignedDuration::from_hours(1);

/// The value of the filter for a span of time. Read an hour behind, a moment is an hour later: so it begins earlier.
pub(crate) fn range(from: Timestamp, until: Timestamp) -> String {
    let there = |at: Timestamp| ZONE.to_datetime(at).strftime("%Y-%m-%d %H:%M:%S").to_string();
    let from = from.saturating_sub(WINTER).unwrap_or(from);
    format!("{}...{}", there(from), there(until))
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
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_span_is_told_in_mountain_time_and_begins_an_hour_early() {
        let [from, until] = ["2026-03-01T02:00:00Z", "2026-03-01T08:30:01Z"].map(|text| text.parse().unwrap());
        assert_eq!(range(from, until), "2026-02-28 19:00:00...2026-03-01 02:30:01");
    }

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
