//! Deserialisers for the loose typing of CertCentral's answers, each form of which was seen in one of them: ids and
//! numbers as strings, booleans as `"1"`, `[]` for an empty object, lists that are absent when empty, timestamps of
//! several forms.
//!
//! All but those whose name says `required` or `every` never fail: what cannot be read counts as absent.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::domain::ids::{CertificateId, RemoteOrderId};
use crate::domain::order::RemoteStatus;

/// A positive whole number, or a string of one.
pub(crate) fn as_id(value: &Value) -> Option<i64> {
    let id = match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => return id_in(text),
        _ => None,
    };
    id.filter(|id| *id > 0)
}

/// The positive whole number a text is.
pub(crate) fn id_in(text: &str) -> Option<i64> {
    text.trim().parse().ok().filter(|id| *id > 0)
}

/// A text; numbers become their digits, an empty text is none.
pub(crate) fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

fn as_flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::Number(number) => number.as_i64().map(|number| number != 0),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "1" | "true" | "yes" => Some(true),
            "0" | "false" | "no" | "" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The elements of a list. A list whose numbering had gaps arrives as an object; a list that is absent or empty may be
/// missing, null, `[]`, `{}` or `""`.
fn as_elements(value: Value) -> Option<Vec<Value>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::Array(elements) => Some(elements),
        Value::Object(members) => Some(members.into_iter().map(|(_, element)| element).collect()),
        Value::String(text) if text.is_empty() => Some(Vec::new()),
        _ => None,
    }
}

/// An order's id, without which nothing can be done.
pub(crate) fn required_order_id<'de, D: Deserializer<'de>>(from: D) -> Result<RemoteOrderId, D::Error> {
    as_id(&Value::deserialize(from)?)
        .map(RemoteOrderId)
        .ok_or_else(|| D::Error::custom("not an order id"))
}

/// An id that is passed on as it is, without which nothing can be done.
pub(crate) fn required_text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    as_text(&Value::deserialize(from)?).ok_or_else(|| D::Error::custom("not a text or number"))
}

/// A certificate's id.
pub(crate) fn certificate_id<'de, D: Deserializer<'de>>(from: D) -> Result<Option<CertificateId>, D::Error> {
    Ok(as_id(&Value::deserialize(from)?).map(CertificateId))
}

/// A text.
pub(crate) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(as_text(&Value::deserialize(from)?))
}

/// A code that is written in either case, in capital letters.
pub(crate) fn capitals<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(text(from)?.map(|code| code.to_uppercase()))
}

/// A boolean, also as number or string.
pub(crate) fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    Ok(as_flag(&Value::deserialize(from)?))
}

/// A whole number from nought on.
pub(crate) fn count<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    Ok(as_text(&Value::deserialize(from)?).and_then(|text| text.trim().parse().ok()))
}

/// An order's status.
pub(crate) fn status<'de, D: Deserializer<'de>>(from: D) -> Result<Option<RemoteStatus>, D::Error> {
    Ok(as_text(&Value::deserialize(from)?).map(|word| RemoteStatus::of_word(&word)))
}

/// An object, which may be `[]` when empty.
pub(crate) fn object<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<T>, D::Error> {
    let value = Value::deserialize(from)?;
    Ok(Some(value)
        .filter(Value::is_object)
        .and_then(|value| serde_json::from_value(value).ok()))
}

/// The readable elements of a list.
pub(crate) fn list<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    let elements = as_elements(Value::deserialize(from)?).unwrap_or_default();
    Ok(elements
        .into_iter()
        .filter_map(|element| serde_json::from_value(element).ok())
        .collect())
}

/// Every element of a list; one that cannot be read is an error, and so is something that is no list.
pub(crate) fn every<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    let elements = as_elements(Value::deserialize(from)?).ok_or_else(|| D::Error::custom("not a list"))?;
    elements
        .into_iter()
        .map(|element| serde_json::from_value(element).map_err(D::Error::custom))
        .collect()
}

/// A list of texts.
pub(crate) fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let elements = as_elements(Value::deserialize(from)?).unwrap_or_default();
    Ok(elements.iter().filter_map(as_text).collect())
}

/// The texts of an object by their names, which may be `[]` when empty.
pub(crate) fn named_texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, String)>, D::Error> {
    let Value::Object(members) = Value::deserialize(from)? else {
        return Ok(Vec::new());
    };
    let texts = members.into_iter();
    Ok(texts
        .filter_map(|(name, value)| as_text(&value).map(|text| (name, text)))
        .collect())
}

/// A moment: with offset as documented, or without one in old answers, which is then taken for UTC.
pub(crate) fn moment<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
    Ok(as_text(&Value::deserialize(from)?).and_then(|text| as_moment(text.trim())))
}

/// The moment a text is; of a day its first in UTC.
pub(crate) fn as_moment(text: &str) -> Option<Timestamp> {
    text.parse().ok().or_else(|| {
        let local: DateTime = text.parse().ok()?;
        local.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
    })
}

/// A day, also where a moment was written.
pub(crate) fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let text = as_text(&Value::deserialize(from)?);
    Ok(text.and_then(|text| text.trim().get(..10).and_then(|day| day.parse().ok())))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids() {
        for (value, expected) in [
            (json!(7), Some(7)),
            (json!("701200345"), Some(701_200_345)),
            (json!(" 7 "), Some(7)),
            (json!(0), None),
            (json!("-7"), None),
            (json!(7.0), None),
            (json!([]), None),
            (json!(null), None),
            (json!("9223372036854775808"), None),
        ] {
            assert_eq!(as_id(&value), expected, "{value}");
        }
    }

    #[test]
    fn flags() {
        for (value, expected) in [
            (json!(true), Some(true)),
            (json!("1"), Some(true)),
            (json!(1), Some(true)),
            (json!("0"), Some(false)),
            (json!(0), Some(false)),
            (json!("true"), Some(true)),
            (json!(""), Some(false)),
            (json!("perhaps"), None),
            (json!(null), None),
        ] {
            assert_eq!(as_flag(&value), expected, "{value}");
        }
    }

    #[test]
    fn moments_and_days() {
        for (text, expected) in [
            ("2023-10-13T15:15:13+00:00", Some("2023-10-13T15:15:13Z")),
            ("2023-10-13T17:15:13+02:00", Some("2023-10-13T15:15:13Z")),
            ("2023-10-13T15:15:13Z", Some("2023-10-13T15:15:13Z")),
            ("2020-05-01 15:47:26", Some("2020-05-01T15:47:26Z")),
            ("2020-05-01", Some("2020-05-01T00:00:00Z")),
            ("yesterday", None),
        ] {
            assert_eq!(
                as_moment(text).map(|moment| moment.to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
        for (value, expected) in [
            (json!("2027-03-01"), Some("2027-03-01")),
            (json!("2027-03-01T00:00:00+00:00"), Some("2027-03-01")),
            (json!("01 MAR 2027"), None),
            (json!([]), None),
        ] {
            assert_eq!(
                day(&value).unwrap().map(|day| day.to_string()).as_deref(),
                expected,
                "{value}"
            );
        }
    }

    #[test]
    fn lists() {
        for (value, expected) in [
            (json!(["a", 7, null]), vec!["a", "7"]),
            (json!({"0": "a", "2": "b"}), vec!["a", "b"]),
            (json!([]), vec![]),
            (json!({}), vec![]),
            (json!(null), vec![]),
            (json!("x"), vec![]),
        ] {
            assert_eq!(texts(&value).unwrap(), expected, "{value}");
        }
        assert_eq!(list::<_, u8>(&json!([1, "x", 3])).unwrap(), [1, 3]);
        assert!(every::<_, u8>(&json!([1, "x", 3])).is_err());
        assert!(every::<_, u8>(&json!("none")).is_err());
        let named = named_texts(&json!({"b": "1", "a": 2, "c": null, "d": ""})).unwrap();
        assert_eq!(
            named,
            [("a".to_owned(), "2".to_owned()), ("b".to_owned(), "1".to_owned())]
        );
        assert!(named_texts(&json!([])).unwrap().is_empty());
    }
}
